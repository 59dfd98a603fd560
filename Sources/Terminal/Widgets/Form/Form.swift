/// A form: labels at the left, controls at the right, hints and errors below them.
///
/// Tab, Shift-Tab and arrows go from field to field; Enter and Ctrl-S submit; Esc leaves, and tells whether anything
/// was filled in, so that the screen asks before it is lost.
public struct Form: Sendable, Equatable {
    /// What the screen should act on. Fields are named by their id.
    public enum Event: Sendable, Equatable {
        /// The focus is on another field.
        case focused(String)
        /// Another value stands in a field.
        case changed(String)
        /// A field's picker or list wants a search; answer with `show(_:in:for:)` or `fail(_:in:for:)`.
        case search(String, query: String, request: Int)
        /// Something was chosen in a picker; the field holds it already. In a list, the screen adds a row for it.
        case picked(String, PickerItem)
        /// A picker's new row was taken.
        case new(String, text: String)
        /// Something that can't be chosen was tried.
        case refused(String, PickerItem)
        /// A row was taken out of a list; the list is without it already.
        case removed(String, row: String)
        /// Enter or Ctrl-S: the screen checks what is filled in, and says so with `check(_:)`.
        case submitted
        /// Esc. `isChanged` if something was filled in since the form was made or saved.
        case left(isChanged: Bool)
    }

    /// The fields from top to bottom.
    public internal(set) var fields: [FormField]
    /// The index of the field with the focus.
    public internal(set) var focus: Int
    /// What can be done, in the form's last row; the first is drawn as a button. None leaves the row out.
    public var actions: [KeyHint]
    private var saved: [[String]]

    /// A form; the first field that takes keys has the focus.
    public init(_ fields: [FormField], actions: [KeyHint] = []) {
        self.fields = fields
        self.actions = actions
        focus = fields.firstIndex { $0.takesFocus } ?? 0
        saved = fields.map(\.fingerprint)
    }

    // MARK: Values

    /// A field by its id.
    public subscript(id: String) -> FormField? { fields.first { $0.id == id } }

    /// Changes a field from outside: its hint, alert, options, rows, value.
    public mutating func update(_ id: String, _ change: (inout FormField) -> Void) {
        guard let index = fields.firstIndex(where: { $0.id == id }) else { return }
        change(&fields[index])
        if case .list(var list) = fields[index].control, list.cursor > list.rows.count {
            list.cursor = list.rows.count
            fields[index].control = .list(list)
        }
        if !(fields.indices.contains(focus) && fields[focus].takesFocus) { _ = moveFocus(1) }
    }

    /// What is typed in a text field or area; empty for other fields.
    public func text(_ id: String) -> String {
        switch self[id]?.control {
        case .text(let field): field.text
        case .area(let area): area.text
        default: ""
        }
    }

    /// The index of the chosen option.
    public func choice(_ id: String) -> Int? {
        if case .choice(let choice) = self[id]?.control { return choice.selected }
        return nil
    }

    /// Whether a toggle is on.
    public func isOn(_ id: String) -> Bool {
        if case .toggle(let isOn, _) = self[id]?.control { return isOn }
        return false
    }

    /// What is chosen in a picker.
    public func item(_ id: String) -> PickerItem? {
        if case .picker(let picker) = self[id]?.control { return picker.item }
        return nil
    }

    /// The rows of a list.
    public func rows(_ id: String) -> [ListControl.Row] {
        if case .list(let list) = self[id]?.control { return list.rows }
        return []
    }

    /// Types a text into a text field or area.
    public mutating func set(_ id: String, text: String) {
        update(id) { field in
            switch field.control {
            case .text(var control):
                control.text = text
                field.control = .text(control)
            case .area(var control):
                control.text = text
                field.control = .area(control)
            default: break
            }
        }
    }

    /// Chooses an item in a picker, or none, and closes it.
    public mutating func set(_ id: String, item: PickerItem?) {
        update(id) { field in
            guard case .picker(var control) = field.control else { return }
            control.item = item
            control.isOpen = false
            field.control = .picker(control)
        }
    }

