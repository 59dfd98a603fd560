/// An appointment to come, as far as a change of working hours concerns it.
public struct BookedAhead: Hashable, Sendable {
    /// Its id.
    public let id: AppointmentID
    /// Who comes.
    public let clientName: String
    /// What for.
    public let serviceName: String
    /// With whom.
    public let expertName: String
    /// When it begins.
    public let start: LocalDateTime
    /// Its times.
    public let phases: ServicePhases

    /// An appointment of given values.
    public init(
        id: AppointmentID, clientName: String, serviceName: String, expertName: String, start: LocalDateTime,
        phases: ServicePhases
    ) {
        self.id = id
        self.clientName = clientName
        self.serviceName = serviceName
        self.expertName = expertName
        self.start = start
        self.phases = phases
    }

    /// From its start until the expert has cleaned up.
    public var span: TimeSpan { TimeSpan(start, minutes: phases.totalMinutes) }
}

/// When an expert works, as it is or as a form would make it: their roster and the branch's closures.
public struct WorkPlan: Hashable, Sendable {
    /// Shifts, exceptions and times off.
    public var roster: ExpertRoster
    /// When the branch is closed.
    public var closures: [Closure]

    /// A plan.
    public init(_ roster: ExpertRoster, closures: [Closure] = []) {
        self.roster = roster
        self.closures = closures
    }

    /// When they would work but for closures and times off, of what begins on the days.
    public func hours(in dates: DateSpan) -> TimeSpans { roster.workingHours(in: dates) }

    /// When closures and times off take them from work.
    public var away: TimeSpans {
        TimeSpans(roster.timeOff.map(\.during) + closures.map(\.during))
    }

    /// The appointments that find no room in the plan: not wholly in one shift while the branch is open, or with the
    /// expert's hands needed in a time off. The rules of `Availability`, but for other appointments.
    public func leavesOut(_ booked: [BookedAhead]) -> [BookedAhead] {
        guard let first = booked.map(\.start).min(), let last = booked.map(\.start).max() else { return [] }
        let open = hours(in: first.date - 1..<last.date + 2).subtracting(TimeSpans(closures.lazy.map(\.during)))
        let hands = open.subtracting(TimeSpans(roster.timeOff.lazy.map(\.during)))
        return booked.filter { appointment in
            !open.contains(appointment.span)
                || !appointment.phases.busySpans(from: appointment.start).allSatisfy(hands.contains)
        }
    }

    /// The appointments that had room and would have none any more if `changed` came in place of this plan.
    public func losses(_ booked: [BookedAhead], to changed: WorkPlan) -> [BookedAhead] {
        let before = Set(leavesOut(booked))
        return changed.leavesOut(booked).filter { !before.contains($0) }
    }
}
