import Postgres
import Salon
import SalonStore
import Synchronization
import Terminal
import TestServer
import Testing

@testable import Console

@Suite("What is offered to who waits") struct OfferTests {
    /// A time that is kept for Maria for seven minutes from now, and what was answered.
    private final class Desk: Sendable {
        let answered = Mutex<[OfferStrip.Job]>([])
        let offers: Mutex<[HeldOffer]>

        static let entry = WaitlistEntry(
            id: WaitlistID(UUIDValue(high: 20, low: 1)), clientID: CardSalon.client, name: "Maria Lopez",
            phone: "+34 600 123 456", services: [DeskDays.service], since: Support.instant.adding(minutes: -600))

        init() {
            let held = CardSalon.entry(
                .reserved, expiresAt: Support.instant.adding(minutes: 7), start: (DeskDays.today + 6).at(10))
            offers = Mutex([HeldOffer(entry: Self.entry, appointments: [held], expertNames: ["Aiko Tanaka"])])
        }

        func driver(_ size: Size, role: Role = .receptionist) -> ConsoleDriver {
            let days = DeskDays()
            return Support.driver(
                size, role: role,
                Canned().answering(AppointmentsScreen.self) { job in
                    guard case .day(let date) = job else { return .failure(.notFound(what: "answer")) }
                    _ = days
                    return .success(.day(DeskDays.book(date)))
                }
                .answering(OfferStrip.self) { [self] in answer($0) })
        }

        private func answer(_ job: OfferStrip.Job) -> Result<OfferStrip.Answer, SalonError> {
            if job != .offers { answered.withLock { $0.append(job) } }
            switch job {
            case .offers: return .success(.offers(offers.withLock { $0 }))
            case .offer: return .success(.offers([]))
            case .book(let offer):
                offers.withLock { $0 = [] }
                return .success(
                    .booked(
                        BookedVisit(visitID: offer.visitID, clientID: CardSalon.client, entries: offer.appointments)))
            case .passOn:
                offers.withLock { $0 = [] }
                return .success(.passed(nil))
            case .expire:
                offers.withLock { $0 = [] }
                return .success(.expired(ExpiredHolds(count: 1)))
            }
        }
    }

    @Test("the line says who, when and how long, takes no key, and two keys answer it", arguments: sizes)
    func strip(_ size: Size) {
        let desk = Desk()
        let driver = desk.driver(size)
        #expect(!driver.text.contains("Maria Lopez waits"))
        driver.hear(.changed(.waitlist))
        #expect(driver.lines[2].contains("Maria Lopez waits: Fri 27 Nov 10:00"))
        // Whom to call and who does it, as far as there is room.
        let isRoomy = size.width >= 120
        #expect(driver.lines[2].contains(" with Aiko · ") == isRoomy, "\(driver.lines[2])")
        #expect(driver.lines[2].contains("7 min left") && driver.lines[2].contains("F2 books  F3 passes on"))
        // The keys go where they went, also into a form.
        driver.press("/")
        driver.type("ma")
        #expect(driver.text.contains("Find") && driver.text.contains("ma"))
        driver.press("f2")
        #expect(desk.answered.withLock { $0.count } == 1)
        #expect(driver.text.contains("Maria Lopez is booked for Fri 27 Nov 2026 10:00."))
        #expect(!driver.text.contains("Maria Lopez waits"))
        driver.press("f3")
        #expect(driver.text.contains("Nothing is offered"))
    }

    @Test("says that the patch test is due, before it is booked and after", arguments: sizes)
    func patchTest(_ size: Size) {
        let desk = Desk()
        let held = CardSalon.entry(
            .reserved, expiresAt: Support.instant.adding(minutes: 7), start: (DeskDays.today + 6).at(10),
            patchTest: CardSalon.patchTest())
        desk.offers.withLock { $0 = [HeldOffer(entry: Desk.entry, appointments: [held])] }
        let driver = desk.driver(size)
        driver.hear(.changed(.waitlist))
        #expect(driver.lines[2].contains("Maria Lopez (⚠ patch test) waits: Fri"), "\(driver.lines[2])")
        driver.press("f2")
        #expect(driver.text.contains("Booked. Maria has no patch test for"), "\(driver.text)")
    }

    @Test("it counts minutes, in the last one seconds, and gives the time back when it is over") func countdown() {
        let desk = Desk()
        let driver = desk.driver(Size(120, 36))
        driver.hear(.changed(.waitlist))
        driver.pass(seconds: 20)
        #expect(driver.screen.changedCells == 0 && driver.lines[2].contains("7 min left"))
        driver.pass(seconds: 40)
        #expect(driver.lines[2].contains("6 min left"))
        driver.pass(seconds: 315)
        #expect(driver.lines[2].contains("45 s left"))
        driver.pass(seconds: 1)
        #expect(driver.lines[2].contains("44 s left"))
        driver.pass(seconds: 44)
        #expect(desk.answered.withLock { $0 } == [.expire])
        #expect(!driver.text.contains("Maria Lopez waits"))
    }

    @Test("who passes gives it to the next; time that becomes free here is offered") func passing() {
        let desk = Desk()
        let driver = desk.driver(Size(120, 36))
        driver.hear(.changed(.waitlist))
        driver.press("f3")
        #expect(driver.text.contains("Nobody else waits for that time: it is free."))
        let freed = FreedTime(
            expert: CardSalon.aiko, span: TimeSpan((DeskDays.today + 1).at(10), (DeskDays.today + 1).at(11)))
        driver.hear(.changed(.saved([], freed: FreedMatch(times: [freed], waiting: [Desk.entry]))))
        #expect(desk.answered.withLock { $0.last } == .offer([freed]))
    }

    @Test("an expert's screen has none") func expert() {
        let desk = Desk()
        let driver = desk.driver(Size(120, 36), role: .expert)
        driver.hear(.changed(.waitlist))
        #expect(!driver.text.contains("waits:"))
    }
}
