/// What stands where a list would stand: nothing there, not there yet, not to be had, not allowed. Four different things,
/// each with a sign, a sentence and the key that helps.
public struct EmptyState: Sendable, Equatable {
    /// Why there is nothing to see.
    public enum Kind: Sendable, Equatable {
        /// There is nothing, as things are.
        case empty
        /// It's on its way.
        case loading
        /// It couldn't be had.
        case failed
        /// It's not for this person.
        case forbidden
    }

    /// Why there is nothing to see.
    public var kind: Kind
    /// Few words: "No appointments on this day".
    public var title: String
    /// What helps, in a sentence.
    public var sentence: String
    /// The key that helps, if one does.
    public var key: Key?
    /// What that key does ("new appointment").
    public var action: String

    /// An empty state.
    public init(_ kind: Kind = .empty, title: String, sentence: String = "", key: Key? = nil, action: String = "") {
        self.kind = kind
        self.title = title
        self.sentence = sentence
        self.key = key
        self.action = action
    }

    private var sign: (text: String, ink: Ink) {
        switch kind {
        case .empty: ("○", .muted)
        case .loading: ("…", .muted)
        case .failed: ("✗", .danger)
        case .forbidden: ("⊘", .warning)
        }
    }

    /// Draws it in the middle of `rect`, as much as fits.
    public func draw(in rect: Rect, into frame: inout Frame) {
        guard !rect.isEmpty else { return }
        let width = min(rect.width, 64)
        let sentences = sentence.isEmpty ? [] : TextWrap.lines(sentence, width: width, limit: rect.height)
        let height = 1 + sentences.count + (key == nil ? 0 : 2)
        let box = rect.centered(Size(rect.width, height))
        frame.clipped(to: rect) { frame in
            let (text, ink) = sign
            let line = Size(TextWidth.cells(text + " " + title), 1)
            let first = box.row(0).centered(line)
            let used = frame.write(text, at: first.origin, style: Style(ink, .bold), width: first.width)
            frame.write(
                title, at: first.origin.moved(right: used + 1), style: Style(.strong, .bold),
                width: first.width - used - 1)
            for (index, sentence) in sentences.enumerated() {
                frame.write(
                    sentence, at: Point(rect.x, box.y + 1 + index), style: Style(.muted), width: rect.width,
                    align: .center)
            }
            guard let key, box.height > sentences.count + 1 else { return }
            let hint = KeyHint(key, action)
            let place = box.row(box.height - 1).centered(Size(hint.width, 1))
            hint.draw(at: place.origin, width: place.width, into: &frame)
        }
    }
}
