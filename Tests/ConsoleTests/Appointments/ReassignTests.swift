import Salon
import Terminal
import Testing

@testable import Console
@testable import SalonStore

@Suite("An expert cannot come") struct ReassignTests {
    private static let saturday = DeskDays.today + 7

    /// The Saturday on which Aiko has Sam at 11:00 and Lena at 16:30, and Ben has Ines at 16:00; the cursor is with Aiko.
    private func open(_ desk: DeskDays, _ size: Size = Size(120, 36), role: Role = .receptionist) -> ConsoleDriver {
        let driver = desk.driver(size, role: role)
        driver.press("}", "I")
        return driver
    }

    private func given(_ desk: DeskDays) -> [[AppointmentID]] {
        desk.given.withLock { $0.map { $0.0.placed.map(\.part.id) } }
    }

    @Test(
        "shows who takes each, whom nobody can take, why, and when somebody could; nothing is written",
        arguments: sizes)
    func plan(_ size: Size) {
        let desk = DeskDays()
        let driver = open(desk, size)
        for words in [
            "Aiko Tanaka cannot come", "Sat 28 Nov", "2 appointments", "1 can be given away", "1 nobody can take",
            "Sam Hill", "Ben Okafor, but call", "Lena Moss", "nobody", "asked for Aiko Tanaka",
            "⚠ Sam Hill", "Sam's patch test for Colour, roots is older than 6 months by the visit.",
        ] {
            #expect(driver.text.contains(words), "\(words) is missing")
        }
        driver.press("down")
        #expect(!driver.text.contains("Sam's patch test") && !driver.text.contains("⚠ Lena"))
        #expect(driver.text.contains("Ben Okafor has another appointment"))
        #expect(driver.text.contains("Somebody is free at"))
        #expect(given(desk).isEmpty)
        #expect(desk.spans.withLock { $0 } == [Self.saturday..<Self.saturday + 7])
    }

    @Test("Enter gives all that can be placed away at once, and the rest stays until it is dealt with")
    func give() {
        let desk = DeskDays()
        let driver = open(desk)
        driver.press("enter")
        #expect(given(desk) == [[DeskDays.entries[3].id]])
        #expect(driver.text.contains("1 appointment has somebody else."))
        #expect(driver.text.contains("call: Ben Okafor now") && driver.text.contains("Lena Moss"))
        driver.press("enter")
        #expect(driver.text.contains("Nobody can take these at their time") && given(desk).count == 1)
        driver.press("esc")
        #expect(driver.text.contains("Leave the list?") && driver.text.contains("2 rows are not dealt with."))
        driver.press("esc", "down", "c")
        #expect(!driver.text.contains("call: Ben"))
        driver.press("m")
        #expect(driver.text.contains("Move an appointment"))
    }

    @Test("the sick leave goes along where the role may enter it, from now on if it is today") func sickLeave() {
        let receptionist = DeskDays()
        let driver = open(receptionist)
        #expect(driver.text.contains("entered by an admin"))
        driver.press("i", "enter")
        #expect(receptionist.given.withLock { $0.first?.1 } == nil)

        let desk = DeskDays()
        let admin = open(desk, role: .admin)
        #expect(admin.text.contains("[x] notes the sick leave along with it"))
        admin.press("i")
        #expect(admin.text.contains("[ ] no sick leave is noted"))
        admin.press("i", "enter")
        let leave = desk.given.withLock { $0.first?.1 }
        #expect(leave?.expertID == CardSalon.aiko && leave?.kind == .sick)
        #expect(leave?.during == TimeSpan(Self.saturday..<Self.saturday + 1))
        #expect(admin.text.contains("The sick leave is noted."))

        let today = DeskDays()
        let now = today.driver(role: .admin)
        now.press("I", "enter")
        let rest = today.given.withLock { $0.first?.1 }
        #expect(rest?.during == TimeSpan(DeskDays.today.at(14, 32), Self.saturday.at(0) - 6 * 1_440))
    }

    @Test("several days are planned together") func days() {
        let desk = DeskDays()
        let driver = open(desk)
        driver.press("d")
        driver.type("today - +1w")
        driver.press("enter")
        #expect(driver.text.contains("Sat 21 Nov – Sat 28 Nov") && driver.text.contains("Maria Lopez"))
        #expect(desk.spans.withLock { $0.last } == DeskDays.today..<Self.saturday + 7)
        driver.press("d")
        driver.type("fry")
        driver.press("enter")
        #expect(driver.text.contains("This is no day.") && driver.text.contains(" fry "))
        driver.press("ctrl-u")
        driver.type("yesterday")
        driver.press("enter")
        #expect(driver.text.contains("days from today on") && driver.text.contains(" yesterday "))
        driver.press("ctrl-u")
        driver.type("+1w")
        driver.press("enter")
        #expect(driver.text.contains("Sat 28 Nov") && !driver.text.contains("When can"))
    }

    @Test("somebody was faster: nothing is given away, and the reason stands there") func stale() {
        let desk = DeskDays()
        let driver = open(desk)
        desk.refusals.withLock { $0 = [.stale(what: "appointment", by: "Ben Okafor")] }
        driver.press("enter")
        #expect(driver.text.contains("✗ Ben Okafor") && given(desk).isEmpty)
        driver.press("enter")
        #expect(given(desk).count == 1)
    }

    @Test("they are given away once when only the answer was lost") func lost() {
        let desk = DeskDays()
        let driver = open(desk)
        desk.refusals.withLock { $0 = [.unavailable(sentence: "Away.", outcomeUnknown: true)] }
        driver.press("enter")
        #expect(driver.text.contains("They are given away when it is back."))
        driver.pass(seconds: 1)
        #expect(given(desk).count == 1 && driver.text.contains("call: Ben Okafor now"))
    }

    @Test("what people type as days") func ranges() {
        let today = DeskDays.today
        #expect(DayRange.parse("mon", today: today) == today + 2..<today + 3)
        #expect(DayRange.parse("today - mon", today: today) == today..<today + 3)
        #expect(DayRange.parse("today to mon", today: today) == today..<today + 3)
        #expect(DayRange.parse("mon - today", today: today) == nil)
    }
}
