/// What the desk should know before it books or moves somebody. It never stands in the way.
public enum BookingWarning: Hashable, Sendable {
    /// The client has another appointment in that time.
    case sameTime(service: String, start: LocalDateTime, expert: String?)
    /// How often the client did not come.
    case missed(Int)
    /// The client asked for this expert, and gets another.
    case askedFor(expert: String)
    /// The expert asks another price than the catalogue.
    case ownPrice(expert: String, price: Money, listed: Money)
    /// The expert asks another price than that at which it was booked, and which it keeps.
    case keptPrice(expert: String, price: Money, kept: Money)
    /// The service asks for a patch test, and this stands against it.
    case patchTest(client: String, service: String, PatchTestVerdict)

    /// The sentence for the desk.
    public var sentence: String {
        switch self {
        case .sameTime(let service, let start, let expert):
            "The client has \(service)\(expert.map { " with \($0)" } ?? "") at \(start.time) already."
        case .missed(let count): "The client missed \(count) \(count == 1 ? "appointment" : "appointments")."
        case .askedFor(let expert): "The client asked for \(expert)."
        case .ownPrice(let expert, let price, let listed):
            "\(expert) asks \(price.withCode) for this; the catalogue says \(listed.withCode)."
        case .keptPrice(let expert, let price, let kept):
            "\(expert) asks \(price.withCode) for this; it was booked at \(kept.withCode) and stays so."
        case .patchTest(let client, let service, let verdict): Self.sentence(client, service, verdict)
        }
    }

    /// An appointment that the client has already.
    public struct Other: Hashable, Sendable {
        /// What for.
        public let service: String
        /// With whom.
        public let expert: String?
        /// While the client is in the salon for it.
        public let span: TimeSpan

        /// An appointment of given values.
        public init(service: String, expert: String?, span: TimeSpan) {
            self.service = service
            self.expert = expert
            self.span = span
        }
    }

    /// The client's other appointments that share time with a visit.
    public static func sameTime(_ visit: TimeSpan, others: [Other]) -> [BookingWarning] {
        others.filter { $0.span.overlaps(visit) }
            .map { .sameTime(service: $0.service, start: $0.span.start, expert: $0.expert) }
    }
}

extension Sequence<BookingWarning> {
    /// The warnings in their order, each said once.
    public var eachOnce: [BookingWarning] {
        var seen: Set<BookingWarning> = []
        return filter { seen.insert($0).inserted }
    }
}
