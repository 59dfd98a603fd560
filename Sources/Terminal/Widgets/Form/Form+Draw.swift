extension Form {
    /// Draws the fields, as many as fit around the one with the focus, and the actions in the last row.
    ///
    /// - Parameters:
    ///   - rect: the room; anything from one cell up.
    ///   - frame: what it is drawn into; the terminal's cursor is put into the focused field.
    ///   - isFocused: whether keys go here.
    public func draw(in rect: Rect, into frame: inout Frame, isFocused: Bool = true) {
        guard !rect.isEmpty else { return }
        let body = bodyRect(rect)
        if body.height < rect.height { drawActions(in: rect.row(rect.height - 1), into: &frame) }
        let layout = FormLayout(self, size: body.size)
        let top = layout.top(focus: focus, height: body.height, cursorRow: cursorRow)
        for place in layout.places where place.rows.overlaps(top..<top + body.height) {
            let hasFocus = isFocused && place.index == focus
            let field = fields[place.index]
            let y = body.y + place.controlY - top
            frame.clipped(to: body) { frame in
                drawLabel(field, hasFocus, at: Point(body.x, body.y + place.y - top), layout, into: &frame)
                let room = Rect(
                    x: body.x + layout.controlX, y: y, width: layout.controlWidth, height: place.height)
                drawControl(field, in: room, hasFocus: hasFocus, into: &frame)
                for (index, note) in place.notes.enumerated() {
                    frame.write(
                        note.text, at: Point(room.x + min(1, room.width - 1), y + place.height + index),
                        style: Style(note.ink, note.ink == .warning ? .bold : []), width: room.width - 1)
                }
            }
        }
        drawScroll(top, layout.height, in: body, into: &frame)
        if let cursor = frame.cursor, isFocused, !rect.contains(cursor) { frame.cursor = nil }
        if isFocused { drawSearch(layout, top, in: body, into: &frame) }
    }

    func bodyRect(_ rect: Rect) -> Rect {
        actions.isEmpty || rect.height < 4 ? rect : rect.inset(bottom: rect.height >= 12 ? 2 : 1)
    }

    /// The row within the focused control that must be seen.
    var cursorRow: Int {
        if fields.indices.contains(focus), case .list(let list) = fields[focus].control { return list.cursor }
        return 0
    }

    private func drawLabel(
        _ field: FormField, _ hasFocus: Bool, at point: Point, _ layout: FormLayout, into frame: inout Frame
    ) {
        let width = layout.controlX > 0 ? layout.controlX - 2 : layout.controlWidth
        let ink: Ink = field.refusal.isEmpty ? (hasFocus ? .strong : .muted) : .faint
        let used = frame.write(field.label, at: point, style: Style(ink, hasFocus ? .bold : []), width: width)
        if field.isRequired, layout.controlX > 0 || used + 2 <= width {
            frame.write("*", at: point.moved(right: used), style: Style(.accent), width: 1)
        }
    }

    private func drawControl(_ field: FormField, in room: Rect, hasFocus: Bool, into frame: inout Frame) {
        let ground: Ground = hasFocus ? .fieldActive : .field
        let style = Style(field.refusal.isEmpty ? .strong : .muted, on: ground)
        let inner = Point(room.x + (room.width >= 6 ? 1 : 0), room.y)
        let innerWidth = room.width - (room.width >= 6 ? 2 : 0)
        switch field.control {
        case .text(let control):
            control.draw(in: room, into: &frame, isFocused: hasFocus)
        case .area(let control):
            control.draw(in: room, into: &frame, isFocused: hasFocus)
        case .choice(let control):
            drawChoice(control, in: room, hasFocus: hasFocus, isMuted: !field.refusal.isEmpty, into: &frame)
        case .toggle(let isOn, let caption):
            let style = Style(hasFocus ? .strong : .text, on: hasFocus ? .fieldActive : .inherit)
            frame.write((isOn ? "[x] " : "[ ] ") + caption, at: inner, style: style, width: innerWidth)
            if hasFocus { frame.cursor = inner.moved(right: 1) }
        case .fixed(let text):
            for (index, line) in TextWrap.lines(text, width: max(1, room.width - 2), limit: room.height).enumerated() {
                frame.write(line, at: inner.moved(down: index), style: Style(.text), width: innerWidth)
            }
        case .picker(let control):
            if control.isOpen {
                control.picker.field.draw(in: room, into: &frame, isFocused: hasFocus)
                return
            }
            frame.fill(room, style: style)
            let text = control.item?.title ?? control.picker.field.placeholder
            frame.write(
                text, at: inner, style: control.item == nil ? style.with(ink: .muted) : style, width: innerWidth)
            if hasFocus { frame.cursor = inner }
        case .list(let control): drawList(control, in: room, hasFocus: hasFocus, into: &frame)
        }
    }

    private func drawChoice(
        _ choice: ChoiceControl, in room: Rect, hasFocus: Bool, isMuted: Bool, into frame: inout Frame
    ) {
        let inset = room.width >= 6 ? 1 : 0
        let placed = choice.placed(width: room.width - inset)
        for (index, option) in choice.options.enumerated() {
            let isChosen = index == choice.selected
            let point = room.origin.moved(right: inset + placed.places[index].x, down: placed.places[index].y)
            let ink: Ink = isMuted || !option.refusal.isEmpty ? .faint : isChosen ? .strong : .text
            let style = Style(ink, on: isChosen && hasFocus ? .fieldActive : .inherit, isChosen ? .bold : [])
            frame.write(
                (isChosen ? "(•) " : "( ) ") + option.title, at: point, style: style, width: room.maxX - point.x)
            if isChosen, hasFocus { frame.cursor = point.moved(right: 1) }
        }
    }

    private func drawList(_ list: ListControl, in room: Rect, hasFocus: Bool, into frame: inout Frame) {
        for (index, row) in list.rows.enumerated() {
            let line = room.row(index)
            let isHere = hasFocus && index == list.cursor && !list.isOpen
            let style = Style(.strong, on: isHere ? .fieldActive : .field)
            frame.fill(line, style: style)
            let detail = TextWidth.cells(row.detail, upTo: room.width)
            let showsDetail = detail > 0 && room.width > detail + 8
            frame.write(
                (row.isIndented ? "+ " : "") + row.title, at: line.origin.moved(right: min(1, room.width - 1)),
                style: style, width: room.width - 2 - (showsDetail ? detail + 1 : 0))
            if showsDetail {
                frame.write(
                    row.detail, at: Point(line.maxX - detail - 1, line.y), style: style.with(ink: .text), width: detail)
            }
            if isHere { frame.cursor = line.origin }
        }
        let last = room.row(list.rows.count)
        let isHere = hasFocus && (list.isOpen || list.cursor >= list.rows.count)
        list.picker.field.draw(in: last, into: &frame, isFocused: isHere)
    }

    // MARK: What is around the fields

    private func drawActions(in row: Rect, into frame: inout Frame) {
        var x = row.x
        for (index, action) in actions.enumerated() {
            guard x < row.maxX else { return }
            if index == 0 {
                x += frame.write(
                    " \(action.key) ", at: Point(x, row.y), style: Style(.strong, on: .selection, .bold),
                    width: row.maxX - x)
                x +=
                    1 + frame.write(action.title, at: Point(x + 1, row.y), style: Style(.text), width: row.maxX - x - 1)
            } else if x + action.width <= row.maxX {
                x += action.draw(at: Point(x, row.y), width: row.maxX - x, into: &frame)
            }
            x += 3
        }
    }

    private func drawScroll(_ top: Int, _ height: Int, in body: Rect, into frame: inout Frame) {
        guard body.width >= 20 else { return }
        let style = Style(.accent, .bold)
        let x = body.maxX - 1
        if top > 0 { frame.write("▲", at: Point(x, body.y), style: style) }
        if height > top + body.height { frame.write("▼", at: Point(x, body.maxY - 1), style: style) }
    }

    /// The open list lies over the fields below, or above where there is more room.
    private func drawSearch(_ layout: FormLayout, _ top: Int, in body: Rect, into frame: inout Frame) {
        guard let (rect, picker) = searchRect(layout, top, in: body) else { return }
        frame.fill(rect, style: Style(.text, on: .panel))
        frame.box(rect, style: Style(.accent, on: .panel), corners: .square)
        picker.drawList(in: rect.inset(columns: 1, rows: 1), into: &frame, on: .panel)
    }

    func searchRect(_ layout: FormLayout, _ top: Int, in body: Rect) -> (Rect, Picker)? {
        guard let place = layout.places.first(where: { $0.index == focus }) else { return nil }
        let picker: Picker
        var y = body.y + place.controlY - top
        switch fields[focus].control {
        case .picker(let control) where control.isOpen: picker = control.picker
        case .list(let control) where control.isOpen:
            picker = control.picker
            y += control.rows.count
        default: return nil
        }
        guard picker.listHeight > 0 else { return nil }
        let wanted = min(10, picker.listHeight) + 2
        let below = body.maxY - y - 1
        let above = y - body.y
        let isBelow = below >= min(wanted, 5) || below >= above
        let height = min(wanted, isBelow ? below : above)
        guard height >= 3 else { return nil }
        let x = body.x + layout.controlX
        return (
            Rect(x: x, y: isBelow ? y + 1 : y - height, width: layout.controlWidth, height: height), picker
        )
    }
}
