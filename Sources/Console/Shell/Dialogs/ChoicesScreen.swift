import Terminal

/// A question with a list of answers.
struct ChoicesScreen: ConsoleScreen {
    static let place = "choices"
    static let placeTitle = "Questions"

    private let choices: Choices
    private var selected: Int

    init(_ choices: Choices) {
        self.choices = choices
        selected = choices.selected
    }

    var presentation: Presentation {
        .dialog(title: choices.title, width: 44, height: choices.rows.count + 4)
    }

    mutating func update(_ message: Message<ChoicesScreen>, _ context: Context) -> [Effect<ChoicesScreen>] {
        switch message {
        case .back: return [.close]
        case .input(.key(let key)): return press(key)
        case .input(.mouse(let mouse)):
            let row = mouse.point.y - context.area.y - 1 + top(context.area)
            guard case .press(.left) = mouse.action, choices.rows.indices.contains(row) else { return [] }
            return [.finish(.choice(row))]
        default: return []
        }
    }

    private mutating func press(_ key: Key) -> [Effect<ChoicesScreen>] {
        switch key {
        case .up, .character("k"): selected = max(0, selected - 1)
        case .down, .character("j"): selected = min(choices.rows.count - 1, selected + 1)
        case .home: selected = 0
        case .end: selected = choices.rows.count - 1
        case .enter where choices.rows.indices.contains(selected): return [.finish(.choice(selected))]
        default: break
        }
        return []
    }

    private func top(_ area: Rect) -> Int { max(0, selected - max(1, area.height - 2) + 1) }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let first = top(area)
        for (offset, row) in choices.rows[first...].prefix(max(0, area.height - 2)).enumerated() {
            let isSelected = first + offset == selected
            let line = Rect(x: area.x, y: area.y + 1 + offset, width: area.width, height: 1)
            if isSelected { frame.fill(line, style: Style(.strong, on: .selection)) }
            frame.write(isSelected ? "▸" : " ", at: line.origin, style: Style(.accent))
            frame.write(
                row, at: line.origin.moved(right: 2), style: Style(isSelected ? .strong : .text),
                width: area.width - 2)
        }
    }
}
