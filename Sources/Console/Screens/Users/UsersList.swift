import Salon
import SalonStore
import Terminal

/// The list of accounts of one kind: pages by name, or who answers the typed text.
struct UsersList {
    typealias Effects = [Effect<UsersScreen>]

    /// The kinds in the order of the line above the list.
    static let kinds: [(kind: UserKind, title: String)] = [
        (.staff, "Staff"), (.role(.owner), "Owners"), (.role(.admin), "Admins"),
        (.role(.receptionist), "Receptionists"), (.role(.expert), "Experts"), (.role(.user), "Clients"),
    ]

    static let pageSize = 100

    var table = Table<UserID>(columns: UsersList.columns, whenEmpty: EmptyState(title: ""))
    private(set) var rows: [UserID: UserRow] = [:]
    /// An index of `kinds`.
    private(set) var kind = 0
    var filter = TextField(placeholder: "name, e-mail or phone", limit: 200)
    var isTyping = false
    /// What the rows answer.
    private var answered: UsersScreen.Query?

    init() { table.whenLoading = EmptyState(.loading, title: "Reading the accounts…") }

    /// What is typed; blanks alone are nothing.
    var text: String { filter.text.allSatisfy(\.isWhitespace) ? "" : filter.text }

    /// What a page answers.
    var query: UsersScreen.Query { UsersScreen.Query(kind: Self.kinds[kind].kind, text: text) }

    // MARK: Looks

    private static let columns = [
        TableColumn("name", title: "Name", minimum: 14, maximum: 30),
        TableColumn("role", title: "Role", minimum: 12, maximum: 12),
        TableColumn("email", title: "E-mail", minimum: 16, maximum: 34, priority: 3),
        TableColumn("verified", title: "verified", minimum: 8, maximum: 8, priority: 2),
        TableColumn("locked", title: "locked", minimum: 6, maximum: 8),
        TableColumn("seen", title: "last seen", minimum: 10, maximum: 11),
    ]

    private var whenEmpty: EmptyState {
        let kind = Self.kinds[kind].title.lowercased()
        guard text.isEmpty else {
            return EmptyState(
                title: "None of the \(kind) has “\(text.prefix(40))”", sentence: "Try fewer letters.", key: .escape,
                action: "show all")
        }
        return EmptyState(
            title: "No \(kind) yet", sentence: "Choose others to see.", key: Key(.character("f")), action: "others")
    }

    private static func row(_ row: UserRow, _ context: Context) -> TableRow<UserID> {
        let user = row.user
        let isLocked = user.isLocked(at: context.instant)
        let seen = user.lastSignIn.map { UserText.moment($0, context, isShort: true) }
        return TableRow(
            id: user.id,
            cells: [
                TableCell(user.name, ink: .strong), TableCell(user.role == .user ? "client" : user.role.rawValue),
                TableCell(user.email ?? ""),
                user.isVerified ? "yes" : TableCell(user.email == nil ? "" : "no", ink: .warning),
                user.disabledAt != nil
                    ? TableCell("off", ink: .danger)
                    : isLocked
                        ? TableCell(user.lockedUntil.map { UserText.left(until: $0, context) } ?? "", ink: .danger)
                        : "",
                seen.map { TableCell($0) } ?? TableCell("never", ink: .muted),
            ])
    }

    /// Shows what has changed by itself: who isn't locked any more.
    mutating func refreshLocks(_ context: Context) {
        for row in rows.values where row.user.lockedUntil != nil { table.update(Self.row(row, context)) }
    }

    // MARK: Pages

    /// Reads what is shown anew; the cursor stays.
    func reload() -> Effects { [load(PageRequest(limit: max(Self.pageSize, table.rows.count)), .first)] }

    /// Shows another kind of accounts, from its beginning.
    mutating func turn(by step: Int) -> Effects {
        show(kind: (kind + step + Self.kinds.count) % Self.kinds.count)
    }

    mutating func show(kind: Int) -> Effects {
        guard kind != self.kind else { return [] }
        self.kind = kind
        return [load(PageRequest(limit: Self.pageSize), .first)]
    }

    private func load(_ request: PageRequest<UserKey>, _ edge: Table<UserID>.Edge) -> Effect<UsersScreen> {
        .load(.page(query, request, edge), "list")
    }

    private func load(_ edge: Table<UserID>.Edge) -> Effects {
        let end = UserKey(nameKey: "\u{10FFFD}", id: UserID(UUIDValue(high: .max, low: .max)))
        switch edge {
        case .first: return [load(PageRequest(limit: Self.pageSize), .first)]
        case .last: return [load(PageRequest(before: end, limit: Self.pageSize), .last)]
        case .after:
            guard let last = table.rows.last.flatMap({ rows[$0.id] }) else { return [] }
            return [load(PageRequest(after: last.key, limit: Self.pageSize), .after)]
        case .before:
            guard let first = table.rows.first.flatMap({ rows[$0.id] }) else { return [] }
            return [load(PageRequest(before: first.key, limit: Self.pageSize), .before)]
        }
    }

    mutating func take(_ page: Page<UserRow, UserKey>, at edge: Table<UserID>.Edge, _ context: Context) {
        let shown = page.rows.map { Self.row($0, context) }
        switch edge {
        case .before, .after:
            for row in page.rows { rows[row.user.id] = row }
            edge == .before
                ? table.prepend(shown, hasBefore: page.hasMoreBefore)
                : table.append(shown, hasAfter: page.hasMoreAfter)
        case .first, .last:
            rows = Dictionary(page.rows.map { ($0.user.id, $0) }) { first, _ in first }
            table.replace(
                with: shown, hasBefore: page.hasMoreBefore, hasAfter: edge == .last ? false : page.hasMoreAfter)
            if answered != query, let first = shown.first { table.select(first.id) }
            answered = query
        }
        table.whenEmpty = whenEmpty
    }

    mutating func fail(_ error: SalonError) {
        table.pageFailed()
        if case .forbidden = error {
            // Who may not see them any more sees them no more.
            table.replace(with: [])
            rows = [:]
            table.state = .forbidden(EmptyState(.forbidden, title: "Not for your role", sentence: error.message))
        } else if table.rows.isEmpty {
            table.state = .failed(
                EmptyState(
                    .failed, title: "The accounts can't be read", sentence: error.message, key: Key(.character("R")),
                    action: "try again"))
        }
    }

    // MARK: Input

    /// Keys walk the list also while something is typed.
    mutating func take(_ key: Key) -> Effects {
        guard isTyping else { return act(on: table.handle(key)) }
        switch key {
        case .up, .down, .pageUp, .pageDown: return act(on: table.handle(key))
        default: return filter.handle(key).event == nil ? [] : search()
        }
    }

    mutating func paste(_ text: String) -> Effects {
        isTyping && filter.paste(text).event != nil ? search() : []
    }

    mutating func take(_ mouse: Mouse, in area: Rect) -> Effects { act(on: table.handle(mouse, in: area)) }

    private func search() -> Effects { [load(PageRequest(limit: Self.pageSize), .first)] }

    private func act(on outcome: Outcome<Table<UserID>.Event>) -> Effects {
        if case .needs(let edge) = outcome.event { load(edge) } else { [] }
    }

    /// First out of the field, then the filter goes.
    mutating func back() -> Effects {
        if isTyping {
            isTyping = false
            return []
        }
        guard !filter.isEmpty else { return [] }
        filter.text = ""
        return search()
    }
}
