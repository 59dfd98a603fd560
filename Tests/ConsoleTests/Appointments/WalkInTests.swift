import Salon
import Terminal
import Testing

@testable import Console
@testable import SalonStore

@Suite("Walk-ins") struct WalkInTests {
    @Test("two keys from the day to a client in the chair", arguments: sizes) func inTheChair(_ size: Size) {
        let desk = DeskDays()
        let driver = desk.driver(size)
        driver.press("w")
        #expect(driver.text.contains("▸ Men's cut") && driver.text.contains("now, Aiko Tanaka"))
        driver.press("enter")
        let taken = desk.taken.withLock { $0 }
        guard case .book(let request, _, _)? = taken.first else {
            Issue.record("nothing was booked")
            return
        }
        #expect(request.source == .walkIn && request.lines[0].start == DeskDays.today.at(14, 32))
        #expect(taken.count == 1 && request.settlement == .walkedIn(begins: true))
        #expect(driver.text.contains("has begun with Aiko Tanaka."))
    }

    @Test("when nobody is free the wait is told in minutes, and the client waits", arguments: sizes)
    func waiting(_ size: Size) {
        let desk = DeskDays()
        desk.wait.withLock { $0 = 28 }
        let driver = desk.driver(size)
        // From the week the facts are asked for.
        driver.press("W", "w")
        #expect(driver.text.contains("in 28 min, 15:00, Aiko Tanaka"))
        driver.press("tab")
        driver.type("Rosa Diaz")
        driver.press("enter")
        let taken = desk.taken.withLock { $0 }
        guard case .book(let request, _, _)? = taken.first, case .new(let client) = request.client else {
            Issue.record("nothing was booked")
            return
        }
        #expect(client.name == "Rosa Diaz" && request.settlement == .walkedIn(begins: false))
        #expect(driver.text.contains("waits for Aiko Tanaka until 15:00."))
    }

    @Test("warns of a service that asks for a patch test, and takes the client in all the same", arguments: sizes)
    func patchTest(_ size: Size) {
        let desk = DeskDays()
        desk.patchTestMonths.withLock { $0 = 6 }
        let driver = desk.driver(size)
        driver.press("w")
        #expect(driver.text.contains("⚠ Walk-in has no patch test for Men's cut;"), "\(driver.text)")
        driver.press("tab")
        driver.type("Rosa Diaz")
        #expect(driver.text.contains("⚠ Rosa has no patch test for Men's cut;"))
        driver.press("enter")
        #expect(desk.taken.withLock { $0.count } == 1)
    }

    @Test("who has no time any more today is not offered, and what is typed finds services")
    func nobody() {
        let desk = DeskDays()
        desk.wait.withLock { $0 = 600 }
        let driver = desk.driver()
        driver.press("W", "w")
        #expect(driver.text.contains("nobody today"))
        driver.press("enter")
        #expect(desk.taken.withLock { $0.isEmpty } && driver.text.contains("Nobody has time for Men's cut"))
        driver.type("zzz")
        #expect(driver.text.contains("No service has “zzz”"))
    }
}
