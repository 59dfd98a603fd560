import Salon
import SalonStore
import Terminal

extension HoursScreen {
    /// The week above, what it is made of below.
    static func parts(of area: Rect) -> (week: Rect, list: Rect) {
        let (week, list) = area.inset(top: area.height >= 24 ? 1 : 0).split(top: 9)
        return (week, list.inset(top: area.height >= 20 ? 1 : 0))
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        guard let hours else {
            if let failure {
                AppointmentsScreen.drawFailure(failure, "The working hours can't be read", in: area, into: &frame)
            } else {
                EmptyState(.loading, title: "Reading the working hours…").draw(in: area, into: &frame)
            }
            return
        }
        let parts = Self.parts(of: area)
        drawWeek(hours.plan, in: parts.week, into: &frame, context)
        table.draw(in: parts.list, into: &frame)
    }

    private func drawWeek(_ plan: WorkPlan, in area: Rect, into frame: inout Frame, _ context: Context) {
        frame.write(
            ExpertText.title(date.startOfWeek, context.today), at: area.origin, style: Style(.heading, .bold),
            width: area.width)
        let keys = ["previousWeek", "nextWeek"].map { context.keyName(ActionID(Self.place, $0)) }
        frame.write(
            "←→ day   \(keys[0]) \(keys[1]) other weeks", at: area.origin, style: Style(.muted), width: area.width,
            align: .trailing)
        let week = WorkWeek(plan, from: date.startOfWeek)
        for (index, row) in week.rows(width: area.width, today: context.today, chosen: date).enumerated() {
            row.draw(in: area.row(1 + index), into: &frame)
        }
    }
}
