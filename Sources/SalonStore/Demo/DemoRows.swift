import Salon

/// The tables that grow with the number of appointments, as `COPY` takes them.
enum DemoTable: String, CaseIterable {
    case appointments
    case bookedAddOns = "appointment_sub_services"
    case payments, reviews, tills, notifications, conversations
    case patchTests = "patch_tests"
    case mail = "email_outbox"
    case audit = "audit_log"

    /// The columns in the order in which `DemoRows` writes them.
    var columns: String {
        switch self {
        case .appointments:
            """
            id, user_id, service_id, expert_id, customer_name, customer_phone, customer_email, appointment_date,
            appointment_time, status, payment_status, payment_method, total_price, notes, expires_at, reminder_sent,
            cancelled_reason, paid_at, cancelled_at, created_at, updated_at, offer_id, branch_id, visit_id,
            service_name, duration, processing_minutes, finishing_minutes, buffer_minutes, discount,
            discount_reason, source, requested_expert, arrived_at, started_at, completed_at, overbooked,
            overbook_reason, created_by, version, series_id
            """
        case .bookedAddOns: "id, appointment_id, sub_service_id, name, price, minutes"
        case .payments: "id, branch_id, appointment_id, kind, method, amount, taken_by, taken_at, till_id, note"
        case .reviews: "id, user_id, service_id, expert_id, appointment_id, rating, comment, created_at"
        case .tills:
            "id, branch_id, opened_at, opened_by, opened_with, closed_at, closed_by, counted, expected, note"
        case .notifications: "id, user_id, title, message, type, is_read, created_at"
        case .conversations:
            """
            id, user_id, appointment_id, transcript, summary, metadata, phone, service, booked_date, booked_time,
            call_type, upsell_status, upsell_suggestion, amount, outcome, direction, duration_seconds,
            call_started_at, created_at
            """
        case .patchTests: "id, user_id, service_id, tested_on, reacted, note, created_by, created_at"
        case .mail:
            """
            id, to_address, to_name, subject, body, kind, user_id, appointment_id, created_at, send_after, sent_at,
            attempts, last_error
            """
        case .audit: "at, actor_id, desk, action, entity, entity_id, before, after"
        }
    }
}

/// Writes bookings and all that hangs on them as rows.
struct DemoRows {
    let plan: DemoPlan
    let people: DemoStaff
    private let branch: UUIDValue
    let today: LocalDate
    private let now: Instant
    private var appointments = CopyRows()
    private var bookedAddOns = CopyRows()
    private var payments = CopyRows()
    private var other: [DemoTable: CopyRows] = [:]
    private var paymentCount = 0
    private var addOnCount = 0
    private var otherCounts: [DemoTable: Int] = [:]
    /// Stars and reviews by expert.
    private(set) var ratings: [(stars: Int, count: Int)]
    /// Clients whom a scene of today gives an alert.
    private(set) var alerted: Set<Int> = []
    /// What the log tells of the last days.
    private(set) var log = DemoLog()
    /// The patch tests that were thought of.
    var tested: Set<DemoTested> = []

    init(_ plan: DemoPlan, people: DemoStaff) {
        self.plan = plan
        self.people = people
        branch = plan.identities.id(.branch, 0)
        today = plan.today
        now = plan.clock.now
        ratings = Array(repeating: (0, 0), count: plan.team.experts.count)
    }

    /// Bytes that wait to be sent.
    var size: Int { appointments.bytes.count + payments.bytes.count }

    /// Hands over the rows that wait, table by table.
    mutating func take() -> [(table: DemoTable, rows: CopyRows)] {
        var taken: [(table: DemoTable, rows: CopyRows)] = [
            (.appointments, appointments), (.bookedAddOns, bookedAddOns), (.payments, payments),
        ]
        appointments.removeAll()
        bookedAddOns.removeAll()
        payments.removeAll()
        for table in DemoTable.allCases {
            if let rows = other[table] { taken.append((table, rows)) }
        }
        other.removeAll(keepingCapacity: true)
        return taken.filter { $0.rows.count > 0 }
    }

    /// Writes a day.
    mutating func write(_ bookings: [DemoBooking], of day: LocalDate) {
        guard !bookings.isEmpty else { return }
        let till = day <= today ? plan.identities.id(.till, day.dayNumber) : nil
        var cash = 0
        for booking in bookings {
            write(booking)
            for payment in booking.payments { cash += write(payment, of: booking, till: till) }
            write(extras: booking)
            write(patchTestOf: booking)
        }
        if let till { write(till: till, of: day, cash: cash) }
    }

