import Salon
import SalonStore
import Terminal

/// What a card says, in sections.
struct CardText {
    let card: AppointmentCard
    let context: Context

    private var shown: CardAppointment { card.appointment }
    private var entry: DayEntry { shown.entry }

    // MARK: The appointment

    func addAppointment(to rows: inout CardRows) {
        rows.section("Appointment")
        addStanding(to: &rows)
        rows.add("Service", [(entry.serviceName, Style(.strong))])
        for addOn in shown.addOns {
            rows.add(
                "", [("+ \(addOn.name)", Style()), ("  \(addOn.minutes) min  \(addOn.price.grouped)", Style(.muted))])
        }
        if let name = shown.expertName {
            let asked = entry.isExpertRequested ? "  asked for by the client" : ""
            rows.add("Expert", [(name, Style(.strong)), (asked, Style(.muted))])
        } else {
            rows.add("Expert", "nobody yet: move it to an expert", .warning)
        }
        addPatchTest(to: &rows)
        let length = SpanText.minutes(entry.phases.clientMinutes)
        rows.add(
            "When",
            [
                ("\(entry.start.date.shortText)  \(Self.span(entry.start, entry.end))", Style(.strong)),
                ("  \(length)", Style(.muted)),
            ])
        addPhases(to: &rows)
        if let series = card.series {
            let key = context.keyName(ActionID(CardScreen.place, CardScreen.ActionName.series.rawValue))
            rows.add(
                "Series", [(series.words, Style(.strong)), ("  \(key) changes or cancels several", Style(.muted))])
        }
        if entry.isOverbooked {
            rows.add("Overbooked", shown.overbookReason ?? "on purpose; no reason was given", .warning)
        }
        if let notes = entry.notes, !notes.isEmpty { rows.add("Notes", notes, .text, limit: 12) }
    }

    /// What the service asks for, as long as the client is to have it.
    private func addPatchTest(to rows: inout CardRows) {
        guard entry.status.isLive, let standing = entry.patchTest else { return }
        let day = entry.start.date
        let ink: Ink
        switch standing.verdict(on: day) {
        case .good(let until): return rows.add("Patch test", "good until \(until.shortText)", .good)
        case .reacted: ink = .danger
        case .missing, .tooOld, .tooLate: ink = .warning
        }
        for warning in entry.patchTestWarnings(on: day) {
            rows.add("Patch test", warning.sentence, ink)
        }
    }

    private func addStanding(to rows: inout CardRows) {
        let status = entry.status
        var pieces = [
            ("\(status.letter) ", Style(status.ink, .bold)), (status.title, Style(status.ink, .bold)),
        ]
        if status == .reserved, let ends = entry.expiresAt {
            let time = context.arrival.zone.local(ends).time
            let left = HoldRules.minutesLeft(until: ends, at: context.instant)
            pieces.append(
                entry.isHoldOver(at: context.instant)
                    ? ("  ran out \(time), time is free", Style(.warning))
                    : (
                        "  hold ends in \(SpanText.countdown(left)) (\(time))",
                        Style(left <= 30 ? .warning : .pending)
                    ))
        }
        if status == .cancelled, let at = shown.cancelledAt,
            StatusRules.isLate(cancelledAt: context.arrival.zone.local(at), start: entry.start)
        {
            pieces.append(("  late: less than a day before its start", Style(.warning)))
        }
        rows.add("Status", pieces)
        if status == .cancelled, let reason = shown.cancelReason { rows.add("Reason", reason, .strong) }
    }

    /// What happens from when to when; nothing where it is all one piece.
    private func addPhases(to rows: inout CardRows) {
        let phases = entry.phases
        guard phases.processing + phases.finishing + phases.buffer > 0 else { return }
        var from = entry.start
        var label = "In parts"
        for (minutes, words) in [
            (phases.handsOn, "hands on"), (phases.processing, "processing, expert free"),
            (phases.finishing, "finishing"), (phases.buffer, "clean-up"),
        ] where minutes > 0 {
            rows.add(label, [(Self.span(from, from + minutes), Style()), ("  \(words)", Style(.muted))])
            from = from + minutes
            label = ""
        }
    }

    static func span(_ start: LocalDateTime, _ end: LocalDateTime) -> String {
        let day = end.date == start.date || end == (start.date + 1).at(.midnight) ? "" : "\(end.date.shortText) "
        return "\(start.time)–\(day)\(end.time)"
    }

    // MARK: What happened

    func addHistory(to rows: inout CardRows) {
        rows.section("What happened")
        let by = shown.bookedBy.map { " by \($0)" } ?? ""
        rows.add("Booked", "\(moment(shown.bookedAt))\(by), \(Self.words(entry.source))")
        for (label, instant) in [
            ("Arrived", shown.arrivedAt), ("Started", shown.startedAt), ("Completed", shown.completedAt),
            ("Paid", shown.paidAt), ("Cancelled", shown.cancelledAt),
        ] {
            if let instant { rows.add(label, moment(instant)) }
        }
        if shown.changedAt > shown.bookedAt {
            let key = context.keyName(ActionID(CardScreen.place, CardScreen.ActionName.history.rawValue))
            rows.add("Changed", "\(moment(shown.changedAt)); \(key) tells by whom", .muted)
        }
    }

