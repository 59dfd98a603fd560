import Postgres
import Salon

/// The statements that fetch a period's figures, and the reading of their answers.
struct RevenueReading {
    private let period: RevenuePeriod
    private let desk: Desk
    private let today: LocalDate
    private let days, previousDays: ClosedRange<LocalDate>
    private let breakdown, totals, previousTotals, payments, previousPayments, ahead, comeback: Pipeline.Ticket
    private let roster: RosterReading?

    init(_ period: RevenuePeriod, desk: Desk, longestRoster: Int, in pipeline: inout Pipeline) {
        self.period = period
        self.desk = desk
        today = desk.today
        days = period.days
        previousDays = period.previousDays(today: today)
        let branch = desk.branch.id
        let (first, next) = (days.lowerBound, days.upperBound + 1)
        let (firstBefore, nextBefore) = (previousDays.lowerBound, previousDays.upperBound + 1)
        breakdown = pipeline.add(RevenueSQL.breakdown, branch, first, next)
        totals = pipeline.add(RevenueSQL.totals, branch, first, next)
        previousTotals = pipeline.add(RevenueSQL.totals, branch, firstBefore, nextBefore)
        payments = pipeline.add(RevenueSQL.payments, branch, first, next)
        previousPayments = pipeline.add(RevenueSQL.payments, branch, firstBefore, nextBefore)
        ahead = pipeline.add(RevenueSQL.ahead, branch, desk.localNow)
        let within = RevenueRepository.comebackDays
        // Of the days that lie six weeks back, as many as are over.
        comeback = pipeline.add(
            RevenueSQL.comeback, branch, first - within, min(next, today + 1) - within, Int32(within))
        roster =
            days.upperBound - days.lowerBound < longestRoster
            ? RosterReading(
                branch: branch, date: first, days: next - first, of: nil, clock: desk.store.clock,
                withDeparted: true, in: &pipeline)
            : nil
    }

    func read(_ answers: PipelineAnswers) throws(PostgresError) -> RevenueReport {
        let lines = try answers[breakdown].read { (row) throws(PostgresError) in try Line(row, desk) }
        let money = try answers[payments].read { (row) throws(PostgresError) in try Moved(row, desk) }
        let moneyBefore = try answers[previousPayments].read { (row) throws(PostgresError) in try Moved(row, desk) }
        let ahead = try answers[ahead].row()
        let comeback = try answers[comeback].row()
        let clients: Int = try comeback.decode(0)
        return RevenueReport(
            period: period, days: days, previousDays: previousDays,
            current: try figures(answers[totals], money), previous: try figures(answers[previousTotals], moneyBefore),
            bookedAhead: try desk.money(try ahead.decode(0)), visitsAhead: try ahead.decode(1),
            byDay: byDay(lines, money), byService: byService(lines),
            byExpert: byExpert(lines, shifts: try shifts(answers)), byMethod: byMethod(money),
            heat: RevenueReport.HeatMap(
                lines.compactMap { line in
                    guard let weekday = line.weekday, let hour = line.hour else { return nil }
                    return (weekday, hour, line.attended)
                }),
            comeback: clients == 0
                ? nil
                : RevenueReport.Comeback(
                    withinDays: RevenueRepository.comebackDays, clients: clients, cameBack: try comeback.decode(1)))
    }

    private func byDay(_ lines: [Line], _ money: [Moved]) -> [RevenueReport.Day] {
        var taken: [LocalDate: Int] = [:]
        for moved in money { taken[moved.day, default: 0] += moved.taken }
        let byDate = Dictionary(
            lines.compactMap { line in line.day.map { ($0, line) } }, uniquingKeysWith: { first, _ in first })
        return days.map { date in
            RevenueReport.Day(
                date: date, value: amount(byDate[date]?.value ?? 0), taken: amount(taken[date] ?? 0),
                appointments: byDate[date]?.completed ?? 0)
        }
    }

    private func byService(_ lines: [Line]) -> [RevenueReport.ServiceLine] {
        lines.filter { $0.kind == "service" && $0.completed > 0 }
            .sorted { ($1.value, $0.serviceName) < ($0.value, $1.serviceName) }
            .map { line in
                RevenueReport.ServiceLine(
                    service: line.service, name: line.serviceName, category: line.categoryName,
                    appointments: line.completed, value: amount(line.value))
            }
    }

    private func byExpert(_ lines: [Line], shifts: [ExpertID: Worker]) -> [RevenueReport.ExpertLine] {
        let worked = lines.filter { $0.kind == "expert" }
        let seen = Set(worked.compactMap(\.expert))
        let idle = shifts.filter { !seen.contains($0.key) && $0.value.minutes > 0 }
        let all =
            worked.map { line in
                RevenueReport.ExpertLine(
                    expert: line.expert, name: line.expertName, appointments: line.completed,
                    value: amount(line.value), handsOnMinutes: line.handsOn,
                    shiftMinutes: line.expert.flatMap { shifts[$0]?.minutes } ?? 0)
            }
            + idle.map { id, worker in
                RevenueReport.ExpertLine(
                    expert: id, name: worker.name, appointments: 0, value: amount(0), handsOnMinutes: 0,
                    shiftMinutes: worker.minutes)
            }
        return all.sorted { left, right in
            if (left.expert == nil) != (right.expert == nil) { return right.expert == nil }
            return (right.value, left.name) < (left.value, right.name)
        }
    }

