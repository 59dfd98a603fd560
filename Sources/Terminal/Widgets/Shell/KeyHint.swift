/// A key and what it does, as footers, dialogs and empty lists show it.
public struct KeyHint: Sendable, Hashable {
    /// The key as people see it: "n", "Enter", "Alt-↑↓".
    public var key: String
    /// What it does, in one or two words.
    public var title: String
    /// Whether it can be done now; dimmed if not.
    public var isEnabled: Bool

    /// A hint with a key that is already written.
    public init(_ key: String, _ title: String, isEnabled: Bool = true) {
        self.key = key
        self.title = title
        self.isEnabled = isEnabled
    }

    /// A hint for a key.
    public init(_ key: Key, _ title: String, isEnabled: Bool = true) {
        self.init(key.display, title, isEnabled: isEnabled)
    }

    /// Its cells.
    public var width: Int { TextWidth.cells(key) + (title.isEmpty ? 0 : 1 + TextWidth.cells(title)) }

    /// Draws it; answers the cells used.
    @discardableResult
    func draw(at point: Point, width: Int, into frame: inout Frame) -> Int {
        guard width > 0 else { return 0 }
        let used = frame.write(
            key, at: point, style: isEnabled ? Style(.key, .bold) : Style(.faint), width: width)
        guard !title.isEmpty, width > used + 1 else { return used }
        return used + 1
            + frame.write(
                title, at: point.moved(right: used + 1), style: Style(isEnabled ? .muted : .faint),
                width: width - used - 1)
    }
}
