import Salon
import SalonStore
import Terminal

/// The list of clients: pages by name, or what answers the typed text, best first.
struct ClientsList {
    typealias Effects = [Effect<ClientsScreen>]

    var pages = PagedList<ClientRow>(
        of: "the clients", end: ClientKey(nameKey: "\u{10FFFD}", id: ClientID(UUIDValue(high: .max, low: .max))))
    var search = SearchField("name, phone or e-mail")
    /// The text that the rows answer.
    private var answered = ""

    // MARK: Looks

    /// Gives the table its room, its columns, and what stands there if nobody does.
    mutating func fit(_ size: Size, _ context: Context) {
        pages.table.columns = Self.columns(showsContacts: context.session.allows(.clientsView))
        pages.table.whenEmpty = whenEmpty(context)
        pages.table.resize(to: size)
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
        guard search.text.isEmpty, answered.isEmpty, pages.table.hasBefore, let first = pages.first else {
            return [load(pages.again, .first)]
        }
        return [load(Self.from(first.key.nameKey, limit: pages.length), .first)]
    }

    /// Reads the page that begins with a name.
    mutating func seek(_ name: String) -> Effects {
        search.clear()
        return [load(Self.from(Folding.fold(name), limit: PagedList<ClientRow>.pageSize), .first)]
    }

    private static func from(_ nameKey: String, limit: Int) -> PageRequest<ClientKey> {
        PageRequest(after: ClientKey(nameKey: nameKey, id: ClientID(UUIDValue(high: 0, low: 0))), limit: limit)
    }

    private func load(_ request: PageRequest<ClientKey>, _ edge: Table<ClientID>.Edge) -> Effect<ClientsScreen> {
        .load(.page(search.text, request, edge), "list")
    }

    private func begin() -> Effects { [load(pages.beginning, .first)] }

    mutating func take(
        _ page: Page<ClientRow, ClientKey>, of text: String, at edge: Table<ClientID>.Edge, _ context: Context
    ) {
        pages.take(page, at: edge) { Self.row($0, context) }
        if edge == .first || edge == .last {
            let isOther = text != answered
            answered = text
            if isOther, let first = pages.table.rows.first { pages.table.select(first.id) }
        }
        pages.table.whenEmpty = whenEmpty(context)
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

    private func act(on outcome: Outcome<Table<ClientID>.Event>) -> Effects {
        pages.needed(after: outcome).map { [load($0.request, $0.edge)] } ?? []
    }

    /// First out of the field, then the filter goes.
    mutating func back() -> Effects { search.back() ? begin() : [] }
}
