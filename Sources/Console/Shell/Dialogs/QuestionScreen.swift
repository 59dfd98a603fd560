import Terminal

/// A question in front of everything: yes or no, a typed word, a text, one of several reasons.
struct QuestionScreen: ConsoleScreen {
    static let place = "question"
    static let placeTitle = "Questions"

    private var dialog: Dialog

    init(_ dialog: Dialog) { self.dialog = dialog }

    var isTyping: Bool { true }
    var takesAllKeys: Bool { true }
    var presentation: Presentation { .overlay }

    mutating func update(_ message: Message<QuestionScreen>, _ context: Context) -> [Effect<QuestionScreen>] {
        let outcome: Outcome<Dialog.Event> =
            switch message {
            case .back: .event(.refused)
            case .input(.key(let key)): dialog.handle(key)
            case .input(.paste(let text)): dialog.paste(text)
            default: .ignored
            }
        return switch outcome.event {
        case .accepted(let text, let choice): [.finish(.accepted(text: text, choice: choice))]
        case .refused: [.close]
        case nil: []
        }
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        dialog.draw(in: area, into: &frame)
    }
}
