import Salon
import SalonStore
import Terminal

/// Finds an action, a screen or a client by name, and takes a whole booking in one line.
struct PaletteScreen: ConsoleScreen {
    /// Looking clients up while the name is typed.
    enum Job: Equatable {
        case clients(String)
    }

    static let place = "palette"
    static let placeTitle = "Command"

    private let offers: [Offer]
    private let titles: [FuzzyMatch.Text]
    private var palette = Palette(placeholder: "an action, a client, a screen, or: maria cut fri 3pm ben")
    private let typed: String
    private var clients: [ClientHit] = []

    init(_ text: String, _ offers: [Offer]) {
        let own = Set([Everywhere.id(.palette), Everywhere.id(.back)])
        self.offers = offers.filter { offer in
            (offer.isHere || offer.action.place == Everywhere.place) && !own.contains(offer.action.id)
        }
        titles = self.offers.map { FuzzyMatch.Text($0.action.title) }
        typed = text
    }

    var isTyping: Bool { true }
    var takesAllKeys: Bool { true }
    var presentation: Presentation { .overlay }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> [ClientHit] {
        switch job {
        case .clients(let text): try backend.desk.clients.search(text, limit: 8)
        }
    }

    mutating func update(_ message: Message<PaletteScreen>, _ context: Context) -> [Effect<PaletteScreen>] {
        switch message {
        case .opened: return follow(typed.isEmpty ? palette.open() : palette.paste(typed), context)
        case .back: return [.close]
        case .input(.key(let key)): return follow(palette.handle(key), context)
        case .input(.paste(let text)): return follow(palette.paste(text), context)
        case .answer(.clients, .success(let found)): show(found, isComplete: true, context)
        case .answer(.clients, .failure): show([], isComplete: true, context)
        default: break
        }
        return []
    }

    func mustWait(_ message: Message<PaletteScreen>, reading: Set<RequestGroup>) -> Bool {
        if case .input(.key(let key)) = message { palette.mustWait(for: key) } else { false }
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        palette.draw(in: area, into: &frame)
    }
}

extension PaletteScreen {
    private mutating func follow(_ outcome: Outcome<Palette.Event>, _ context: Context) -> [Effect<PaletteScreen>] {
        switch outcome.event {
        case .search(let text, _):
            // Clients found for the text before stay until the new ones come, so that the list doesn't flicker.
            let asks = text.count > 1 && context.may(.clientsView)
            if !asks { clients = [] }
            show(clients, isComplete: !asks, context)
            return asks ? [.load(.clients(text))] : []
        case .chosen(let row): return choose(row, context)
        case .refused(let row): return [.toast(row.refusal, .failed)]
        case .cancelled: return [.close]
        case nil: return []
        }
    }

    private mutating func show(_ found: [ClientHit], isComplete: Bool, _ context: Context) {
        clients = found
        let text = palette.text
        let ranked = actions(for: text)
        let people = clients.map { hit in
            Palette.Row(id: "client:\(hit.id)", title: hit.name, detail: hit.phone ?? hit.email ?? "")
        }
        let refusal = AppointmentSteps.reasonAgainstBooking(context) ?? ""
        let isLine = text.split(separator: " ").count > 1
        palette.show(
            [
                Palette.Section("Here", ranked.filter(\.isHere).map(Self.row)),
                Palette.Section("Clients", people),
                Palette.Section("More", screens(for: text).map { Self.row($0, context) }),
                Palette.Section("Everywhere", ranked.filter { !$0.isHere }.map(Self.row)),
                Palette.Section(
                    "Booking", isLine ? [Palette.Row(id: "booking", title: "Book", detail: text, refusal: refusal)] : []
                ),
            ], for: palette.request, isComplete: isComplete)
    }

    /// The actions whose titles match, best first, then those whose sentences hold all the words.
    private func actions(for text: String) -> [Offer] {
        let byTitle = FuzzyMatch.rank(FuzzyMatch.Query(text), Array(offers.indices)) { titles[$0] }.map { $0.item }
        let bySentence = offers.indices.filter { index in
            !byTitle.contains(index) && TextMatch.ranges(of: text, in: offers[index].action.help) != nil
        }
        return (byTitle + bySentence).map { offers[$0] }
    }

    /// The screens of the tab More whose names match: those of the other tabs are actions.
    private func screens(for text: String) -> [MoreScreen.Item] {
        guard !text.isEmpty else { return [] }
        return FuzzyMatch.rank(FuzzyMatch.Query(text), MoreScreen.items.filter { $0.destination != nil }) {
            FuzzyMatch.Text($0.title)
        }.map { $0.item }
    }

    private static func row(_ item: MoreScreen.Item, _ context: Context) -> Palette.Row {
        Palette.Row(
            id: "more:\(item.title)", title: item.title, detail: item.help, refusal: item.refusal(context) ?? "")
    }

    private static func row(_ offer: Offer) -> Palette.Row {
        Palette.Row(
            id: offer.action.id.name, title: offer.action.title, detail: offer.action.help,
            key: offer.action.keys.first?.display ?? "", refusal: offer.reason ?? "")
    }

    private func choose(_ row: Palette.Row, _ context: Context) -> [Effect<PaletteScreen>] {
        if row.id == "booking" { return [.finish(), .go(.booking(BookingStart(line: palette.text)))] }
        if let hit = clients.first(where: { "client:\($0.id)" == row.id }) {
            return [.finish(), .go(.clients(hit.id))]
        }
        if let destination = MoreScreen.items.first(where: { "more:\($0.title)" == row.id })?.destination {
            return [.finish(), .go(destination)]
        }
        guard let offer = offers.first(where: { $0.action.id.name == row.id }) else { return [] }
        return [.finish(), .shell(.perform(offer.action.id))]
    }
}
