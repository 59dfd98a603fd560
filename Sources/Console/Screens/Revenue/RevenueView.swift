import Salon
import SalonStore
import Terminal

extension RevenueScreen {
    /// Where the parts stand: at the right, on wide screens, hours and experts.
    struct Layout {
        let title: Rect
        let cards: Rect
        let chart: Rect
        let table: Rect
        /// Nil where there is no room for it.
        let side: Rect?
        let note: Rect

        init(_ area: Rect) {
            let isTall = area.height >= 28
            let inner = area.inset(columns: 1, rows: 0)
            title = inner.row(0)
            let cardTop = isTall ? 2 : 1
            let cardHeight = isTall ? 4 : 3
            cards = Rect(x: inner.x, y: inner.y + cardTop, width: inner.width, height: cardHeight)
            note = inner.row(inner.height - 1)
            let top = cardTop + cardHeight + (isTall ? 1 : 0)
            let room = inner.height - top - 1
            let isWide = area.width >= 104
            let left = isWide ? inner.width * 3 / 5 : inner.width
            let chartHeight = max(5, room * 2 / 5)
            chart = Rect(x: inner.x, y: inner.y + top, width: left, height: min(chartHeight, max(0, room)))
            table = Rect(
                x: inner.x, y: inner.y + top + chartHeight + 1, width: left, height: max(0, room - chartHeight - 1))
            side =
                isWide
                ? Rect(x: inner.x + left + 3, y: inner.y + top, width: inner.width - left - 3, height: max(0, room))
                : nil
        }
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let layout = Layout(area)
        drawTitle(in: layout.title, into: &frame, context)
        guard let report, report.period == period else {
            let body = area.inset(top: 2)
            if let failure {
                AppointmentsScreen.drawFailure(failure, "The figures can't be read", in: body, into: &frame)
            } else {
                EmptyState(.loading, title: "Adding up…").draw(in: body, into: &frame)
            }
            return
        }
        Card.draw(cards(report), in: layout.cards, minimumWidth: 13, into: &frame)
        drawChart(report, in: layout.chart, into: &frame, context)
        table.draw(in: layout.table, into: &frame)
        if let side = layout.side { drawSide(report, in: side, into: &frame) }
        frame.write(
            "Value: price of visits that took place, by their day. Taken: payments less refunds, by the moment.",
            at: layout.note.origin, style: Style(.faint), width: layout.note.width)
    }

    // MARK: Title

    private func drawTitle(in row: Rect, into frame: inout Frame, _ context: Context) {
        guard let period else { return }
        var x = row.x
        x +=
            frame.write(
                Self.title(of: period), at: Point(x, row.y), style: Style(.heading, .bold), width: row.width) + 2
        let before = period.previousDays(today: context.today)
        let against = "against \(Self.title(of: before))"
        x += frame.write(against, at: Point(x, row.y), style: Style(.muted), width: max(0, row.maxX - x)) + 2
        var right = row.maxX
        for (name, isOn) in lengths.reversed() {
            let label = " \(name) "
            right -= label.count
            guard right > x else { return }
            frame.write(
                label, at: Point(right, row.y), style: isOn ? Style(.strong, on: .selection, .bold) : Style(.muted))
        }
    }

    private var lengths: [(String, Bool)] {
        let chosen =
            switch period {
            case .day: 0
            case .week: 1
            case .month: 2
            case .quarter: 3
            case .year: 4
            default: -1
            }
        return ["Day", "Week", "Month", "Quarter", "Year"].enumerated().map { ($1, $0 == chosen) }
    }

    private static func title(of period: RevenuePeriod) -> String {
        switch period {
        case .day(let day): "\(day.longText) \(day.year)"
        case .month(let day): "\(day.monthName) \(day.year)"
        case .quarter(let day): "Quarter \((day.month + 2) / 3), \(day.year)"
        case .year(let day): "\(day.year)"
        case .week, .range: title(of: period.days)
        }
    }

    private static func title(of days: ClosedRange<LocalDate>) -> String {
        days.count == 1
            ? days.lowerBound.shortText
            : "\(days.lowerBound.day) \(days.lowerBound.monthName.prefix(3)) – \(days.upperBound.day) "
                + "\(days.upperBound.monthName.prefix(3)) \(days.upperBound.year)"
    }

    // MARK: Figures

    private func cards(_ report: RevenueReport) -> [Card] {
        let now = report.current
        let before = report.previous
        func change(_ money: Money, _ earlier: Money) -> (String, Ink) {
            guard let percent = RevenueReport.change(money, from: earlier) else { return ("", .muted) }
            return (percent >= 0 ? "+\(percent) %" : "−\(-percent) %", percent >= 0 ? .good : .danger)
        }
        let value = change(now.value, before.value)
        let taken = change(now.taken, before.taken)
        return [
            Card(title: "Value of visits", value: now.value.wholeGrouped, note: value.0, ink: value.1),
            Card(title: "Taken", value: now.taken.wholeGrouped, note: taken.0, ink: taken.1),
            Card(title: "Refunded", value: now.refunded.wholeGrouped, note: now.refunds == 0 ? "" : "\(now.refunds)"),
            Card(
                title: "Owed", value: now.owed.wholeGrouped,
                note: now.visitsOwed == 0 ? "" : SpanText.count(now.visitsOwed, "visit"), ink: .warning),
            Card(
                title: "Booked ahead", value: report.bookedAhead.wholeGrouped,
                note: SpanText.count(report.visitsAhead, "visit"), ink: .info),
        ]
    }

