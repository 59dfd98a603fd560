/// One or several appointments of one client on one day that were booked together: shown as one, paid as one.
public struct Visit: Hashable, Sendable {
    /// The id they share.
    public let id: VisitID
    /// The appointments by start; never empty.
    public let appointments: [Appointment]

    /// A visit of these appointments, which must share a visit id; nil for none.
    public init?(_ appointments: [Appointment]) {
        guard let first = appointments.first else { return nil }
        id = first.visitID
        self.appointments = appointments.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    }

    /// The visits of some appointments, in the order of their starts.
    public static func group(_ appointments: [Appointment]) -> [Visit] {
        Dictionary(grouping: appointments, by: \.visitID).values.compactMap(Visit.init)
            .sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    }

    /// When the first begins.
    public var start: LocalDateTime { appointments[0].start }
    /// When the last ends.
    public var end: LocalDateTime { appointments.map(\.end).max() ?? start }
    /// What all that are not called off cost.
    public var price: Money {
        appointments.filter { $0.status != .cancelled && $0.status != .expired }
            .reduce(.zero(appointments[0].price.currency)) { $0 + $1.price }
    }
}
