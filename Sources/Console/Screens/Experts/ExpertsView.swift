import Salon
import SalonStore
import Terminal

extension ExpertsScreen {
    /// The line with the field, the list, and the details.
    func parts(of area: Rect) -> ListPage {
        ListPage(area, details: max(46, area.width * 9 / 20), isOnDetails: isOnDetails)
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        guard roster != nil else {
            if let failure {
                AppointmentsScreen.drawFailure(failure, "The experts can't be read", in: area, into: &frame)
            } else {
                EmptyState(.loading, title: "Reading the experts…").draw(in: area, into: &frame)
            }
            return
        }
        let parts = parts(of: area)
        if !parts.list.isEmpty {
            drawHead(in: parts.head, into: &frame)
            table.draw(in: parts.list, into: &frame, isFocused: !isOnDetails)
        }
        guard !parts.details.isEmpty else { return }
        parts.drawRule(into: &frame)
        drawDetails(in: parts.details, into: &frame, context)
    }

    private func drawHead(in row: Rect, into frame: inout Frame) {
        search.draw(in: row, into: &frame, summary: summary)
    }

    // MARK: Details

    private func drawDetails(in area: Rect, into frame: inout Frame, _ context: Context) {
        guard let expert = shownCard?.expert ?? row?.expert else { return }
        let state = expert.isActive ? "" : "switched off"
        frame.write(
            expert.name, at: area.origin, style: Style(.strong, .bold),
            width: area.width - (state.isEmpty ? 0 : state.count + 2))
        frame.write(state, at: area.origin, style: Style(.warning, .bold), width: area.width, align: .trailing)
        frame.write(
            expert.specialty ?? "", at: area.origin.moved(down: 1), style: Style(.muted), width: area.width)
        let body = bodyArea(in: area)
        DetailRows.draw(rows(width: body.width - 1, context), from: top, in: body, into: &frame)
    }

    /// Below the name and what they are best at.
    func bodyArea(in area: Rect) -> Rect { area.inset(top: area.height >= 26 ? 3 : 2) }

    /// What the details say.
    func rows(width: Int, _ context: Context) -> [DetailRow] {
        guard let expert = shownCard?.expert ?? row?.expert else { return [] }
        return ExpertText(
            expert: expert, card: shownCard, failure: cardFailure,
            monday: drawnMonday(context), context: context, width: max(1, width)
        ).rows()
    }
}
