import Salon
import SalonStore
import Terminal

extension CardScreen {
    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        guard let card else { return drawNothing(in: area, into: &frame) }
        let head = head(width: area.width, height: area.height)
        drawHead(card, head, in: area, into: &frame)
        let body = bodyArea(in: area, context)
        let rows = rows(width: area.width, context)
        let first = max(0, min(top, rows.count - body.height))
        for (index, row) in rows.dropFirst(first).prefix(body.height).enumerated() {
            let columns = Self.columns(of: body.row(index))
            for (part, column) in zip(row, columns) { part.draw(in: column, into: &frame) }
        }
        let style = Style(.accent, .bold)
        if first > 0 { frame.write("▲", at: Point(body.maxX - 1, body.y), style: style) }
        if rows.count > first + body.height {
            frame.write("▼", at: Point(body.maxX - 1, body.maxY - 1), style: style)
        }
    }

    private func drawNothing(in area: Rect, into frame: inout Frame) {
        switch failure {
        case nil: EmptyState(.loading, title: "Reading the appointment…").draw(in: area, into: &frame)
        case .notFound:
            EmptyState(
                title: "This appointment is gone", sentence: "It was deleted, or is no longer yours to see.",
                key: .escape, action: "back"
            ).draw(in: area, into: &frame)
        case .some(let error):
            AppointmentsScreen.drawFailure(error, "The appointment can't be read", in: area, into: &frame)
        }
    }

    // MARK: Head

    /// The lines of the alert and of what waits for the server, above all that scrolls.
    private func head(width: Int, height: Int) -> (alert: [String], notice: String?) {
        let alert = (card?.client?.client.alert ?? card?.appointment.entry.alert) ?? ""
        let lines =
            alert.allSatisfy(\.isWhitespace)
            ? [] : TextWrap.lines("⚠ " + alert, width: max(1, width - 2), limit: max(1, min(4, height / 5)))
        let notice = pending.flatMap { pending in
            pending.isKept ? "The server is away; “\(pending.status.title)” is kept until it is back." : nil
        }
        return (lines, notice)
    }

    private func drawHead(
        _ card: AppointmentCard, _ head: (alert: [String], notice: String?), in area: Rect, into frame: inout Frame
    ) {
        let entry = card.appointment.entry
        let row = area.row(0)
        var x = row.x
        x += frame.write(
            " \(entry.status.letter) \(entry.status.title) ", at: row.origin,
            style: Style(.strong, on: entry.status.ground, .bold), width: row.width)
        let time = "\(entry.start.date.shortText)  \(CardText.span(entry.start, entry.end))"
        let timeWidth = TextWidth.cells(time)
        let room = row.maxX - x - timeWidth - 3
        frame.write(entry.clientName, at: Point(x + 1, row.y), style: Style(.strong, .bold), width: room)
        frame.write(time, at: Point(row.maxX - timeWidth, row.y), style: Style(.text), width: timeWidth)
        for (index, line) in head.alert.enumerated() {
            let place = area.row(1 + index)
            let style = Style(.warning, [.bold, .reverse])
            frame.fill(place, style: style)
            frame.write(line, at: place.origin.moved(right: 1), style: style, width: place.width - 2)
        }
        if let notice = head.notice {
            frame.write(
                notice, at: area.row(1 + head.alert.count).origin, style: Style(.warning), width: area.width)
        }
    }

    // MARK: Body

    /// Below the head and a blank line.
    func bodyArea(in area: Rect, _ context: Context) -> Rect {
        let head = head(width: area.width, height: area.height)
        return area.inset(top: 2 + head.alert.count + (head.notice == nil ? 0 : 1))
    }

    /// Two columns where there is room for them.
    private static func columns(of rect: Rect) -> [Rect] {
        rect.width >= 92 ? rect.inset(right: 1).columns(2, gap: 3) : [rect.inset(right: 2)]
    }

    /// The rows of the text; each has a part for each column.
    func rows(width: Int, _ context: Context) -> [[CardRow]] {
        guard let card else { return [] }
        let columns = Self.columns(of: Rect(x: 0, y: 0, width: width, height: 1))
        let text = CardText(card: card, context: context)
        var first = CardRows(width: columns[0].width)
        text.addAppointment(to: &first)
        guard columns.count == 2 else {
            text.addMoney(to: &first)
            text.addClient(to: &first)
            text.addVisit(to: &first)
            text.addHistory(to: &first)
            return first.rows.map { [$0] }
        }
        text.addHistory(to: &first)
        var second = CardRows(width: columns[1].width)
        text.addClient(to: &second)
        text.addMoney(to: &second)
        text.addVisit(to: &second)
        return (0..<max(first.rows.count, second.rows.count)).map { index in
            [first.rows, second.rows].map { $0.indices.contains(index) ? $0[index] : CardRow() }
        }
    }
}
