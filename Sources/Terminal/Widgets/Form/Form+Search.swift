extension Form {
    /// A picker takes letters to search; the list takes the arrows while it is open.
    mutating func handle(_ key: Key, in control: PickerControl) -> Outcome<Event> {
        if control.isOpen {
            switch key {
            case .tab: return leaveSearch()
            case .backTab: return .ignored
            default: return search { $0.handle(key) }
            }
        }
        switch key {
        case .enter where control.item == nil, .space: return search { $0.search("") }
        case .backspace, .delete:
            guard control.item != nil else { return .handled }
            var control = control
            control.item = nil
            return store(.picker(control), true)
        default:
            guard let typed = key.typed else { return .ignored }
            return search { $0.search(String(typed)) }
        }
    }

    /// A list takes letters to search in its last row, Delete and Alt-↑ ↓ in the others.
    mutating func handle(_ key: Key, in control: ListControl) -> Outcome<Event> {
        if control.isOpen {
            switch key {
            case .tab: return leaveSearch()
            case .backTab: return .ignored
            default: return search { $0.handle(key) }
            }
        }
        var control = control
        let row = control.cursor
        switch key {
        case .up where row > 0:
            control.cursor = row - 1
            return store(.list(control), false)
        case .down where row < control.rows.count:
            control.cursor = row + 1
            return store(.list(control), false)
        case .delete, .backspace:
            guard control.rows.indices.contains(row) else { return .handled }
            let removed = control.rows.remove(at: row)
            _ = store(.list(control), true)
            return .event(.removed(fields[focus].id, row: removed.id))
        case Key(.up, .alt): return swap(control, row, row - 1)
        case Key(.down, .alt): return swap(control, row, row + 1)
        case .enter where control.rows.isEmpty, .space: return search { $0.search("") }
        default:
            guard let typed = key.typed else { return .ignored }
            return search { $0.search(String(typed)) }
        }
    }

    private mutating func swap(_ control: ListControl, _ row: Int, _ other: Int) -> Outcome<Event> {
        var control = control
        guard control.rows.indices.contains(row), control.rows.indices.contains(other) else { return .handled }
        control.rows.swapAt(row, other)
        control.cursor = other
        return store(.list(control), true)
    }

    /// Tab takes what the search found, so that nothing typed is lost, and goes on.
    private mutating func leaveSearch() -> Outcome<Event> {
        let isTyped = focusedPicker.map { !$0.query.isEmpty } ?? false
        return isTyped ? search { $0.handle(.enter) } : .ignored
    }

    /// Whether a key is about an open search that has no answer yet: the screen keeps it until the answer is there.
    public func mustWait(for key: Key) -> Bool {
        isSearchOpen && focusedPicker?.mustWait(for: key) == true
    }

    /// Whether an open search has no answer yet.
    public var isSearching: Bool { isSearchOpen && focusedPicker?.state == .searching }

    private var focusedPicker: Picker? {
        switch fields[focus].control {
        case .picker(let control): control.picker
        case .list(let control): control.picker
        default: nil
        }
    }

    /// Lets the search of the field with the focus work, opens it, and translates what came of it.
    mutating func search(_ work: (inout Picker) -> Outcome<Picker.Event>) -> Outcome<Event> {
        guard var picker = focusedPicker else { return .ignored }
        let id = fields[focus].id
        let outcome = work(&picker)
        setSearch(picker, isOpen: true)
        guard let event = outcome.event else { return outcome.isHandled ? .handled : .ignored }
        switch event {
        case .search(let query, let request): return .event(.search(id, query: query, request: request))
        case .refused(let item): return .event(.refused(id, item))
        case .cancelled:
            closeSearch()
            return .handled
        case .new(let text):
            closeSearch()
            return .event(.new(id, text: text))
        case .picked(let item):
            closeSearch()
            if case .picker(var control) = fields[focus].control {
                control.item = item
                _ = store(.picker(control), true)
                _ = moveFocus(1)
            }
            return .event(.picked(id, item))
        }
    }

    private mutating func setSearch(_ picker: Picker, isOpen: Bool) {
        switch fields[focus].control {
        case .picker(var control):
            (control.picker, control.isOpen) = (picker, isOpen)
            fields[focus].control = .picker(control)
        case .list(var control):
            (control.picker, control.isOpen) = (picker, isOpen)
            control.cursor = control.rows.count
            fields[focus].control = .list(control)
        default: break
        }
    }
}
