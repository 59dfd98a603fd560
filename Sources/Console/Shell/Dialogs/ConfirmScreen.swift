import Terminal

/// A question with two answers. The safe one has the focus; a dangerous one may want a word typed first.
struct ConfirmScreen: ConsoleScreen {
    static let place = "confirm"
    static let placeTitle = "Questions"

    private let confirmation: Confirmation
    private var isYesFocused = false
    private var word: TypedLine?

    init(_ confirmation: Confirmation) {
        self.confirmation = confirmation
        if confirmation.typedWord != nil { word = TypedLine() }
    }

    var isTyping: Bool { true }

    private static let width = 64

    private var lines: [String] { TextWrap.lines(confirmation.effect, width: Self.width - 4) }

    var presentation: Presentation {
        .dialog(title: confirmation.title, width: Self.width, height: lines.count + (word == nil ? 6 : 9))
    }

    private var mayDo: Bool { confirmation.typedWord.map { $0 == word?.text } ?? true }

    mutating func update(_ message: Message<ConfirmScreen>, _ context: Context) -> [Effect<ConfirmScreen>] {
        switch message {
        case .back: return [.close]
        case .input(.key(let key)): return press(key)
        case .input(let input): _ = word?.handle(input)
        default: break
        }
        return []
    }

    private mutating func press(_ key: Key) -> [Effect<ConfirmScreen>] {
        switch key {
        case .enter:
            if !isYesFocused { return [.close] }
            return mayDo ? [.finish(.yes)] : []
        case .tab, .backTab:
            isYesFocused.toggle()
        case .left, .right:
            if word == nil || isYesFocused { isYesFocused.toggle() } else { _ = word?.handle(.key(key)) }
        case .character("y") where word == nil: return [.finish(.yes)]
        case .character("n") where word == nil: return [.close]
        default: _ = word?.handle(.key(key))
        }
        return []
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        for (index, line) in lines.enumerated() {
            frame.write(line, at: Point(area.x, area.y + 1 + index), width: area.width)
        }
        var y = area.y + lines.count + 2
        if let word, let typedWord = confirmation.typedWord {
            frame.write("Type \(typedWord) to go on:", at: Point(area.x, y), style: Style(.muted), width: area.width)
            word.draw(
                in: Rect(x: area.x, y: y + 1, width: min(30, area.width), height: 1), isActive: !isYesFocused,
                into: &frame)
            y += 3
        }
        let noWidth = button(confirmation.no, at: Point(area.x, y), isFocused: !isYesFocused, into: &frame)
        button(
            confirmation.yes, at: Point(area.x + noWidth + 2, y), isFocused: isYesFocused, isOff: !mayDo, into: &frame)
    }

    @discardableResult
    private func button(
        _ title: String, at point: Point, isFocused: Bool, isOff: Bool = false, into frame: inout Frame
    ) -> Int {
        let width = TextWidth.cells(title) + 4
        let style = Style(isOff ? .faint : .strong, on: isFocused ? .selection : .button, isFocused ? .bold : [])
        frame.fill(Rect(x: point.x, y: point.y, width: width, height: 1), style: style)
        frame.write(isFocused ? "▸ \(title)" : "  \(title)", at: point, style: style)
        return width
    }
}
