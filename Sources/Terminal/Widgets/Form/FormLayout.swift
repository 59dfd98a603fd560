/// Where the parts of a form stand, from its own first row.
struct FormLayout {
    /// One field's place.
    struct Place {
        var index: Int
        /// The row of its label and its control's first row.
        var y: Int
        /// The rows of the control.
        var height: Int
        /// The lines below the control.
        var notes: [(text: String, ink: Ink)]
        /// Whether the label has the row above the control.
        var isStacked: Bool
        /// All of its rows.
        var rows: Range<Int> { y..<y + (isStacked ? 1 : 0) + height + notes.count }
        /// The control's first row.
        var controlY: Int { y + (isStacked ? 1 : 0) }
    }

    let places: [Place]
    let height: Int
    /// Where controls begin, from the form's left edge.
    let controlX: Int
    let controlWidth: Int

    /// Lays a form out; a form that doesn't fit loses the blank rows between its fields.
    init(_ form: Form, size: Size) {
        let labels = form.fields.filter { !$0.isHidden }.map { TextWidth.cells($0.label, upTo: 24) }.max() ?? 0
        let isStacked = size.width < 34
        controlX = isStacked ? 0 : min(labels, size.width / 3) + 2
        controlWidth = max(1, size.width - controlX)
        let airy = Self.places(form, width: controlWidth, isStacked: isStacked, spacing: 1)
        let airyHeight = airy.last?.rows.upperBound ?? 0
        if airyHeight <= size.height {
            (places, height) = (airy, airyHeight)
        } else {
            places = Self.places(form, width: controlWidth, isStacked: isStacked, spacing: 0)
            height = places.last?.rows.upperBound ?? 0
        }
    }

    private static func places(_ form: Form, width: Int, isStacked: Bool, spacing: Int) -> [Place] {
        var y = 0
        return form.fields.indices.filter { !form.fields[$0].isHidden }.map { index in
            let field = form.fields[index]
            let place = Place(
                index: index, y: y, height: controlHeight(field.control, width: width),
                notes: notes(field, width: width, isFocused: index == form.focus), isStacked: isStacked)
            y = place.rows.upperBound + spacing
            return place
        }
    }

    static func controlHeight(_ control: FormField.Control, width: Int) -> Int {
        switch control {
        case .text, .toggle, .picker: 1
        case .area(let area): area.height
        case .choice(let choice): choice.placed(width: width - 1).rows
        case .list(let list): list.rows.count + 1
        case .fixed(let text): max(1, TextWrap.lines(text, width: max(1, width - 2), limit: 4).count)
        }
    }

    private static func notes(_ field: FormField, width: Int, isFocused: Bool) -> [(text: String, ink: Ink)] {
        let room = max(1, width - 2)
        var notes: [(text: String, ink: Ink)] = []
        func add(_ text: String, _ ink: Ink, _ limit: Int) {
            for line in TextWrap.lines(text, width: room, limit: limit) { notes.append((line, ink)) }
        }
        if !field.error.isEmpty {
            add("✗ " + field.error, .danger, 2)
        } else if !field.refusal.isEmpty {
            add(field.refusal, .muted, 2)
        } else if !field.hint.isEmpty {
            add(field.hint, .muted, 2)
        } else if isFocused, case .list(let list) = field.control, !list.isOpen {
            add(list.rows.isEmpty ? "type to search" : "type to add · Del removes · Alt-↑↓ order", .muted, 1)
        }
        if !field.alert.isEmpty { add("⚠ " + field.alert, .warning, 3) }
        return notes
    }

    /// The first row shown so that the focused field, and one beyond it, is seen.
    func top(focus: Int, height: Int, cursorRow: Int) -> Int {
        guard let place = places.first(where: { $0.index == focus }) else { return 0 }
        let next = places.first { $0.index > focus }?.rows.upperBound ?? self.height
        let wanted = min(next, place.rows.lowerBound + height)
        var top = max(0, min(wanted - height, self.height - height))
        let row = place.controlY + cursorRow
        if row >= top + height { top = row - height + 1 }
        return min(top, row)
    }
}
