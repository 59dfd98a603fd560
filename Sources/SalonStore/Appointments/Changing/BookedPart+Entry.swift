import Salon

extension BookedPart {
    /// An appointment of the day as something to be moved.
    public init(_ entry: DayEntry) {
        self.init(
            id: entry.id, serviceID: entry.serviceID, name: entry.serviceName, phases: entry.phases,
            price: entry.price, expert: entry.expertID, start: entry.start,
            isExpertRequested: entry.isExpertRequested,
            hasArrived: entry.status == .arrived || entry.status == .inService)
    }
}

extension Availability {
    /// Where an appointment of the day may stand: what the screen shows while it is carried is what the move accepts.
    ///
    /// - Parameters:
    ///   - entry: The appointment.
    ///   - expert: Who shall do it; nil for anybody who can.
    ///   - input: The facts of the days to which it may go.
    ///   - today: The day at the branch.
    ///   - overbooks: Whether it may stand over others.
    public init(
        moving entry: DayEntry, to expert: ExpertID?, on input: AvailabilityInput, today: LocalDate,
        overbooks: Bool = false
    ) {
        self.init(moving: BookedPart(entry), to: expert, on: input, today: today, overbooks: overbooks)
    }
}
