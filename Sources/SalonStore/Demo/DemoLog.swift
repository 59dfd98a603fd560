import Salon

/// The demo's log: what the desk called off in the last two weeks. It is gathered day by day and written in the order in
/// which it happened, as a log is.
struct DemoLog {
    private var cancellations: [(at: Instant, by: UUIDValue, appointment: UUIDValue)] = []

    /// Takes down the cancellation of a booking, if there is one to tell of.
    mutating func note(_ booking: DemoBooking, now: Instant) {
        guard let at = booking.cancelledAt, at.seconds(until: now) < 14 * 86_400, let by = booking.createdBy else {
            return
        }
        cancellations.append((at, by, booking.id))
    }

    /// The rows of `DemoTable.audit`, the earliest first.
    var rows: CopyRows {
        var rows = CopyRows()
        for cancellation in cancellations.sorted(by: { $0.at < $1.at }) {
            rows.row(columns: 8)
            rows.instant(cancellation.at)
            rows.uuid(cancellation.by)
            rows.text("desk_reception")
            rows.text("update")
            rows.text("appointments")
            rows.uuid(cancellation.appointment)
            rows.json(#"{"status": "confirmed"}"#)
            rows.json(#"{"status": "cancelled"}"#)
        }
        return rows
    }
}
