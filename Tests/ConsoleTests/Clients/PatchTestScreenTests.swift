import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("Patch tests on a client's card") struct PatchTestScreenTests {
    private typealias Fixtures = ClientFixtures
    private static let today = CardSalon.today
    private static let colour = ServiceID(UUIDValue(high: 2, low: 1))
    private static let tint = ServiceID(UUIDValue(high: 2, low: 2))

    private static func row(
        _ daysAgo: Int, _ service: ServiceID = colour, _ name: String = "Full colour", reacted: Bool = false,
        note: String? = nil, months: Int? = 6
    ) -> PatchTestRow {
        PatchTestRow(
            test: PatchTest(
                id: .random(), clientID: Fixtures.maria.id, serviceID: service, testedOn: today - daysAgo,
                hasReacted: reacted, note: note), serviceName: name, months: months)
    }

    /// The tab with Maria's card; what is recorded stands on it.
    private func driver(
        _ size: Size, _ tests: [PatchTestRow] = [], role: Role = .receptionist, asked: Asked<PatchTest> = Asked(),
        removed: Asked<PatchTest> = Asked(), needs: Bool = true
    ) -> ConsoleDriver {
        let price = Money(minor: 9_000, .euro)
        let services = [(Self.colour, "Full colour", 6), (Self.tint, "Brow tint", 12)].map { id, name, months in
            Service(
                id: id, categoryID: CategoryID(UUIDValue(high: 2, low: 9)), name: name, price: price,
                phases: ServicePhases(handsOn: 30), patchTestMonths: needs ? months : nil)
        }
        let canned = Canned()
            .answering(ClientsScreen.self) { job in
                switch job {
                case .page: return .success(.page(Fixtures.page([Fixtures.maria])))
                case .remove(let test):
                    removed.add(test)
                    return .success(.removed(tests.filter { $0.test != test }))
                case .card: return .success(.card(Fixtures.card(Fixtures.maria, patchTests: tests)))
                }
            }
            .answering(PatchTestScreen.self) { job in
                switch job {
                case .services: return .success(.services(Catalogue(categories: [], services: services)))
                case .record(let test):
                    asked.add(test)
                    return .success(
                        .recorded([PatchTestRow(test: test, serviceName: "Full colour", months: 6)] + tests))
                }
            }
        let driver = Support.driver(size, role: role, canned)
        driver.press("2", "enter")
        return driver
    }

    @Test("the last of each service and every reaction, with how long they are good", arguments: sizes)
    func section(_ size: Size) {
        let tests = [
            Self.row(10), Self.row(40), Self.row(300, Self.tint, "Brow tint"),
            Self.row(500, ServiceID(UUIDValue(high: 2, low: 3)), "Henna", months: nil),
            Self.row(700, Self.tint, "Brow tint", reacted: true, note: "red ear"),
        ]
        let driver = driver(Size(size.width, 60), tests)
        for text in [
            "Patch tests", "until 11 May 2027  Full colour", "Brow tint", "ran out", "tested  Henna", "red ear",
        ] {
            #expect(driver.text.contains(text), "\(text)\n\(driver.text)")
        }
        #expect(driver.lines.filter { $0.contains("Full colour") }.count == 1)
        #expect(driver.lines.contains { $0.contains("reacted") && $0.contains("Brow tint") })
        #expect(!self.driver(Size(size.width, 60)).text.contains("Patch tests"))
    }

    @Test("one is recorded by a few keys, and stands on the card without asking again", arguments: sizes)
    func record(_ size: Size) {
        let asked = Asked<PatchTest>()
        let driver = driver(size, asked: asked)
        driver.press("p")
        #expect(driver.text.contains("Patch test of Maria Lopez") && driver.text.contains("Sat 21 Nov 2026"))
        driver.press("ctrl-s")
        #expect(driver.text.contains("✗ Service is needed.") && asked.all.isEmpty)
        driver.type("col")
        driver.press("enter")
        #expect(driver.text.contains("good until Fri 21 May 2027"))
        driver.press("ctrl-s")
        #expect(driver.text.contains("Patch test of Maria Lopez for Full colour: good until Fri 21 May 2027."))
        let test = asked.all.first
        #expect(test?.clientID == Fixtures.maria.id && test?.serviceID == Self.colour)
        #expect(test?.testedOn == Self.today && test?.hasReacted == false && test?.note == nil)
        driver.press("pgdn")
        #expect(driver.text.contains("until 21 May 2027"), "\(driver.text)")
    }

    @Test("with a reaction, a note and another day; none of a day to come", arguments: sizes) func reaction(
        _ size: Size
    ) {
        let asked = Asked<PatchTest>()
        let driver = driver(size, asked: asked)
        driver.press("p")
        driver.type("tint")
        driver.press("enter", "ctrl-u")
        driver.type("+2")
        driver.press("tab", "right")
        #expect(driver.text.contains("⚠ The service is never to be booked for the client."))
        driver.press("tab")
        driver.type("red")
        driver.press("ctrl-s")
        #expect(driver.text.contains("✗ This day is still to come.") && asked.all.isEmpty)
        driver.press("ctrl-u")
        driver.type("24/12")
        #expect(driver.text.contains("Wed 24 Dec 2025"))
        driver.press("ctrl-u")
        driver.type("yesterday")
        driver.press("ctrl-s")
        #expect(asked.all.map(\.testedOn) == [Self.today - 1] && asked.all.first?.hasReacted == true)
        #expect(asked.all.first?.note == "red" && driver.text.contains("for Brow tint: reacted."))
    }

    @Test("one that was recorded by mistake is removed after a question which", arguments: sizes)
    func remove(_ size: Size) {
        let removed = Asked<PatchTest>()
        let tests = [Self.row(10), Self.row(40, reacted: true)]
        let driver = driver(size, tests, removed: removed)
        driver.press("P")
        for text in ["Remove a patch test of Maria Lopez?", "Wed 11 Nov 2026, Full colour: no reaction"] {
            #expect(driver.text.contains(text), "\(driver.text)")
        }
        driver.press("esc")
        #expect(removed.all.isEmpty)
        driver.press("P", "down", "enter")
        #expect(removed.all == [tests[1].test])
        #expect(driver.text.contains("The patch test of Mon 12 Oct 2026 is removed."))
        #expect(!driver.lines.contains { $0.contains("reacted") }, "\(driver.text)")
        let none = self.driver(size)
        none.press("P")
        #expect(none.text.contains("There is no patch test to remove."))
    }

    @Test("says where to set it when no service asks for one; an expert records none", arguments: sizes)
    func refused(_ size: Size) {
        let driver = driver(size, needs: false)
        driver.press("p")
        #expect(driver.text.contains("No service asks for a patch test. Edit one on the tab Services."))
        let expert = self.driver(size, [Self.row(10)], role: .expert)
        expert.press("p")
        #expect(!expert.text.contains("Patch test of"))
    }
}
