import Salon
import Terminal
import Testing

@testable import Console
@testable import SalonStore

@Suite("The week of an expert") struct WeekViewTests {
    private func row(_ driver: ConsoleDriver, _ text: String) -> String {
        driver.lines.first { $0.contains(text) } ?? ""
    }

    @Test("a column for each day, with visits, load and the days off in words", arguments: sizes)
    func frame(_ size: Size) {
        let driver = DeskDays().driver(size)
        driver.press("W")
        #expect(driver.text.contains("Aiko Tanaka, 16–22 November"))
        let days = row(driver, "Mon 16")
        for day in ["Tue 17", "Wed 18", "Thu 19", "Fri 20", "Sat 21", "Sun 22"] { #expect(days.contains(day)) }
        #expect(driver.text.contains("1 · 10 %") && driver.text.contains("2 · 22 %"))
        driver.press("home")
        let zoe = row(driver, "11:00")
        let tom = row(driver, "10:00")
        #expect(zoe.contains("▌C Zoe") && tom.contains("▌C Tom"))
        let column = { (text: String, line: String) in line.range(of: text).map { line[..<$0.lowerBound].count } }
        #expect(column("▌C Zoe", zoe) == column("Tue 17", days))
        #expect(column("▌C Tom", tom) == column("Sat 21", days))
        #expect(driver.text.contains("┊") && driver.text.contains("┊ pro"))
    }

    @Test("now is a line through today only, and time that can't be worked is shaded and explained", arguments: sizes)
    func ground(_ size: Size) {
        let driver = DeskDays().driver(size)
        driver.press("right", "W")
        #expect(driver.text.contains("Ben Okafor, 16–22 November"))
        // The cursor stands there: it gives way.
        driver.press("down", "down")
        let now = driver.lines.last { $0.contains("14:32") } ?? ""
        #expect(now.contains("─────") && now.split(separator: "│").count > 5, "\(now)")
        #expect(driver.text.contains("sick") && driver.text.contains("Fri 20*"))
        driver.press("home", "home")
        #expect(driver.text.contains("training") && driver.text.contains("░"))
    }

    @Test("the cursor is the day's: Enter books or opens there, and the day follows", arguments: sizes)
    func cursor(_ size: Size) {
        let desk = DeskDays()
        let driver = desk.driver(size)
        driver.press("W", "left", "enter")
        #expect(driver.text.contains("New booking") && driver.text.contains("2026-11-20 14:30"))
        driver.press("esc", "D")
        #expect(desk.lastAsked == .day(DeskDays.monday + 4) && driver.text.contains("20 November"))
    }

    @Test("keys go from day to day and week to week, and from expert to expert", arguments: sizes)
    func going(_ size: Size) {
        let desk = DeskDays()
        let driver = desk.driver(size)
        driver.press("W", "]")
        #expect(driver.text.contains("16–22 November"))
        driver.press("]")
        #expect(driver.text.contains("23–29 November"))
        driver.press("}", "{")
        driver.press("e")
        #expect(desk.lastAsked == .week(DeskDays.monday + 7, CardSalon.ben))
        #expect(driver.text.contains("Ben Okafor, 23–29 November"))
        driver.press("e")
        #expect(driver.text.contains("Aiko Tanaka, 23–29 November"))
        driver.press("E")
        #expect(driver.text.contains("Ben Okafor"))
        driver.press("t")
        #expect(driver.text.contains("Ben Okafor, 16–22 November"))
    }

    @Test("an appointment is carried to another day, another week and another expert")
    func carrying() {
        let desk = DeskDays()
        let driver = desk.driver()
        // Tab goes to the next block: Maria's, at 15:00.
        driver.press("W", "tab", "m", "left", "enter")
        #expect(desk.moves.isEmpty && driver.text.contains("in the past"))
        driver.press("right", "right", "enter")
        #expect(desk.moves.last?.0 == (DeskDays.today + 1).at(15))
        driver.press("m", "}", "enter")
        #expect(desk.moves.last?.0 == (DeskDays.today + 8).at(15))
        #expect(desk.moves.last?.1 == CardSalon.aiko)
        driver.press("t", "tab", "m", "]", "]", "e", "enter")
        #expect(desk.moves.last?.0 == (DeskDays.today + 2).at(15))
        #expect(desk.moves.last?.1 == CardSalon.ben)
    }

    @Test("what is carried says what should be known, and may be put down all the same")
    func warnings() {
        let desk = DeskDays()
        let driver = desk.driver()
        // Maria asked for Aiko, and has Tom's time as well: both are the same client here.
        driver.press("tab", "m", "right")
        #expect(driver.text.contains("⚠ The client ask"))
        driver.press("enter")
        #expect(desk.moves.last?.1 == CardSalon.ben)
    }

    @Test("what is cut on the block that is carried stands in full below the day", arguments: sizes)
    func notice(_ size: Size) {
        let driver = DeskDays().driver(size)
        driver.press("}", "shift-tab", "m", "down")
        let foot = { driver.lines.suffix(5).joined(separator: " ") }
        #expect(foot().contains("⚠ Sam's patch test for Colour, roots is older than 6 months by the visit."))
        driver.press("right")
        #expect(foot().contains("⚠ The client asked for Aiko Tanaka. Sam's patch test"))
        driver.press("esc", "tab", "m")
        #expect(foot().contains("Lena Moss → Sat 28 Nov 16:30, Aiko Tanaka"), "\(driver.text)")
        driver.press("esc")
        #expect(!foot().contains("Lena Moss →"))
    }

    @Test("in the week of one expert it is known what the client has with another")
    func elsewhere() {
        let desk = DeskDays()
        let driver = desk.driver()
        driver.press("W", "tab", "m", "}")
        #expect(desk.lastAsked == .week(DeskDays.monday + 7, CardSalon.aiko, carrying: CardSalon.client))
        driver.press("down")
        #expect(
            driver.lines.suffix(5).joined().contains("The client has Colour, roots with Ben Okafor at 16:00 already."),
            "\(driver.text)")
    }

    @Test("what can't be read, and by whom, is said")
    func failing() {
        let desk = DeskDays()
        let driver = desk.driver(Size(80, 24))
        desk.failure.withLock { $0 = .notFound(what: "week") }
        driver.press("W")
        #expect(driver.text.contains("The week can't be read"))
        desk.failure.withLock { $0 = nil }
        driver.press("R", "home")
        #expect(driver.text.contains("16–22 November") && driver.text.contains("▌C Zoe"))
    }
}
