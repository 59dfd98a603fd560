import Postgres
import Salon

/// How full a day is, of all experts or of one.
public struct DayLoad: Hashable, Sendable {
    /// The day.
    public let date: LocalDate
    /// Minutes in which somebody works, each expert counted; closures and times off are taken away.
    public let workedMinutes: Minutes
    /// Minutes for which the appointments that begin that day hold an expert's hands, or held them.
    public let bookedMinutes: Minutes
    /// The visits that take or took place.
    public let visits: Int
    /// Why the salon is closed that day, if that is why nobody works; "closed" where nobody said why.
    public let closure: String?

    /// A load of given values, as for a screen without a database.
    public init(
        date: LocalDate, workedMinutes: Minutes, bookedMinutes: Minutes, visits: Int, closure: String? = nil
    ) {
        self.date = date
        self.workedMinutes = workedMinutes
        self.bookedMinutes = bookedMinutes
        self.visits = visits
        self.closure = closure
    }

    /// Booked in percent of worked; nil when nobody works. Overbooked days are above 100.
    public var percent: Int? { workedMinutes > 0 ? bookedMinutes * 100 / workedMinutes : nil }
}

/// The statements that fetch the load of some days, and the reading of their answers.
struct LoadReading {
    private let dates: DateSpan
    private let roster: RosterReading
    private let loads: Pipeline.Ticket

    init(_ dates: DateSpan, branch: BranchID, expert: ExpertID?, clock: StoreClock, in pipeline: inout Pipeline) {
        self.dates = dates
        roster = RosterReading(
            branch: branch, date: dates.lowerBound, days: dates.count, of: expert.map { [$0] }, clock: clock,
            hoursOnly: true, in: &pipeline)
        loads = pipeline.add(AppointmentSQL.loads, expert)
    }

    func read(_ answers: PipelineAnswers, desk: Desk) throws(PostgresError) -> [DayLoad] {
        var booked: [LocalDate: (visits: Int, minutes: Minutes)] = [:]
        for row in answers[loads] { booked[try row.decode(0)] = (try row.decode(1), try row.decode(2)) }
        let input = try roster.read(answers, dates: dates, desk: desk).facts.input
        return dates.map { date in
            let day = TimeSpan(date..<date + 1)
            let lanes = input.experts.filter(\.isActive).map {
                DayLane($0, date: date, closures: input.closures, colour: nil)
            }
            // A night shift counts for the day on which it begins, as its appointments do before midnight.
            let worked = lanes.flatMap(\.shifts).reduce(0) { $0 + ($1.start.date == date ? $1.minutes : 0) }
            let closure = worked > 0 ? nil : input.closures.first { $0.during.overlaps(day) }
            return DayLoad(
                date: date, workedMinutes: worked, bookedMinutes: booked[date]?.minutes ?? 0,
                visits: booked[date]?.visits ?? 0, closure: closure.map { $0.reason ?? "closed" })
        }
    }
}
