import Postgres
import RandomSalons
import Salon
import Testing

@testable import SalonStore

/// Random salons, stored: what is offered books, and nothing else does.
@Suite("Offered is accepted") struct OfferedTests {
    @Test("what is offered books; what is not is refused for the same reason, on old facts by the database")
    func offered() throws {
        let stage = try Stage()
        var count = Count()
        for seed in UInt64(90_000)..<90_024 {
            let salon = try RandomSalon(seed: seed, parts: 1...2)
            // A salon that books for today alone can't be set up.
            guard salon.branch.horizonDays != 0 else { continue }
            let desk = try stage.play(salon)
            var query = salon.query
            query.ignoring = []
            let dates = FactsQuery(dates: salon.input.dates)
            let before = try desk.appointments.bookingFacts(dates)
            let booked = try stage.book(salon.bookings)
            let now = try desk.appointments.bookingFacts(dates)
            // What is stored is what was made up.
            var input = salon.input
            for index in input.experts.indices {
                let expert = input.experts[index].id
                input.experts[index].busy = booked.filter { $0.expert == expert }.flatMap(\.busy)
            }
            let offers = Availability(now.input, for: query).offers()
            #expect(offers.map(\.start) == Availability(input, for: query).offers().map(\.start), "seed \(seed)")

            let trial = Trial(desk: desk, query: query, now: now, stage: stage)
            for offer in offers { try trial.accepts(offer.plans[0], on: now, &count) }
            // A desk that has not heard of the bookings.
            for offer in Availability(before.input, for: query).offers() {
                try trial.tries(offer.plans[0], on: before, &count)
            }
            // Any other minute, to somebody who types it.
            if let any = Availability(before.input, for: query).offers().first {
                try trial.refusesOthers(than: offers.map(\.start), any.plans[0], &count)
            }
        }
        #expect(count.booked > 800 && count.refusedByDatabase > 20 && count.refused > 800, "\(count)")
    }

    struct Count {
        var booked = 0
        var refusedByDatabase = 0
        var refused = 0
    }

    /// The bookings of somebody who asks for a query, each taken back again.
    struct Trial {
        let desk: Desk
        let query: AvailabilityQuery
        /// What is true by now.
        let now: AvailabilityFacts
        let stage: Stage

        func accepts(_ plan: VisitPlan, on facts: AvailabilityFacts, _ count: inout Count) throws {
            let request = BookingRequest(plan, of: query, client: .known(SmallSalon.maria), settlement: .hold)
            let visit = try desk.appointments.book(request, for: query, on: facts)
            let parts = zip(visit.entries, plan.parts)
            #expect(visit.entries.count == plan.parts.count)
            #expect(parts.allSatisfy { $0.start == $1.start && $0.expertID == $1.expert && $0.phases == $1.phases })
            try stage.remove(visit.visitID)
            count.booked += 1
        }

        /// Books on facts that are not true any more: with what is still free it works, and with the rest it does not.
        func tries(_ plan: VisitPlan, on facts: AvailabilityFacts, _ count: inout Count) throws {
            let pinned = Availability(now.input, for: query.pinned(to: plan))
            guard case .refused(let reasons) = pinned.verdict(at: plan.start) else {
                return try accepts(plan, on: facts, &count)
            }
            let request = BookingRequest(plan, of: query, client: .known(SmallSalon.maria), settlement: .hold)
            let trips = desk.store.roundTrips
            try refuses(request, on: facts, pinned, because: reasons)
            // The booking's own, in which the database refused it, and the look for it.
            #expect(desk.store.roundTrips == trips + 2)
            count.refusedByDatabase += 1
        }

        /// Two hours, minute by minute, with the experts of a plan.
        func refusesOthers(than offered: [LocalDateTime], _ plan: VisitPlan, _ count: inout Count) throws {
            let pinned = Availability(now.input, for: query.pinned(to: plan))
            for start in (-60..<60).map({ plan.start + $0 }) where !offered.contains(start) {
                guard now.input.dates.contains(start.date), case .refused(let reasons) = pinned.verdict(at: start)
                else { continue }
                var request = BookingRequest(plan, of: query, client: .known(SmallSalon.maria), settlement: .hold)
                for index in request.lines.indices {
                    request.lines[index].start = request.lines[index].start + (start - plan.start)
                }
                try refuses(request, on: now, pinned, because: reasons)
                count.refused += 1
            }
        }

