extension Picker {
    /// Draws the field in the first row and the list below it.
    public func draw(in rect: Rect, into frame: inout Frame, isFocused: Bool = true) {
        field.draw(in: rect, into: &frame, isFocused: isFocused)
        drawList(in: rect.split(top: 1).rest, into: &frame, isFocused: isFocused)
    }

    /// The rows that the list needs.
    public var listHeight: Int { items.count + (newTitle == nil ? 0 : 1) + noticeRows }

    /// Draws the list alone, for a picker whose field stands elsewhere.
    ///
    /// - Parameters:
    ///   - rect: the room of the list.
    ///   - frame: what it is drawn into.
    ///   - isFocused: whether the row under the cursor is marked.
    ///   - ground: what the list stands on.
    public func drawList(
        in rect: Rect, into frame: inout Frame, isFocused: Bool = true, on ground: Ground = .inherit
    ) {
        guard !rect.isEmpty else { return }
        if ground != .inherit { frame.fill(rect, style: Style(.text, on: ground)) }
        let base = Style(.text, on: ground)
        let first = firstRow(rect.height)
        let split = titleWidth(rect.width)
        for line in 0..<rect.height {
            let index = first + line
            let row = rect.row(line)
            let isSelected = index == selected && isFocused
            if items.indices.contains(index) {
                drawItem(items[index], in: row, titleWidth: split, isSelected: isSelected, base, &frame)
            } else if index == items.count, let newTitle {
                drawNew(newTitle, in: row, isSelected: isSelected, base, &frame)
            } else if let notice, index == items.count + (newTitle == nil ? 0 : 1) {
                frame.write(
                    notice.text, at: row.origin.moved(right: 1), style: base.with(ink: notice.ink),
                    width: row.width - 2)
            }
        }
    }

    /// The title's share of a row: as wide as the titles are, and at least half where there are details.
    private func titleWidth(_ width: Int) -> Int {
        let room = max(0, width - 2)
        guard items.contains(where: { !$0.detail.isEmpty || !$0.refusal.isEmpty }) else { return room }
        let widest = items.prefix(50).map { TextWidth.cells($0.title, upTo: room) }.max() ?? 0
        return room < 24 ? room : min(widest, max(room / 2, room - 30))
    }

    private func drawItem(
        _ item: PickerItem, in row: Rect, titleWidth: Int, isSelected: Bool, _ base: Style, _ frame: inout Frame
    ) {
        let style = isSelected ? Style(.strong, on: .selection) : base
        if isSelected { frame.fill(row, style: style) }
        let isRefused = !item.refusal.isEmpty
        let point = row.origin.moved(right: min(1, row.width - 1))
        let room = min(titleWidth, row.maxX - point.x)
        let titleStyle = isRefused ? style.with(ink: .muted) : style
        frame.write(item.title, at: point, style: titleStyle, width: room)
        if !isRefused { mark(item.title, at: point, width: room, &frame) }
        let x = point.x + titleWidth + 2
        guard x < row.maxX - 4 else { return }
        frame.write(
            isRefused ? item.refusal : item.detail, at: Point(x, row.y),
            style: style.with(ink: isRefused ? .warning : .muted), width: row.maxX - 1 - x)
    }

    /// Underlines what was typed, cell by cell of what is on the screen.
    private func mark(_ title: String, at point: Point, width: Int, _ frame: inout Frame) {
        let query = query
        guard !query.isEmpty, let ranges = TextMatch.ranges(of: query, in: title) else { return }
        let letters = Array(title)
        for range in ranges {
            let from = TextWidth.cells(String(letters[..<range.lowerBound]), upTo: width)
            let cells = TextWidth.cells(String(letters[range]), upTo: width)
            let length = min(cells, width - from)
            guard length > 0 else { continue }
            frame.restyle(Rect(x: point.x + from, y: point.y, width: length, height: 1)) {
                $0.attributes.formUnion([.bold, .underline])
                $0.ink = .accent
            }
        }
    }

    private func drawNew(
        _ title: String, in row: Rect, isSelected: Bool, _ base: Style, _ frame: inout Frame
    ) {
        let style = isSelected ? Style(.strong, on: .selection) : base
        if isSelected { frame.fill(row, style: style) }
        let text = query.isEmpty ? "+ \(title)" : "+ \(title) “\(query)”"
        frame.write(
            text, at: row.origin.moved(right: min(1, row.width - 1)), style: style.with(ink: .accent),
            width: row.width - 2)
    }
}
