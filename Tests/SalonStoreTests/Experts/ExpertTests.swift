import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("Experts")
struct ExpertTests {
    private let monday = SmallSalon.monday

    @Test("the list has the day's hours and load, in the order of the columns; who has left comes last")
    func roster() throws {
        let salon = try SmallSalon()
        try salon.book(with: SmallSalon.aiko, at: 10)
        try salon.book([SmallSalon.colour], with: SmallSalon.aiko, at: 12)
        try salon.database.run(
            """
            insert into public.time_off (expert_id, during, kind, reason)
            values ('\(SmallSalon.chloe)', '[2026-11-23 00:00, 2026-11-24 00:00)', 'training', 'Workshop');
            insert into public.experts (name, branch_id, is_active, display_order)
            select 'Zora Gone', id, false, 0 from public.branches;
            update public.experts set rating = 4.25, total_reviews = 8 where id = '\(SmallSalon.ben)';
            """)
        let rows = try salon.desk.experts.roster()
        #expect(rows.map(\.expert.name) == ["Aiko Tanaka", "Ben Okafor", "Chloé Martin"])
        #expect(rows.map(\.services) == [2, 2, 2])
        // A cut of an hour; a colour of half an hour, then a quarter and five minutes of clean-up.
        #expect(rows[0].day?.bookedMinutes == 60 + 30 + 20 && rows[0].shiftMinutes == 540 && rows[0].load == 20)
        #expect(rows[1].shiftMinutes == 510 && rows[1].expert.ratingHundredths == 425)
        #expect(rows[2].day?.shifts.isEmpty == true && rows[2].day?.offReason == "Workshop" && rows[2].load == nil)

        let all = try salon.desk.experts.roster(includeInactive: true)
        #expect(all.map(\.expert.name).last == "Zora Gone" && all.last?.day == nil)
        #expect(try salon.desk.experts.roster(on: monday + 6).allSatisfy { $0.shiftMinutes == 0 })
    }

    @Test("the card has skills with own price and time, shifts, what is ahead, and reviews")
    func card() throws {
        let salon = try SmallSalon()
        try salon.book(with: SmallSalon.aiko, at: 10)
        try salon.database.run(
            """
            update public.expert_services set price = 75, duration = 50
             where expert_id = '\(SmallSalon.aiko)' and service_id = '\(SmallSalon.cutID)';
            insert into public.shift_exceptions (expert_id, date, starts, ends) values
                ('\(SmallSalon.aiko)', '2026-11-28', null, null), ('\(SmallSalon.aiko)', '2026-01-28', null, null);
            insert into public.time_off (expert_id, during) values
                ('\(SmallSalon.aiko)', '[2026-12-01 00:00, 2026-12-08 00:00)'),
                ('\(SmallSalon.aiko)', '[2026-05-01 00:00, 2026-05-08 00:00)');
            insert into public.reviews (user_id, service_id, expert_id, rating, comment, created_at) values
                ('\(SmallSalon.maria)', '\(SmallSalon.cutID)', '\(SmallSalon.aiko)', 5, 'Lovely', '2026-11-01Z'),
                (null, null, '\(SmallSalon.aiko)', 3, ' ', '2026-11-02Z');
            """)
        let card = try salon.desk.experts.card(SmallSalon.aiko)
        // The accounts are for those who may see users.
        #expect(card.account == nil)
        let account = try salon.desk(of: "admin").experts.card(SmallSalon.aiko).account
        #expect(account?.email == "expert@test.salon" && account?.role == .expert)
        let cut = try #require(card.skills.first { $0.own.serviceID == SmallSalon.cutID })
        #expect(cut.price == SmallSalon.euros(75) && cut.minutes == 50)
        #expect(cut.listPrice == SmallSalon.euros(65) && cut.listMinutes == 60 && cut.category == "Hair")
        let colour = try #require(card.skills.first { $0.own.serviceID == SmallSalon.colourID })
        #expect(colour.own.price == nil && colour.price == SmallSalon.euros(90))
        #expect(card.shifts.count == 6 && card.exceptions.map(\.date) == [monday + 5])
        #expect(card.timeOff.map(\.during.start) == [(monday + 8).at(0)])
        #expect(card.upcoming == 1)
        #expect(card.reviews.map(\.stars) == [3, 5] && card.reviews.map(\.comment) == [nil, "Lovely"])
        #expect(card.reviews.last?.client == "Maria Lopez" && card.reviews.last?.service == "Cut")
        #expect(throws: SalonError.notFound(what: "expert")) { try salon.desk.experts.card(.random()) }
    }

