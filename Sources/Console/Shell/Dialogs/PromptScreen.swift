import Terminal

/// A question for a line of text.
struct PromptScreen: ConsoleScreen {
    static let place = "prompt"
    static let placeTitle = "Questions"

    private let prompt: Prompt
    private var line: TypedLine
    private var isMissing = false

    init(_ prompt: Prompt) {
        self.prompt = prompt
        line = TypedLine(prompt.text)
    }

    var isTyping: Bool { true }
    var presentation: Presentation { .dialog(title: prompt.title, width: 64, height: 7) }

    mutating func update(_ message: Message<PromptScreen>, _ context: Context) -> [Effect<PromptScreen>] {
        switch message {
        case .back: return [.close]
        case .input(.key(.enter)):
            let text = line.text
            isMissing = !prompt.mayBeEmpty && text.allSatisfy(\.isWhitespace)
            return isMissing ? [] : [.finish(.text(text))]
        case .input(let input):
            if line.handle(input) { isMissing = false }
            return []
        default: return []
        }
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let label = min(TextWidth.cells(prompt.label) + 2, area.width / 2)
        frame.write(prompt.label, at: Point(area.x, area.y + 1), style: Style(.muted), width: label)
        line.draw(
            in: Rect(x: area.x + label, y: area.y + 1, width: area.width - label, height: 1), isActive: true,
            into: &frame)
        frame.write(
            isMissing ? "\(prompt.label) is needed." : prompt.help, at: Point(area.x + label, area.y + 2),
            style: Style(isMissing ? .danger : .muted), width: area.width - label)
        frame.write("Enter", at: Point(area.x, area.y + 4), style: Style(.key, .bold))
        frame.write("go on    Esc back", at: Point(area.x + 6, area.y + 4), style: Style(.muted))
    }
}
