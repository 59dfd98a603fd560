import Salon
import SalonStore
import Terminal

extension AppointmentsScreen {
    /// Below the line with the day and its figures.
    static func gridArea(in area: Rect) -> Rect {
        let rows = area.height >= 26 ? 2 : 1
        return Rect(x: area.x, y: area.y + rows, width: area.width, height: area.height - rows)
    }

    /// The same, but for the lines at the foot while something is carried.
    func gridRoom(in area: Rect) -> Rect {
        carried == nil ? Self.gridArea(in: area) : Self.gridArea(in: area).split(bottom: Self.noticeHeight).0
    }

    /// Three warnings of a narrow screen.
    private static let noticeHeight = 3

    /// Below the line with the day and the line with the filter.
    static func tableArea(in area: Rect) -> Rect {
        Rect(x: area.x + 1, y: area.y + 2, width: area.width - 2, height: area.height - 2)
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        drawHead(in: area.row(0), into: &frame, context)
        switch view {
        case .day, .week:
            drawGrid(in: gridRoom(in: area), into: &frame)
            if carried != nil {
                drawNotice(in: Self.gridArea(in: area).split(bottom: Self.noticeHeight).1, into: &frame, context)
            }
        case .month: drawMonth(in: Self.gridArea(in: area), into: &frame, context)
        case .list: drawList(in: area, into: &frame, context)
        }
    }

    // MARK: Head

    private func drawHead(in row: Rect, into frame: inout Frame, _ context: Context) {
        let right = drawSwitch(in: row, into: &frame)
        var x = row.x + 1
        let isWide = row.width >= 100
        let room = { (x: Int) in max(0, right - 2 - x) }
        let (before, title, after) = titles(isWide: isWide)
        if isWide {
            x += frame.write("‹ \(before)", at: Point(x, row.y), style: Style(.muted), width: room(x)) + 2
        }
        x += frame.write(title, at: Point(x, row.y), style: Style(.heading, .bold), width: room(x)) + 1
        if date == context.today, view == .day || view == .list {
            x += frame.write("today", at: Point(x, row.y), style: Style(.accent), width: room(x)) + 1
        }
        if isWide {
            x += frame.write(" \(after) ›", at: Point(x, row.y), style: Style(.muted), width: room(x))
        }
        x += isWide ? 4 : 2
        for (text, ink) in figures(context) {
            let needed = TextWidth.cells(text)
            guard needed <= room(x) else { break }
            x += frame.write(text, at: Point(x, row.y), style: Style(ink)) + 2
        }
    }

    /// What is shown, and what comes before and after it.
    private func titles(isWide: Bool) -> (before: String, title: String, after: String) {
        switch view {
        case .week:
            let monday = date.startOfWeek
            let who = name(of: week.expert).map { "\($0), " } ?? ""
            return (
                "week from \(Self.brief(monday - 7))", who + Self.week(from: monday), "from \(Self.brief(monday + 7))"
            )
        case .month:
            let title = "\(date.monthName) \(date.year), \(name(of: month.expert) ?? "everyone")"
            return (date.adding(months: -1).monthName, title, date.adding(months: 1).monthName)
        case .day, .list:
            let title = isWide ? date.longText : "\(date.weekday.shortName) \(date.day) \(date.monthName)"
            return (Self.brief(date - 1), title, Self.brief(date + 1))
        }
    }

    private static func brief(_ date: LocalDate) -> String { "\(date.weekday.shortName) \(date.day)" }

    /// "16–22 November", "30 November – 6 December".
    private static func week(from monday: LocalDate) -> String {
        let sunday = monday + 6
        return monday.month == sunday.month
            ? "\(monday.day)–\(sunday.day) \(sunday.monthName)"
            : "\(monday.day) \(monday.monthName.prefix(3)) – \(sunday.day) \(sunday.monthName.prefix(3))"
    }