    @Test("an admin adds, once however often it is saved, and changes the version that they saw")
    func editing() throws {
        let salon = try SmallSalon()
        let experts = try salon.desk(of: "admin").experts
        let id = ExpertID.random()
        var draft = ExpertDraft(name: " Dina Haddad ", email: "Dina@Example.com", specialty: "Nails")
        try experts.add(id, draft)
        try experts.add(id, draft)
        let added = try experts.card(id)
        #expect(added.expert.name == "Dina Haddad" && added.expert.email == "dina@example.com")
        #expect(added.expert.displayOrder == 4 && added.expert.isActive)
        #expect(try experts.roster().count == 4)

        draft = ExpertDraft(added.expert)
        draft.bio = "Gel and art"
        try experts.edit(id, version: added.version, draft)
        let edited = try experts.card(id)
        #expect(edited.expert.bio == "Gel and art" && edited.version == added.version + 1)
        // The same again is no news; something else on the old version is.
        try experts.edit(id, version: added.version, draft)
        draft.bio = "Somebody else's words"
        let stale = #expect(throws: SalonError.self) {
            try experts.edit(id, version: added.version, draft)
        }
        #expect(stale?.code == "stale")
        #expect(try experts.card(id).expert.bio == "Gel and art")
        #expect(throws: SalonError.notFound(what: "expert")) { try experts.edit(.random(), version: 1, draft) }
    }

    @Test(
        "what no expert can be is refused, and the field named",
        arguments: [
            ("name", ExpertDraft(name: " ")), ("email", ExpertDraft(name: "Dina", email: "dina")),
            ("phone", ExpertDraft(name: "Dina", phone: "12")),
        ])
    func invalid(field: String, draft: ExpertDraft) throws {
        let salon = try SmallSalon()
        let experts = try salon.desk(of: "admin").experts
        let error = #expect(throws: SalonError.self) { try experts.add(.random(), draft) }
        guard case .invalid(field, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("an e-mail address is one expert's")
    func duplicate() throws {
        let salon = try SmallSalon()
        let experts = try salon.desk(of: "admin").experts
        try experts.add(.random(), ExpertDraft(name: "Dina Haddad", email: "dina@example.com"))
        let error = #expect(throws: SalonError.self) {
            try experts.add(.random(), ExpertDraft(name: "Dina Hadad", email: "DINA@example.com"))
        }
        #expect(error?.code == "invalid")
    }

    @Test("services can be given and taken, with own prices; who is switched off keeps what is booked")
    func services() throws {
        let salon = try SmallSalon()
        let admin = try salon.desk(of: "admin")
        try salon.book(with: SmallSalon.ben, at: 10)
        let only = ExpertService(
            expertID: SmallSalon.ben, serviceID: SmallSalon.colourID, price: SmallSalon.euros(99), duration: 40)
        let both = try admin.experts.card(SmallSalon.ben).skills.map(\.own)
        try admin.experts.setServices(SmallSalon.ben, [only], knowing: both)
        #expect(try admin.experts.card(SmallSalon.ben).skills.map(\.own) == [only])
        try admin.experts.setServices(SmallSalon.ben, [], knowing: [only])
        #expect(try admin.experts.card(SmallSalon.ben).skills.isEmpty)
        let dear = ExpertService(
            expertID: SmallSalon.ben, serviceID: SmallSalon.cutID, price: Money(minor: -1, .euro))
        #expect(throws: SalonError.self) { try admin.experts.setServices(SmallSalon.ben, [dear], knowing: []) }

        try admin.experts.setActive(SmallSalon.ben, false)
        #expect(try admin.experts.card(SmallSalon.ben).upcoming == 1)
        #expect(try admin.experts.roster().map(\.expert.id).contains(SmallSalon.ben) == false)
        try admin.experts.setActive(SmallSalon.ben, true)
        #expect(try admin.experts.roster().count == 3)
        #expect(throws: SalonError.notFound(what: "expert")) { try admin.experts.setActive(.random(), true) }
    }

    @Test("a receptionist looks and changes nothing; each call is one round trip, a refusal none")
    func roles() throws {
        let salon = try SmallSalon()
        let admin = try salon.desk(of: "admin")
        let card = try admin.experts.card(SmallSalon.ben)
        let (version, skills) = (card.version, card.skills.map(\.own))
        let draft = ExpertDraft(name: "Ben Okafor")
        let calls: [(Desk) throws -> Void] = [
            { try $0.experts.add(.random(), draft) },
            { try $0.experts.edit(SmallSalon.ben, version: version, draft) },
            { try $0.experts.setActive(SmallSalon.ben, true) },
            { try $0.experts.setServices(SmallSalon.ben, [], knowing: skills) },
        ]
        for call in calls {
            let before = salon.store.roundTrips
            #expect(throws: SalonError.forbidden(.expertsManage)) { try call(salon.desk) }
            #expect(salon.store.roundTrips == before)
        }
        let reads: [(Desk) throws -> Void] = [
            { _ = try $0.experts.roster() }, { _ = try $0.experts.card(SmallSalon.ben) },
        ]
        for call in calls + reads {
            let before = admin.store.roundTrips
            try call(admin)
            #expect(admin.store.roundTrips == before + 1)
        }
    }
}
