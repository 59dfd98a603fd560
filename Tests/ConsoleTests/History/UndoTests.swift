import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("Taking back") struct UndoTests {
    private typealias Job = UndoScreen.Job

    private static let offer = UndoOffer(change: 2, entries: [HistoryFixtures.moved])

    private func driver(
        _ size: Size = Size(80, 24), asked: Asked<Job> = Asked(), offer: UndoOffer? = offer,
        undo: Result<UndoScreen.Answer, SalonError> = .success(.undone(UndoneChange(offer: offer)))
    ) -> ConsoleDriver {
        let canned = Canned().answering(UndoScreen.self) { job in
            asked.add(job)
            return job == .look ? .success(.offer(offer)) : undo
        }
        return Support.driver(size, canned)
    }

    @Test("shows what would be taken back, takes it back by the same key, and says so", arguments: sizes)
    func undo(_ size: Size) {
        let asked = Asked<Job>()
        let driver = driver(size, asked: asked)
        driver.press("7", "u")
        #expect(driver.text.contains("Take back that you moved Maria Lopez, Cut"))
        #expect(driver.text.contains("Take back") && driver.text.contains("Keep"))
        #expect(asked.all == [.look])
        driver.press("u")
        #expect(asked.all == [.look, .undo(Self.offer)])
        #expect(driver.text.contains("✓ Taken back: you moved Maria Lopez, Cut"))
        #expect(driver.app.sitting.dialogs.isEmpty)
    }

    @Test("leaves everything as it is by Esc") func keep() {
        let asked = Asked<Job>()
        let driver = driver(asked: asked)
        driver.press("u", "esc")
        #expect(asked.all == [.look] && driver.app.sitting.dialogs.isEmpty)
    }

    @Test("does not give money back by Enter alone") func money() {
        let asked = Asked<Job>()
        let paid = HistoryFixtures.entry(
            3, .insert, .payments, UUIDValue(high: 50, low: 1), "Maria Lopez, Cut",
            [("amount", nil, "65.00"), ("method", nil, "cash"), ("kind", nil, "payment")])
        let driver = driver(asked: asked, offer: UndoOffer(change: 3, entries: [paid]))
        driver.press("u", "enter")
        #expect(asked.all == [.look] && driver.app.sitting.dialogs.isEmpty)
    }

    @Test("says why it can't be taken back", arguments: sizes) func refused(_ size: Size) {
        let stale = UndoOffer(
            change: 2, entries: [HistoryFixtures.moved], refusal: .stale(what: "appointment", by: "Ben Okafor"))
        let driver = driver(size, offer: stale)
        driver.press("u")
        #expect(driver.text.contains("Your last change can't be taken back"))
        #expect(driver.text.contains("Ben Okafor changed this appointment in the meantime"))
        driver.press("u")
        #expect(driver.text.contains("can't be taken back"))
        driver.press("enter")
        #expect(driver.app.sitting.dialogs.isEmpty)
        let nothing = self.driver(size, offer: nil)
        nothing.press("u")
        #expect(nothing.text.contains("Nothing to take back"))
        let conflict = self.driver(
            size, undo: .failure(.conflict(sentence: "9:00 has been taken since.", nearest: [])))
        conflict.press("u", "u")
        #expect(
            conflict.text.contains("It can't be taken back") && conflict.text.contains("9:00 has been taken since."))
    }

    @Test("keeps it while the server is away, and types a u where text is typed") func away() {
        let driver = driver(undo: .failure(.unavailable(sentence: "Away.")))
        driver.press("u", "u")
        #expect(driver.text.contains("The server is away. Your change is taken back"))
        let typing = self.driver()
        typing.press("2", "n", "u")
        #expect(!typing.text.contains("Take back"))
    }
}
