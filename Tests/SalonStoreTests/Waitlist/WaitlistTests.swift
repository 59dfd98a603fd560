import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("The waitlist")
struct WaitlistTests {
    private let monday = SmallSalon.monday
    private let salon: SmallSalon

    init() throws { salon = try SmallSalon() }

    private func draft(
        _ client: ClientID = SmallSalon.sam, _ services: [ServiceID] = [SmallSalon.cutID],
        experts: Set<ExpertID> = [SmallSalon.aiko]
    ) -> WaitlistDraft {
        WaitlistDraft(clientID: client, services: services, experts: experts)
    }

    /// Puts somebody on the list as if they had waited for so many minutes.
    private func wait(_ draft: WaitlistDraft, minutes: Int) throws -> WaitlistEntry {
        let desk = try salon.desk(of: "desk", clock: .frozen(SmallSalon.now.adding(minutes: -minutes)))
        return try desk.waitlist.add(draft).entry
    }

    private func rows(_ statuses: Set<WaitlistStatus> = [.waiting]) throws -> [WaitlistRow] {
        try salon.desk.waitlist.page(WaitlistFilter(statuses: statuses), PageRequest(limit: 10)).rows
    }

    /// Aiko's Monday from 10 to 11, which Maria gives back.
    private func free(at hour: Int = 10) throws -> [FreedTime] {
        let entry = try salon.book(at: hour).entries[0]
        return try #require(
            try salon.appointments.changeStatus(entry, to: .cancelled, reason: "ill").freed
        ).times
    }

    /// Takes the rest of Aiko's Monday, so that only the hour from 10 can be had.
    private func fill() throws { for hour in [9, 11, 12, 13, 14, 15, 16, 17] { try salon.book(at: hour) } }

    @Test("an entry is added, read, changed by one who has seen it, and taken off the list")
    func keeping() throws {
        let waitlist = salon.desk.waitlist
        var draft = draft(SmallSalon.maria, [SmallSalon.colourID, SmallSalon.cutID], experts: [SmallSalon.ben])
        draft.from = monday
        draft.to = monday + 7
        draft.wish = TimeWish(
            weekdays: [.monday, .friday], from: LocalTime(minutes: 600), before: LocalTime(minutes: 900))
        draft.note = "  by the window "
        let added = try waitlist.add(draft)
        let entry = added.entry
        #expect(entry.clientID == SmallSalon.maria && entry.name == "Maria Lopez")
        #expect(entry.phone == "+33 6 11 22 33 44" && added.alert == "nut allergy")
        #expect(entry.services.map(\.id) == [SmallSalon.colourID, SmallSalon.cutID])
        #expect(entry.services[0].phases == SmallSalon.colour.phases && entry.services[1].price == SmallSalon.euros(65))
        #expect(added.expertNames == ["Ben Okafor"] && added.createdBy == "desk" && added.passes == 0)
        #expect(WaitlistDraft(entry).wish == draft.wish && entry.from == monday && entry.to == monday + 7)
        #expect(entry.note == "by the window" && entry.since == SmallSalon.now && entry.status == .waiting)
        #expect(try rows() == [added])

        var changed = WaitlistDraft(entry)
        changed.services = [SmallSalon.cutID]
        let edited = try waitlist.edit(entry, changed)
        #expect(edited.entry.services.map(\.id) == [SmallSalon.cutID] && edited.entry.version == entry.version + 1)
        #expect(edited.entry.since == entry.since)
        let stale = #expect(throws: SalonError.self) { try waitlist.edit(entry, changed) }
        #expect(stale?.code == "stale")

        try waitlist.remove(edited)
        #expect(try rows().isEmpty)
        let dropped = try rows([.dropped])
        #expect(dropped.map(\.entry.id) == [entry.id])
        #expect(#expect(throws: SalonError.self) { try waitlist.remove(edited) }?.code == "stale")
        // All of it stands in the log, and goes back.
        let offer = try #require(try salon.desk.history.lastUndoable())
        _ = try salon.desk.history.undo(offer)
        #expect(try rows().map(\.entry.id) == [entry.id])
    }

    @Test("somebody without a card gets one with the entry, once")
    func newClient() throws {
        let id = WaitlistID.random()
        var draft = WaitlistDraft(
            clientID: nil, name: "Zoe Park", phone: "+33 6 99 88 77 66", services: [SmallSalon.cutID])
        let entry = try salon.desk.waitlist.add(draft, id: id).entry
        let client = try #require(entry.clientID)
        #expect(try salon.desk.clients.card(client).client.name == "Zoe Park")
        #expect(try salon.desk.waitlist.add(draft, id: id).entry == entry)
        #expect(try salon.value("select count(*)::int from waitlist", as: Int.self) == 1)
        draft.name = " "
        #expect(throws: SalonError.self) { try salon.desk.waitlist.add(draft) }
        draft.services = []
        #expect(#expect(throws: SalonError.self) { try salon.desk.waitlist.add(draft) }?.code == "invalid")
        let gone = #expect(throws: SalonError.self) { try salon.desk.waitlist.add(self.draft(.random())) }
        #expect(gone?.code == "notFound")
        let nothing = #expect(throws: SalonError.self) {
            try salon.desk.waitlist.add(self.draft(SmallSalon.sam, [.random()]))
        }
        #expect(nothing?.code == "invalid")
    }

    @Test("pages follow each other from the oldest on")
    func pages() throws {
        let entries = try [30, 20, 20, 10].map { try wait(draft(), minutes: $0) }
        let ordered = entries.sorted { ($0.since, $0.id) < ($1.since, $1.id) }.map(\.id)
        let first = try salon.desk.waitlist.page(WaitlistFilter(), PageRequest(limit: 3))
        #expect(first.rows.map(\.entry.id) == Array(ordered[..<3]) && first.hasMoreAfter)
        let key = WaitlistKey(first.rows[2].entry)
        let second = try salon.desk.waitlist.page(WaitlistFilter(), PageRequest(after: key, limit: 3))
        #expect(second.rows.map(\.entry.id) == Array(ordered[3...]) && !second.hasMoreAfter)
        let back = try salon.desk.waitlist.page(WaitlistFilter(), PageRequest(before: key, limit: 3))
        #expect(back.rows.map(\.entry.id) == Array(ordered[..<2]))
    }

    @Test("whoever cancels learns in the same round trip who waits; nobody is told of others")
    func freed() throws {
        let entry = try salon.book(at: 10).entries[0]
        let wanting = try wait(draft(), minutes: 10)
        for other in [
            draft(SmallSalon.sam, experts: [SmallSalon.ben]),
            WaitlistDraft(clientID: SmallSalon.sam, services: [SmallSalon.cutID], from: monday + 1),
            WaitlistDraft(clientID: SmallSalon.sam, services: [SmallSalon.cutID], wish: TimeWish(weekdays: [.sunday])),
        ] { _ = try wait(other, minutes: 20) }
        let before = salon.store.roundTrips
        let changed = try salon.appointments.changeStatus(entry, to: .cancelled, reason: "ill")
        #expect(salon.store.roundTrips == before + 1)
        let freed = try #require(changed.freed)
        #expect(freed.waiting.map(\.id) == [wanting.id])
        #expect(freed.times == [FreedTime(expert: SmallSalon.aiko, span: TimeSpan(monday.at(10), minutes: 60))])
        // Brought back, arrived: nothing becomes free.
        let back = try salon.appointments.changeStatus(changed.entry, to: .confirmed)
        #expect(back.freed == nil)
        #expect(try salon.appointments.changeStatus(back.entry, to: .arrived).freed == nil)
    }

    @Test("moving away frees what is left behind, being done early what is still ahead")
    func moreFreed() throws {
        _ = try wait(draft(), minutes: 10)
        let entry = try salon.book(at: 10).entries[0]
        let moved = try salon.appointments.move(entry, to: monday.at(10, 30), on: salon.facts())
        #expect(
            moved.freed?.times == [FreedTime(expert: SmallSalon.aiko, span: TimeSpan(monday.at(10), minutes: 30))])
        let during = try salon.desk(of: "desk", clock: .frozen(SmallSalon.now.adding(minutes: 170)))
        let done = try during.appointments.changeStatus(
            during.appointments.setStatus(moved.entry, to: .inService), to: .completed)
        #expect(
            done.freed?.times == [FreedTime(expert: SmallSalon.aiko, span: TimeSpan(monday.at(10, 50), minutes: 40))])
    }

    @Test("the oldest whose wish fits is offered the time for seven minutes, and it is held; nobody gets two")
    func offering() throws {
        let young = try wait(draft(), minutes: 5)
        let old = try wait(draft(SmallSalon.maria), minutes: 50)
        _ = try wait(draft(SmallSalon.sam, [SmallSalon.cutID, SmallSalon.colourID, SmallSalon.cutID]), minutes: 90)
        let times = try free()
        // The rest of Aiko's day is taken, so that only what became free can be had.
        try fill()
        let held = try salon.desk.waitlist.offer(times)
        #expect(held.map(\.entry.id) == [old.id])
        let offer = try #require(held.first)
        #expect(offer.start == monday.at(10) && offer.appointments.map(\.status) == [.reserved])
        #expect(offer.expiresAt == SmallSalon.now.adding(minutes: 7))
        #expect(try salon.desk.waitlist.offers() == [offer])
        let rows = try rows()
        #expect(rows.map { $0.offer?.visitID } == [nil, offer.visitID, nil])
        // It stands in everybody's way until it ends; then the next is asked.
        let query = SmallSalon.query(with: SmallSalon.aiko)
        #expect(!Availability(try salon.facts().input, for: query).offers().map(\.start).contains(monday.at(10)))
        #expect(try salon.desk.waitlist.offer(times).isEmpty)
        let later = try salon.desk(of: "desk", clock: .frozen(SmallSalon.now.adding(minutes: 8)))
        let tick = try later.appointments.expireHolds()
        let freed = try #require(tick.freed)
        #expect(
            tick.count == 1 && freed.waiting.map(\.id).contains(young.id) && !freed.waiting.map(\.id).contains(old.id))
        #expect(try later.waitlist.offer(freed.times).map(\.entry.id) == [young.id])
    }

    @Test("who passes a time on keeps the place in the list, and the next is asked; it is no cancellation")
    func passingOn() throws {
        let waitlist = salon.desk.waitlist
        let first = try wait(draft(), minutes: 50)
        let second = try wait(draft(SmallSalon.maria), minutes: 40)
        let times = try free()
        try fill()
        let offer = try #require(try waitlist.offer(times).first)
        #expect(offer.entry == first)
        let before = salon.store.roundTrips
        let freed = try #require(try waitlist.passOn(offer))
        #expect(salon.store.roundTrips == before + 1)
        #expect(freed.times == times && freed.waiting == [second])
        #expect(try salon.appointments.card(offer.appointments[0].id).appointment.entry.status == .expired)
        #expect(#expect(throws: SalonError.self) { try waitlist.passOn(offer) }?.code == "conflict")
        let row = try #require(try rows().first)
        #expect(row.entry == first && row.passes == 1 && row.offer == nil)

        let next = try #require(try waitlist.offer(freed.times).first)
        #expect(next.entry == second)
        #expect(try waitlist.passOn(next) == nil)
        // It is told as somebody's doing, and goes back.
        let undo = try #require(try salon.desk.history.lastUndoable())
        #expect(undo.refusal == nil && undo.deed.contains("Cut"))
        _ = try salon.desk.history.undo(undo)
        #expect(
            try waitlist.offers() == [
                HeldOffer(entry: second, appointments: try reread(next), expertNames: ["Aiko Tanaka"])
            ])
        // Another time is offered to who let this one go.
        let other = try #require(try salon.appointments.day(monday).entries.first { $0.start == monday.at(15) })
        let more = try salon.appointments.changeStatus(other, to: .cancelled, reason: "ill").freed
        #expect(more?.waiting == [first])
    }

    private func reread(_ offer: HeldOffer) throws -> [DayEntry] {
        try salon.appointments.card(offer.appointments[0].id).appointments.map(\.entry)
    }

    @Test("booking what is offered confirms it, paid or not, and they wait no more; late is too late")
    func booking() throws {
        let waitlist = salon.desk.waitlist
        let first = try wait(draft(), minutes: 50)
        let second = try wait(draft(SmallSalon.maria), minutes: 40)
        let times = try free()
        try fill()
        let offer = try #require(try waitlist.offer(times).first)
        let before = salon.store.roundTrips
        let booked = try waitlist.book(offer)
        #expect(salon.store.roundTrips == before + 1)
        #expect(booked.entries.map(\.status) == [.confirmed] && booked.entries[0].expiresAt == nil)
        #expect(try rows().map(\.entry) == [second])
        #expect(try rows([.booked]).map(\.entry.id) == [first.id])
        #expect(#expect(throws: SalonError.self) { try waitlist.book(offer) }?.code == "conflict")
        // Taken back they wait again, and the time is kept until it ends.
        _ = try salon.desk.history.undo(try #require(try salon.desk.history.lastUndoable()))
        let again = try #require(try waitlist.offers().first)
        #expect(again.entry.id == first.id && again.expiresAt == offer.expiresAt)
        let later = try salon.desk(of: "desk", clock: .frozen(SmallSalon.now.adding(minutes: 8)))
        #expect(#expect(throws: SalonError.self) { try later.waitlist.book(again) }?.code == "conflict")
        let paid = try waitlist.book(again, paying: .card)
        #expect(paid.entries.allSatisfy { $0.paymentStatus == .paid && $0.status == .confirmed })
        #expect(paid.entries.map(\.paid) == [SmallSalon.euros(65)])
    }

    @Test("whoever confirms the kept time on the day has booked it for them, and taken off the list it goes back")
    func elsewhere() throws {
        let first = try wait(draft(), minutes: 50)
        let offer = try #require(try salon.desk.waitlist.offer(try free()).first)
        let confirmed = try salon.appointments.setStatus(offer.appointments[0], to: .confirmed)
        #expect(confirmed.status == .confirmed)
        let booked = try rows([.booked])
        #expect(booked.map(\.entry.id) == [first.id])
        _ = try salon.desk.history.undo(try #require(try salon.desk.history.lastUndoable()))
        let row = try #require(try rows().first)
        #expect(row.entry.id == first.id && row.offer?.visitID == offer.visitID)
        try salon.desk.waitlist.remove(row)
        #expect(try salon.desk.waitlist.offers().isEmpty)
        #expect(try salon.appointments.card(offer.appointments[0].id).appointment.entry.status == .expired)
    }

    @Test("two desks that see the same time offer it once, and nobody gets two offers")
    func race() throws {
        let waiting = try [50, 40].map { try wait(draft(), minutes: $0) }
        let times = try free()
        try fill()
        let desks = try (0..<6).map { try salon.desk(of: $0.isMultiple(of: 2) ? "desk" : "other") }
        let results = together(desks.count) { index in
            outcome { () throws(SalonError) in try desks[index].waitlist.offer(times) }
        }
        let held = try results.flatMap { try $0.get() }
        #expect(held.map(\.entry.id) == [waiting[0].id])
        // The same entry, at different times.
        let afternoon = try salon.desk(of: "desk").appointments.day(monday).entries.filter { $0.start >= monday.at(14) }
        for entry in afternoon { _ = try salon.appointments.setStatus(entry, to: .cancelled, reason: "ill") }
        let matches = try salon.desk.waitlist.matches(
            for: [FreedTime(expert: SmallSalon.aiko, span: TimeSpan(monday.at(14), minutes: 60))])
        let others = try salon.desk.waitlist.matches(
            for: [FreedTime(expert: SmallSalon.aiko, span: TimeSpan(monday.at(16), minutes: 60))])
        let (one, two) = (try #require(matches.offers.first), try #require(others.offers.first))
        #expect(one.entry == waiting[1].id && two.entry == waiting[1].id && one.plan.start != two.plan.start)
        let both = together(2) { index in
            outcome { () throws(SalonError) in
                try desks[index].waitlist.offer(index == 0 ? one : two, in: index == 0 ? matches : others)
            }
        }
        let won = both.filter { if case .success = $0 { true } else { false } }
        let lost = both.compactMap { if case .failure(let error) = $0 { error.code } else { nil } }
        #expect(won.count == 1 && lost == ["stale"])
    }

    @Test("an expert neither sees who waits nor writes there")
    func permissions() throws {
        let entry = try wait(draft(), minutes: 5)
        let times = try free()
        let expert = try salon.desk(of: "expert").waitlist
        #expect(throws: SalonError.forbidden(.appointmentsView)) {
            try expert.page(WaitlistFilter(), PageRequest(limit: 5))
        }
        #expect(throws: SalonError.forbidden(.appointmentsView)) { try expert.offers() }
        #expect(throws: SalonError.forbidden(.appointmentsView)) { try expert.matches(for: times) }
        #expect(throws: SalonError.forbidden(.appointmentsManage)) { try expert.add(draft()) }
        #expect(throws: SalonError.forbidden(.appointmentsManage)) { try expert.edit(entry, draft()) }
        #expect(throws: SalonError.forbidden(.appointmentsManage)) { try expert.remove(WaitlistRow(entry: entry)) }
    }

    @Test("services and experts that go are waited for no more")
    func deletions() throws {
        let entry = try wait(draft(SmallSalon.sam, [SmallSalon.cutID, SmallSalon.colourID]), minutes: 5)
        try salon.database.run(
            "delete from expert_services where service_id = '\(SmallSalon.colourID)';"
                + "delete from services where id = '\(SmallSalon.colourID)';"
                + "delete from experts where id = '\(SmallSalon.aiko)'")
        let row = try #require(try rows().first)
        #expect(row.entry.id == entry.id && row.entry.services.map(\.id) == [SmallSalon.cutID])
        #expect(row.entry.experts.isEmpty && row.expertNames.isEmpty)
    }
}
