/// A question in front of the screen. The safe answer has the focus where the other one can't be taken back.
public struct Dialog: Sendable, Equatable {
    /// What the screen should act on.
    public enum Event: Sendable, Equatable {
        /// It's a yes. `text` is what was typed; `choice` is the index of the reason.
        case accepted(text: String, choice: Int?)
        /// It's a no, or Esc.
        case refused
    }

    /// What has the focus.
    enum Focus: Sendable, Equatable {
        case body, refuse, accept
    }

    /// What is asked for besides yes or no.
    enum Content: Sendable, Equatable {
        case none
        /// The word that must be typed.
        case word(String, TextField)
        /// A text, which may be empty or not.
        case text(TextField, isRequired: Bool)
        /// One of several, the last with a text of its own if there is a field.
        case reasons([String], selected: Int, other: TextField?)
    }

    /// Names the thing: "Cancel Maria Lopez, 14:30?"
    public let title: String
    /// Names the effect; wrapped.
    public let message: String
    /// The button that does it.
    public let accept: String
    /// The button that leaves things as they are; none in a notice.
    public let refuse: String?
    /// Whether it's hard to take back.
    public let isDangerous: Bool
    /// Why it can't be accepted as it is; shown below the field.
    public private(set) var complaint = ""
    private(set) var content: Content
    private(set) var focus: Focus

    private init(
        title: String, message: String, accept: String, refuse: String?, isDangerous: Bool, content: Content,
        focus: Focus
    ) {
        self.title = title
        self.message = message
        self.accept = accept
        self.refuse = refuse
        self.isDangerous = isDangerous
        self.content = content
        self.focus = focus
    }

    /// Yes or no. If it's dangerous, the no has the focus.
    public static func confirm(
        title: String, message: String = "", accept: String, refuse: String, isDangerous: Bool = true
    ) -> Dialog {
        Dialog(
            title: title, message: message, accept: accept, refuse: refuse, isDangerous: isDangerous, content: .none,
            focus: isDangerous ? .refuse : .accept)
    }

    /// Something to know, with one button.
    public static func notice(title: String, message: String, accept: String = "OK") -> Dialog {
        Dialog(
            title: title, message: message, accept: accept, refuse: nil, isDangerous: false, content: .none,
            focus: .accept)
    }

    /// A yes that takes a typed word.
    public static func typed(
        title: String, message: String, word: String, accept: String, refuse: String
    ) -> Dialog {
        Dialog(
            title: title, message: message, accept: accept, refuse: refuse, isDangerous: true,
            content: .word(word, TextField(placeholder: "type \(word)", limit: 60)), focus: .body)
    }

    /// A text.
    public static func prompt(
        title: String, message: String = "", field: TextField, isRequired: Bool = true, accept: String,
        refuse: String, isDangerous: Bool = false
    ) -> Dialog {
        Dialog(
            title: title, message: message, accept: accept, refuse: refuse, isDangerous: isDangerous,
            content: .text(field, isRequired: isRequired), focus: .body)
    }

    /// One of several reasons; with `other`, a last one is typed.
    public static func reasons(
        title: String, message: String = "", reasons: [String], other: TextField? = nil, accept: String,
        refuse: String, isDangerous: Bool = true
    ) -> Dialog {
        Dialog(
            title: title, message: message, accept: accept, refuse: refuse, isDangerous: isDangerous,
            content: .reasons(reasons, selected: 0, other: other), focus: .body)
    }

    /// The text typed so far.
    public var text: String {
        switch content {
        case .none: ""
        case .word(_, let field), .text(let field, _): field.text
        case .reasons(let reasons, let selected, let other): selected < reasons.count ? "" : other?.text ?? ""
        }
    }

    // MARK: Keys

    /// Tab and arrows move the focus, Enter takes what has it, Esc is a no; y and n answer where nothing is typed.
    public mutating func handle(_ key: Key) -> Outcome<Event> {
        switch key {
        case .escape: return .event(.refused)
        case .enter: return focus == .refuse ? .event(.refused) : tryAccept()
        case .tab: return moveFocus(1)
        case .backTab: return moveFocus(-1)
        default: break
        }
        if focus == .body { return handleBody(key) }
        switch key {
        case .left, .up: return moveFocus(-1)
        case .right, .down: return moveFocus(1)
        case "y" where content == .none && refuse != nil: return tryAccept()
        case "n" where content == .none && refuse != nil: return .event(.refused)
        // A dialog is in front of everything: no key goes past it.
        default: return .handled
        }
    }

    /// Types pasted text into the field, if one has the focus.
    public mutating func paste(_ text: String) -> Outcome<Event> {
        editField { _ = $0.paste(text) }
        return .handled
    }

    private var stops: [Focus] {
        var stops: [Focus] = content == .none ? [] : [.body]
        if refuse != nil { stops.append(.refuse) }
        return stops + [.accept]
    }

    private mutating func moveFocus(_ direction: Int) -> Outcome<Event> {
        let stops = stops
        let index = (stops.firstIndex(of: focus) ?? 0) + direction
        focus = stops[(index + stops.count) % stops.count]
        return .handled
    }

    private mutating func handleBody(_ key: Key) -> Outcome<Event> {
        if case .reasons(let reasons, let selected, let other) = content {
            let count = reasons.count + (other == nil ? 0 : 1)
            if let motion = key.motion(letters: selected < reasons.count), motion != .left, motion != .right,
                let target = motion.index(from: selected, count: count, page: 5)
            {
                content = .reasons(reasons, selected: target, other: other)
                complaint = ""
                return .handled
            }
            if selected < reasons.count, let digit = key.typed?.wholeNumberValue, (1...count).contains(digit) {
                content = .reasons(reasons, selected: digit - 1, other: other)
                return .handled
            }
        } else if key == .down {
            return moveFocus(1)
        }
        editField { _ = $0.handle(key) }
        return .handled
    }

    private mutating func editField(_ edit: (inout TextField) -> Void) {
        guard focus == .body else { return }
        complaint = ""
        switch content {
        case .none: break
        case .word(let word, var field):
            edit(&field)
            content = .word(word, field)
        case .text(var field, let isRequired):
            edit(&field)
            content = .text(field, isRequired: isRequired)
        case .reasons(let reasons, let selected, let other):
            guard selected >= reasons.count, var field = other else { return }
            edit(&field)
            content = .reasons(reasons, selected: selected, other: field)
        }
    }

    private mutating func tryAccept() -> Outcome<Event> {
        let isBlank = text.allSatisfy { $0 == " " }
        switch content {
        case .word(let word, _) where text != word: return complain("Type \(word) to go on.")
        case .text(_, isRequired: true) where isBlank: return complain("Type something to go on.")
        case .reasons(let reasons, let selected, _):
            if selected >= reasons.count, isBlank { return complain("Type the reason.") }
            return .event(.accepted(text: selected < reasons.count ? reasons[selected] : text, choice: selected))
        default: return .event(.accepted(text: text, choice: nil))
        }
    }

    /// Says why it was not accepted and puts the focus where that is mended.
    public mutating func complain(_ reason: String) -> Outcome<Event> {
        complaint = reason
        if content != .none { focus = .body }
        return .handled
    }
}
