import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("The form of an expert") struct ExpertFormTests {
    private typealias Fixtures = ExpertFixtures
    private typealias Form = ExpertFormScreen

    private func driver(
        _ size: Size = Size(120, 36), asked: Asked<Form.Job> = Asked(),
        _ answer: @escaping @Sendable (Form.Job) -> Result<Form.Answer, SalonError> = { _ in .success(.saved) }
    ) -> ConsoleDriver {
        let canned = Fixtures.canned().answering(Form.self) { job in
            asked.add(job)
            return answer(job)
        }
        let driver = Support.driver(size, role: .admin, canned)
        driver.press("4")
        return driver
    }

    @Test("adds an expert, at the end unless told otherwise", arguments: sizes) func add(_ size: Size) {
        let asked = Asked<Form.Job>()
        let driver = driver(size, asked: asked)
        driver.press("n")
        #expect(driver.text.contains("New expert"))
        driver.type("Dina Haddad")
        driver.press("tab")
        driver.type("Nails")
        driver.press("tab")
        driver.type("Dina@Example.com")
        driver.press("tab", "tab")
        driver.type("Gel and art.")
        driver.press("tab")
        driver.type("gr")
        driver.press("ctrl-s")
        #expect(driver.text.contains("Added Dina Haddad."))
        guard case .add(_, let draft) = asked.all.first else {
            Issue.record("nothing was saved")
            return
        }
        #expect(
            draft
                == ExpertDraft(
                    name: "Dina Haddad", email: "dina@example.com", specialty: "Nails", bio: "Gel and art.",
                    colour: "red"))
    }

    @Test("changes an expert on the version that was shown", arguments: sizes) func edit(_ size: Size) {
        let asked = Asked<Form.Job>()
        let driver = driver(size, asked: asked)
        driver.press("e")
        #expect(driver.text.contains("Edit expert") && driver.text.contains("(•) blue"))
        driver.press("tab", "ctrl-u")
        driver.type("Bobs")
        driver.press("enter")
        var draft = ExpertDraft(Fixtures.aiko)
        draft.specialty = "Bobs"
        #expect(asked.all == [.edit(Fixtures.aiko.id, version: 4, draft)])
        #expect(driver.text.contains("Saved Aiko Tanaka.") && driver.app.sitting.dialogs.isEmpty)
    }

    @Test("one save says at each field what is missing and what is wrong, and keeps what was typed", arguments: sizes)
    func errors(_ size: Size) {
        let asked = Asked<Form.Job>()
        let driver = driver(size, asked: asked) { job in
            .failure(.invalid(field: "email", sentence: "Somebody has this e-mail address already."))
        }
        driver.press("n", "tab", "tab")
        driver.type("nowhere")
        driver.press("tab")
        driver.type("12")
        driver.press("ctrl-s")
        #expect(driver.text.contains("✗ Name is needed.") && driver.text.contains("This is no e-mail address."))
        driver.type("D")
        driver.press("ctrl-s")
        #expect(driver.text.contains("too short") && driver.text.contains("This is no e-mail address."))
        #expect(driver.text.contains("This is no phone number") && asked.all.isEmpty)
        driver.type("ina")
        driver.press("tab", "tab", "ctrl-u")
        driver.type("d@example.com")
        driver.press("tab", "ctrl-u", "ctrl-s")
        #expect(driver.text.contains("✗ Somebody has this e-mail address already."))
        #expect(driver.text.contains("Dina") && asked.all.count == 1)
        driver.press("esc")
        #expect(driver.text.contains("Close without saving?"))
    }

    @Test("brings together what was typed here and changed elsewhere") func stale() {
        var theirs = Fixtures.aiko
        theirs.specialty = "Colour"
        theirs.phone = "+33 6 99 99 99 99"
        let asked = Asked<Form.Job>()
        let driver = driver(asked: asked) { [theirs] job in
            switch job {
            case .edit(_, 4, _): .failure(.stale(what: "expert", by: nil))
            case .fresh: .success(.card(Fixtures.card(theirs, version: 5)))
            default: .success(.saved)
            }
        }
        driver.press("e", "tab", "ctrl-u")
        driver.type("Bobs")
        driver.press("enter")
        #expect(driver.text.contains("Somebody changed this expert, while you were writing."))
        driver.press("left")
        #expect(driver.text.contains("(•) Bobs") && driver.text.contains("( ) Colour"))
        driver.press("enter")
        guard case .edit(_, version: 5, let draft) = asked.all.last else {
            Issue.record("not saved on version 5")
            return
        }
        #expect(draft.specialty == "Bobs" && draft.phone == "+33 6 99 99 99 99")
    }

    @Test("keeps a save while the server is away", arguments: sizes) func away(_ size: Size) {
        let asked = Asked<Form.Job>()
        let driver = driver(size, asked: asked) { _ in
            asked.all.count < 3 ? .failure(.unavailable(sentence: "Away.")) : .success(.saved)
        }
        driver.press("e", "tab", "ctrl-u")
        driver.type("Bobs")
        driver.press("enter")
        #expect(driver.text.contains("The server is away. This expert is kept and saved when it is back."))
        driver.pass(seconds: 5)
        driver.pass(seconds: 5)
        #expect(driver.text.contains("Saved Aiko Tanaka.") && Set(asked.all.map { "\($0)" }).count == 1)
    }
}

