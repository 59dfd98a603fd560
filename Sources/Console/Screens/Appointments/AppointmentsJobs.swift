import Salon
import SalonStore
import Terminal

extension AppointmentsScreen {
    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case day(LocalDate)
        /// The week from this Monday on, to which a client's appointment may be carried.
        case week(LocalDate, ExpertID, carrying: ClientID? = nil)
        case loads(DateSpan, ExpertID?)
        case page(AppointmentFilter, PageRequest<AppointmentKey>, Table<AppointmentID>.Edge)
        case move(DayEntry, to: LocalDateTime, expert: ExpertID?, on: AvailabilityFacts)
        case status(DayEntry, to: AppointmentStatus, reason: String?)
        /// The minute's tick: holds that have run out give their time back.
        case expireHolds
    }

    enum Answer: Sendable {
        case day(DayBook)
        case week([DayBook])
        case loads([DayLoad])
        case page(Page<AppointmentRow, AppointmentKey>)
        case moved(MovedAppointment)
        case changed(ChangedAppointment)
        case expired(ExpiredHolds)
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let appointments = try backend.desk.appointments
        switch job {
        case .day(let date): return .day(try appointments.day(date))
        case .week(let monday, let expert, let client):
            return .week(try appointments.days(monday..<monday + 7, of: expert, carrying: client))
        case .loads(let dates, let expert): return .loads(try appointments.loads(dates, of: expert))
        case .page(let filter, let request, _): return .page(try appointments.list(filter, request))
        case .move(let entry, let start, let expert, let facts):
            return .moved(try appointments.move(entry, to: start, expert: expert, on: facts))
        case .status(let entry, let status, let reason):
            return .changed(try appointments.changeStatus(entry, to: status, reason: reason))
        case .expireHolds: return .expired(try appointments.expireHolds())
        }
    }
}