    /// Draws at the right; answers the first column used.
    private func drawSwitch(in row: Rect, into frame: inout Frame) -> Int {
        var x = row.maxX - 1
        for view in View.allCases.reversed() {
            let label = " \(view.title) "
            x -= label.count
            frame.write(
                label, at: Point(x, row.y),
                style: view == self.view ? Style(.strong, on: .selection, .bold) : Style(.muted))
        }
        return x
    }

    private func figures(_ context: Context) -> [(String, Ink)] {
        let books = books
        guard !books.isEmpty else { return [] }
        let entries = books.flatMap { book in book.entries.filter { $0.start.date == book.date } }
        let counts = DayCounts(entries: entries, at: context.instant)
        var figures: [(String, Ink)] = [(SpanText.count(counts.visits, "visit"), .text)]
        if counts.unpaid > 0, context.may(.paymentsTake) { figures.append(("\(counts.unpaid) unpaid", .warning)) }
        if let ends = counts.nextHoldEnds {
            let left = HoldRules.minutesLeft(until: ends, at: context.instant)
            let words = counts.holds == 1 ? "1 hold ends in" : "\(counts.holds) holds, next in"
            figures.append(("\(words) \(SpanText.countdown(left))", .pending))
        }
        if counts.unassigned > 0 { figures.append(("\(counts.unassigned) unassigned", .warning)) }
        if counts.noShows > 0 { figures.append((SpanText.count(counts.noShows, "no-show"), .failed)) }
        if let closure = books.lazy.flatMap(\.closures).first {
            figures.append(("closed: \(closure.reason ?? "closure")", .warning))
        }
        return figures
    }

    // MARK: Day, week, month

    private func drawGrid(in area: Rect, into frame: inout Frame) {
        if !books.isEmpty {
            if grid.lanes.isEmpty {
                EmptyState(
                    title: "No experts yet",
                    sentence: "The day has a column for each expert. Add them on the tab Experts.",
                    key: Key(.character("4")), action: "experts"
                ).draw(in: area, into: &frame)
            } else {
                grid.draw(in: area, into: &frame)
            }
        } else if let failure {
            Self.drawFailure(failure, "The \(view.title.lowercased()) can't be read", in: area, into: &frame)
        } else {
            drawWaiting(in: area, into: &frame)
        }
    }

    /// In full what stands on the block that is carried, where it is cut: where it would go, and what speaks against it.
    private func drawNotice(in area: Rect, into frame: inout Frame, _ context: Context) {
        guard let carried, let lifted = grid.lifted else { return }
        let (expert, start) = place(lifted.lane, lifted.minute)
        let day = SpanText.day(start.date, today: context.today)
        var (text, ink) = ("\(carried.clientName) → \(day) \(start.time), \(name(of: expert) ?? "nobody")", Ink.muted)
        if !lifted.refusal.isEmpty {
            (text, ink) = ("✗ \(lifted.refusal)", .danger)
        } else if !lifted.notice.isEmpty {
            (text, ink) = ("⚠ \(lifted.notice)", .warning)
        }
        for (index, line) in TextWrap.lines(text, width: area.width - 2, limit: area.height).enumerated() {
            frame.write(line, at: area.row(index).origin.moved(right: 1), style: Style(ink), width: area.width - 2)
        }
    }

    private func drawMonth(in area: Rect, into frame: inout Frame, _ context: Context) {
        if month.holds(date) {
            month.draw(in: area, into: &frame, at: date, today: context.today)
        } else if let failure {
            Self.drawFailure(failure, "The month can't be read", in: area, into: &frame)
        } else {
            drawWaiting(in: area, into: &frame)
        }
    }

    private func drawWaiting(in area: Rect, into frame: inout Frame) {
        EmptyState(.loading, title: "Reading \(titles(isWide: true).title)…").draw(in: area, into: &frame)
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
        let table = list.pages.table
        let summary = (list.unpaidOnly ? "unpaid only  " : "") + table.summary
        list.search.draw(in: area.row(1), into: &frame, summary: summary)
        table.draw(in: Self.tableArea(in: area), into: &frame)
    }
}
