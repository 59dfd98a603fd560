extension Form {
    /// A click puts the focus there and, where that is plain, chooses.
    ///
    /// - Parameters:
    ///   - mouse: what was done.
    ///   - rect: the rectangle the form is drawn in.
    public mutating func handle(_ mouse: Mouse, in rect: Rect) -> Outcome<Event> {
        guard rect.contains(mouse.point) else { return .ignored }
        let body = bodyRect(rect)
        let layout = FormLayout(self, size: body.size)
        let top = layout.top(focus: focus, height: body.height, cursorRow: cursorRow)
        if let (list, _) = searchRect(layout, top, in: body), list.contains(mouse.point) {
            return search { $0.handle(mouse, inList: list.inset(columns: 1, rows: 1)) }
        }
        guard case .press(.left) = mouse.action, body.contains(mouse.point) else { return .ignored }
        let row = mouse.point.y - body.y + top
        guard let place = layout.places.first(where: { $0.rows.contains(row) }), fields[place.index].takesFocus else {
            return .ignored
        }
        let isNew = place.index != focus
        setFocus(place.index)
        let room = Rect(
            x: body.x + layout.controlX, y: body.y + place.controlY - top, width: layout.controlWidth,
            height: place.height)
        let chosen = room.contains(mouse.point) ? click(mouse, in: room) : .handled
        if chosen.event == nil, isNew { return .event(.focused(focusedID)) }
        return chosen
    }

    private mutating func click(_ mouse: Mouse, in room: Rect) -> Outcome<Event> {
        switch fields[focus].control {
        case .text(var field):
            _ = field.handle(mouse, in: room)
            return store(.text(field), false)
        case .choice(var choice):
            let inset = room.width >= 6 ? 1 : 0
            let places = choice.placed(width: room.width - inset).places
            let index = places.lastIndex {
                $0.y == mouse.point.y - room.y && $0.x <= mouse.point.x - room.x - inset
            }
            let outcome = index.map { choice.choose($0) } ?? .handled
            return store(.choice(choice), outcome.event != nil)
        case .toggle(let isOn, let caption): return store(.toggle(!isOn, caption: caption), true)
        case .list(var list):
            list.cursor = min(list.rows.count, mouse.point.y - room.y)
            return store(.list(list), false)
        case .picker(let control) where !control.isOpen: return search { $0.search("") }
        default: return .handled
        }
    }
}
