/// An appointment that is to be moved: as it was booked. Its times and its price stay whoever does it.
public struct BookedPart: Hashable, Sendable {
    /// Which appointment.
    public let id: AppointmentID
    /// What is done, under the name, in the times and at the price with which it was booked.
    public let service: Service
    /// Who does it; nil for nobody yet.
    public let expert: ExpertID?
    /// When it begins.
    public let start: LocalDateTime
    /// True when the client asked for the expert.
    public let isExpertRequested: Bool
    /// True once the client is in the salon: its start may be past.
    public let hasArrived: Bool

    /// An appointment. Without a service (it has left the catalogue) only its own expert can do it.
    public init(
        id: AppointmentID, serviceID: ServiceID?, name: String, phases: ServicePhases, price: Money,
        expert: ExpertID?, start: LocalDateTime, isExpertRequested: Bool = false, hasArrived: Bool = false
    ) {
        self.id = id
        let nobody = UUIDValue(high: 0, low: 0)
        service = Service(
            id: serviceID ?? ServiceID(nobody), categoryID: CategoryID(nobody), name: name, price: price,
            phases: phases)
        self.expert = expert
        self.start = start
        self.isExpertRequested = isExpertRequested
        self.hasArrived = hasArrived
    }

    /// The spans in which it takes an expert's hands when it begins at `start`.
    func busySpans(at start: LocalDateTime) -> [BusySpan] {
        BusySpan.spans(of: id, start: start, phases: service.phases)
    }
}

extension Availability {
    /// Where an appointment may stand: what the screen shows while it is carried is what the move accepts.
    ///
    /// - Parameters:
    ///   - part: The appointment.
    ///   - expert: Who shall do it; nil for anybody who can.
    ///   - input: The facts of the days to which it may go.
    ///   - today: The day at the branch.
    ///   - alsoIgnoring: Other appointments that go elsewhere with it.
    ///   - keeping: A start off the grid that it may have all the same: its own, or that of what it is swapped with.
    ///   - overbooks: Whether it may stand over others.
    public init(
        moving part: BookedPart, to expert: ExpertID?, on input: AvailabilityInput, today: LocalDate,
        alsoIgnoring: Set<AppointmentID> = [], keeping: LocalDateTime? = nil, overbooks: Bool = false
    ) {
        var input = input
        let id = part.service.id
        for index in input.experts.indices {
            let expert = input.experts[index].id
            guard expert == part.expert || input.experts[index].services[id] != nil else { continue }
            input.experts[index].services[id] = ExpertService(expertID: expert, serviceID: id)
        }
        let query = AvailabilityQuery(
            [VisitPart(part.service, expert: expert)], today: today, ignoring: alsoIgnoring.union([part.id]),
            keptStart: keeping ?? part.start, allowsPast: part.hasArrived, overbooks: overbooks)
        self.init(input, for: query)
    }
}

extension Availability {
    /// Where a whole visit may stand: its appointments one after another in the order they have, each as it was booked.
    ///
    /// - Parameters:
    ///   - parts: The appointments by start; not empty.
    ///   - experts: Who shall do each of them; nil for anybody who can.
    ///   - input: The facts of the days to which it may go.
    ///   - today: The day at the branch.
    public init(
        movingVisit parts: [BookedPart], to experts: [ExpertID?], on input: AvailabilityInput, today: LocalDate
    ) {
        var input = input
        for (part, wanted) in zip(parts, experts) {
            let id = part.service.id
            for index in input.experts.indices {
                let expert = input.experts[index].id
                let keeps = expert == part.expert && wanted == part.expert
                guard keeps || input.experts[index].services[id] != nil else { continue }
                input.experts[index].services[id] = ExpertService(expertID: expert, serviceID: id)
            }
        }
        let waits = zip(parts, parts.dropFirst()).map { $1.start - ($0.start + $0.service.phases.clientMinutes) }
        self.init(
            input,
            for: AvailabilityQuery(
                zip(parts, experts).map { VisitPart($0.service, expert: $1) }, today: today,
                longestWait: max(15, waits.max() ?? 0), ignoring: Set(parts.map(\.id)), keptStart: parts[0].start,
                allowsPast: parts.contains(where: \.hasArrived)))
    }
}
