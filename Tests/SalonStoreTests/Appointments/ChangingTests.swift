import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("Moving, status and money")
struct ChangingTests {
    private let monday = SmallSalon.monday

    @Test("a move frees the old time and takes the new one; the rest of the visit stays")
    func move() throws {
        let salon = try SmallSalon()
        let visit = try salon.book([SmallSalon.cut, SmallSalon.colour], at: 10).entries
        let day = try salon.appointments.day(monday)
        let moved = try salon.appointments.move(
            visit[0], to: monday.at(15), expert: SmallSalon.ben, on: day.facts)
        #expect(moved.entry.start == monday.at(15) && moved.entry.expertID == SmallSalon.ben)
        #expect(moved.previousStart == monday.at(10) && moved.previousExpertID == SmallSalon.aiko)
        #expect(moved.entry.version > visit[0].version && !moved.entry.isExpertRequested)
        let now = try salon.appointments.day(monday)
        #expect(now.entries.first { $0.id == visit[1].id } == visit[1])
        try salon.book(at: 10, client: .known(SmallSalon.sam))
    }

    @Test("an appointment is not in its own way")
    func moveByAQuarter() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        let moved = try salon.appointments.move(entry, to: monday.at(10, 15), on: salon.facts())
        #expect(moved.entry.start == monday.at(10, 15))
    }

    @Test("a time that was taken since keeps the appointment where it was")
    func moveConflict() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        let facts = try salon.facts()
        try salon.book(at: 12, client: .known(SmallSalon.sam))
        let error = #expect(throws: SalonError.self) {
            try salon.appointments.move(entry, to: monday.at(12, 30), on: facts)
        }
        guard case .conflict(let sentence, let nearest) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(sentence.contains("Aiko Tanaka has another appointment"))
        #expect(nearest.first == monday.at(13))
        #expect(try salon.appointments.card(entry.id).appointment.entry == entry)
    }

    @Test("a changed appointment is stale, and says what changed and by whom")
    func stale() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        let facts = try salon.facts()
        let other = try salon.desk(of: "other")
        _ = try other.appointments.move(entry, to: monday.at(14), on: facts)
        let changes: [() throws -> Void] = [
            { _ = try salon.appointments.move(entry, to: monday.at(16), on: facts) },
            { _ = try salon.appointments.setStatus(entry, to: .arrived) },
            { _ = try salon.appointments.pay(entry, PaymentRequest(method: .cash)) },
        ]
        for change in changes {
            let error = #expect(throws: SalonError.self) { try change() }
            #expect(error?.code == "stale" && error?.message.hasPrefix("other changed this appointment") == true)
        }
        #expect(try salon.appointments.card(entry.id).appointment.entry.start == monday.at(14))
        #expect(try salon.value("select count(*) from public.payments", as: Int.self) == 0)
    }

    @Test("sixteen appointments are moved to one start: one arrives, nobody waits for a deadlock")
    func moveRace() throws {
        let salon = try SmallSalon(poolSize: 16)
        let dates = (0..<16).map { monday + 1 + $0 }.filter { $0.weekday != .sunday }
        let query = SmallSalon.query(with: SmallSalon.aiko)
        let entries = try dates.map { date in
            let facts = try salon.facts(date)
            let request = try salon.request(query, at: date.at(10), on: facts)
            return try salon.appointments.book(request, for: query, on: facts).entries[0]
        }
        let facts = try salon.facts()
        let outcomes = together(entries.count) { index in
            outcome { () throws(SalonError) in
                try salon.appointments.move(entries[index], to: monday.at(10), on: facts)
            }
        }
        #expect(outcomes.filter { if case .success = $0 { true } else { false } }.count == 1)
        for case .failure(let error) in outcomes {
            guard case .conflict(_, let nearest) = error else {
                Issue.record("\(error)")
                continue
            }
            #expect(!nearest.isEmpty)
        }
    }

    @Test("only live appointments move, and never into the past")
    func moveRefused() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        let facts = try salon.facts()
        #expect(throws: SalonError.self) { try salon.appointments.move(entry, to: monday.at(7), on: facts) }
        let cancelled = try salon.appointments.setStatus(entry, to: .cancelled, reason: "ill")
        #expect(throws: SalonError.self) { try salon.appointments.move(cancelled, to: monday.at(12), on: facts) }
    }

    @Test("the statuses follow the rules")
    func statuses() throws {
        let salon = try SmallSalon()
        let repository = salon.appointments
        var entry = try salon.book(at: 10).entries[0]
        #expect(throws: SalonError.self) { try repository.setStatus(entry, to: .noShow) }
        #expect(throws: SalonError.self) { try repository.setStatus(entry, to: .cancelled) }
        entry = try repository.setStatus(entry, to: .inService)
        entry = try repository.setStatus(entry, to: .completed)
        // Done early, it frees its expert.
        try salon.book(at: 10, client: .known(SmallSalon.sam))
        #expect(throws: SalonError.forbidden(.appointmentsReopen)) { try repository.setStatus(entry, to: .inService) }
        let admin = try salon.desk(of: "admin").appointments
        let error = #expect(throws: SalonError.self) { try admin.setStatus(entry, to: .inService) }
        #expect(error?.code == "conflict")

        let card = try repository.card(entry.id).appointment
        #expect(card.startedAt != nil && card.completedAt != nil)
    }

    @Test("a missed appointment is one only after its start")
    func noShow() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 9, settlement: .payNow(.cash)).entries[0]
        #expect(throws: SalonError.self) { try salon.appointments.setStatus(entry, to: .noShow) }
        let later = try salon.desk(of: "desk", clock: .frozen(SmallSalon.now.adding(minutes: 61)))
        #expect(try later.appointments.setStatus(entry, to: .noShow).status == .noShow)
    }

    @Test("what was cancelled comes back only while its time is free")
    func bringBack() throws {
        let salon = try SmallSalon()
        var entry = try salon.book(at: 10).entries[0]
        entry = try salon.appointments.setStatus(entry, to: .cancelled, reason: "ill")
        #expect(try salon.appointments.card(entry.id).appointment.cancelReason == "ill")
        entry = try salon.appointments.setStatus(entry, to: .confirmed)
        #expect(try salon.appointments.card(entry.id).appointment.cancelReason == nil)
        entry = try salon.appointments.setStatus(entry, to: .cancelled, reason: "ill again")
        try salon.book(at: 10, 30, client: .known(SmallSalon.sam))
        let error = #expect(throws: SalonError.self) { try salon.appointments.setStatus(entry, to: .confirmed) }
        #expect(error?.code == "conflict")
    }

    @Test("an expert moves the status of the own appointments and sees no others")
    func expert() throws {
        let salon = try SmallSalon()
        let own = try salon.book(at: 10).entries[0]
        let other = try salon.book(with: SmallSalon.ben, at: 10, client: .known(SmallSalon.sam)).entries[0]
        let aiko = try salon.desk(of: "expert").appointments
        let day = try aiko.day(monday)
        #expect(day.lanes.map(\.expertID) == [SmallSalon.aiko])
        #expect(day.entries.map(\.id) == [own.id])
        #expect(day.entries[0].clientPhone == nil && day.entries[0].alert == "nut allergy")
        #expect(try aiko.setStatus(own, to: .arrived).status == .arrived)
        #expect(throws: SalonError.self) { try aiko.setStatus(other, to: .arrived) }
        #expect(throws: SalonError.notFound(what: "appointment")) { try aiko.card(other.id) }
        #expect(try aiko.card(own.id).client?.client.phone == nil)
        #expect(throws: SalonError.forbidden(.appointmentsManage)) {
            try aiko.move(own, to: monday.at(15), on: day.facts)
        }
        #expect(throws: SalonError.forbidden(.paymentsTake)) { try aiko.pay(own, PaymentRequest(method: .cash)) }
        let page = try aiko.list(AppointmentFilter(expert: SmallSalon.ben), PageRequest(limit: 10))
        #expect(page.rows.map(\.entry.id) == [own.id])
    }
}
