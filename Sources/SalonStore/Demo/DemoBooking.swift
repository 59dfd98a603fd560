import Salon

/// Money that changed hands for a booking of the demo.
struct DemoPayment: Sendable {
    let kind: PaymentKind
    let method: PaymentMethod
    /// In hundredths.
    let amount: Int
    let takenAt: Instant
    let takenBy: UUIDValue?
}

/// An appointment with everything that its row says.
struct DemoBooking: Sendable {
    let line: DemoLine
    let day: LocalDate
    let id: UUIDValue
    let visitID: UUIDValue
    var client: DemoClient
    /// The series that it is part of.
    var series: UUIDValue?
    let source: Source
    let requested: Bool
    var status = AppointmentStatus.confirmed
    var paymentStatus = PaymentStatus.unpaid
    var method: PaymentMethod?
    /// What is asked in all, in hundredths.
    var total: Int
    var discount = 0
    var offer: Int?
    let createdAt: Instant
    let createdBy: UUIDValue?
    var expiresAt: Instant?
    var paidAt: Instant?
    var cancelledAt: Instant?
    var arrivedAt: Instant?
    var startedAt: Instant?
    var completedAt: Instant?
    var cancelledReason: String?
    var notes: String?
    var payments: [DemoPayment] = []
    /// Stars, for somebody who wrote a review.
    var stars: Int?
}

/// Turns the lines of a visit into bookings: who booked it and how, what became of it, what was paid.
struct DemoBookings {
    let catalogue: DemoCatalogue
    let team: DemoTeam
    let identities: DemoIdentities
    let clock: DemoClock
    let offers: [DemoOffer]
    /// Who takes bookings and money at the desk.
    let desk: [UUIDValue]

    private static let dayMinutes = LocalTime.minutesPerDay

    /// The bookings of one visit.
    ///
    /// - Parameter first: The number of its first appointment, by which rows get their ids.
    func visit(_ lines: [DemoLine], client: DemoClient, on day: LocalDate, first: Int) -> [DemoBooking] {
        guard let opening = lines.first else { return [] }
        var dice = identities.generator(.visit, first)
        let start = clock.instant(day, opening.start)
        let source = source(of: opening, start: start, &dice)
        let created = created(source, before: start, on: day, opening, &dice)
        let byDesk = source == .online || source == .voice ? nil : dice.pick(desk)
        let requested = opening.scene == .arrived || dice.chance(percent: 35)
        let noShow = opening.scene == nil && start < clock.now && dice.chance(percent: 3.75)
        return lines.enumerated().map { offset, line in
            var booking = DemoBooking(
                line: line, day: day, id: identities.id(.appointment, first + offset),
                visitID: identities.id(.visit, first), client: client, source: source,
                requested: requested && line.expert != nil, total: line.price, createdAt: created,
                createdBy: byDesk)
            price(&booking, &dice)
            settle(&booking, noShow: noShow || line.fate == .noShow, &dice)
            pay(&booking, &dice)
            if dice.chance(percent: 6) { booking.notes = dice.pick(DemoTeamData.notes) }
            return booking
        }
    }

    private func source(of line: DemoLine, start: Instant, _ dice: inout SeededGenerator) -> Source {
        if line.scene == .website || line.scene == .prepaid || line.fate == .expired { return .online }
        let throwOfDice = dice.integer(in: 0...99)
        switch throwOfDice {
        case ..<36: return .desk
        case ..<62: return .phone
        case ..<89: return .online
        case ..<93: return .voice
        default: return start < clock.now && line.fate == .kept && line.scene == nil ? .walkIn : .phone
        }
    }

    private func created(
        _ source: Source, before start: Instant, on day: LocalDate, _ line: DemoLine, _ dice: inout SeededGenerator
    ) -> Instant {
        switch line.scene {
        case .hold: return clock.now.adding(seconds: (12 - 240) * 60)
        case .website: return clock.now.adding(minutes: -34)
        default: break
        }
        if source == .walkIn { return start.adding(minutes: -dice.integer(in: 3...20)) }
        let lead = min(dice.integer(in: 0...42), dice.integer(in: 0...60))
        let created =
            lead == 0
            ? start.adding(minutes: -dice.integer(in: 60...360))
            : clock.instant(day - lead, dice.integer(in: 480...1_260))
        return created < clock.now ? created : clock.now.adding(minutes: -dice.integer(in: 15...30_000))
    }

    private func price(_ booking: inout DemoBooking, _ dice: inout SeededGenerator) {
        let line = booking.line
        for (index, offer) in offers.enumerated() where offer.holds(on: booking.day, service: line.service) {
            guard dice.chance(percent: offer.service == nil ? 4 : 30) else { continue }
            booking.offer = index
            booking.discount = offer.discount(on: line.price)
            break
        }
        let addOns = catalogue.services[line.service].addOns
        booking.total = line.price - booking.discount + line.addOns.reduce(0) { $0 + addOns[$1].price }
    }

