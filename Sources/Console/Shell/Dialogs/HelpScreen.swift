import Terminal

/// All keys, found by typing a name or pressing a key.
struct HelpScreen: ConsoleScreen {
    static let place = "help"
    static let placeTitle = "Help"

    private var overlay: HelpOverlay
    /// The actions that Enter can do from here.
    private let here: Set<String>

    init(_ offers: [Offer]) {
        var groups: [HelpOverlay.Group] = []
        let titles = Dictionary(
            ScreenList.places.map { ($0.place, $0.placeTitle) }, uniquingKeysWith: { first, _ in first })
        for offer in offers {
            let title = offer.isHere ? "Here" : titles[offer.action.place] ?? offer.action.place
            if groups.last?.title != title { groups.append(HelpOverlay.Group(title, [])) }
            groups[groups.count - 1].entries.append(Self.entry(offer))
        }
        overlay = HelpOverlay(groups)
        here = Set(offers.filter { $0.isHere || $0.action.place == Everywhere.place }.map(\.action.id.name))
    }

    private static func entry(_ offer: Offer) -> HelpOverlay.Entry {
        HelpOverlay.Entry(
            id: offer.action.id.name, keys: offer.action.keys.map(\.display), title: offer.action.title,
            detail: offer.action.help, refusal: offer.reason ?? "")
    }

    var isTyping: Bool { true }
    /// A key that is pressed is a key that is looked for.
    var takesAllKeys: Bool { true }
    var presentation: Presentation { .overlay }

    mutating func update(_ message: Message<HelpScreen>, _ context: Context) -> [Effect<HelpScreen>] {
        let outcome: Outcome<HelpOverlay.Event> =
            switch message {
            case .back: .event(.closed)
            case .input(.key(let key)): overlay.handle(key)
            case .input(.paste(let text)): overlay.paste(text)
            default: .ignored
            }
        switch outcome.event {
        case .closed: return [.close]
        case .chosen(let name):
            guard here.contains(name), let id = context.table.actions.first(where: { $0.id.name == name })?.id else {
                return [.toast("This key belongs to another screen.", .info)]
            }
            return [.finish(), .shell(.perform(id))]
        case nil: return []
        }
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        overlay.draw(in: area, into: &frame)
    }
}
