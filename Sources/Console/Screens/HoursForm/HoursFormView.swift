import Salon
import SalonStore
import Terminal

extension HoursFormScreen {
    /// The form above, whom the change leaves outside below.
    static func parts(of area: Rect) -> (form: Rect, losses: Rect) {
        let (form, losses) = area.split(bottom: max(3, min(8, area.height / 3)))
        return (form, losses)
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let parts = Self.parts(of: area)
        let key = context.keyName(ActionID(Self.place, ActionName.save.rawValue))
        sheet.draw(in: parts.form, into: &frame, context, save: KeyHint(key, "save"))
        guard draft != nil else { return }
        drawLosses(in: parts.losses, into: &frame, context)
    }

    private func drawLosses(in area: Rect, into frame: inout Frame, _ context: Context) {
        guard let losses else {
            frame.write("Looking for appointments…", at: area.origin, style: Style(.muted), width: area.width)
            return
        }
        let mark = losses.isEmpty ? "✓ " : "⚠ "
        frame.write(
            mark + HoursText.losses(losses.count), at: area.origin, style: Style(losses.isEmpty ? .good : .warning),
            width: area.width)
        let rows = area.inset(top: 1)
        let shown = losses.count > rows.height ? rows.height - 1 : losses.count
        for (index, booked) in losses.prefix(shown).enumerated() {
            frame.write(
                HoursText.loss(booked, today: context.today, namesExpert: start.kind == .closure),
                at: rows.row(index).origin.moved(right: 2), style: Style(), width: rows.width - 2)
        }
        if shown < losses.count {
            frame.write(
                "and \(losses.count - shown) more", at: rows.row(shown).origin.moved(right: 2), style: Style(.muted),
                width: rows.width - 2)
        }
    }
}