    /// Status and instants, right for `now`.
    private func settle(_ booking: inout DemoBooking, noShow: Bool, _ dice: inout SeededGenerator) {
        let line = booking.line
        let start = clock.instant(booking.day, line.start)
        let end = clock.instant(booking.day, line.ends)
        switch line.fate {
        case .cancelled:
            cancel(&booking, start: start, &dice)
            return
        case .expired:
            booking.status = .expired
            booking.expiresAt = booking.createdAt.adding(minutes: 240)
            return
        case .kept, .noShow:
            break
        }
        if noShow, start < clock.now {
            booking.status = .noShow
        } else if end <= clock.now {
            booking.status = .completed
            booking.arrivedAt = start.adding(minutes: -dice.integer(in: 0...9))
            booking.startedAt = start.adding(minutes: dice.integer(in: 0...6))
            booking.completedAt = end.adding(minutes: min(0, dice.integer(in: -6...4)))
        } else if start <= clock.now {
            booking.status = .inService
            booking.arrivedAt = start.adding(minutes: -dice.integer(in: 0...9))
            booking.startedAt = start
        } else if line.scene == .arrived || (line.scene == nil && start < clock.now.adding(minutes: 12)) {
            booking.status = .arrived
            booking.arrivedAt = clock.now.adding(minutes: -4)
        } else if line.scene == .hold || line.scene == .website || isFreshHold(booking) {
            booking.status = .reserved
            booking.expiresAt = booking.createdAt.adding(minutes: 240)
        }
    }

    /// Booked less than four hours ago and not today: still waiting for its money.
    private func isFreshHold(_ booking: DemoBooking) -> Bool {
        booking.line.scene == nil && booking.day > clock.localNow.date
            && booking.createdAt.seconds(until: clock.now) < 13_000
    }

    private func cancel(_ booking: inout DemoBooking, start: Instant, _ dice: inout SeededGenerator) {
        booking.status = .cancelled
        booking.cancelledReason = dice.pick(DemoTeamData.reasons)
        // Half within a day of the start; the longest notice of the real salon was 66 days.
        let notice =
            dice.chance(percent: 50)
            ? dice.integer(in: 20...1_439)
            : Self.dayMinutes * (1 + min(dice.integer(in: 0...40), dice.integer(in: 0...60)))
        let earliest = booking.createdAt.adding(minutes: 2)
        let latest = clock.now.adding(minutes: -3)
        var at = start.adding(minutes: -notice)
        // What is still ahead was called off some time since it was booked.
        if at > latest {
            let minutes = earliest.seconds(until: latest) / 60
            at = earliest.adding(minutes: dice.integer(in: 0...max(minutes, 0)))
        }
        booking.cancelledAt = max(min(clock.atTheDesk(at), latest), earliest)
    }

    private func pay(_ booking: inout DemoBooking, _ dice: inout SeededGenerator) {
        let line = booking.line
        let prepaid =
            booking.source == .online && booking.status != .reserved && booking.status != .expired
            && (line.scene == .prepaid || (line.scene == nil && dice.chance(percent: 38)))
        if prepaid {
            take(.payment, .online, booking.total, at: booking.createdAt, by: nil, &booking)
        } else if booking.total >= 15_000, booking.status != .expired, booking.status != .reserved,
            dice.chance(percent: 40)
        {
            take(
                .deposit, booking.source == .online ? .online : .card, 5_000, at: booking.createdAt,
                by: booking.createdBy, &booking)
        }
        switch booking.status {
        case .completed: payAtEnd(&booking, &dice)
        case .cancelled where !booking.payments.isEmpty:
            guard let cancelled = booking.cancelledAt, let paid = booking.payments.first else { return }
            take(.refund, paid.method, paid.amount, at: cancelled.adding(minutes: 1), by: dice.pick(desk), &booking)
            booking.paymentStatus = .refunded
        default: break
        }
    }

    private func payAtEnd(_ booking: inout DemoBooking, _ dice: inout SeededGenerator) {
        guard let completed = booking.completedAt else { return }
        let recent = completed.seconds(until: clock.now) < 60 * 86_400
        let owes = booking.line.scene == .unpaid || (recent && booking.total > 0 && dice.chance(percent: 0.7))
        let moment = min(completed.adding(minutes: dice.integer(in: 1...8)), clock.now)
        let by = dice.pick(desk)
        let method: PaymentMethod = dice.chance(percent: 24) ? .cash : .card
        let given = booking.payments.reduce(0) { $0 + $1.amount }
        if !owes {
            take(.payment, method, booking.total - given, at: moment, by: by, &booking)
            if booking.total == 0 { booking.paymentStatus = .paid }
        }
        guard booking.paymentStatus == .paid, booking.total > 0 else { return }
        if dice.chance(percent: 30) {
            let tip = booking.total * dice.integer(in: 10...20) / 100 / 100 * 100
            take(.tip, method, tip, at: moment, by: by, &booking)
        }
        if dice.chance(percent: 0.9) {
            let whole = dice.chance(percent: 50)
            let back = whole ? booking.total : booking.total / 200 * 100
            take(
                .refund, booking.method ?? method, back, at: min(moment.adding(minutes: 25), clock.now), by: by,
                &booking)
            if whole, back > 0 { booking.paymentStatus = .refunded }
        }
        if dice.chance(percent: 4), booking.paymentStatus == .paid {
            let throwOfDice = dice.integer(in: 0...99)
            booking.stars =
                throwOfDice < 62 ? 5 : throwOfDice < 86 ? 4 : throwOfDice < 95 ? 3 : throwOfDice < 98 ? 2 : 1
        }
    }

    private func take(
        _ kind: PaymentKind, _ method: PaymentMethod, _ amount: Int, at moment: Instant, by person: UUIDValue?,
        _ booking: inout DemoBooking
    ) {
        guard amount > 0 else { return }
        booking.payments.append(
            DemoPayment(kind: kind, method: method, amount: amount, takenAt: moment, takenBy: person))
        guard kind == .payment else { return }
        booking.paymentStatus = .paid
        booking.method = method
        booking.paidAt = moment
    }
}
