import Salon
import SalonStore
import Terminal

extension ClientsScreen {
    /// The line with the field, the list, and the card.
    func parts(of area: Rect) -> ListPage {
        ListPage(area, details: max(44, area.width * 2 / 5), isOnDetails: isOnCard)
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let parts = parts(of: area)
        if !parts.list.isEmpty {
            drawHead(in: parts.head, into: &frame, context)
            list.pages.table.draw(in: parts.list, into: &frame, isFocused: !isOnCard)
        }
        guard !parts.details.isEmpty else { return }
        parts.drawRule(into: &frame)
        drawCard(in: parts.details, into: &frame, context)
    }

    private func drawHead(in row: Rect, into frame: inout Frame, _ context: Context) {
        let table = list.pages.table
        list.search.draw(in: row, into: &frame, summary: table.rows.isEmpty ? "" : table.summary)
    }

    // MARK: The card

    private func drawCard(in area: Rect, into frame: inout Frame, _ context: Context) {
        guard let client else {
            if subject == nil {
                EmptyState(title: "No client chosen", sentence: "The card of the client under the cursor stands here.")
                    .draw(in: area, into: &frame)
            } else if let failure {
                drawFailure(failure, in: area, into: &frame)
            } else {
                EmptyState(.loading, title: "Reading the card…").draw(in: area, into: &frame)
            }
            return
        }
        drawName(client, in: area, into: &frame)
        let body = bodyArea(in: area)
        let text = ClientText(client: client, card: shownCard, failure: failure, context: context)
        let rows = text.rows(width: max(1, body.width - 1))
        let appointments = shownCard?.appointments ?? []
        let count = rows.count + appointments.count
        let first = max(0, min(pane.top, count - body.height))
        for line in 0..<max(0, min(body.height, count - first)) {
            let index = first + line
            if index < rows.count {
                rows[index].draw(in: body.row(line).inset(right: 1), into: &frame)
            } else {
                draw(appointments[index - rows.count], at: index - rows.count, in: body.row(line), &frame, context)
            }
        }
        let style = Style(.accent, .bold)
        if first > 0 { frame.write("▲", at: Point(body.maxX - 1, body.y), style: style) }
        if count > first + body.height { frame.write("▼", at: Point(body.maxX - 1, body.maxY - 1), style: style) }
    }

    private func drawFailure(_ error: SalonError, in area: Rect, into frame: inout Frame) {
        if case .notFound = error {
            EmptyState(
                title: "This client is gone", sentence: "The card was removed, or is not yours to see.", key: .escape,
                action: "back"
            ).draw(in: area, into: &frame)
        } else {
            AppointmentsScreen.drawFailure(error, "The card can't be read", in: area, into: &frame)
        }
    }

    /// The card, if it is of the client whom the keys are about.
    private var shownCard: ClientCard? { card?.client.id == subject ? card : nil }

    /// The lines of the alert: above everything that scrolls.
    private func alertLines(in area: Rect) -> [String] {
        guard let alert = client?.alert, !alert.allSatisfy(\.isWhitespace) else { return [] }
        return TextWrap.lines("⚠ " + alert, width: max(1, area.width - 2), limit: max(1, min(4, area.height / 5)))
    }

    private func drawName(_ client: Client, in area: Rect, into frame: inout Frame) {
        let row = area.row(0)
        let kind = client.isGuest ? "" : "website account"
        frame.write(
            client.name, at: row.origin, style: Style(.strong, .bold),
            width: row.width - (kind.isEmpty ? 0 : kind.count + 2))
        frame.write(kind, at: row.origin, style: Style(.muted), width: row.width, align: .trailing)
        for (index, line) in alertLines(in: area).enumerated() {
            let place = area.row(1 + index)
            let style = Style(.warning, [.bold, .reverse])
            frame.fill(place, style: style)
            frame.write(line, at: place.origin.moved(right: 1), style: style, width: place.width - 2)
        }
    }

    /// Below the name, the alert and a blank line.
    func bodyArea(in area: Rect) -> Rect { area.inset(top: 2 + alertLines(in: area).count) }

    /// What the card holds now, and how much of it is seen.
    func extent(_ context: Context) -> ClientPane.Extent {
        let body = bodyArea(in: parts(of: context.area).details)
        let text = client.map {
            ClientText(client: $0, card: shownCard, failure: failure, context: context)
                .rows(width: max(1, body.width - 1)).count
        }
        return ClientPane.Extent(
            text: text ?? 0, appointments: shownCard?.appointments.count ?? 0, height: body.height)
    }

    private func draw(
        _ row: AppointmentRow, at index: Int, in line: Rect, _ frame: inout Frame, _ context: Context
    ) {
        let entry = row.entry
        let isSelected = isOnCard && index == pane.selected
        let line = line.inset(right: 1)
        if isSelected { frame.fill(line, style: Style(.strong, on: .selection)) }
        let base = Style(isSelected ? .strong : .text, on: isSelected ? .selection : .inherit)
        let day = ClientText.day(entry.start.date, context.today)
        frame.write(day, at: line.origin, style: base, width: 11)
        frame.write("\(entry.start.time)", at: line.origin.moved(right: 12), style: base.with(ink: .muted), width: 5)
        frame.write(
            String(entry.status.letter), at: line.origin.moved(right: 18),
            style: base.with(ink: entry.status.ink).adding(.bold), width: 1)
        let price = entry.price.grouped
        let owes = entry.paymentStatus == .unpaid && !entry.due.isZero && entry.status == .completed
        let words = entry.serviceName + (line.width >= 64 ? row.expertName.map { "  \($0)" } ?? "" : "")
        frame.write(words, at: line.origin.moved(right: 20), style: base, width: line.width - 21 - price.count)
        frame.write(
            price, at: line.origin, style: base.with(ink: owes ? .warning : .muted), width: line.width,
            align: .trailing)
    }
}
