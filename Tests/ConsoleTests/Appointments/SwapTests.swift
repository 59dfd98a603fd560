import Salon
import Terminal
import Testing

@testable import Console
@testable import SalonStore

@Suite("Two appointments change places") struct SwapTests {
    private static let saturday = DeskDays.today + 7

    /// The Saturday of Sam, with Aiko at 11:00, and Ines, with Ben at 16:00; Sam is lifted and put down on Ines.
    private func dropped(_ desk: DeskDays, _ size: Size = Size(120, 36)) -> ConsoleDriver {
        let driver = desk.driver(size)
        driver.press("}", "shift-tab", "m", "right")
        for _ in 0..<20 { driver.press("down") }
        return driver
    }

    /// What the dialog says, wrapped lines read on.
    private func dialog(_ driver: ConsoleDriver) -> String {
        let lines = driver.lines.map(Array.init)
        guard let top = lines.first(where: { $0.contains("╭") }), let left = top.firstIndex(of: "╭"),
            let right = top.firstIndex(of: "╮")
        else { return "" }
        let inside = lines.filter { $0.count > right }.map { String($0[left...right]) }
        return inside.joined(separator: " ").split { $0.isWhitespace || "│─╭╮".contains($0) }.joined(separator: " ")
    }

    private func swapped(_ desk: DeskDays) -> [[String]] {
        desk.swaps.withLock { $0.map { [$0.0.clientName, $0.1.clientName] } }
    }

    @Test("what is put down on another offers to swap, says where each goes and whom they asked for", arguments: sizes)
    func onTheDay(_ size: Size) {
        let desk = DeskDays()
        let driver = dropped(desk, size)
        #expect(driver.text.contains("swap? Enter"))
        #expect(driver.lines.last?.contains("Enter put down") == true)
        driver.press("enter")
        let text = dialog(driver)
        for words in [
            "Swap two appointments", "Sam Hill → Sat 28 Nov 16:00–17:05, Ben Okafor",
            "Ines Roy → Sat 28 Nov 11:00–12:05, Aiko Tanaka", "Sam Hill asked for Aiko Tanaka.",
            "Ines Roy asked for Ben Okafor.",
            "Sam's patch test for Colour, roots is older than 6 months by the visit.",
        ] {
            #expect(text.contains(words), "\(words) is missing")
        }
        #expect(swapped(desk).isEmpty && desk.spans.withLock { $0 }.isEmpty)
        driver.press("enter")
        #expect(swapped(desk) == [["Sam Hill", "Ines Roy"]])
        #expect(driver.text.contains("Sam Hill and Ines Roy have changed places."))
        #expect(!driver.text.contains("Swap two appointments"))
        // Nothing is carried any more.
        driver.press("]")
        #expect(!driver.text.contains("↕"))
    }

    @Test("one that is left stays lifted, and so does one that was refused") func kept() {
        let desk = DeskDays()
        let driver = dropped(desk)
        driver.press("enter", "esc")
        #expect(driver.text.contains("↕") && driver.text.contains("swap? Enter"))
        desk.refusals.withLock {
            $0 = [.conflict(sentence: "Ben Okafor has another appointment at 17:00.", nearest: [])]
        }
        driver.press("enter", "enter")
        #expect(driver.text.contains("✗ Ben Okafor has another appointment at 17:00."))
        #expect(driver.text.contains("Swap two appointments") && swapped(desk).isEmpty)
        driver.press("esc")
        #expect(driver.text.contains("↕"))
    }

    @Test("two that don't fit say why and can't be swapped") func refused() {
        let desk = DeskDays()
        let driver = desk.driver()
        // Maria, at 15:00 today, and Tom, whose time is over.
        driver.press("tab", "S", "enter")
        #expect(driver.text.contains("Swap two appointments") && driver.text.contains("✗ "))
        #expect(driver.text.contains("is in the past"))
        #expect(swapped(desk).isEmpty)
    }

    @Test("on another day, in one round trip for its days", arguments: sizes) func anotherDay(_ size: Size) {
        let desk = DeskDays()
        let driver = desk.driver(size)
        driver.press("tab", "S")
        driver.type("+1w")
        #expect(desk.spans.withLock { $0.last } == DeskDays.today..<Self.saturday + 1)
        #expect(driver.text.contains("Sam Hill") && driver.text.contains("Ines Roy"))
        driver.press("down", "enter")
        #expect(swapped(desk) == [["Maria Lopez", "Ines Roy"]])
        #expect(driver.text.contains("Maria Lopez and Ines Roy have changed places."))
        #expect(driver.text.contains("21 November") && driver.text.contains("C Ines Roy"))
    }

    @Test("says what is no day, and what is too far away") func noDay() {
        let driver = DeskDays().driver()
        driver.press("tab", "S")
        driver.type("fry")
        #expect(driver.text.contains("No date. Write fri, +6w, 24/12."))
        driver.press("backspace", "backspace", "backspace")
        driver.type("+20w")
        #expect(driver.text.contains("within two months"))
    }

    @Test("is made once when only its answer was lost") func lost() {
        let desk = DeskDays()
        let driver = dropped(desk)
        desk.refusals.withLock { $0 = [.unavailable(sentence: "Away.", outcomeUnknown: true)] }
        driver.press("enter", "enter")
        #expect(driver.text.contains("This swap is kept and made when it is back."))
        driver.pass(seconds: 1)
        #expect(swapped(desk) == [["Sam Hill", "Ines Roy"]])
        #expect(!driver.text.contains("Swap two appointments"))
    }
}
