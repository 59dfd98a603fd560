/// An expert's column as availability works on it: everything merged, sorted and ready for bisection.
struct Lane: Sendable {
    let id: ExpertID
    let name: String
    let isActive: Bool
    /// Merged working hours.
    let shifts: TimeSpans
    /// Working hours in which the branch is open and the clock exists: a visit lies wholly in one span of it.
    let workable: TimeSpans
    /// Where hands are free: workable, less times off and other appointments.
    let hands: TimeSpans
    /// Other appointments.
    let busy: TimeSpans
    let timeOff: [TimeOff]
    /// Busy minutes that begin on each of the dates.
    let load: [Minutes]

    init(
        _ roster: ExpertRoster, dates: DateSpan, closed: TimeSpans, skipped: TimeSpans,
        ignoring: Set<AppointmentID>
    ) {
        id = roster.id
        name = roster.name
        isActive = roster.isActive
        timeOff = roster.timeOff
        // The day before for a night shift that runs into the dates, the day after for a visit that runs out of them.
        shifts = roster.workingHours(in: dates.lowerBound - 1..<dates.upperBound + 1)
        workable = shifts.subtracting(closed).subtracting(skipped)
        let others = ignoring.isEmpty ? roster.busy : roster.busy.filter { !ignoring.contains($0.appointmentID) }
        busy = TimeSpans(others.lazy.map(\.span))
        hands = workable.subtracting(busy).subtracting(TimeSpans(timeOff.lazy.map(\.during)))
        var load = [Minutes](repeating: 0, count: dates.count)
        for other in others where !other.span.isEmpty {
            let day = other.span.start.date - dates.lowerBound
            if load.indices.contains(day) { load[day] += other.span.minutes }
        }
        self.load = load
    }

    /// The rule of availability for one service, as the set of the minutes at which it can start: hands-on, and
    /// finishing plus buffer, lie in free time, and the whole visit in one shift.
    func starts(for phases: ServicePhases) -> TimeSpans {
        let second = phases.handsOn + phases.processing
        return hands.starts(of: phases.handsOn)
            .intersection(hands.starts(of: phases.finishing + phases.buffer).moved(by: -second))
            .intersection(workable.starts(of: phases.totalMinutes))
    }
}

/// What one part of the visit costs and takes with one expert.
struct Terms: Sendable {
    let phases: ServicePhases
    let price: Money
}
