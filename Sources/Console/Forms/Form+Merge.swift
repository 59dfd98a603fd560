import Terminal

extension Form {
    /// Takes over what somebody else changed while this form was open: a field that was left alone here takes their
    /// value, and what was typed here stays. Answers the fields that both have changed to something else.
    ///
    /// - Parameters:
    ///   - theirs: the form as it would be filled in now.
    ///   - base: the form as it was filled in when it was opened.
    mutating func merge(_ theirs: Form, base: Form) -> (contested: [String], taken: [String]) {
        var contested: [String] = []
        var taken: [String] = []
        for field in theirs.fields where theirs.words(field.id) != base.words(field.id) {
            let id = field.id
            if words(id) == base.words(id) {
                update(id) { $0.control = field.control }
                taken.append(id)
            } else if words(id) != theirs.words(id) {
                contested.append(id)
            }
        }
        return (contested, taken)
    }

    /// What a field holds, in words.
    func words(_ id: String) -> String {
        switch self[id]?.control {
        case .text, .area: text(id)
        case .toggle(let isOn, _): isOn ? "yes" : "no"
        case .picker: item(id)?.title ?? ""
        case .choice(let choice): choice.selected.map { choice.options[$0].title } ?? ""
        case .list, .fixed, nil: ""
        }
    }
}
