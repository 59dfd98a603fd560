import Postgres
import Salon

/// The statements that fetch a day, or several in a row, and the reading of their answers.
struct DayReading {
    private let roster: RosterReading
    private let appointments: Pipeline.Ticket
    private let elsewhere: Pipeline.Ticket?
    private let count: Int

    /// Adds the statements. Without a date it is today at the branch; without a branch, the first one; with `expert`,
    /// that lane alone; and with `movers` what its clients, and one that may come there, have with others then.
    init(
        date: LocalDate?, days: Int = 1, branch: BranchID?, expert: ExpertID?, movers: Bool = false,
        carrying client: ClientID? = nil, clock: StoreClock, in pipeline: inout Pipeline
    ) {
        count = days
        roster = RosterReading(
            branch: branch, date: date, days: days, of: expert.map { [$0] }, clock: clock, withDeparted: true,
            in: &pipeline)
        appointments = pipeline.add(expert == nil ? AppointmentSQL.day : AppointmentSQL.expertDays, expert)
        elsewhere = movers && expert != nil ? pipeline.add(AppointmentSQL.elsewhere, expert, client) : nil
    }

    /// Reads the answers as `desk` may see them: a book for each day, all with the facts about all of them.
    func read(_ answers: PipelineAnswers, desk: Desk) throws(PostgresError) -> [DayBook] {
        let first = try roster.firstDay(answers)
        let fetched = try roster.read(answers, dates: first..<first + count, desk: desk)
        let reader = EntryReader(desk: desk)
        var entries = try reader.read(answers[appointments])
        let elsewhere = try elsewhere.map { (ticket) throws(PostgresError) in try reader.readLines(answers[ticket]) }
        // An expert's own view leaves the others' lanes out, whatever was fetched.
        if desk.session.scope(of: .appointmentsView) == .own {
            entries.removeAll { $0.expertID != desk.session.expertID }
        }
        let input = fetched.facts.input
        let rosters = input.experts.filter { desk.session.allows(.appointmentsView, on: $0.id) }
        var books: [DayBook] = []
        for date in input.dates {
            let day = TimeSpan(date..<date + 1)
            books.append(
                DayBook(
                    date: date,
                    lanes: rosters.map {
                        DayLane($0, date: date, closures: input.closures, colour: fetched.colours[$0.id])
                    },
                    entries: entries.filter { $0.isThere(on: date) },
                    elsewhere: (elsewhere ?? []).filter { $0.entry.isThere(on: date) },
                    openingHours: spans(of: fetched.opening, on: date),
                    closures: input.closures.filter { $0.during.overlaps(day) }, facts: fetched.facts,
                    readAt: desk.now))
        }
        return books
    }

    private func spans(of opening: [OpeningHours], on date: LocalDate) -> [TimeSpan] {
        var spans: [TimeSpan] = []
        for hours in opening {
            // Hours of the day before may pass midnight into this one.
            for day in [date - 1, date] where day.weekday == hours.weekday {
                let span = hours.span(on: day)
                if span.upper > date.at(.midnight).minuteNumber { spans.append(span) }
            }
        }
        return spans.sorted { $0.lower < $1.lower }
    }
}

extension DayLane {
    /// The lane that a roster makes on a date.
    init(_ roster: ExpertRoster, date: LocalDate, closures: [Closure], colour: String?) {
        let day = TimeSpan(date..<date + 1)
        let hours = roster.workingHours(in: date - 1..<date + 1)
        let closed = TimeSpans(closures.lazy.map(\.during))
        let away = TimeSpans(roster.timeOff.lazy.map(\.during))
        let working = hours.subtracting(closed).subtracting(away).spans.filter { $0.overlaps(day) }
        let onDay = TimeSpans(roster.busy.lazy.map(\.span)).intersection(TimeSpans([day]))
        self.init(
            expertID: roster.id, name: roster.name, colour: colour, shifts: working,
            offReason: working.isEmpty ? Self.reason(roster, day: day, hours: hours, closures: closures) : nil,
            timeOff: roster.timeOff.filter { $0.during.overlaps(day) }, bookedMinutes: onDay.minutes)
    }

    private static func reason(
        _ roster: ExpertRoster, day: TimeSpan, hours: TimeSpans, closures: [Closure]
    ) -> String {
        let onDay = hours.intersection(TimeSpans([day]))
        guard roster.isActive, !onDay.isEmpty else { return "off" }
        let open = onDay.subtracting(TimeSpans(closures.lazy.map(\.during)))
        if open.isEmpty { return closures.first { onDay.overlaps($0.during) }?.reason ?? "closed" }
        guard let away = roster.timeOff.first(where: { open.overlaps($0.during) }) else { return "off" }
        return away.reason ?? away.kind.rawValue
    }
}
