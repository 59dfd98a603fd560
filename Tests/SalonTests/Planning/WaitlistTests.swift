import Testing

@testable import Salon

@Suite struct WaitlistTests {
    private let salon = LittleSalon()
    private let now = Instant(seconds: 1_795_267_920)

    private func entry(_ name: String, _ services: [Service]? = nil, minutesAgo: Int = 0) -> WaitlistEntry {
        WaitlistEntry(
            id: .random(), clientID: .random(), name: name, services: services ?? [salon.cut],
            since: now.adding(minutes: -minutesAgo))
    }

    /// Ben's day is full but for what is freed.
    private func offers(
        to entries: [WaitlistEntry], from: String = "10:00", until: String = "11:00", others: [ExpertRoster] = [],
        does: [Service]? = nil
    ) -> [WaitlistOffer] {
        var ben = salon.expert("Ben", does: does)
        ben.busy = [salon.busy("09:00", from), salon.busy(until, "18:00")]
        let freed = FreedTime(expert: ben.id, span: salon.busy(from, until).span)
        return Waitlist.offers(
            of: [freed], to: entries, salon.input([ben] + others), now: now, today: salon.today, minutes: 7)
    }

    @Test func `the oldest entry that fits is asked, and has seven minutes`() throws {
        let young = entry("Young", minutesAgo: 5)
        let old = entry("Old", minutesAgo: 50)
        let long = entry("Too long", [salon.colour], minutesAgo: 90)
        let offers = offers(to: [young, long, old])
        #expect(offers.map(\.entry) == [old.id])
        let offer = try #require(offers.first)
        #expect(offer.plan.start == salon.today.at(10))
        #expect(offer.expiresAt == now.adding(minutes: 7))
        #expect(!offer.isOver(at: now.adding(minutes: 6)) && offer.isOver(at: now.adding(minutes: 7)))
    }

    @Test func `what is left of the time goes to the next, and no minute to two`() {
        let first = entry("First", [salon.blowDry], minutesAgo: 3)
        let second = entry("Second", [salon.blowDry], minutesAgo: 2)
        let third = entry("Third", [salon.blowDry], minutesAgo: 1)
        let offers = offers(to: [third, second, first])
        #expect(offers.map(\.entry) == [first.id, second.id])
        #expect(offers.map(\.plan.start) == [salon.today.at(10), salon.today.at(10, 30)])
    }

    @Test func `days, hours and experts that are not wanted are not offered`() {
        var picky = entry("Picky")
        func isOffered(_ change: (inout WaitlistEntry) -> Void) -> Bool {
            var changed = picky
            change(&changed)
            return !offers(to: [changed]).isEmpty
        }
        #expect(isOffered { _ in })
        #expect(!isOffered { $0.from = salon.today + 1 })
        #expect(!isOffered { $0.to = salon.today - 1 })
        #expect(isOffered { ($0.from, $0.to) = (salon.today, salon.today) })
        #expect(!isOffered { $0.wish.weekdays = [.monday] })
        #expect(isOffered { $0.wish.weekdays = [.saturday] })
        #expect(!isOffered { $0.wish = .afternoon })
        // The first start that suits is not the first that is free.
        picky.wish.from = LocalTime(minutes: 610)
        #expect(offers(to: [picky]).map(\.plan.start) == [salon.today.at(10, 15)])
        #expect(!isOffered { $0.experts = [.random()] })
        #expect(!isOffered { $0.services = [] })
    }

    @Test func `all that stands against a draft is told at once, each at its field`() {
        let draft = WaitlistDraft(
            clientID: nil, services: [], to: salon.today - 1,
            wish: TimeWish(from: LocalTime(minutes: 600), before: LocalTime(minutes: 600)))
        #expect(draft.obstacles(today: salon.today).map(\.field) == ["services", "until", "when"])
        #expect(throws: SalonError.self) { try draft.check(today: salon.today) }
    }

    @Test func `only a visit that takes the freed time is offered`() {
        // Aiko was free all the time: a blow-dry of hers is no news.
        let aiko = salon.expert("Aiko")
        let cut = entry("Cut", [salon.cut])
        let blowDry = entry("Blow-dry", [salon.blowDry])
        let offers = offers(to: [cut, blowDry], others: [aiko], does: [salon.cut])
        #expect(offers.map(\.entry) == [cut.id])
        // Several services, one of them with Ben.
        let both = entry("Both", [salon.blowDry, salon.cut])
        let visit = self.offers(to: [both], others: [aiko], does: [salon.cut]).first?.plan
        #expect(visit?.parts.count == 2)
        #expect(visit?.experts.contains(aiko.id) == true)
    }

    @Test func `a freed time is offered from its beginning, else inside it, else from as shortly before it as can be`()
    {
        // Ben has been free from 9 to 10 all along; what became free is 10 to 11.
        func start(_ change: (inout WaitlistEntry) -> Void = { _ in }, until: String = "18:00") -> LocalDateTime? {
            var ben = salon.expert("Ben")
            ben.busy = [salon.busy(until, "18:00")]
            var entry = entry("Waits")
            change(&entry)
            let freed = FreedTime(expert: ben.id, span: salon.busy("10:00", "11:00").span)
            return Waitlist.offers(
                of: [freed], to: [entry], salon.input([ben]), now: now, today: salon.today, minutes: 7
            ).first?.plan.start
        }
        let length = salon.cut.phases.clientMinutes
        #expect(start() == salon.today.at(10))
        #expect(start { $0.wish.from = LocalTime(minutes: 610) } == salon.today.at(10, 15))
        #expect(start { $0.wish.before = LocalTime(minutes: 600) } == salon.today.at(9, 45))
        #expect(start { $0.wish.before = LocalTime(minutes: 580) } == salon.today.at(9, 30))
        #expect(start(until: "10:15") == salon.today.at(10, 15) - length)
    }
}