        private func refuses(
            _ request: BookingRequest, on facts: AvailabilityFacts, _ pinned: Availability, because reasons: [Refusal]
        ) throws {
            let start = request.lines[0].start
            var expected: String?
            do { _ = try pinned.accept(start) } catch { expected = error.message }
            let error = #expect(throws: SalonError.self) {
                try desk.appointments.book(request, for: query, on: facts)
            }
            #expect(error?.message == expected, "\(start), \(reasons.map(\.rule))")
            #expect(try !desk.appointments.lookup(request.visitID))
        }
    }

    /// A database in which one random salon after the other is played.
    struct Stage {
        private let home: SmallSalon
        private let admin: Connection

        init() throws {
            home = try SmallSalon()
            admin = try Connection.connect(home.database.adminSettings)
        }

        /// Stores a salon without its bookings; the answer is a desk of it at its moment.
        func play(_ salon: RandomSalon) throws -> Desk {
            try admin.script("truncate public.appointments, public.experts, public.services, public.closures cascade")
            let branch = salon.branch
            try admin.query("delete from salon.clock")
            try admin.query("insert into salon.clock (moment) values ($1)", salon.instant)
            try admin.query(
                "update public.branches set time_zone = $1, slot_minutes = $2, notice_minutes = $3, horizon_days = $4",
                branch.timeZone, branch.slotMinutes, branch.noticeMinutes, branch.horizonDays)
            for service in salon.services {
                try admin.query(
                    """
                    insert into public.services (id, category_id, name, price, duration, processing_minutes,
                                                 finishing_minutes, buffer_minutes, is_active)
                    values ($1, $2, $3, $4::text::numeric, $5, $6, $7, $8, $9)
                    """,
                    service.id, SmallSalon.cut.categoryID, service.name, service.price, service.phases.handsOn,
                    service.phases.processing, service.phases.finishing, service.phases.buffer, service.isActive)
            }
            for expert in salon.input.experts { try add(expert) }
            for closure in salon.input.closures where closure.during.minutes > 0 {
                try admin.query(
                    "insert into public.closures (branch_id, starts, ends, reason) select id, $1, $2, $3 from public.branches",
                    closure.during.start, closure.during.end, closure.reason)
            }
            return try Store(settings: home.database.deskSettings, clock: .frozen(salon.instant))
                .resume(token: home.desk.token)
        }

        private func add(_ expert: ExpertRoster) throws {
            try admin.query(
                """
                insert into public.experts (id, name, branch_id, is_active) select $1, $2, id, $3 from public.branches
                """, expert.id, expert.name, expert.isActive)
            for shift in expert.shifts {
                try admin.query(
                    """
                    insert into public.shifts (id, expert_id, weekday, starts, ends, valid_from, valid_to, week, every_weeks)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    """, shift.id, expert.id, shift.weekday, shift.starts, shift.ends, shift.validFrom, shift.validTo,
                    Int16(shift.week), Int16(shift.everyWeeks))
            }
            for exception in expert.exceptions {
                try admin.query(
                    "insert into public.shift_exceptions (expert_id, date, starts, ends) values ($1, $2, $3, $4)",
                    expert.id, exception.date, exception.hours?.starts, exception.hours?.ends)
            }
            for timeOff in expert.timeOff where timeOff.during.minutes > 0 {
                try admin.query(
                    """
                    insert into public.time_off (expert_id, during, kind)
                    values ($1, tsrange($2::timestamp, $3::timestamp), $4)
                    """, expert.id, timeOff.during.start, timeOff.during.end, timeOff.kind)
            }
            for service in expert.services.values {
                try admin.query(
                    "insert into public.expert_services (expert_id, service_id, duration) values ($1, $2, $3)",
                    expert.id, service.serviceID, service.duration)
            }
        }

        /// Stores what does not overlap; the answer is what was stored.
        func book(_ bookings: [RandomSalon.Booking]) throws -> [RandomSalon.Booking] {
            try bookings.filter { booking in
                guard booking.phases.handsOn > 0 else { return false }
                let stored = try admin.query(
                    """
                    insert into public.appointments (id, branch_id, visit_id, customer_name, service_name, expert_id,
                        appointment_date, appointment_time, duration, processing_minutes, finishing_minutes,
                        buffer_minutes, status, total_price)
                    select $1, id, $1, 'Sam Hill', 'Cut', $2, $3, $4, $5, $6, $7, $8, 'confirmed', 10
                      from public.branches
                    on conflict do nothing returning id
                    """, booking.id, booking.expert, booking.start.date, booking.start.time, booking.phases.handsOn,
                    booking.phases.processing, booking.phases.finishing, booking.phases.buffer)
                return stored.count > 0
            }
        }

        /// Takes a visit back, as if it had never been.
        func remove(_ visit: VisitID) throws {
            try admin.query("delete from public.appointments where visit_id = $1", visit)
        }
    }
}
