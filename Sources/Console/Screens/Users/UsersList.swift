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

    var pages = PagedList<UserRow>(
        of: "the accounts", columns: UsersList.columns,
        end: UserKey(nameKey: "\u{10FFFD}", id: UserID(UUIDValue(high: .max, low: .max))))
    /// An index of `kinds`.
    private(set) var kind = 0
    var search = SearchField("name, e-mail or phone")
    /// What the rows answer.
    private var answered: UsersScreen.Query?

    /// What a page answers.
    var query: UsersScreen.Query { UsersScreen.Query(kind: Self.kinds[kind].kind, text: search.text) }

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
        guard search.text.isEmpty else {
            return EmptyState(
                title: "None of the \(kind) has “\(search.text.prefix(40))”", sentence: "Try fewer letters.",
                key: .escape,
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
        for row in pages.rows.values where row.user.lockedUntil != nil { pages.table.update(Self.row(row, context)) }
    }

    // MARK: Pages

    /// Reads what is shown anew; the cursor stays.
    func reload() -> Effects { [load(pages.again, .first)] }

    /// Shows another kind of accounts, from its beginning.
    mutating func turn(by step: Int) -> Effects {
        show(kind: (kind + step + Self.kinds.count) % Self.kinds.count)
    }

    mutating func show(kind: Int) -> Effects {
        guard kind != self.kind else { return [] }
        self.kind = kind
        return begin()
    }

    private func load(_ request: PageRequest<UserKey>, _ edge: Table<UserID>.Edge) -> Effect<UsersScreen> {
        .load(.page(query, request, edge), "list")
    }

    private func begin() -> Effects { [load(pages.beginning, .first)] }

    mutating func take(_ page: Page<UserRow, UserKey>, at edge: Table<UserID>.Edge, _ context: Context) {
        pages.take(page, at: edge) { Self.row($0, context) }
        if edge == .first || edge == .last {
            if answered != query, let first = pages.table.rows.first { pages.table.select(first.id) }
            answered = query
        }
        pages.table.whenEmpty = whenEmpty
    }

    // MARK: Input

    mutating func take(_ key: Key) -> Effects {
        switch search.take(key) {
        case .walks: act(on: pages.table.handle(key))
        case .changed: begin()
        case .kept: []
        }
    }

    mutating func paste(_ text: String) -> Effects { search.paste(text) ? begin() : [] }

    mutating func take(_ mouse: Mouse, in area: Rect) -> Effects { act(on: pages.table.handle(mouse, in: area)) }

    private func act(on outcome: Outcome<Table<UserID>.Event>) -> Effects {
        pages.needed(after: outcome).map { [load($0.request, $0.edge)] } ?? []
    }

    /// First out of the field, then the filter goes.
    mutating func back() -> Effects { search.back() ? begin() : [] }
}