    private func byMethod(_ money: [Moved]) -> [RevenueReport.MethodLine] {
        PaymentMethod.allCases.compactMap { method in
            let moved = money.filter { $0.method == method }
            guard !moved.isEmpty else { return nil }
            return RevenueReport.MethodLine(
                method: method, taken: amount(moved.reduce(0) { $0 + $1.taken }),
                refunded: amount(moved.reduce(0) { $0 + $1.refunded }), tips: amount(moved.reduce(0) { $0 + $1.tip }))
        }
        .sorted { $0.taken > $1.taken }
    }

    private func figures(_ rows: Rows, _ money: [Moved]) throws(PostgresError) -> RevenueFigures {
        var cursor = try rows.row().cursor
        let value = try desk.money(try cursor.next())
        let visits: Int = try cursor.next()
        let appointments: Int = try cursor.next()
        let clients: Int = try cursor.next()
        let newClients: Int = try cursor.next()
        let noShows: Int = try cursor.next()
        let lost = try desk.money(try cursor.next())
        let cancelled: Int = try cursor.next()
        let late: Int = try cursor.next()
        let keptOrMissed: Int = try cursor.next()
        let owed = try desk.money(try cursor.next())
        return RevenueFigures(
            value: value, taken: amount(money.reduce(0) { $0 + $1.taken }),
            refunded: amount(money.reduce(0) { $0 + $1.refunded }), refunds: money.reduce(0) { $0 + $1.refunds },
            tips: amount(money.reduce(0) { $0 + $1.tip }), owed: owed, visitsOwed: try cursor.next(), visits: visits,
            appointments: appointments, clients: clients, newClients: newClients, noShows: noShows, lost: lost,
            cancelled: cancelled, cancelledWithinDay: late, keptOrMissed: keptOrMissed)
    }

    private struct Worker {
        let name: String
        let minutes: Minutes
    }

    /// Minutes on shift in the period, until the end of today.
    private func shifts(_ answers: PipelineAnswers) throws(PostgresError) -> [ExpertID: Worker] {
        let next = min(days.upperBound, today) + 1
        guard let roster, days.lowerBound < next else { return [:] }
        let dates = days.lowerBound..<next
        let input = try roster.read(answers, dates: dates, desk: desk).facts.input
        let closed = TimeSpans(input.closures.map(\.during))
        var workers: [ExpertID: Worker] = [:]
        for expert in input.experts {
            let away = TimeSpans(expert.timeOff.map(\.during))
            let hours = expert.workingHours(in: dates).subtracting(closed).subtracting(away)
            workers[expert.id] = Worker(name: expert.name, minutes: hours.minutes)
        }
        return workers
    }

    private func amount(_ minor: Int) -> Money { Money(minor: minor, desk.branch.currency) }
}

extension RevenueReading {
    /// A row of the breakdown.
    private struct Line {
        let kind: String
        let day: LocalDate?
        let service: ServiceID?
        let serviceName: String
        let categoryName: String
        let expert: ExpertID?
        let expertName: String
        let weekday: Weekday?
        let hour: Int?
        let completed: Int
        let value: Int
        let attended: Int
        let handsOn: Minutes

        init(_ row: Row, _ desk: Desk) throws(PostgresError) {
            var cursor = row.cursor
            kind = try cursor.next()
            day = try cursor.next()
            service = try cursor.next()
            serviceName = try cursor.next()
            categoryName = try cursor.next()
            expert = try cursor.next()
            expertName = try cursor.next()
            weekday = try cursor.next(Int?.self).flatMap(Weekday.init(rawValue:))
            hour = try cursor.next()
            completed = try cursor.next()
            value = try desk.money(try cursor.next()).minor
            attended = try cursor.next()
            handsOn = try cursor.next()
        }
    }

    /// Money of one kind and method that changed hands on one day.
    private struct Moved {
        let day: LocalDate
        let kind: PaymentKind
        let method: PaymentMethod
        let amount: Int
        let count: Int

        init(_ row: Row, _ desk: Desk) throws(PostgresError) {
            var cursor = row.cursor
            day = try cursor.next()
            kind = try cursor.next()
            method = try cursor.next()
            amount = try desk.money(try cursor.next()).minor
            count = try cursor.next()
        }

        var taken: Int {
            switch kind {
            case .payment, .deposit: amount
            case .refund: -amount
            case .tip: 0
            }
        }
        var refunded: Int { kind == .refund ? amount : 0 }
        var refunds: Int { kind == .refund ? count : 0 }
        var tip: Int { kind == .tip ? amount : 0 }
    }
}
