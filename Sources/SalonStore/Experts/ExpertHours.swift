import Salon

/// An expert's working time as it stands, and what is booked on it.
public struct ExpertHours: Hashable, Sendable {
    /// Shifts, other hours and times off that count in this week or later, and the branch's closures.
    public let plan: WorkPlan
    /// Their appointments from today on that hold their time, by start.
    public let booked: [BookedAhead]

    /// Hours of given values, as for a screen without a database.
    public init(plan: WorkPlan, booked: [BookedAhead]) {
        self.plan = plan
        self.booked = booked
    }
}

/// What a date's hours shall be.
public enum DayHours: Hashable, Sendable {
    /// What the shifts say.
    case shifts
    /// No work.
    case off
    /// These hours, whatever the shifts say.
    case other([ShiftException.Hours])

    /// The exceptions that say so.
    ///
    /// - Parameter id: makes the ids, so that a repeated save makes the same.
    public func exceptions(
        of expert: ExpertID, on date: LocalDate, id: (Int) -> ShiftExceptionID
    ) -> [ShiftException] {
        switch self {
        case .shifts: []
        case .off: [ShiftException(id: id(0), expertID: expert, date: date, hours: nil)]
        case .other(let hours):
            hours.enumerated().map { ShiftException(id: id($0), expertID: expert, date: date, hours: $1) }
        }
    }
}
