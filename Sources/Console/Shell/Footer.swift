import Terminal

/// The last line: what can be pressed now, from the table of actions.
struct Footer {
    /// One hint.
    struct Hint: Equatable {
        let id: ActionID
        let key: String
        let title: String
        let isDisabled: Bool

        var width: Int { TextWidth.cells(key) + 1 + TextWidth.cells(title) }
    }

    /// The hints of the screen, the most useful first.
    let hints: [Hint]
    /// Those that are always there, at the right end of the line.
    let always: [Hint]
    let width: Int

    private static let gap = 2

    /// The hints that fit, with their columns, and whether some were left away.
    private var placed: (hints: [(hint: Hint, x: Int)], isCut: Bool, cutAt: Int) {
        let reserved = always.reduce(0) { $0 + $1.width + Self.gap }
        var x = 1
        var placed: [(Hint, Int)] = []
        var isCut = false
        for hint in hints {
            guard x + hint.width + Self.gap + reserved <= width - 2 || (x + hint.width + reserved <= width - 1)
            else {
                isCut = true
                break
            }
            placed.append((hint, x))
            x += hint.width + Self.gap
        }
        let cutAt = x
        if isCut { x += 1 + Self.gap }
        for hint in always where x + hint.width <= width {
            placed.append((hint, x))
            x += hint.width + Self.gap
        }
        return (placed, isCut, cutAt)
    }

    /// The action whose hint stands at a column.
    func action(at column: Int) -> ActionID? {
        placed.hints.first { column >= $0.x && column < $0.x + $0.hint.width }?.hint.id
    }

    func draw(in rect: Rect, into frame: inout Frame) {
        frame.fill(rect, style: Style(.text, on: .bar))
        let placed = placed
        for (hint, x) in placed.hints {
            let used = frame.write(
                hint.key, at: Point(rect.x + x, rect.y),
                style: hint.isDisabled ? Style(.faint) : Style(.key, .bold))
            frame.write(
                hint.title, at: Point(rect.x + x + used + 1, rect.y),
                style: Style(hint.isDisabled ? .faint : .muted))
        }
        if placed.isCut {
            frame.write("…", at: Point(rect.x + placed.cutAt, rect.y), style: Style(.muted))
        }
    }
}

extension App {
    /// The footer for the screen that gets the keys.
    func footer() -> Footer {
        guard let top, let index = index(of: top) else { return Footer(hints: [], always: [], width: size.width) }
        let screen = slots[index].screen
        let context = context(for: top)
        let hints = table.actions(of: type(of: screen).place, in: screen.scope).filter(\.isHinted).compactMap {
            action in hint(action, isDisabled: screen.reason(against: action, context) != nil, typing: screen.isTyping)
        }
        let everywhere: Scope = dialogs.isEmpty ? Everywhere.tabs : "dialogs"
        let always = table.actions(of: Everywhere.place, in: everywhere)
            .filter { $0.isHinted && (!isAtDoor || $0.rawName == Everywhere.ActionName.help.rawValue) }
            .compactMap { hint($0, isDisabled: false, typing: screen.isTyping) }
        return Footer(hints: hints, always: always, width: size.width)
    }

    /// A hint with the first key that works now: in a text field, letters type.
    private func hint(_ action: Action, isDisabled: Bool, typing: Bool) -> Footer.Hint? {
        guard let key = action.keys.first(where: { !typing || $0.typed == nil }) else { return nil }
        return Footer.Hint(id: action.id, key: key.display, title: action.title, isDisabled: isDisabled)
    }
}
