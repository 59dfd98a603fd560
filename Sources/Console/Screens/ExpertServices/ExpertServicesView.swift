import Salon
import SalonStore
import Terminal

extension ExpertServicesScreen {
    /// A row of the list.
    enum Row: Equatable {
        case category(String)
        case service(Line)
    }

    /// The lines under the names of their categories.
    var rows: [Row] {
        var rows: [Row] = []
        var category: String?
        for line in shown {
            if line.category != category {
                category = line.category
                rows.append(.category(line.category))
            }
            rows.append(.service(line))
        }
        return rows
    }

    /// Between the two lines above and the one below.
    func bodyArea(in area: Rect) -> Rect { area.inset(top: 2, bottom: 1) }

    func firstRow(_ rows: [Row], height: Int) -> Int {
        let index = rows.firstIndex { if case .service(let line) = $0 { line.service.id == selected } else { false } }
        return Layout.scrolled(
            top: max(0, (index ?? 0) - height / 2), selected: index ?? 0, count: rows.count, height: height, margin: 1)
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        guard context.session.allows(.expertsManage) else {
            EmptyState(
                .forbidden, title: "Not for your role", sentence: SalonError.forbidden(.expertsManage).message,
                key: .escape, action: "back"
            ).draw(in: area, into: &frame)
            return
        }
        guard let lines else {
            if let failure {
                AppointmentsScreen.drawFailure(failure, "The services can't be read", in: area, into: &frame)
            } else {
                EmptyState(.loading, title: "Reading the services…").draw(in: area, into: &frame)
            }
            return
        }
        drawHead(lines, in: area, into: &frame)
        let body = bodyArea(in: area)
        let rows = rows
        if rows.isEmpty {
            let isFiltered = !filter.isEmpty
            EmptyState(
                title: isFiltered ? "Nothing has “\(filter.text.prefix(40))”" : "No services yet",
                sentence: isFiltered ? "Try fewer letters." : "They are added on the tab Services."
            ).draw(in: body, into: &frame)
        }
        let first = firstRow(rows, height: body.height)
        for (index, row) in rows.dropFirst(first).prefix(body.height).enumerated() {
            draw(row, in: body.row(index).inset(right: 1), into: &frame)
        }
        let style = Style(.accent, .bold)
        if first > 0 { frame.write("▲", at: Point(body.maxX - 1, body.y), style: style) }
        if rows.count > first + body.height {
            frame.write("▼", at: Point(body.maxX - 1, body.maxY - 1), style: style)
        }
        drawFoot(in: area.row(area.height - 1), into: &frame)
    }

    // MARK: Head and foot

    private func drawHead(_ lines: [Line], in area: Rect, into frame: inout Frame) {
        let done = lines.filter(\.isDone)
        let own = done.count { $0.price != nil || $0.minutes != nil }
        let summary = "\(done.count) of \(lines.count)" + (own > 0 ? ", \(own) with own price or time" : "")
        let row = area.row(0)
        var x = row.x
        x += frame.write("Find", at: row.origin, style: Style(.muted)) + 1
        filter.draw(
            in: Rect(x: x, y: row.y, width: max(0, min(40, row.width - summary.count - 8)), height: 1), into: &frame,
            isFocused: isFinding)
        frame.write(summary, at: row.origin, style: Style(.text), width: row.width, align: .trailing)
        let columns = Columns(area.row(1).inset(right: 1))
        for (column, title) in [
            (columns.price, "own price"), (columns.minutes, "time"), (columns.catalogue, "catalogue"),
        ] {
            frame.write(title, at: column.origin, style: Style(.muted), width: column.width - 1, align: .trailing)
        }
        frame.write(
            "Service", at: columns.name.origin, style: Style(.heading, .bold), width: columns.name.width)
    }

    private func drawFoot(in row: Rect, into frame: inout Frame) {
        let notice: (String, Ink) =
            if let problem {
                ("✗ " + problem, .danger)
            } else {
                switch state {
                case .saving: ("Saving…", .muted)
                case .kept: ("The server is away. These services are kept and saved when it is back.", .warning)
                case .open:
                    column == nil
                        ? ("Type a price, or Enter. Booked appointments keep what they were booked with.", .muted)
                        : ("Enter goes on. Nothing typed means the catalogue's.", .muted)
                }
            }
        frame.write(notice.0, at: row.origin, style: Style(notice.1), width: row.width)
    }

    // MARK: Rows

    /// Where the parts of a row stand.
    private struct Columns {
        let mark, name, price, minutes, catalogue: Rect

        init(_ row: Rect) {
            let (rest, catalogue) = row.split(right: 21)
            let (more, minutes) = rest.split(right: 9)
            let (left, price) = more.split(right: 13)
            let (mark, name) = left.split(left: 4)
            self.mark = mark
            self.name = name.inset(right: 1)
            self.price = price
            self.minutes = minutes
            self.catalogue = catalogue
        }
    }

    private func draw(_ row: Row, in place: Rect, into frame: inout Frame) {
        switch row {
        case .category(let name):
            frame.write(name, at: place.origin, style: Style(.heading), width: place.width)
        case .service(let line): draw(line, in: place, into: &frame)
        }
    }

    private func draw(_ line: Line, in place: Rect, into frame: inout Frame) {
        let isHere = line.service.id == selected
        var base = Style(line.isDone ? .text : .muted)
        if isHere {
            base = base.on(isTyping ? .field : .selection)
            frame.fill(place, style: base)
        }
        let columns = Columns(place)
        let strong = base.with(ink: .strong).adding(.bold)
        frame.write(line.isDone ? "[x]" : "[ ]", at: columns.mark.origin, style: base, width: 3)
        frame.write(
            line.service.name + (line.service.isActive ? "" : " (switched off)"), at: columns.name.origin,
            style: isHere && line.isDone ? strong : base, width: columns.name.width)
        let isTypingHere = isHere ? column : nil
        draw(line.price?.grouped, in: columns.price, isOpen: isTypingHere == .price, strong, into: &frame)
        draw(
            line.minutes.map { "\($0) min" }, in: columns.minutes, isOpen: isTypingHere == .minutes, strong,
            into: &frame)
        let minutes = "\(line.service.phases.handsOn) min"
        frame.write(
            "\(line.service.price.grouped) \(String(repeating: " ", count: max(0, 7 - minutes.count)))\(minutes)",
            at: columns.catalogue.origin, style: base.with(ink: .muted), width: columns.catalogue.width - 1,
            align: .trailing)
    }

    /// An own value, or the field in which it is typed.
    private func draw(_ text: String?, in place: Rect, isOpen: Bool, _ style: Style, into frame: inout Frame) {
        if isOpen {
            field.draw(in: place.inset(left: 1), into: &frame, isFocused: true)
        } else if let text {
            frame.write(text, at: place.origin, style: style, width: place.width - 1, align: .trailing)
        }
    }
}
