import Salon
import SalonStore

extension CardAppointment {
    /// As a change left it that was made here at this moment.
    func changed(to entry: DayEntry, at instant: Instant, reason: String?) -> CardAppointment {
        guard entry.version > self.entry.version else { return self }
        var card = self
        card.entry = entry
        card.changedAt = instant
        if entry.paymentStatus == .paid { card.paidAt = paidAt ?? instant }
        switch entry.status {
        case .arrived: card.arrivedAt = arrivedAt ?? instant
        case .inService: card.startedAt = startedAt ?? instant
        case .completed: card.completedAt = completedAt ?? instant
        case .cancelled:
            card.cancelledAt = cancelledAt ?? instant
            card.cancelReason = reason ?? cancelReason
        case .reserved, .confirmed, .noShow, .expired:
            card.cancelledAt = nil
            card.cancelReason = nil
        }
        return card
    }
}
