import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("The history of one thing") struct HistoryTests {
    @Test("answers from the appointment's card who moved it", arguments: sizes) func card(_ size: Size) {
        let driver = CardSalon().open(size) { canned in
            canned.answering(HistoryScreen.self) { _ in .success([HistoryFixtures.moved]) }
        }
        driver.press("h")
        #expect(driver.text.contains("History") && driver.text.contains("Ben Okafor moved it from"))
        #expect(driver.text.contains("desk front"))
        driver.press("esc")
        #expect(driver.app.sitting.dialogs.count == 1)
    }
}
