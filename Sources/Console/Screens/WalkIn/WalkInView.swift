import Salon
import SalonStore
import Terminal

extension WalkInScreen {
    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let fields = area.split(top: 2)
        draw(filter, "Service", in: fields.top.row(0), into: &frame, isFocused: !isOnName)
        draw(name, "Client", in: fields.top.row(1), into: &frame, isFocused: isOnName)
        let (list, foot) = fields.rest.inset(top: 1).split(bottom: 1)
        drawList(in: list, into: &frame, context)
        if let complaint {
            frame.write("✗ \(complaint)", at: foot.origin, style: Style(.danger, .bold), width: foot.width)
        } else if pending == nil, let warning = patchTestWarning(context) {
            frame.write("⚠ \(warning.sentence)", at: foot.origin, style: Style(.warning), width: foot.width)
        } else {
            let words = pending == nil ? "↑↓ choose   Enter takes the client in   Tab the client's name" : "Booking…"
            frame.write(words, at: foot.origin, style: Style(.muted), width: foot.width)
        }
    }

    private func draw(_ field: TextField, _ label: String, in row: Rect, into frame: inout Frame, isFocused: Bool) {
        frame.write(label, at: row.origin, style: Style(.muted), width: 9)
        field.draw(in: row.inset(left: 9), into: &frame, isFocused: isFocused)
    }

    private func drawList(in area: Rect, into frame: inout Frame, _ context: Context) {
        guard catalogue != nil, facts != nil else {
            if let failure {
                AppointmentsScreen.drawFailure(failure, "The services can't be read", in: area, into: &frame)
            } else {
                EmptyState(.loading, title: "Looking who is free…").draw(in: area, into: &frame)
            }
            return
        }
        guard !rows.isEmpty else {
            EmptyState(title: "No service has “\(filter.text.prefix(40))”", sentence: "Try fewer letters.")
                .draw(in: area, into: &frame)
            return
        }
        let top = Layout.scrolled(top: 0, selected: selected, count: rows.count, height: area.height)
        for (line, index) in (top..<min(rows.count, top + area.height)).enumerated() {
            draw(rows[index], in: area.row(line), into: &frame, isSelected: index == selected)
        }
    }

    private func draw(_ row: Row, in area: Rect, into frame: inout Frame, isSelected: Bool) {
        if isSelected {
            frame.fill(area, style: Style(.strong, on: .selection, .lit))
            frame.write("▸", at: area.origin, style: Style(.accent))
        }
        let (when, ink) = words(row)
        let room = max(0, min(40, area.width / 2))
        frame.write(
            row.service.name, at: area.origin.moved(right: 2), style: Style(.strong, .bold),
            width: area.width - room - 14)
        frame.write(
            SpanText.minutes(row.service.phases.clientMinutes), at: area.origin.moved(right: area.width - room - 11),
            style: Style(.muted), width: 8, align: .trailing)
        frame.write(when, at: area.origin.moved(right: area.width - room), style: Style(ink), width: room)
    }

    /// "now, Ben Okafor", "in 25 min, 14:57, Ben Okafor".
    private func words(_ row: Row) -> (String, Ink) {
        guard let offer = row.offer else { return ("nobody today", .muted) }
        let name = facts?.input.experts.first { $0.id == offer.plan.expert }?.name ?? ""
        return offer.wait == 0
            ? ("now, \(name)", .good)
            : ("in \(SpanText.minutes(offer.wait)), \(offer.plan.start.time), \(name)", .warning)
    }
}
