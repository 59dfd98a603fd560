/// Who takes over the appointments of an expert who cannot come: each at its own time, as many as can be placed.
public struct Reassignment: Hashable, Sendable {
    /// An appointment and who takes it.
    public struct Placement: Hashable, Sendable {
        /// The appointment.
        public let part: BookedPart
        /// Who takes it.
        public let expert: ExpertID
    }

    /// An appointment that nobody can take at its time.
    public struct Unplaced: Hashable, Sendable {
        /// The appointment.
        public let part: BookedPart
        /// Why each of the others cannot.
        public let refusals: [Refusal]
        /// The closest starts at which somebody could, the closest first.
        public let nearest: [LocalDateTime]
    }

    /// What is placed, by start.
    public let placed: [Placement]
    /// What is not, by start.
    public let unplaced: [Unplaced]
    /// What is placed although the client had asked for the expert who cannot: worth a call.
    public var toCall: [Placement] { placed.filter(\.part.isExpertRequested) }

    /// Gives an expert's appointments to the others, each to the one with the fewest booked minutes who can take it.
    ///
    /// - Parameters:
    ///   - parts: The appointments, in any order.
    ///   - expert: Who cannot do them.
    ///   - input: The facts of their days.
    ///   - today: The day at the branch.
    public init(of parts: [BookedPart], from expert: ExpertID, _ input: AvailabilityInput, today: LocalDate) {
        var input = input
        input.experts.removeAll { $0.id == expert }
        var placed: [Placement] = []
        var unplaced: [Unplaced] = []
        for part in parts.sorted(by: { ($0.start, $0.id) < ($1.start, $1.id) }) {
            let availability = Availability(moving: part, to: nil, on: input, today: today)
            switch availability.verdict(at: part.start) {
            case .accepted(let offer):
                let taker = offer.plans[0].expert
                placed.append(Placement(part: part, expert: taker))
                if let index = input.experts.firstIndex(where: { $0.id == taker }) {
                    input.experts[index].busy += part.busySpans(at: part.start)
                }
            case .refused(let refusals):
                unplaced.append(
                    Unplaced(part: part, refusals: refusals, nearest: availability.nearest(to: part.start)))
            }
        }
        self.placed = placed
        self.unplaced = unplaced
    }
}

/// Two appointments that change places: each gets the other's expert and start, and keeps its own length.
public enum Swap {
    /// Checks that both fit. Throws `conflict` with the reason, and `invalid` for one that has nobody or for two of the
    /// same place.
    ///
    /// - Parameters:
    ///   - input: The facts of both days.
    ///   - today: The day at the branch.
    public static func check(
        _ one: BookedPart, _ other: BookedPart, _ input: AvailabilityInput, today: LocalDate
    ) throws(SalonError) {
        guard let expert = one.expert, let otherExpert = other.expert else {
            throw .invalid(field: "expert", sentence: "Give both appointments an expert before you swap them.")
        }
        guard one.id != other.id, (expert, one.start) != (otherExpert, other.start) else {
            throw .invalid(field: "appointment", sentence: "These two stand in the same place already.")
        }
        try accept(one, with: otherExpert, at: other.start, instead: other, input, today: today)
        var input = input
        // The first is there now: the second must not run into it.
        if let index = input.experts.firstIndex(where: { $0.id == otherExpert }) {
            input.experts[index].busy.removeAll { $0.appointmentID == one.id }
            input.experts[index].busy += one.busySpans(at: other.start).map {
                BusySpan(appointmentID: .random(), span: $0.span)
            }
        }
        try accept(other, with: expert, at: one.start, instead: one, input, today: today)
    }

    private static func accept(
        _ part: BookedPart, with expert: ExpertID, at start: LocalDateTime, instead other: BookedPart,
        _ input: AvailabilityInput, today: LocalDate
    ) throws(SalonError) {
        _ = try Availability(
            moving: part, to: expert, on: input, today: today, alsoIgnoring: [other.id], keeping: start
        ).accept(start)
    }
}
