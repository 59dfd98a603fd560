import Salon

extension Availability {
    /// Where an appointment may stand: what the screen shows while it is carried is what the move accepts.
    ///
    /// The appointment keeps the times and the price with which it was booked, whoever does it.
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
        let nobody = UUIDValue(high: 0, low: 0)
        let id = entry.serviceID ?? ServiceID(nobody)
        let service = Service(
            id: id, categoryID: CategoryID(nobody), name: entry.serviceName, price: entry.price,
            phases: entry.phases)
        var input = input
        for index in input.experts.indices {
            let expert = input.experts[index].id
            guard entry.serviceID == nil || expert == entry.expertID || input.experts[index].services[id] != nil
            else { continue }
            input.experts[index].services[id] = ExpertService(expertID: expert, serviceID: id)
        }
        let query = AvailabilityQuery(
            [VisitPart(service, expert: expert)], today: today, ignoring: [entry.id],
            allowsPast: entry.status == .arrived || entry.status == .inService, overbooks: overbooks)
        self.init(input, for: query)
    }
}
