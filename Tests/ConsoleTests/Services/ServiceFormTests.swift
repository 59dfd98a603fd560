import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("The forms of services and add-ons") struct ServiceFormTests {
    private typealias Fixtures = ServiceFixtures
    private typealias Form = ServiceFormScreen

    private func driver(
        _ size: Size = Size(120, 36), asked: Asked<Form.Job> = Asked(), added: Asked<AddOn> = Asked(),
        _ answer: @escaping @Sendable (Form.Job) -> Result<Form.Answer, SalonError> = { _ in .success(.saved) }
    ) -> ConsoleDriver {
        let canned = Fixtures.canned().answering(Form.self) { job in
            asked.add(job)
            return answer(job)
        }
        .answering(AddOnFormScreen.self) { job in
            if case .save(let addOn) = job { added.add(addOn) }
            return .success(.saved)
        }
        let driver = Support.driver(size, role: .admin, canned)
        driver.press("3")
        return driver
    }

    @Test("adds a service in the category under the cursor", arguments: sizes) func add(_ size: Size) {
        let asked = Asked<Form.Job>()
        let driver = driver(size, asked: asked)
        driver.press("n")
        driver.type("Balayage")
        driver.press("tab", "tab")
        driver.type("180,5")
        driver.press("tab")
        driver.type("60")
        driver.press("tab")
        driver.type("40")
        driver.press("tab")
        driver.type("30")
        #expect(driver.text.contains("2 h 10 for the client, the expert is free for 40 min of it"))
        driver.press("ctrl-s")
        #expect(driver.text.contains("Added Balayage, 180.50 EUR."))
        guard case .add(_, let draft) = asked.all.first else {
            Issue.record("nothing was saved")
            return
        }
        #expect(
            draft
                == ServiceDraft(
                    categoryID: Fixtures.hair.id, name: "Balayage", price: Money(minor: 18_050, .euro),
                    phases: ServicePhases(handsOn: 60, processing: 40, finishing: 30)))
    }

    @Test("one save says at each field what is missing and what is wrong, and keeps what was typed", arguments: sizes)
    func errors(_ size: Size) {
        let asked = Asked<Form.Job>()
        let driver = driver(size, asked: asked)
        driver.press("n", "ctrl-s")
        #expect(driver.text.contains("✗ Name is needed.") && driver.text.contains("✗ Price is needed."))
        driver.press("tab", "tab")
        driver.type("1.2.3")
        driver.press("tab")
        driver.type("0")
        driver.press("tab")
        driver.type("2000")
        driver.press("ctrl-s")
        #expect(driver.text.contains("✗ Name is needed."))
        driver.type("Wax")
        #expect(driver.text.contains("✗ Enter the price as an amount such as 65.00."))
        #expect(driver.text.contains("✗ Enter the hands-on time in whole minutes, 1 to 1440."))
        #expect(driver.text.contains("✗ Enter the processing time in whole minutes, 0 to 1440."))
        #expect(driver.text.contains("Wax") && asked.all.isEmpty)
    }

    @Test("says for how many months a patch test is good, or that none is needed", arguments: sizes)
    func patchTest(_ size: Size) {
        let asked = Asked<Form.Job>()
        let driver = driver(size, asked: asked)
        driver.press("down", "e", "tab", "tab", "tab", "tab", "tab", "tab", "tab")
        driver.type("99")
        driver.press("ctrl-s")
        #expect(driver.text.contains("✗ A patch test is good for 1 to 60 months."), "\(driver.text)")
        driver.press("ctrl-u")
        driver.type("6")
        driver.press("ctrl-s")
        guard case .edit(_, _, let draft) = asked.all.first else {
            Issue.record("nothing was saved")
            return
        }
        #expect(draft.patchTestMonths == 6)
    }

    @Test("says how many appointments keep the old price", arguments: sizes) func oldPrice(_ size: Size) {
        let asked = Asked<Form.Job>()
        let driver = driver(size, asked: asked)
        driver.press("down", "e", "tab", "tab", "ctrl-u")
        driver.type("70")
        #expect(driver.text.contains("The 14 appointments to come keep 65.00."))
        driver.press("enter")
        var draft = ServiceDraft(Fixtures.cut)
        draft.price = Fixtures.euros(70)
        #expect(asked.all == [.edit(Fixtures.cut.id, version: 7, draft)])
        #expect(driver.text.contains("Saved Women's cut."))
    }

    @Test("brings together what was typed here and changed elsewhere") func stale() {
        var theirs = Fixtures.cut
        theirs.version = 8
        theirs.price = Fixtures.euros(72)
        theirs.name = "Cut for women"
        let asked = Asked<Form.Job>()
        let driver = driver(asked: asked) { [theirs] job in
            switch job {
            case .edit(_, 7, _): .failure(.stale(what: "service", by: nil))
            case .fresh: .success(.catalogue(Fixtures.catalogue(with: theirs)))
            default: .success(.saved)
            }
        }
        driver.press("down", "e", "tab", "tab", "ctrl-u")
        driver.type("70")
        driver.press("enter")
        #expect(driver.text.contains("Somebody changed this service, while you were writing."))
        #expect(driver.text.contains("( ) 70") && driver.text.contains("( ) 72.00"))
        #expect(driver.text.contains("Name is as they left it: Cut for women"))
        driver.press("esc")
        #expect(driver.text.contains("⚠ They wrote: 72.00") && driver.text.contains("Cut for women"))
        driver.press("ctrl-s")
        guard case .edit(_, version: 8, let draft) = asked.all.last else {
            Issue.record("not saved on version 8")
            return
        }
        #expect(draft.price == Fixtures.euros(70) && draft.name == "Cut for women")
    }

    @Test("keeps a save while the server is away", arguments: sizes) func away(_ size: Size) {
        let asked = Asked<Form.Job>()
        let driver = driver(size, asked: asked) { _ in
            asked.all.count < 3 ? .failure(.unavailable(sentence: "Away.")) : .success(.saved)
        }
        driver.press("down", "e", "tab", "tab", "ctrl-u")
        driver.type("70")
        driver.press("enter")
        #expect(driver.text.contains("The server is away. This service is kept and saved when it is back."))
        driver.pass(seconds: 5)
        driver.pass(seconds: 5)
        #expect(driver.text.contains("Saved Women's cut."))
    }

    @Test("adds and edits add-ons", arguments: sizes) func addOns(_ size: Size) {
        let added = Asked<AddOn>()
        let driver = driver(size, added: added)
        driver.press("down", "a")
        #expect(driver.text.contains("New add-on") && driver.text.contains("Women's cut"))
        driver.type("Mask")
        driver.press("tab")
        driver.type("12")
        driver.press("enter")
        #expect(driver.text.contains("Added Mask."))
        driver.press("right", "right", "e", "tab", "ctrl-u")
        driver.type("25")
        driver.press("enter")
        #expect(driver.text.contains("Saved Gloss."))
        #expect(added.all.map(\.name) == ["Mask", "Gloss"] && added.all.map(\.minutes) == [0, 15])
        #expect(added.all.map(\.price) == [Fixtures.euros(12), Fixtures.euros(25)])
        #expect(added.all.last?.id == Fixtures.gloss.id)
    }
}
