extension Form {
    /// Offers a key to the field with the focus, then to the form.
    public mutating func handle(_ key: Key) -> Outcome<Event> {
        guard fields.indices.contains(focus), fields[focus].takesFocus else {
            return key == .escape ? .event(.left(isChanged: isChanged)) : .ignored
        }
        if key == .control("s") { return .event(.submitted) }
        let inner = handleControl(key)
        if inner.isHandled { return inner }
        switch key {
        case .tab, .down: return moveFocus(1)
        case .backTab, .up: return moveFocus(-1)
        case .enter: return .event(.submitted)
        case .escape: return .event(.left(isChanged: isChanged))
        default: return .ignored
        }
    }

    /// Types pasted text into the field with the focus.
    public mutating func paste(_ text: String) -> Outcome<Event> {
        guard fields.indices.contains(focus), fields[focus].takesFocus else { return .ignored }
        switch fields[focus].control {
        case .text(var field):
            let outcome = field.paste(text)
            return store(.text(field), outcome.event != nil)
        case .area(var area):
            let outcome = area.paste(text)
            return store(.area(area), outcome.event != nil)
        case .picker, .list: return search { $0.paste(text) }
        default: return .ignored
        }
    }

    private mutating func handleControl(_ key: Key) -> Outcome<Event> {
        switch fields[focus].control {
        case .text(var field):
            let outcome = field.handle(key)
            return outcome.isHandled ? store(.text(field), outcome.event != nil) : .ignored
        case .area(var area):
            let outcome = area.handle(key)
            return outcome.isHandled ? store(.area(area), outcome.event != nil) : .ignored
        case .choice(var choice):
            let outcome = choice.handle(key)
            return outcome.isHandled ? store(.choice(choice), outcome.event != nil) : .ignored
        case .toggle(let isOn, let caption):
            guard key == .space || key == .left || key == .right else { return key.typed == nil ? .ignored : .handled }
            return store(.toggle(!isOn, caption: caption), true)
        case .picker(let control): return handle(key, in: control)
        case .list(let control): return handle(key, in: control)
        case .fixed: return .ignored
        }
    }

    mutating func store(_ control: FormField.Control, _ isChanged: Bool) -> Outcome<Event> {
        fields[focus].control = control
        guard isChanged else { return .handled }
        fields[focus].error = ""
        return .event(.changed(fields[focus].id))
    }
}
