/// One line of a form: a label, a control, and what is said below it.
public struct FormField: Sendable, Equatable {
    /// What is filled in.
    public enum Control: Sendable, Equatable {
        /// A line of text, a password, a number, an amount, a date.
        case text(TextField)
        /// Several lines of text.
        case area(TextArea)
        /// One of a few, all seen.
        case choice(ChoiceControl)
        /// Yes or no, with words beside the box.
        case toggle(Bool, caption: String)
        /// Several, in an order, added by search.
        case list(ListControl)
        /// One of many, found by search.
        case picker(PickerControl)
        /// Something to read.
        case fixed(String)
    }

    /// Names the field.
    public var id: String
    /// What stands at its left.
    public var label: String
    /// What is filled in.
    public var control: Control
    /// What helps, below the control: a format, the date that was understood.
    public var hint: String
    /// What must be noticed, below the control: an alert of whoever is chosen.
    public var alert = ""
    /// Why it can't stay so, in place of the hint. Goes away when the field is changed.
    public var error = ""
    /// Whether it must be filled in.
    public var isRequired: Bool
    /// Why it can't be changed; empty if it can. The field stays visible and is left out by Tab.
    public var refusal = ""
    /// Whether it is left out altogether.
    public var isHidden = false

    /// A field.
    public init(_ id: String, _ label: String, _ control: Control, hint: String = "", isRequired: Bool = false) {
        self.id = id
        self.label = label
        self.control = control
        self.hint = hint
        self.isRequired = isRequired
    }

    /// Whether keys can go to it.
    var takesFocus: Bool {
        guard !isHidden, refusal.isEmpty else { return false }
        if case .fixed = control { return false }
        return true
    }

    /// Whether nothing is filled in.
    var isBlank: Bool {
        switch control {
        case .text(let field): field.text.allSatisfy(\.isWhitespace)
        case .area(let area): area.text.allSatisfy(\.isWhitespace)
        case .choice(let choice): choice.selected == nil
        case .list(let list): list.rows.isEmpty
        case .picker(let picker): picker.item == nil
        case .toggle, .fixed: false
        }
    }

    /// What was filled in, to tell whether it was changed. A search that is open counts: it is typed text.
    var fingerprint: [String] {
        switch control {
        case .text(let field): [field.text]
        case .area(let area): [area.text]
        case .choice(let choice): [choice.selected.map(String.init) ?? ""]
        case .toggle(let isOn, _): [isOn ? "1" : "0"]
        case .list(let list): list.rows.map(\.id) + [list.picker.field.text]
        case .picker(let picker): [picker.item?.id ?? "", picker.isOpen ? picker.picker.field.text : ""]
        case .fixed: []
        }
    }
}

/// One of a few, shown as radio buttons in a row.
public struct ChoiceControl: Sendable, Equatable {
    /// One of them.
    public struct Option: Sendable, Equatable {
        /// Its words.
        public var title: String
        /// Why it can't be chosen; empty if it can.
        public var refusal: String
        /// One of them.
        public init(_ title: String, refusal: String = "") {
            self.title = title
            self.refusal = refusal
        }
    }

    /// The options from left to right.
    public var options: [Option]
    /// The index of the chosen one.
    public var selected: Int?

    /// A choice.
    public init(_ options: [Option], selected: Int? = 0) {
        self.options = options
        self.selected = selected
    }

    /// A choice among words.
    public init(_ titles: [String], selected: Int? = 0) {
        self.init(titles.map { Option($0) }, selected: selected)
    }

    /// ← → and Space go round, leaving out what can't be chosen; a letter chooses the next that begins with it.
    mutating func handle(_ key: Key) -> Outcome<Void> {
        switch key {
        case .left: return step(-1)
        case .right, .space: return step(1)
        default:
            guard let letter = key.typed.map(TextMatch.folded) else { return .ignored }
            let start = (selected ?? -1) + 1
            for offset in options.indices {
                let index = (start + offset) % options.count
                let option = options[index]
                if option.refusal.isEmpty, option.title.first.map(TextMatch.folded) == letter { return choose(index) }
            }
            return .handled
        }
    }

    private mutating func step(_ direction: Int) -> Outcome<Void> {
        let count = options.count
        guard count > 0 else { return .handled }
        var index = selected ?? (direction > 0 ? -1 : count)
        for _ in 0..<count {
            index = (index + direction + count) % count
            if options[index].refusal.isEmpty { return choose(index) }
        }
        return .handled
    }

    mutating func choose(_ index: Int) -> Outcome<Void> {
        guard options.indices.contains(index), options[index].refusal.isEmpty, index != selected else {
            return .handled
        }
        selected = index
        return .event(())
    }

    /// The rows it needs and where each option stands: column and row from its own corner.
    func placed(width: Int) -> (rows: Int, places: [Point]) {
        var point = Point.zero
        var places: [Point] = []
        for option in options {
            let cells = 4 + TextWidth.cells(option.title, upTo: width)
            if point.x > 0, point.x + cells > width { point = Point(0, point.y + 1) }
            places.append(point)
            point.x += cells + 2
        }
        return (point.y + 1, places)
    }
}

/// One of many, found by search. Closed it shows what is chosen; typing opens it.
public struct PickerControl: Sendable, Equatable {
    /// What is chosen.
    public var item: PickerItem?
    /// The search.
    public internal(set) var picker: Picker
    /// Whether the list is open.
    public internal(set) var isOpen = false

    /// A picker with what is chosen to begin with.
    public init(_ picker: Picker, item: PickerItem? = nil) {
        self.picker = picker
        self.item = item
    }
}

/// Several things in an order, added by search in the row below them.
public struct ListControl: Sendable, Equatable {
    /// One of them.
    public struct Row: Sendable, Equatable {
        /// Names it; the same thing may be there twice under two names.
        public var id: String
        /// Its name.
        public var title: String
        /// What stands at the right: minutes, price.
        public var detail: String
        /// Whether it belongs to the row above: an add-on.
        public var isIndented: Bool
        /// One of them.
        public init(id: String, title: String, detail: String = "", isIndented: Bool = false) {
            self.id = id
            self.title = title
            self.detail = detail
            self.isIndented = isIndented
        }
    }

    /// The rows in their order.
    public var rows: [Row]
    /// The search for what is added.
    public internal(set) var picker: Picker
    /// Whether its list is open.
    public internal(set) var isOpen = false
    /// The row under the cursor; `rows.count` is the row that adds.
    public internal(set) var cursor: Int

    /// A list.
    public init(_ picker: Picker, rows: [Row] = []) {
        self.picker = picker
        self.rows = rows
        cursor = rows.count
    }
}
