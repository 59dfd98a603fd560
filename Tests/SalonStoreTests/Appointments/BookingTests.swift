import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("Booking")
struct BookingTests {
    private let monday = SmallSalon.monday

    @Test("a hold copies names, price and times, and runs out by the branch's minutes")
    func hold() throws {
        let salon = try SmallSalon()
        let query = AvailabilityQuery(
            [VisitPart(SmallSalon.cut, addOns: [SmallSalon.mask], expert: SmallSalon.aiko)], today: monday)
        let facts = try salon.facts()
        let request = try salon.request(query, at: monday.at(10), on: facts)
        let booked = try salon.appointments.book(request, for: query, on: facts)
        let entry = try #require(booked.entries.first)
        #expect(booked.visitID == request.visitID && entry.visitID == request.visitID)
        #expect(entry.id == request.lines[0].appointmentID)
        #expect(entry.clientName == "Maria Lopez" && entry.alert == "nut allergy")
        #expect(entry.serviceName == "Cut" && entry.addOns == "Mask")
        #expect(entry.phases == ServicePhases(handsOn: 75))
        #expect(entry.price == Money(minor: 7750, .euro) && entry.paid.isZero)
        #expect(entry.status == .reserved && entry.paymentStatus == .unpaid && entry.isExpertRequested)
        #expect(entry.expiresAt == SmallSalon.now.adding(minutes: 240))
        let card = try salon.appointments.card(entry.id)
        #expect(
            card.appointment.addOns == [
                BookedAddOn(addOnID: SmallSalon.maskID, name: "Mask", price: Money(minor: 1250, .euro), minutes: 15)
            ])
        #expect(card.appointment.bookedBy == "desk" && card.due == entry.price)

