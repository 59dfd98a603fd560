import Salon
import SalonStore

extension CardAppointment {
    /// As a change left it that was made here at this moment; `expertName` is whose it is now.
    func changed(to entry: DayEntry, of expertName: String?, at instant: Instant, reason: String?) -> CardAppointment {
        guard entry.version > self.entry.version else { return self }
        var card = self
        card.entry = entry
        card.expertName = expertName
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

    /// As an undo left it, whose answer knows all but the add-ons: these stay.
    func restored(to card: CardAppointment) -> CardAppointment {
        guard card.entry.version > entry.version else { return self }
        var card = card
        card.addOns = addOns
        return card
    }
}

extension CardClient {
    /// With what was booked meanwhile: the next day may be an earlier one.
    func booked(on date: LocalDate) -> CardClient {
        CardClient(
            client: client, completed: completed, noShows: noShows, cancelled: cancelled, lastVisit: lastVisit,
            nextVisit: nextVisit.map { min($0, date) } ?? date, appointments: appointments)
    }
}
