import Salon
import SalonStore
import Terminal

extension ReassignScreen {
    /// The days and the sick leave above, the appointments, and at the foot all about the one under the cursor.
    static func parts(of area: Rect) -> (head: Rect, list: Rect, foot: Rect) {
        let (head, rest) = area.split(top: area.height >= 20 ? 3 : 2)
        let (list, foot) = rest.split(bottom: 6)
        return (head, list, foot.inset(top: 1))
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let parts = Self.parts(of: area)
        drawHead(in: parts.head, into: &frame, context)
        if plan != nil {
            table.draw(in: parts.list, into: &frame)
        } else if let failure {
            AppointmentsScreen.drawFailure(failure, "The day can't be read", in: parts.list, into: &frame)
        } else {
            EmptyState(.loading, title: "Looking who is free…").draw(in: parts.list, into: &frame)
        }
        drawFoot(in: parts.foot, into: &frame, context)
    }

    private func drawHead(in area: Rect, into frame: inout Frame, _ context: Context) {
        let first = area.row(0)
        let days = frame.write(
            DayRange.words(dates, today: context.today), at: first.origin, style: Style(.heading, .bold),
            width: first.width)
        if let plan {
            let counts = [
                SpanText.count(items.count - calls.count, "appointment"),
                plan.placed.isEmpty ? nil : "\(plan.placed.count) can be given away",
                plan.unplaced.isEmpty ? nil : "\(plan.unplaced.count) nobody can take",
                calls.isEmpty ? nil : "\(calls.count) to call",
            ]
            frame.write(
                counts.compactMap(\.self).joined(separator: ", "), at: first.origin.moved(right: days + 3),
                style: Style(.text), width: max(0, first.width - days - 3))
        }
        let (text, ink) = leaveWords(context)
        frame.write(text, at: area.row(1).origin, style: Style(ink), width: area.width)
    }

    private func leaveWords(_ context: Context) -> (String, Ink) {
        let key = context.keyName(ActionID(Self.place, ActionName.sickLeave.rawValue))
        guard context.session.allows(.expertsManage) else {
            return ("The sick leave itself is entered by an admin.", .muted)
        }
        guard let entersSickLeave else { return ("", .muted) }
        if hasBegun { return ("", .muted) }
        let leave = sickLeave(context).during
        let from = leave.start.time == .midnight ? "" : " from \(leave.start.time) on"
        return entersSickLeave
            ? ("[x] notes the sick leave\(from) along with it, so that nobody books (\(key))", .text)
            : ("[ ] no sick leave is noted (\(key))", .muted)
    }

    // MARK: The list

    func row(_ item: Item, _ context: Context) -> TableRow<AppointmentID> {
        let entry = item.entry
        let sign: TableCell
        let fate: TableCell
        switch item.fate {
        case .taken(let taker):
            let isAsked = entry.isExpertRequested
            sign = TableCell(isAsked ? "☎" : "✓", ink: isAsked ? .warning : .good)
            fate = TableCell(name(of: taker) + (isAsked ? ", but call" : ""), ink: .strong)
        case .nobody:
            sign = TableCell("✗", ink: .danger)
            fate = TableCell("nobody", ink: .danger)
        case .call:
            sign = TableCell("☎", ink: .warning)
            fate = TableCell("call: \(name(of: entry.expertID)) now", ink: .warning)
        }
        let isWarned = !entry.patchTestWarnings(on: entry.start.date).isEmpty
        let day = dates.count == 1 ? "" : SpanText.day(entry.start.date, today: context.today) + " "
        return TableRow(
            id: entry.id,
            cells: [
                sign, TableCell("\(day)\(entry.start.time)", ink: .strong),
                isWarned
                    ? TableCell("⚠ \(entry.clientName)", ink: .warning) : TableCell(entry.clientName, ink: .strong),
                TableCell(entry.serviceName), TableCell(SpanText.minutes(entry.phases.clientMinutes)), fate,
            ])
    }

    // MARK: The foot

    private func drawFoot(in area: Rect, into frame: inout Frame, _ context: Context) {
        if let (text, ink) = notice {
            write([(text, Style(ink))], in: area, into: &frame)
        } else if let chosen {
            write(words(chosen, context), in: area, into: &frame)
        }
    }

    private var notice: (String, Ink)? {
        if pending?.isKept == true { return ("The server is away. They are given away when it is back.", .warning) }
        if pending != nil { return ("Giving them away…", .muted) }
        return complaint.map { ("✗ \($0)", .danger) }
    }

    private func words(_ item: Item, _ context: Context) -> [(String, Style)] {
        let entry = item.entry
        let head = [entry.clientName, entry.clientPhone, entry.alert.map { "⚠ \($0)" }].compactMap(\.self)
        var lines = [(head.joined(separator: " · "), Style(.strong, .bold))]
        switch item.fate {
        case .taken(let taker):
            lines.append(("\(name(of: taker)) takes it at \(entry.start.time), as it was booked.", Style(.text)))
            if entry.isExpertRequested {
                lines.append(("The client asked for \(name): call before, or right after.", Style(.warning)))
            }
        case .nobody(let refusals, let nearest):
            lines.append((Refusal.summary(refusals), Style(.text)))
            let free = nearest.prefix(4).map { start in
                let day = start.date == entry.start.date ? "" : SpanText.day(start.date, today: context.today) + " "
                return "\(day)\(start.time)"
            }
            let key = context.keyName(ActionID(Self.place, ActionName.move.rawValue))
            lines.append(
                free.isEmpty
                    ? ("Nobody has time in the days after it either. Call, and ask for another day.", Style(.warning))
                    : ("Somebody is free at \(free.joined(separator: ", ")): \(key) moves it there.", Style(.good)))
        case .call:
            lines.append(
                ("Had asked for \(name), and has \(name(of: entry.expertID)) at \(entry.start.time) now.", Style(.text))
            )
            let key = context.keyName(ActionID(Self.place, ActionName.called.rawValue))
            lines.append(("\(key) once the client knows.", Style(.muted)))
        }
        return lines + entry.patchTestWarnings(on: entry.start.date).map { ("⚠ \($0.sentence)", Style(.warning)) }
    }

    private func write(_ texts: [(String, Style)], in area: Rect, into frame: inout Frame) {
        var y = 0
        for (text, style) in texts {
            for line in TextWrap.lines(text, width: area.width, limit: 3) where y < area.height {
                frame.write(line, at: area.row(y).origin, style: style, width: area.width)
                y += 1
            }
        }
    }
}
