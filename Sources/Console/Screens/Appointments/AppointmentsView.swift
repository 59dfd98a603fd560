import Salon
import SalonStore
import Terminal

extension AppointmentsScreen {
    /// Below the line with the day and its figures.
    static func gridArea(in area: Rect) -> Rect {
        let rows = area.height >= 26 ? 2 : 1
        return Rect(x: area.x, y: area.y + rows, width: area.width, height: area.height - rows)
    }

    /// Below the line with the day and the line with the filter.
    static func tableArea(in area: Rect) -> Rect {
        Rect(x: area.x + 1, y: area.y + 2, width: area.width - 2, height: area.height - 2)
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        drawHead(in: area.row(0), into: &frame, context)
        switch view {
        case .day: drawDay(in: Self.gridArea(in: area), into: &frame, context)
        case .list: drawList(in: area, into: &frame, context)
        }
    }

    // MARK: Head

    private func drawHead(in row: Rect, into frame: inout Frame, _ context: Context) {
        let right = drawSwitch(in: row, into: &frame)
        var x = row.x + 1
        let room = { (x: Int) in max(0, right - 2 - x) }
        if row.width >= 100 {
            x += frame.write("‹ \(Self.brief(date - 1))", at: Point(x, row.y), style: Style(.muted), width: room(x)) + 2
        }
        let isToday = date == context.today
        let title = row.width >= 100 ? date.longText : "\(date.weekday.shortName) \(date.day) \(date.monthName)"
        x += frame.write(title, at: Point(x, row.y), style: Style(.heading, .bold), width: room(x)) + 1
        if isToday {
            x += frame.write("today", at: Point(x, row.y), style: Style(.accent), width: room(x)) + 1
        }
        if row.width >= 100 {
            x += frame.write(" \(Self.brief(date + 1)) ›", at: Point(x, row.y), style: Style(.muted), width: room(x))
        }
        x += row.width >= 100 ? 4 : 2
        for (text, ink) in figures(context) {
            let needed = TextWidth.cells(text)
            guard needed <= room(x) else { break }
            x += frame.write(text, at: Point(x, row.y), style: Style(ink)) + 2
        }
    }

    private static func brief(_ date: LocalDate) -> String { "\(date.weekday.shortName) \(date.day)" }

    /// Draws at the right; answers the first column used.
    private func drawSwitch(in row: Rect, into frame: inout Frame) -> Int {
        var x = row.maxX - 1
        for (text, isOn) in [("List", view == .list), ("Day", view == .day)] {
            let label = " \(text) "
            x -= label.count
            frame.write(
                label, at: Point(x, row.y), style: isOn ? Style(.strong, on: .selection, .bold) : Style(.muted))
        }
        return x
    }

    private func figures(_ context: Context) -> [(String, Ink)] {
        guard view == .day, let book, book.date == date else { return [] }
        let counts = DayCounts(entries: book.entries.filter { $0.start.date == date }, at: context.instant)
        var figures: [(String, Ink)] = [(SpanText.count(counts.visits, "visit"), .text)]
        if counts.unpaid > 0, context.may(.paymentsTake) { figures.append(("\(counts.unpaid) unpaid", .warning)) }
        if let ends = counts.nextHoldEnds {
            let left = HoldRules.minutesLeft(until: ends, at: context.instant)
            figures.append(
                ("\(SpanText.count(counts.holds, "hold")), next ends in \(SpanText.countdown(left))", .pending))
        }
        if counts.unassigned > 0 { figures.append(("\(counts.unassigned) unassigned", .warning)) }
        if counts.noShows > 0 { figures.append((SpanText.count(counts.noShows, "no-show"), .failed)) }
        if let closure = book.closures.first { figures.append(("closed: \(closure.reason ?? "closure")", .warning)) }
        return figures
    }

    // MARK: Day

    private func drawDay(in area: Rect, into frame: inout Frame, _ context: Context) {
        if let failure, book?.date != date {
            Self.drawFailure(failure, "The day can't be read", in: area, into: &frame)
        } else if let book, book.date == date {
            if book.lanes.isEmpty, !book.hasUnassigned {
                EmptyState(
                    title: "No experts yet",
                    sentence: "The day has a column for each expert. Add them on the tab Experts.",
                    key: Key(.character("4")), action: "experts"
                ).draw(in: area, into: &frame)
            } else {
                grid.draw(in: area, into: &frame)
            }
        } else {
            EmptyState(.loading, title: "Reading \(date.longText)…").draw(in: area, into: &frame)
        }
    }

    static func drawFailure(_ error: SalonError, _ title: String, in area: Rect, into frame: inout Frame) {
        if case .forbidden = error {
            EmptyState(.forbidden, title: "Not for your role", sentence: error.message).draw(in: area, into: &frame)
        } else {
            EmptyState(.failed, title: title, sentence: error.message, key: Key(.character("R")), action: "try again")
                .draw(in: area, into: &frame)
        }
    }

    // MARK: List

    private func drawList(in area: Rect, into frame: inout Frame, _ context: Context) {
        let row = area.row(1)
        var x = row.x + 1
        x += frame.write("Find", at: Point(x, row.y), style: Style(.muted)) + 1
        list.filter.draw(
            in: Rect(x: x, y: row.y, width: min(40, max(0, row.width - x - 20)), height: 1), into: &frame,
            isFocused: list.isTyping)
        x += min(40, max(0, row.width - x - 20)) + 2
        if list.unpaidOnly {
            x += frame.write("unpaid only", at: Point(x, row.y), style: Style(.warning)) + 2
        }
        frame.write(
            list.table.summary, at: Point(x, row.y), style: Style(.muted), width: max(0, row.maxX - 1 - x),
            align: .trailing)
        list.table.draw(in: Self.tableArea(in: area), into: &frame)
    }
}