    private mutating func write(_ booking: DemoBooking) {
        let line = booking.line
        let service = plan.catalogue.services[line.service]
        let client = booking.client
        if line.scene == .inService { alerted.insert(client.index) }
        let changed = booking.completedAt ?? booking.cancelledAt ?? booking.arrivedAt ?? booking.createdAt
        appointments.row(columns: 41)
        appointments.uuid(booking.id)
        appointments.uuid(client.id)
        appointments.uuid(service.id)
        appointments.uuid(line.expert.map { plan.team.experts[$0].id })
        appointments.text(client.name)
        appointments.text(client.phone)
        appointments.text(client.email ?? "")
        appointments.date(booking.day)
        appointments.time(LocalTime(minutes: line.start))
        appointments.text(booking.status.rawValue)
        appointments.text(booking.paymentStatus.rawValue)
        appointments.text(booking.method?.rawValue)
        appointments.hundredths(booking.total)
        appointments.text(booking.notes)
        appointments.instant(booking.expiresAt)
        appointments.bool(booking.day <= today + 1 && booking.status != .reserved)
        appointments.text(booking.cancelledReason)
        appointments.instant(booking.paidAt)
        appointments.instant(booking.cancelledAt)
        appointments.instant(booking.createdAt)
        appointments.instant(changed)
        appointments.uuid(booking.offer.map { plan.offers[$0].id })
        appointments.uuid(branch)
        appointments.uuid(booking.visitID)
        appointments.text(service.name)
        appointments.int4(line.handsOn)
        appointments.int4(line.processing)
        appointments.int4(line.finishing)
        appointments.int4(line.buffer)
        appointments.hundredths(booking.discount)
        appointments.text(booking.offer.map { plan.offers[$0].title })
        appointments.text(booking.source.rawValue)
        appointments.bool(booking.requested)
        appointments.instant(booking.arrivedAt)
        appointments.instant(booking.startedAt)
        appointments.instant(booking.completedAt)
        appointments.bool(false)
        appointments.null()
        appointments.uuid(booking.createdBy)
        appointments.int4(booking.status == .confirmed || booking.status == .reserved ? 1 : 3)
        appointments.uuid(booking.series)
        for position in line.addOns {
            let addOn = service.addOns[position]
            addOnCount += 1
            bookedAddOns.row(columns: 6)
            bookedAddOns.uuid(plan.identities.id(.bookedAddOn, addOnCount))
            bookedAddOns.uuid(booking.id)
            bookedAddOns.uuid(addOn.id)
            bookedAddOns.text(addOn.name)
            bookedAddOns.hundredths(addOn.price)
            bookedAddOns.int4(addOn.minutes)
        }
    }

    /// - Returns: What the till of the day gained or lost, in hundredths.
    private mutating func write(_ payment: DemoPayment, of booking: DemoBooking, till: UUIDValue?) -> Int {
        paymentCount += 1
        let inTill = payment.method == .cash ? till : nil
        payments.row(columns: 10)
        payments.uuid(plan.identities.id(.payment, paymentCount))
        payments.uuid(branch)
        payments.uuid(booking.id)
        payments.text(payment.kind.rawValue)
        payments.text(payment.method.rawValue)
        payments.hundredths(payment.amount)
        payments.uuid(payment.takenBy)
        payments.instant(payment.takenAt)
        payments.uuid(inTill)
        payments.null()
        guard inTill != nil else { return 0 }
        return payment.kind == .refund ? -payment.amount : payment.amount
    }

    private mutating func write(till: UUIDValue, of day: LocalDate, cash: Int) {
        let opened = min(plan.clock.instant(day, 8 * 60 + 45), now.adding(minutes: -30))
        let person = people.desk[day.dayNumber % people.desk.count]
        let isOpen = day == today
        // One day in nine the count is off by a coin or a note.
        let expected = 15_000 + cash
        let branch = branch
        let off = day.dayNumber % 9 == 0 ? [-500, 200, -1_000][day.dayNumber / 9 % 3] : 0
        append(.tills) { rows, plan, _ in
            rows.row(columns: 10)
            rows.uuid(till)
            rows.uuid(branch)
            rows.instant(opened)
            rows.uuid(person)
            rows.hundredths(15_000)
            rows.instant(isOpen ? nil : plan.clock.instant(day, 21 * 60 + 20))
            rows.uuid(isOpen ? nil : person)
            rows.hundredths(isOpen ? nil : max(0, expected + off))
            rows.hundredths(isOpen ? nil : expected)
            rows.text(off == 0 || isOpen ? nil : off < 0 ? "Counted twice, short" : "A tip in the wrong drawer")
        }
    }

    /// Writes into one of the smaller tables; the closure gets the plan and the running number of its row.
    mutating func append(_ table: DemoTable, _ body: (inout CopyRows, DemoPlan, Int) -> Void) {
        let number = otherCounts[table, default: 0]
        otherCounts[table] = number + 1
        body(&other[table, default: CopyRows()], plan, number)
    }
}