    /// The time; with its day if that is not the appointment's.
    private func moment(_ instant: Instant) -> String {
        let local = context.arrival.zone.local(instant)
        return local.date == entry.start.date ? "\(local.time)" : "\(local.date.shortText) \(local.time)"
    }

    private static func words(_ source: Source) -> String {
        switch source {
        case .desk: "at the desk"
        case .phone: "by phone"
        case .walkIn: "as a walk-in"
        case .online: "on the website"
        case .voice: "by the voice agent"
        }
    }

    // MARK: Money

    func addMoney(to rows: inout CardRows) {
        rows.section("Money")
        rows.add(
            "Price",
            [
                (entry.price.withCode, Style(.strong)),
                (shown.offerTitle.map { "  with “\($0)”" } ?? "", Style(.muted)),
            ])
        if !shown.discount.isZero {
            rows.add("", "\(shown.discount.grouped) off\(shown.discountReason.map { ": \($0)" } ?? "")", .muted)
        }
        let others = card.appointments.count - 1
        if others > 0 {
            rows.add(
                "Visit",
                [
                    (card.price.withCode, Style(.strong)),
                    ("  with \(SpanText.count(others, "other appointment"))", Style(.muted)),
                ])
        }
        if entry.paymentStatus == .refunded {
            rows.add("Paid", "refunded", .muted)
        } else {
            rows.add("Paid", card.paid.isZero ? "nothing yet" : card.paid.grouped, card.paid.isZero ? .muted : .text)
        }
        if entry.status == .cancelled || entry.status == .expired {
            rows.add("Due", "nothing: it is \(entry.status.title)", .muted)
        } else {
            let due = entry.status == .noShow ? card.due + entry.due : card.due
            rows.add(
                "Due", due.isZero ? [("nothing", Style(.good))] : [(due.withCode, Style(.warning, .bold))])
        }
        for (index, row) in card.payments.enumerated() {
            let payment = row.payment
            let sign = payment.kind == .refund ? "-" : ""
            let kind = payment.kind == .payment ? "" : " \(payment.kind.rawValue)"
            rows.add(
                index == 0 ? "Payments" : "",
                [
                    ("\(sign)\(payment.amount.grouped)", Style(.strong)),
                    (" \(payment.method.rawValue)\(kind)", Style()),
                    ("  \(moment(payment.takenAt)) \(row.takenBy ?? "website")", Style(.muted)),
                ])
        }
    }

    // MARK: The client

    func addClient(to rows: inout CardRows) {
        rows.section("Client")
        rows.add("Name", [(card.client?.client.name ?? entry.clientName, Style(.strong))])
        let phone = card.client?.client.phone ?? entry.clientPhone
        let email = card.client?.client.email ?? shown.clientEmail
        if phone == nil, email == nil {
            let isHidden = !context.session.allows(.clientsView)
            rows.add("Contact", isHidden ? "known at the desk only" : "none", .muted)
        }
        if let phone { rows.add("Phone", phone) }
        if let email { rows.add("E-mail", email) }
        guard let client = card.client else {
            rows.add("Visits", "no card yet", .muted)
            return
        }
        rows.add("Visits", figures(of: client))
        if let last = client.lastVisit, client.completed > 0 { rows.add("Last", last.shortText) }
        if let next = client.nextVisit { rows.add("Next", next.shortText) }
        if let birthday = client.client.birthday, birthday.month == context.today.month,
            birthday.day == context.today.day
        {
            rows.add("Birthday", "today", .accent)
        }
        if let notes = client.client.notes, !notes.isEmpty { rows.add("Notes", notes) }
    }

    private func figures(of client: CardClient) -> [(String, Style)] {
        guard client.completed + client.noShows + client.cancelled > 0 else {
            return [("the first one", Style(.strong))]
        }
        var pieces = [(SpanText.count(client.completed, "visit"), Style())]
        if client.noShows > 0 { pieces.append((" · \(SpanText.count(client.noShows, "no-show"))", Style(.warning))) }
        if client.cancelled > 0 { pieces.append((" · \(client.cancelled) cancelled", Style(.muted))) }
        return pieces
    }

    // MARK: The rest of the visit

    func addVisit(to rows: inout CardRows) {
        let others = card.appointments.filter { $0.entry.id != entry.id }
        guard !others.isEmpty else { return }
        rows.section("In the same visit")
        for other in others {
            let status = other.entry.status
            rows.add(
                Self.span(other.entry.start, other.entry.end),
                [
                    ("\(status.letter) ", Style(status.ink, .bold)), (other.entry.serviceName, Style(.strong)),
                    ("  \(other.expertName ?? "nobody yet")  \(other.entry.price.grouped)", Style(.muted)),
                ])
        }
    }
}
