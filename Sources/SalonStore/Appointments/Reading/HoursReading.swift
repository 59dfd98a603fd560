import Postgres
import Salon

/// Opens a window on some days of a branch and fetches all its hours: shifts, exceptions, times off, closures, opening
/// hours. What the days hold besides is read behind it, in the same transaction.
struct HoursReading {
    private let window, hours: Pipeline.Ticket

    /// Adds the statements. Without a branch it is the first; without a date, today there; without `wanted` they are about
    /// who works there, and `withDeparted` about who has left with appointments on the days. Once the change `made` is
    /// made there is no window, and nothing is read.
    init(
        branch: BranchID?, date: LocalDate?, days: Int, of wanted: [ExpertID]?, clock: StoreClock,
        unless made: UUIDValue? = nil, withDeparted: Bool = false, in pipeline: inout Pipeline
    ) {
        window = pipeline.add(
            AppointmentSQL.window, branch, date, days, clock.parameter, made, wanted, withDeparted)
        hours = pipeline.add(AppointmentSQL.hours)
    }

    /// The first of the days that the database chose.
    func firstDay(_ answers: PipelineAnswers) throws(PostgresError) -> LocalDate {
        try answers[window].row().decode(0)
    }

    /// What was fetched: exceptions by date, the rest by its beginning.
    struct Answer {
        var shifts: [ExpertID: [Shift]] = [:]
        var exceptions: [ExpertID: [ShiftException]] = [:]
        var timeOff: [ExpertID: [TimeOff]] = [:]
        var closures: [Closure] = []
        var opening: [OpeningHours] = []
    }

    /// Reads the hours.
    func read(_ answers: PipelineAnswers) throws(PostgresError) -> Answer {
        var answer = Answer()
        for row in answers[hours] {
            switch try row.decode(12, as: Hours.self) {
            case .shift:
                let shift = try Shift(row)
                answer.shifts[shift.expertID, default: []].append(shift)
            case .exception:
                let exception = try ShiftException(row)
                answer.exceptions[exception.expertID, default: []].append(exception)
            case .timeOff:
                let timeOff = try TimeOff(hours: row)
                answer.timeOff[timeOff.expertID, default: []].append(timeOff)
            case .closure: answer.closures.append(try Closure(hours: row))
            case .opening:
                answer.opening.append(
                    OpeningHours(weekday: try row.decode(2), opens: try row.decode(3), closes: try row.decode(4)))
            }
        }
        answer.sort()
        return answer
    }

    /// What hours are of, in the words of the view.
    private enum Hours: String, PostgresDecodable {
        case shift, exception
        case timeOff = "time_off"
        case closure, opening
    }
}

extension HoursReading.Answer {
    /// The rows come in no order.
    fileprivate mutating func sort() {
        for id in shifts.keys {
            shifts[id]?.sort { ($0.weekday, $0.week, $0.starts) < ($1.weekday, $1.week, $1.starts) }
        }
        for id in exceptions.keys {
            exceptions[id]?.sort {
                ($0.date, $0.hours?.starts ?? .midnight) < ($1.date, $1.hours?.starts ?? .midnight)
            }
        }
        for id in timeOff.keys { timeOff[id]?.sort { $0.during.lower < $1.during.lower } }
        closures.sort { $0.during.lower < $1.during.lower }
    }
}

extension Shift {
    /// Reads the first columns of `AppointmentSQL.hours`, or those of `ExpertSQL.shift`.
    init(_ row: Row) throws(PostgresError) {
        var cursor = row.cursor
        self.init(
            id: try cursor.next(), expertID: try cursor.next(), weekday: try cursor.next(), starts: try cursor.next(),
            ends: try cursor.next(), validFrom: try cursor.next(), validTo: try cursor.next(),
            week: try cursor.next(), everyWeeks: try cursor.next(), version: try cursor.next())
    }
}

extension ShiftException {
    /// Reads columns of `AppointmentSQL.hours`.
    fileprivate init(_ row: Row) throws(PostgresError) {
        let starts: LocalTime? = try row.decode(3)
        let ends: LocalTime? = try row.decode(4)
        let hours: Hours? = if let starts, let ends { Hours(starts: starts, ends: ends) } else { nil }
        self.init(id: try row.decode(0), expertID: try row.decode(1), date: try row.decode(5), hours: hours)
    }
}

extension TimeOff {
    /// Reads columns of `AppointmentSQL.hours`.
    fileprivate init(hours row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode(0), expertID: try row.decode(1), during: try TimeSpan(hours: row),
            kind: try row.decode(10), reason: try row.decode(11))
    }
}

extension Closure {
    /// Reads columns of `AppointmentSQL.hours`.
    fileprivate init(hours row: Row) throws(PostgresError) {
        self.init(id: try row.decode(0), during: try TimeSpan(hours: row), reason: try row.decode(11))
    }
}

extension TimeSpan {
    /// From the first column's day at the time of `starts` to the last one's at that of `ends`.
    fileprivate init(hours row: Row) throws(PostgresError) {
        let first: LocalDate = try row.decode(5)
        let last: LocalDate = try row.decode(6)
        self.init(first.at(try row.decode(3)), last.at(try row.decode(4)))
    }
}
