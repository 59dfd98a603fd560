/// The screens of a program as numbered tabs in one row.
public struct TabBar: Sendable, Equatable {
    /// A tab.
    public struct Tab: Sendable, Equatable {
        /// Its name.
        public var title: String
        /// Whether it can be gone to; the others stay in their place, dimmed.
        public var isEnabled: Bool
        /// A tab.
        public init(_ title: String, isEnabled: Bool = true) {
            self.title = title
            self.isEnabled = isEnabled
        }
    }

    /// What the screen should act on.
    public enum Event: Sendable, Equatable {
        /// The tab of this index is wanted; it may be a disabled one, whose reason the screen tells.
        case chosen(Int)
    }

    /// The tabs from left to right.
    public var tabs: [Tab]
    /// The index of the tab that is shown.
    public var selected: Int

    /// A tab bar.
    public init(_ tabs: [Tab], selected: Int = 0) {
        self.tabs = tabs
        self.selected = selected
    }

    /// Digits choose.
    public mutating func handle(_ key: Key) -> Outcome<Event> {
        guard let digit = key.typed?.wholeNumberValue, tabs.indices.contains(digit - 1) else { return .ignored }
        return .event(.chosen(digit - 1))
    }

    /// A click chooses.
    public mutating func handle(_ mouse: Mouse, in rect: Rect) -> Outcome<Event> {
        guard case .press(.left) = mouse.action, rect.row(0).contains(mouse.point) else { return .ignored }
        let place = placed(in: rect).firstIndex { mouse.point.x >= $0.x && mouse.point.x < $0.x + $0.width }
        return place.map { .event(.chosen($0)) } ?? .ignored
    }

    private struct Place {
        var x: Int
        var width: Int
        var title: String
        var pad: Int
    }

    /// With less room the tabs move together, then only the selected one keeps its name.
    private func placed(in rect: Rect) -> [Place] {
        let titles = tabs.map { TextWidth.cells($0.title, upTo: rect.width) }
        func need(pad: Int, gap: Int, _ width: (Int) -> Int) -> Int {
            tabs.indices.reduce(1) { $0 + 1 + width($1) + 2 * pad + gap }
        }
        func name(_ index: Int) -> Int { titles[index] > 0 ? titles[index] + 1 : 0 }
        func onlySelected(_ index: Int) -> Int { index == selected ? name(index) : 0 }
        let styles: [(pad: Int, gap: Int, width: (Int) -> Int)] = [
            (1, 2, name), (1, 0, name), (0, 1, name), (1, 0, onlySelected), (0, 1, onlySelected), (0, 0, { _ in 0 }),
        ]
        let style = styles.first { need(pad: $0.pad, gap: $0.gap, $0.width) <= rect.width } ?? styles[5]
        var x = rect.x + (rect.width > 2 ? 1 : 0)
        return tabs.indices.map { index in
            let width = 1 + style.width(index) + 2 * style.pad
            defer { x += width + style.gap }
            return Place(x: x, width: width, title: style.width(index) > 0 ? tabs[index].title : "", pad: style.pad)
        }
    }

    /// Draws the tabs in the first row of `rect`.
    public func draw(in rect: Rect, into frame: inout Frame) {
        let row = rect.row(0)
        guard !row.isEmpty else { return }
        frame.clipped(to: row) { frame in
            for (index, place) in placed(in: row).enumerated() {
                let isSelected = index == selected
                let ground: Ground = isSelected ? .selection : .inherit
                let at = Point(place.x + place.pad, row.y)
                if isSelected {
                    frame.fill(
                        Rect(x: place.x, y: row.y, width: place.width, height: 1), style: Style(.strong, on: ground))
                }
                frame.write("\(index + 1)", at: at, style: Style(isSelected ? .key : .muted, on: ground, .bold))
                let ink: Ink = isSelected ? .strong : tabs[index].isEnabled ? .text : .faint
                frame.write(
                    place.title, at: at.moved(right: 2), style: Style(ink, on: ground, isSelected ? .bold : []))
            }
        }
    }
}
