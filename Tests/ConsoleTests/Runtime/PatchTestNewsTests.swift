import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

/// Patch tests that another desk records or removes, on a real database.
@Suite("News of patch tests") struct PatchTestNewsTests {
    private let far: FarDesk
    private let entry: DayEntry
    private let client: ClientID

    /// Somebody without a patch test is booked for what asks for one; the day is shown, with the cursor there.
    init() throws {
        far = try FarDesk()
        var found: DayEntry?
        for _ in 0..<14 where found == nil {
            far.driver.press("]")
            found = far.find { $0.status == .confirmed && $0.patchTest != nil && $0.expertID != nil }
        }
        entry = try #require(found)
        client = try #require(entry.clientID)
        try remove()
        far.cost(1, hearing: news(of: client))
    }

    private func news(of client: ClientID) -> LiveChange {
        var change = LiveChange()
        change.tested = [client]
        return change
    }

    /// All that the client has been tested for.
    private func remove() throws {
        for row in try far.near.clients.card(client).patchTests { try far.near.clients.remove(row.test) }
    }

    private func record() throws {
        let service = try #require(entry.serviceID)
        try far.near.clients.record(
            PatchTest(id: .random(), clientID: client, serviceID: service, testedOn: far.near.today - 5))
    }

    @Test("what is carried over the day or the week warns, and no longer warns, as soon as it is heard")
    func carried() throws {
        for key: Key in ["D", "W"] {
            if key == "W" { far.cost(1, key) }
            far.driver.press("m", "down")
            #expect(far.screen?.grid.lifted?.notice.contains("has no patch test for") == true, "\(far.driver.text)")
            try record()
            far.cost(1, hearing: news(of: client))
            #expect(far.screen?.grid.lifted?.notice.contains("patch test") == false)
            try remove()
            far.cost(1, hearing: news(of: client))
            #expect(far.screen?.grid.lifted?.notice.contains("has no patch test for") == true)
            far.driver.press("esc")
        }
    }

    @Test("an open card says at once for how long the test is good; of others nothing is read") func card() throws {
        far.cost(1, "enter")
        #expect(far.driver.text.contains("has no patch test for"))
        try record()
        far.cost(1, hearing: news(of: client))
        #expect(!far.driver.text.contains("has no patch test for") && far.driver.text.contains("good until"))
        far.cost(0, hearing: news(of: .random()))
    }

    @Test("what is moved from the list warns, though the list knows of no patch tests") func list() throws {
        far.cost(1, "v")
        #expect(far.screen?.chosen?.id == entry.id && far.screen?.chosen?.patchTest == nil)
        far.cost(0, hearing: news(of: client))
        far.cost(1, "m")
        #expect(far.driver.text.contains("has no patch test for"), "\(far.driver.text)")
        try record()
        far.cost(1, hearing: news(of: client))
        #expect(!far.driver.text.contains("has no patch test for"))
    }

    @Test("a client's open card shows it") func clientCard() throws {
        var shown: ClientCard? {
            far.driver.app.sitting.slots.lazy.compactMap { $0.screen as? ClientsScreen }.first?.card
        }
        far.driver.press("2")
        let before = try #require(shown)
        let need = try #require(entry.patchTest?.need)
        try far.near.clients.record(
            PatchTest(
                id: .random(), clientID: before.client.id, serviceID: need.serviceID, testedOn: far.near.today - 5))
        far.cost(0, hearing: news(of: .random()))
        far.cost(1, hearing: news(of: before.client.id))
        #expect(shown?.patchTests.count == before.patchTests.count + 1)
    }
}