@Suite("The services of an expert") struct ExpertServicesTests {
    private typealias Screen = ExpertServicesScreen

    /// Aiko of the services' catalogue: she does the cut at her own price.
    private let expert = Expert(id: ServiceFixtures.id(31), branchID: ServiceFixtures.id(90), name: "Aiko Tanaka")

    private func driver(
        _ size: Size = Size(120, 36), asked: Asked<[ExpertService]> = Asked(),
        _ answer: @escaping @Sendable (Screen.Job) -> Result<Screen.Answer, SalonError> = { _ in .success(.saved) }
    ) -> ConsoleDriver {
        let canned = ExpertFixtures.canned([ExpertFixtures.row(expert)]).answering(Screen.self) { job in
            switch job {
            case .catalogue: return .success(.catalogue(ServiceFixtures.catalogue))
            case .save(_, let services, _):
                asked.add(services)
                return answer(job)
            }
        }
        let driver = Support.driver(size, role: .admin, canned)
        driver.press("4")
        driver.press("s")
        return driver
    }

    private func row(_ driver: ConsoleDriver, _ text: String) -> String {
        driver.lines.first { $0.contains(text) } ?? ""
    }

    private func skill(_ service: Int, _ price: Int? = nil, _ minutes: Int? = nil) -> ExpertService {
        ExpertService(
            expertID: expert.id, serviceID: ServiceFixtures.id(service), price: price.map { ServiceFixtures.euros($0) },
            duration: minutes)
    }

    @Test("marks what they do, with own price and time beside the catalogue's", arguments: sizes)
    func list(_ size: Size) {
        let driver = driver(size)
        #expect(driver.text.contains("What Aiko Tanaka does"))
        let cut = row(driver, "[x] Women's cut")
        #expect(cut.contains("75.00") && cut.contains("65.00  60 min"))
        #expect(row(driver, "[ ] Colour").contains("98.00  45 min"))
        #expect(driver.text.contains("1 of 2, 1 with own price or time"))
        // What is switched off and not theirs isn't offered.
        #expect(!driver.text.contains("Perm") && !driver.text.contains("Gel"))
    }

    @Test("takes prices and times as they are typed", arguments: sizes) func typing(_ size: Size) {
        let asked = Asked<[ExpertService]>()
        let driver = driver(size, asked: asked)
        driver.press("del", "down")
        driver.type("110")
        driver.press("enter")
        driver.type("50")
        driver.press("enter")
        #expect(row(driver, "[x] Colour").contains("110.00") && row(driver, "[x] Colour").contains("50 min"))
        driver.press("ctrl-s")
        #expect(asked.all == [[skill(11), skill(12, 110, 50)]])
        #expect(driver.text.contains("Aiko Tanaka does 2 services.") && driver.app.sitting.dialogs.isEmpty)
    }

    @Test("says what can't be taken, and doesn't leave the field", arguments: sizes) func errors(_ size: Size) {
        let asked = Asked<[ExpertService]>()
        let driver = driver(size, asked: asked)
        driver.type("1.2.3")
        driver.press("enter")
        #expect(driver.text.contains("✗ Enter the price as an amount such as 65.00."))
        driver.press("ctrl-s", "down")
        #expect(asked.all.isEmpty && driver.text.contains("1.2.3"))
        driver.press("esc", "enter", "enter")
        driver.type("0")
        driver.press("enter")
        #expect(driver.text.contains("✗ Enter the time in whole minutes, 1 to 1440."))
        driver.press("esc", "esc")
        #expect(driver.app.sitting.dialogs.isEmpty)
    }

    @Test("marks a whole category, finds by words, and asks before what was marked is lost") func marks() {
        let driver = driver()
        driver.press("a")
        #expect(driver.text.contains("[x] Colour"))
        driver.press("a")
        #expect(driver.text.contains("[ ] Women's cut") && driver.text.contains("[ ] Colour"))
        driver.press("/")
        driver.type("colo")
        #expect(!driver.text.contains("Women's cut"))
        driver.press("enter", "space")
        #expect(driver.text.contains("[x] Colour"))
        driver.press("esc", "esc")
        #expect(driver.text.contains("Close without saving?"))
    }

    @Test("keeps a save while the server is away", arguments: sizes) func away(_ size: Size) {
        let asked = Asked<[ExpertService]>()
        let driver = driver(size, asked: asked) { _ in
            asked.all.count < 3 ? .failure(.unavailable(sentence: "Away.")) : .success(.saved)
        }
        driver.press("down", "space", "ctrl-s")
        #expect(driver.text.contains("The server is away. These services are kept and saved when it is back."))
        driver.press("space")
        driver.pass(seconds: 5)
        driver.pass(seconds: 5)
        #expect(Set(asked.all) == [[skill(11, 75), skill(12)]])
        #expect(driver.text.contains("Aiko Tanaka does 2 services."))
    }
}