        try salon.database.run("update public.services set price = 80, name = 'Haircut', duration = 90")
        #expect(try salon.appointments.card(entry.id).appointment.entry == entry)
    }

    @Test("paid at once, it is confirmed, with a payment for each service")
    func payNow() throws {
        let salon = try SmallSalon()
        let booked = try salon.book(
            [SmallSalon.cut, SmallSalon.colour], with: nil, at: 10, settlement: .payNow(.card))
        #expect(booked.entries.map(\.status) == [.confirmed, .confirmed])
        #expect(booked.entries.allSatisfy { $0.paymentStatus == .paid && $0.due.isZero && $0.expiresAt == nil })
        let card = try salon.appointments.card(booked.entries[1].id)
        #expect(card.payments.map(\.payment.amount.minor).sorted() == [6500, 9000])
        #expect(card.payments.allSatisfy { $0.payment.method == .card && $0.takenBy == "desk" })
        #expect(card.due.isZero && card.paid == Money(minor: 15500, .euro))
    }

    @Test("a new client gets a card; an address that somebody has is refused, and nothing is booked")
    func newClient() throws {
        let salon = try SmallSalon()
        let new = Client(id: .random(), name: "  Zoe Park ", email: "zoe@example.com", phone: "+33 6 99 88 77 66")
        let booked = try salon.book(at: 10, client: .new(new))
        #expect(booked.clientID == new.id && booked.entries[0].clientName == "Zoe Park")
        let twin = Client(id: .random(), name: "Zoé Parc", email: "Zoe@Example.com")
        let error = #expect(throws: SalonError.self) { try salon.book(at: 14, client: .new(twin)) }
        guard case .invalid("email", _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try salon.appointments.day(monday).entries.count == 1)
        #expect(try salon.value("select count(*) from public.users where id = '\(twin.id)'", as: Int.self) == 0)
    }

    @Test("a visit of several services is booked whole or not at all")
    func allOrNothing() throws {
        let salon = try SmallSalon()
        let query = AvailabilityQuery(
            [
                VisitPart(SmallSalon.cut, expert: SmallSalon.aiko),
                VisitPart(SmallSalon.colour, expert: SmallSalon.ben),
            ], today: monday)
        let facts = try salon.facts()
        let request = try salon.request(query, at: monday.at(10), on: facts)
        try salon.book(with: SmallSalon.ben, at: 11)
        let error = #expect(throws: SalonError.self) {
            try salon.appointments.book(request, for: query, on: facts)
        }
        guard case .conflict(_, let nearest) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!nearest.isEmpty)
        #expect(try salon.appointments.lookup(request.visitID) == false)
        #expect(try salon.appointments.day(monday).entries.count == 1)
    }

    @Test("sixteen desks want one start: one has it, fifteen hear what is free instead")
    func race() throws {
        let salon = try SmallSalon(poolSize: 16)
        let query = SmallSalon.query(with: SmallSalon.aiko)
        let facts = try salon.facts()
        for hour in [10, 12, 15] {
            let start = monday.at(hour)
            let requests = try (0..<16).map { _ in try salon.request(query, at: start, on: facts) }
            let outcomes = together(16) { index in
                outcome { () throws(SalonError) in
                    try salon.appointments.book(requests[index], for: query, on: facts)
                }
            }
            var winners = 0
            for result in outcomes {
                switch result {
                case .success: winners += 1
                case .failure(.conflict(let sentence, let nearest)):
                    #expect(sentence.contains("Aiko Tanaka"))
                    #expect(nearest.count == 5 && !nearest.contains(start))
                case .failure(let error): Issue.record("\(error)")
                }
            }
            #expect(winners == 1)
        }
        #expect(try salon.appointments.day(monday).entries.count == 3)
    }

    @Test("visits that want the same two experts the other way round never wait for each other's end")
    func crossedRace() throws {
        let salon = try SmallSalon(poolSize: 16)
        let facts = try salon.facts()
        let queries = [
            AvailabilityQuery(
                [
                    VisitPart(SmallSalon.cut, expert: SmallSalon.aiko),
                    VisitPart(SmallSalon.cut, expert: SmallSalon.chloe),
                ], today: monday),
            AvailabilityQuery(
                [
                    VisitPart(SmallSalon.cut, expert: SmallSalon.chloe),
                    VisitPart(SmallSalon.cut, expert: SmallSalon.aiko),
                ], today: monday),
        ]
        for hour in [9, 11, 13, 15] {
            // The first of one overlaps the second of the other by half an hour.
            let requests = try (0..<16).map { index in
                try salon.request(queries[index % 2], at: monday.at(hour, index % 2 * 30), on: facts)
            }
            let outcomes = together(16) { index in
                outcome { () throws(SalonError) in
                    try salon.appointments.book(requests[index], for: queries[index % 2], on: facts)
                }
            }
            #expect(outcomes.filter { if case .success = $0 { true } else { false } }.count == 1)
            for case .failure(let error) in outcomes { #expect(error.code == "conflict") }
        }
        #expect(
            try salon.value("select deadlocks::int8 from pg_stat_database where datname = current_database()") == 0)
    }

    @Test("a hold that has run out never blocks, and goes to exactly one of sixteen")
    func holdTakeOver() throws {
        let salon = try SmallSalon()
        let held = try salon.book(with: SmallSalon.ben, at: 10).entries[0]
        let later = SmallSalon.now.adding(minutes: 241)
        let tuesday = monday + 1
        let query = SmallSalon.query(with: SmallSalon.aiko)
        let heldTomorrow = try {
            let facts = try salon.facts(tuesday)
            let request = try salon.request(query, at: tuesday.at(10), on: facts)
            return try salon.appointments.book(request, for: query, on: facts).entries[0]
        }()
        let store = Store(
            settings: salon.database.deskSettings, poolSize: 16, clock: .frozen(later))
        let desk = try store.resume(token: salon.desk.token)
        let facts = try desk.appointments.bookingFacts(FactsQuery(dates: tuesday..<tuesday + 1))
        let plan = try Availability(facts.input, for: query).accept(tuesday.at(10))
        let outcomes = together(16) { _ in
            let request = BookingRequest(plan, of: query, client: .known(SmallSalon.sam), settlement: .hold)
            return outcome { () throws(SalonError) in try desk.appointments.book(request, for: query, on: facts) }
        }
        #expect(outcomes.filter { if case .success = $0 { true } else { false } }.count == 1)
        #expect(
            outcomes.allSatisfy { result in
                if case .failure(let error) = result { error.code == "conflict" } else { true }
            })
        let entries = try desk.appointments.day(tuesday).entries
        #expect(entries.first { $0.id == heldTomorrow.id }?.status == .expired)
        #expect(entries.filter { $0.status == .reserved }.map(\.clientName) == ["Sam Hill"])
        // The minute tick does the same for holds that nobody wants.
        #expect(try desk.appointments.expireHolds().count == 1)
        #expect(try desk.appointments.card(held.id).appointment.entry.status == .expired)
    }

    @Test("the past, a break, a day off, a service nobody does there are refused with their rule")
    func refusals() throws {
        let salon = try SmallSalon()
        let facts = try salon.facts()
        let query = SmallSalon.query(with: SmallSalon.ben)
        let good = try salon.request(query, at: monday.at(10), on: facts)
        func refusal(_ start: LocalDateTime) -> SalonError? {
            var request = good
            request.lines[0].start = start
            return #expect(throws: SalonError.self) { try salon.appointments.book(request, for: query, on: facts) }
        }
        let before = salon.store.roundTrips
        #expect(refusal(monday.at(7))?.message.contains("past") == true)
        #expect(refusal(monday.at(13))?.message.contains("break") == true)
        #expect(refusal(monday.at(17, 30))?.message.contains("shift ends") == true)
        #expect(refusal(monday.at(10, 7))?.message.contains("not a start") == true)
        #expect(refusal((monday + 1).at(10))?.code == "invalid")
        // All of that is known without asking.
        #expect(salon.store.roundTrips == before)
        #expect(try salon.appointments.day(monday).entries.isEmpty)
    }

    @Test("a price changed by hand needs its permission")
    func discount() throws {
        let salon = try SmallSalon()
        let facts = try salon.facts()
        let query = SmallSalon.query(with: SmallSalon.aiko)
        var request = try salon.request(query, at: monday.at(10), on: facts)
        request.lines[0].price = SmallSalon.euros(1)
        #expect(throws: SalonError.forbidden(.paymentsDiscount)) {
            try salon.appointments.book(request, for: query, on: facts)
        }
        let booked = try salon.desk(of: "admin").appointments.book(request, for: query, on: facts)
        #expect(booked.entries[0].price == SmallSalon.euros(1))
    }

    @Test("a roster changed since the offer refuses the booking and says why")
    func rosterChanged() throws {
        let salon = try SmallSalon()
        let facts = try salon.facts()
        let query = SmallSalon.query(with: SmallSalon.aiko)
        let request = try salon.request(query, at: monday.at(10), on: facts)
        try salon.database.run(
            """
            insert into public.time_off (expert_id, during, kind)
            values ('\(SmallSalon.aiko)', '[2026-11-23 09:00,2026-11-23 12:00)', 'sick')
            """)
        let error = #expect(throws: SalonError.self) { try salon.appointments.book(request, for: query, on: facts) }
        guard case .conflict(let sentence, let nearest) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(sentence.contains("Aiko Tanaka is off sick until 12:00"))
        #expect(nearest.first == monday.at(12))
    }

    @Test("a booking repeated after a lost answer is made once")
    func repeated() throws {
        let salon = try SmallSalon()
        let facts = try salon.facts()
        let query = SmallSalon.query(with: SmallSalon.aiko)
        let client = Client(id: .random(), name: "Zoe Park", email: "zoe@example.com")
        let request = try salon.request(
            query, at: monday.at(10), on: facts, client: .new(client), settlement: .payNow(.cash))
        #expect(try salon.appointments.lookup(request.visitID) == false)
        let first = try salon.appointments.book(request, for: query, on: facts)
        #expect(try salon.appointments.lookup(request.visitID))
        let second = try salon.appointments.book(request, for: query, on: facts)
        #expect(first == second)
        #expect(try salon.value("select count(*) from public.payments", as: Int.self) == 1)
    }

    @Test("overbooking needs its permission and a reason, and is marked")
    func overbook() throws {
        let salon = try SmallSalon()
        try salon.book(at: 10)
        var query = SmallSalon.query(with: SmallSalon.aiko)
        query.overbooks = true
        let facts = try salon.facts()
        let request = try salon.request(
            query, at: monday.at(10, 30), on: facts, overbookReason: "Bride, agreed with Aiko")
        var blank = request
        blank.overbookReason = nil
        #expect(throws: SalonError.self) { try salon.appointments.book(blank, for: query, on: facts) }
        let booked = try salon.appointments.book(request, for: query, on: facts)
        #expect(booked.entries[0].isOverbooked)
        #expect(throws: SalonError.self) {
            try salon.desk(of: "expert").appointments.book(request, for: query, on: facts)
        }
    }

    @Test("a short service fits in the processing gap of a colour; one that touches the hands does not")
    func gap() throws {
        let salon = try SmallSalon()
        let fringe = Service(
            id: .random(), categoryID: SmallSalon.id("ca"), name: "Fringe", price: SmallSalon.euros(15),
            phases: ServicePhases(handsOn: 30))
        try salon.database.run(
            """
            insert into public.services (id, name, price, duration) values ('\(fringe.id)', 'Fringe', 15, 30);
            insert into public.expert_services (expert_id, service_id) values ('\(SmallSalon.aiko)', '\(fringe.id)')
            """)
        try salon.book([SmallSalon.colour], at: 10)
        #expect(throws: SalonError.self) { try salon.book([fringe], at: 10, 15, client: .known(SmallSalon.sam)) }
        let fitted = try salon.book([fringe], at: 10, 30, client: .known(SmallSalon.sam))
        #expect(fitted.entries[0].start == monday.at(10, 30))
        // Ten minutes late, as the website might write it, it would touch the finishing.
        let error = #expect(throws: PostgresError.self) {
            try salon.database.run(
                """
                update public.appointments set appointment_time = '10:40' where id = '\(fitted.entries[0].id)'
                """)
        }
        #expect(error?.sqlState == .exclusionViolation)
    }

    @Test("the website's bookings are guarded, shown, and wait for an expert")
    func website() throws {
        let salon = try SmallSalon()
        // Firm, because the website's bookings let holds go by the server's own clock.
        try salon.book(at: 10, settlement: .payNow(.card))
        let website = try salon.database.addLogin("website_booking", in: "salon_website")
        func insert(_ time: String, expert: String) throws {
            try Connection.connect(website).execute(
                Statement(
                    unprepared: """
                        insert into public.appointments (user_id, service_id, expert_id, customer_name, customer_phone,
                            customer_email, appointment_date, appointment_time, status, payment_status, total_price)
                        values ('\(SmallSalon.sam)', '\(SmallSalon.cutID)', \(expert), 'Sam Hill', '0611223355',
                            'sam@example.com', '2026-11-23', '\(time)', 'confirmed', 'unpaid', 65)
                        """))
        }
        let error = #expect(throws: PostgresError.self) { try insert("10:30", expert: "'\(SmallSalon.aiko)'") }
        #expect(error?.sqlState == .exclusionViolation)
        try insert("10:30", expert: "null")
        let day = try salon.appointments.day(monday)
        #expect(day.hasUnassigned && day.counts.unassigned == 1)
        let waiting = try #require(day.entries(of: nil).first)
        #expect(waiting.phases.handsOn == 60 && waiting.source == .online)
        let taken = #expect(throws: SalonError.self) {
            try salon.appointments.move(waiting, to: waiting.start, expert: SmallSalon.aiko, on: day.facts)
        }
        #expect(taken?.code == "conflict")
        let given = try salon.appointments.move(waiting, to: waiting.start, expert: SmallSalon.chloe, on: day.facts)
        #expect(given.entry.expertID == SmallSalon.chloe && given.previousExpertID == nil)
        #expect(try salon.appointments.day(monday).counts.unassigned == 0)
    }
}