    /// Puts rows into a list; the cursor goes to the row that adds.
    public mutating func set(_ id: String, rows: [ListControl.Row]) {
        update(id) { field in
            guard case .list(var control) = field.control else { return }
            control.rows = rows
            control.cursor = rows.count
            field.control = .list(control)
        }
    }

    // MARK: Searches

    /// Shows the answers to a field's search; an answer to an older request is dropped.
    public mutating func show(_ items: [PickerItem], in id: String, for request: Int, hasMore: Bool = false) {
        updatePicker(id) { $0.show(items, for: request, hasMore: hasMore) }
    }

    /// Says that a field's search failed.
    public mutating func fail(_ reason: String, in id: String, for request: Int) {
        updatePicker(id) { $0.fail(reason, for: request) }
    }

    private mutating func updatePicker(_ id: String, _ change: (inout Picker) -> Void) {
        update(id) { field in
            switch field.control {
            case .picker(var control):
                change(&control.picker)
                field.control = .picker(control)
            case .list(var control):
                change(&control.picker)
                field.control = .list(control)
            default: break
            }
        }
    }

    // MARK: Changes and errors

    /// Whether something was filled in since the form was made or saved.
    public var isChanged: Bool { fields.map(\.fingerprint) != saved }

    /// What is filled in now counts as saved.
    public mutating func markSaved() { saved = fields.map(\.fingerprint) }

    /// Shows what is wrong below the fields and puts the focus on the first of them. Fields not named are in order.
    public mutating func showErrors(_ errors: [String: String]) {
        for index in fields.indices { fields[index].error = errors[fields[index].id] ?? "" }
        if let first = fields.firstIndex(where: { !$0.error.isEmpty && $0.takesFocus }) { setFocus(first) }
    }

    /// Shows all that stands against what is filled in: what is missing, and what else is wrong. Answers whether nothing
    /// does.
    ///
    /// - Parameter errors: what the screen finds wrong, by field.
    public mutating func check(_ errors: [String: String] = [:]) -> Bool {
        var errors = errors
        for field in fields where field.isRequired && !field.isHidden && field.refusal.isEmpty && field.isBlank {
            errors[field.id] = "\(field.label) is needed."
        }
        showErrors(errors)
        return errors.isEmpty
    }

    /// Puts the focus on a field, if it takes keys.
    public mutating func focus(on id: String) {
        if let index = fields.firstIndex(where: { $0.id == id && $0.takesFocus }) { setFocus(index) }
    }

    /// The id of the field with the focus.
    public var focusedID: String { fields.indices.contains(focus) ? fields[focus].id : "" }

    /// The field with the focus shows what its search found.
    var isSearchOpen: Bool {
        guard fields.indices.contains(focus) else { return false }
        return switch fields[focus].control {
        case .picker(let control): control.isOpen
        case .list(let control): control.isOpen
        default: false
        }
    }

    mutating func setFocus(_ index: Int) {
        if index != focus { closeSearch() }
        focus = index
    }

    /// Leaving a field closes its search, so that what was typed there isn't taken for a value.
    mutating func closeSearch() {
        guard fields.indices.contains(focus) else { return }
        switch fields[focus].control {
        case .picker(var control):
            control.isOpen = false
            fields[focus].control = .picker(control)
        case .list(var control):
            control.isOpen = false
            _ = control.picker.search("")
            fields[focus].control = .list(control)
        default: break
        }
    }

    /// The next field that takes keys, round the end.
    mutating func moveFocus(_ direction: Int) -> Outcome<Event> {
        let count = fields.count
        guard count > 0 else { return .handled }
        var index = focus
        for _ in 0..<count {
            index = (index + direction + count) % count
            guard fields[index].takesFocus else { continue }
            guard index != focus else { return .handled }
            setFocus(index)
            return .event(.focused(fields[index].id))
        }
        return .handled
    }
}
