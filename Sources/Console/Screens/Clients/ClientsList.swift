import Salon
import SalonStore
import Terminal

/// The list of clients: pages by name, or what answers the typed text, best first.
struct ClientsList {
    typealias Effects = [Effect<ClientsScreen>]

    var table = Table<ClientID>(columns: [], whenEmpty: EmptyState(title: ""))
    private(set) var rows: [ClientID: ClientRow] = [:]
    var filter = TextField(placeholder: "name, phone or e-mail", limit: 200)
    var isTyping = false
    /// The text that the rows answer.
    private var answered = ""

    static let pageSize = 100

    /// What is typed; blanks alone are nothing.
    var text: String { filter.text.allSatisfy(\.isWhitespace) ? "" : filter.text }

    // MARK: Looks

    /// Gives the table its room, its columns, and what stands there if nobody does.
    mutating func fit(_ size: Size, _ context: Context) {
        table.columns = Self.columns(showsContacts: context.session.allows(.clientsView))
        table.whenLoading = EmptyState(.loading, title: "Reading the clients…")
        table.whenEmpty = whenEmpty(context)
        table.resize(to: size)
    }

    private static func columns(showsContacts: Bool) -> [TableColumn] {
        let contacts = [
            TableColumn("phone", title: "Phone", minimum: 17, maximum: 20, priority: 1),
            TableColumn("email", title: "E-mail", minimum: 24, maximum: 34, priority: 3),
        ]
        return [
            TableColumn("name", title: "Name", minimum: 18, maximum: 34),
            TableColumn("alert", title: "", minimum: 1, maximum: 1),
        ] + (showsContacts ? contacts : []) + [
            TableColumn("last", title: "Last visit", minimum: 11, maximum: 15, priority: 2)
        ]
    }

    private func whenEmpty(_ context: Context) -> EmptyState {
        let find = Key(.character("/"))
        if !answered.isEmpty {
            return EmptyState(
                title: "Nobody answers “\(answered.prefix(40))”",
                sentence: "Try fewer letters, another part of the name, the phone number or the e-mail address.",
                key: Key(.character("n")), action: "new client")
        }
        guard context.session.allows(.clientsView) else {
            return EmptyState(
                title: "Whom are you looking for?",
                sentence: "You see the clients who come to you. Type a part of their name.", key: find, action: "find")
        }
        return EmptyState(
            title: "No clients yet", sentence: "They come with their first booking, or with the key below.",
            key: Key(.character("n")), action: "new client")
    }

    private static func row(_ row: ClientRow, _ context: Context) -> TableRow<ClientID> {
        let client = row.client
        let alert = TableCell(client.alert == nil ? "" : "⚠", ink: .warning)
        let contacts = [TableCell(client.phone ?? ""), TableCell(client.email ?? "")]
        let last = row.lastVisit.map { ClientText.day($0, context.today) } ?? ""
        return TableRow(
            id: client.id,
            cells: [TableCell(client.name, ink: .strong), alert]
                + (context.session.allows(.clientsView) ? contacts : []) + [TableCell(last)])
    }

    // MARK: Pages

    /// Reads what is shown anew; the cursor stays on its client.
    func reload() -> Effects {
        guard text.isEmpty, answered.isEmpty, table.hasBefore, let first = table.rows.first.flatMap({ rows[$0.id] })
        else { return [load(PageRequest(limit: max(Self.pageSize, table.rows.count)), .first)] }
        return [load(Self.from(first.key.nameKey, limit: max(Self.pageSize, table.rows.count)), .first)]
    }

    /// Reads the page that begins with a name.
    mutating func seek(_ name: String) -> Effects {
        filter.text = ""
        return [load(Self.from(Folding.fold(name), limit: Self.pageSize), .first)]
    }

    private static func from(_ nameKey: String, limit: Int) -> PageRequest<ClientKey> {
        PageRequest(after: ClientKey(nameKey: nameKey, id: ClientID(UUIDValue(high: 0, low: 0))), limit: limit)
    }

    private func load(_ request: PageRequest<ClientKey>, _ edge: Table<ClientID>.Edge) -> Effect<ClientsScreen> {
        .load(.page(text, request, edge), "list")
    }

    private func load(_ edge: Table<ClientID>.Edge) -> Effects {
        let end = ClientKey(nameKey: "\u{10FFFD}", id: ClientID(UUIDValue(high: .max, low: .max)))
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

    mutating func take(
        _ page: Page<ClientRow, ClientKey>, of text: String, at edge: Table<ClientID>.Edge, _ context: Context
    ) {
        let shown = page.rows.map { Self.row($0, context) }
        switch edge {
        case .before, .after:
            for row in page.rows { rows[row.client.id] = row }
            edge == .before
                ? table.prepend(shown, hasBefore: page.hasMoreBefore)
                : table.append(shown, hasAfter: page.hasMoreAfter)
        case .first, .last:
            let isOther = text != answered
            answered = text
            rows = Dictionary(page.rows.map { ($0.client.id, $0) }) { first, _ in first }
            table.replace(
                with: shown, hasBefore: page.hasMoreBefore,
                hasAfter: edge == .last ? false : page.hasMoreAfter)
            if isOther, let first = shown.first { table.select(first.id) }
        }
        table.whenEmpty = whenEmpty(context)
    }

    mutating func fail(_ error: SalonError) {
        table.pageFailed()
        guard table.rows.isEmpty else { return }
        table.state =
            if case .forbidden = error {
                .forbidden(EmptyState(.forbidden, title: "Not for your role", sentence: error.message))
            } else {
                .failed(
                    EmptyState(
                        .failed, title: "The clients can't be read", sentence: error.message,
                        key: Key(.character("R")), action: "try again"))
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

    private func act(on outcome: Outcome<Table<ClientID>.Event>) -> Effects {
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
