import Terminal

extension Form {
    /// Takes over what somebody else changed while this form was open.
    ///
    /// A field that was left alone here takes their value. What was typed here stays, and their value is told below it.
    ///
    /// - Parameters:
    ///   - theirs: the form as it would be filled in now.
    ///   - base: the form as it was filled in when it was opened.
    mutating func merge(_ theirs: Form, base: Form) {
        for field in theirs.fields where theirs.words(field.id) != base.words(field.id) {
            let id = field.id
            if words(id) == base.words(id) {
                update(id) { $0.control = field.control }
            } else if words(id) != theirs.words(id) {
                let words = theirs.words(id)
                update(id) { $0.alert = words.isEmpty ? "They left it empty." : "They wrote: \(words)" }
            }
        }
    }

    /// What a field holds, in words.
    private func words(_ id: String) -> String {
        switch self[id]?.control {
        case .text, .area: text(id)
        case .toggle(let isOn, _): isOn ? "yes" : "no"
        case .picker: item(id)?.title ?? ""
        case .choice(let choice): choice.selected.map { choice.options[$0].title } ?? ""
        case .list, .fixed, nil: ""
        }
    }
}