    private func drawChart(_ report: RevenueReport, in area: Rect, into frame: inout Frame, _ context: Context) {
        guard area.height >= 3 else { return }
        let used = frame.write(
            report.byDay.count > 62 ? "Taken by month" : "Taken by day", at: area.origin,
            style: Style(.heading, .bold), width: area.width)
        frame.write(
            context.branch.currency.code, at: Point(area.x + used + 2, area.y), style: Style(.muted),
            width: max(0, area.width - used - 2))
        let units = Double(context.branch.currency.minorUnits)
        let bars = bars(report, context).map { ($0.0, max(0, Double($0.1) / units), $0.2) }
        let top = BarChart.ceiling(of: bars.map(\.1).max() ?? 0)
        let marks = top > 0 ? [0, top / 2, top] : [0]
        BarChart(
            bars.map { BarChart.Bar($0.0, $0.1, isAccented: $0.2) },
            ticks: marks.map { BarChart.Tick($0, Self.mark($0)) }
        ).draw(in: area.inset(top: 1), into: &frame)
    }

    private static func mark(_ value: Double) -> String {
        Money(minor: Int(value.rounded()) * Currency.euro.minorUnits, .euro).wholeGrouped
    }

    /// Label, minor units, whether it is today's: a bar for each day, for each month when the days are too many.
    private func bars(_ report: RevenueReport, _ context: Context) -> [(String, Int, Bool)] {
        guard report.byDay.count > 62 else {
            return report.byDay.map { day in
                let label = report.byDay.count <= 7 ? day.date.weekday.shortName : "\(day.date.day)"
                return (label, day.taken.minor, day.date == context.today)
            }
        }
        var months: [(LocalDate, Int)] = []
        for day in report.byDay {
            if let last = months.last, last.0 == day.date.startOfMonth {
                months[months.count - 1].1 += day.taken.minor
            } else {
                months.append((day.date.startOfMonth, day.taken.minor))
            }
        }
        return months.map { (String($0.0.monthName.prefix(3)), $0.1, $0.0 == context.today.startOfMonth) }
    }

    // MARK: Side

    private func drawSide(_ report: RevenueReport, in area: Rect, into frame: inout Frame) {
        let weekdays = report.heat.weekdays
        let hours = Self.busiestHours(report.heat, fitting: max(1, (area.width - 5) / 3))
        frame.write("By weekday and hour", at: area.origin, style: Style(.heading, .bold), width: area.width)
        HeatMap(
            rows: weekdays.map(\.shortName), columns: hours.map { "\($0)" },
            values: weekdays.map { day in hours.map { report.heat[day, $0] } }
        ).draw(in: Rect(x: area.x, y: area.y + 1, width: area.width, height: weekdays.count + 1), into: &frame)
        var y = area.y + weekdays.count + 3
        let end = area.maxY - 4
        frame.write("Expert", at: Point(area.x, y), style: Style(.heading, .bold), width: area.width)
        frame.write(
            "hands-on of shift", at: Point(area.x, y), style: Style(.muted), width: area.width, align: .trailing)
        y += 1
        for line in report.byExpert where y < end {
            drawExpert(line, in: Rect(x: area.x, y: y, width: area.width, height: 1), into: &frame)
            y += 1
        }
        drawLosses(report, at: Point(area.x, area.maxY - 3), width: area.width, into: &frame)
    }

    /// All hours in which anything began, or the stretch of `count` hours in which most did.
    private static func busiestHours(_ heat: RevenueReport.HeatMap, fitting count: Int) -> [Int] {
        let hours = Array(heat.hours)
        guard hours.count > count else { return hours }
        let totals = hours.map { hour in heat.weekdays.reduce(0) { $0 + heat[$1, hour] } }
        let starts = 0...(hours.count - count)
        let best = starts.max { totals[$0..<$0 + count].reduce(0, +) < totals[$1..<$1 + count].reduce(0, +) } ?? 0
        return Array(hours[best..<best + count])
    }

    private func drawExpert(_ line: RevenueReport.ExpertLine, in row: Rect, into frame: inout Frame) {
        let name = max(8, row.width - 28)
        frame.write(line.name, at: row.origin, style: Style(.text), width: name)
        frame.write(
            line.value.wholeGrouped, at: Point(row.x + name, row.y), style: Style(.strong, .bold), width: 9,
            align: .trailing)
        guard let percent = line.utilisation else { return }
        Meter(Double(percent) / 100).draw(
            in: Rect(x: row.x + name + 11, y: row.y, width: max(0, row.maxX - 6 - (row.x + name + 11)), height: 1),
            into: &frame)
        frame.write(
            "\(percent) %", at: Point(row.maxX - 5, row.y), style: Style(.text), width: 5, align: .trailing)
    }

    private func drawLosses(_ report: RevenueReport, at point: Point, width: Int, into frame: inout Frame) {
        let now = report.current
        var x = point.x
        x +=
            frame.write("No-shows \(Self.percent(now.noShowPerMille))", at: point, style: Style(.text), width: width)
            + 2
        frame.write(
            "lost \(now.lost.wholeGrouped)", at: Point(x, point.y), style: Style(.danger),
            width: max(0, point.x + width - x))
        let within = now.cancelled > 0 ? ", \(now.cancelledWithinDay * 100 / now.cancelled) % within a day" : ""
        frame.write(
            "Cancelled \(Self.percent(now.cancelledPerMille))\(within)", at: point.moved(down: 1), style: Style(.text),
            width: width)
        if let comeback = report.comeback {
            frame.write(
                "Back within \(comeback.withinDays / 7) weeks \(comeback.percent) %", at: point.moved(down: 2),
                style: Style(.text), width: width)
        }
    }

    private static func percent(_ perMille: Int) -> String { "\(perMille / 10).\(perMille % 10) %" }
}
