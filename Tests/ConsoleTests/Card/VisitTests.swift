import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("A visit of several parts") struct VisitTests {
    @Test("is moved as one to another day, each part as it was booked", arguments: sizes) func move(_ size: Size) {
        let salon = CardSalon(CardSalon.card(withOther: true))
        let driver = salon.open(size)
        driver.press("M")
        for words in ["Move a visit", "Colour, roots + Cut & blow-dry, 2", "who does it now"] {
            #expect(driver.text.contains(words), "\(words) is missing")
        }
        driver.type("+1w")
        #expect(driver.text.contains("Sat 28 Nov 14:00–16:05, Aiko"))
        driver.press("enter")
        let moved = salon.world.withLock { $0.visits }
        let day = CardSalon.today + 7
        #expect(moved.map { $0.parts.map(\.start) } == [[day.at(14), day.at(15, 5)]])
        #expect(moved.first?.experts == [CardSalon.aiko, CardSalon.ben])
        #expect(driver.text.contains("Moved Maria Lopez to Sat 28 Nov 2026, 14:00"))
    }

    @Test("or in parts: the others stay, and that the client is there already is told") func part() {
        let salon = CardSalon(CardSalon.card(withOther: true))
        let driver = salon.open()
        driver.press("m")
        // The blow-dry is from 15:05 on.
        #expect(
            driver.text.contains("▸14:45") && driver.text.contains("⚠ The client has Cut & blow-dry with"))
        driver.press("enter")
        #expect(salon.moves.count == 1 && salon.world.withLock { $0.visits }.isEmpty)
    }

    @Test("is cancelled as one, with a reason", arguments: sizes) func cancel(_ size: Size) {
        let salon = CardSalon(CardSalon.card(withOther: true))
        let driver = salon.open(size)
        driver.press("X")
        #expect(driver.text.contains("Cancel the whole visit of Maria Lopez?"))
        #expect(driver.text.contains("14:00 Colour, roots") && driver.text.contains("15:05 Cut & blow-dry"))
        driver.press("down", "enter")
        let cancelled = salon.world.withLock { $0.cancelled }
        #expect(cancelled.map(\.0) == [[CardSalon.maria, CardSalon.blowDry]])
        #expect(cancelled.map(\.1) == ["Client is ill"])
        #expect(driver.text.contains("The visit of Maria Lopez is cancelled."))
    }

    @Test("alone, it is an appointment like any other") func alone() {
        let driver = CardSalon().open()
        driver.press("X")
        #expect(driver.text.contains("The visit has only one appointment"))
    }
}
