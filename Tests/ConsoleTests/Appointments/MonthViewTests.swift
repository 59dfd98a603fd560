import Salon
import Terminal
import Testing

@testable import Console
@testable import SalonStore

@Suite("The month as loads") struct MonthViewTests {
    @Test("each day has its visits, a bar and a figure; closed days say why", arguments: sizes)
    func frame(_ size: Size) {
        let desk = DeskDays()
        let driver = desk.driver(size)
        driver.press("M")
        #expect(desk.lastAsked == .loads(DeskDays.today - 26..<DeskDays.today + 16, nil))
        #expect(driver.text.contains("November 2026, everyone"))
        #expect(driver.text.contains("▸21") && driver.text.contains("52 %") && driver.text.contains("━━"))
        #expect(driver.text.contains(size.width > 100 ? "20 visits" : " 20 "))
        #expect(driver.text.contains("Rest day") && driver.text.contains("░"))
        #expect(driver.text.contains("1 Dec"))
        // All weeks are in sight.
        for day in ["▸21", "28", "30", "6 Dec"] { #expect(driver.text.contains(day)) }
    }

    @Test("arrows move the day, also into another month, and Enter opens it", arguments: sizes)
    func going(_ size: Size) {
        let desk = DeskDays()
        let driver = desk.driver(size)
        driver.press("M", "right", "up")
        #expect(driver.text.contains("▸15"))
        driver.press("down", "down", "down")
        #expect(driver.text.contains("▸6 Dec") || driver.text.contains("▸6"))
        #expect(driver.text.contains("December 2026"))
        driver.press("[", "enter")
        #expect(desk.lastAsked == .day(DeskDays.today - 15))
        #expect(driver.text.contains("6 November"))
    }

    @Test("a booking begins on the day under the cursor", arguments: sizes) func booking(_ size: Size) {
        let driver = DeskDays().driver(size)
        driver.press("M", "right", "n")
        let form = driver.app.sitting.slots.lazy.compactMap { $0.screen as? BookingScreen }.last
        #expect(form?.date == DeskDays.today + 1 && form?.wantedTime == nil)
    }

    @Test("one expert's month is a key away")
    func expert() {
        let desk = DeskDays()
        let driver = desk.driver()
        driver.press("M", "e")
        #expect(driver.text.contains("November 2026, Aiko Tanaka") && driver.text.contains("105 %"))
        driver.press("e", "e")
        #expect(driver.text.contains("everyone"))
        driver.press("W", "M")
        #expect(driver.text.contains("November 2026, Aiko Tanaka"))
    }
}