extension DemoRows {
    /// Reviews, messages, calls, a line of the log: what a booking leaves behind beside itself.
    private mutating func write(extras booking: DemoBooking) {
        let hoursAgo = booking.createdAt.seconds(until: now) / 3_600
        if let stars = booking.stars { write(stars: stars, of: booking) }
        if booking.source == .voice, hoursAgo < 24 * 120 { write(callOf: booking) }
        if hoursAgo < 24 * 14, let address = booking.client.email {
            write(mailOf: booking, to: address)
            write(noticeOf: booking, isRead: hoursAgo > 60)
        }
        log.note(booking, now: now)
    }

    private mutating func write(stars: Int, of booking: DemoBooking) {
        guard let expert = booking.line.expert, let completed = booking.completedAt else { return }
        ratings[expert] = (ratings[expert].stars + stars, ratings[expert].count + 1)
        let texts = DemoTeamData.reviews[5 - stars]
        append(.reviews) { rows, plan, number in
            rows.row(columns: 8)
            rows.uuid(plan.identities.id(.review, number))
            rows.uuid(booking.client.id)
            rows.uuid(plan.catalogue.services[booking.line.service].id)
            rows.uuid(plan.team.experts[expert].id)
            rows.uuid(booking.id)
            rows.int4(stars)
            rows.text(texts[number % texts.count])
            rows.instant(min(completed.adding(minutes: 60 + number % 40 * 90), plan.clock.now))
        }
    }

    private mutating func write(mailOf booking: DemoBooking, to address: String) {
        let service = plan.catalogue.services[booking.line.service].name
        let age = booking.createdAt.seconds(until: now)
        append(.mail) { rows, plan, number in
            let failed = number % 97 == 96
            let sent = failed || age < 300 ? nil : booking.createdAt.adding(seconds: 40)
            rows.row(columns: 13)
            rows.uuid(plan.identities.id(.mail, number))
            rows.text(address)
            rows.text(booking.client.name)
            rows.text("Your appointment on \(booking.day.longText)")
            rows.text(
                "We expect you at \(LocalTime(minutes: booking.line.start)) for \(service).\n\n\(DemoSalon.name)")
            rows.text("confirmation")
            rows.uuid(booking.client.id)
            rows.uuid(booking.id)
            rows.instant(booking.createdAt)
            rows.instant(booking.createdAt)
            rows.instant(sent)
            rows.int4(failed ? 3 : sent == nil ? 0 : 1)
            rows.text(failed ? "550 5.1.1 mailbox unavailable" : nil)
        }
    }

    private mutating func write(noticeOf booking: DemoBooking, isRead: Bool) {
        let service = plan.catalogue.services[booking.line.service].name
        let isCancelled = booking.status == .cancelled
        append(.notifications) { rows, plan, number in
            rows.row(columns: 7)
            rows.uuid(plan.identities.id(.notification, number))
            rows.uuid(booking.client.id)
            rows.text(isCancelled ? "Appointment cancelled" : "Appointment booked")
            rows.text("\(service), \(booking.day.longText), \(LocalTime(minutes: booking.line.start))")
            rows.text("appointment")
            rows.bool(isRead)
            rows.instant(booking.cancelledAt ?? booking.createdAt)
        }
    }

    private mutating func write(callOf booking: DemoBooking) {
        let service = plan.catalogue.services[booking.line.service].name
        let time = LocalTime(minutes: booking.line.start)
        append(.conversations) { rows, plan, number in
            let accepted = !booking.line.addOns.isEmpty
            rows.row(columns: 19)
            rows.uuid(plan.identities.id(.conversation, number))
            rows.uuid(booking.client.id)
            rows.uuid(booking.id)
            rows.json(
                """
                [{"speaker": "agent", "text": "Maison Lumière, good day. What may I book for you?"}, \
                {"speaker": "caller", "text": "\(service), please, on \(booking.day.longText)."}, \
                {"speaker": "agent", "text": "I have \(time). Shall I book it?"}, \
                {"speaker": "caller", "text": "Yes, thank you."}]
                """)
            rows.text("Booked \(service) for \(booking.day.longText) at \(time).")
            rows.json(#"{"outcome": "booked: \#(service)", "language": "fr"}"#)
            rows.text(booking.client.phone)
            rows.text(service)
            rows.date(booking.day)
            rows.time(time)
            rows.text("book")
            rows.text(accepted ? "accepted" : number % 3 == 0 ? "declined" : "not_offered")
            rows.text(accepted || number % 3 == 0 ? "Deep mask" : nil)
            rows.hundredths(booking.total)
            rows.text("booked")
            rows.text("inbound")
            rows.int4(70 + number % 120)
            rows.instant(booking.createdAt.adding(minutes: -2))
            rows.instant(booking.createdAt)
        }
    }
}
