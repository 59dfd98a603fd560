import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("The form of a client") struct ClientFormTests {
    private typealias Fixtures = ClientFixtures
    private typealias Form = ClientFormScreen

    private func driver(
        _ size: Size = Size(120, 36), asked: Asked<Form.Job> = Asked(),
        _ answer: @escaping @Sendable (Form.Job) -> Result<Form.Answer, SalonError> = { _ in .success(.saved) }
    ) -> ConsoleDriver {
        let canned = Fixtures.canned().answering(Form.self) { job in
            if case .duplicates = job {
                if case .success(.hits(let hits)) = answer(job) { return .success(.hits(hits)) }
                return .success(.hits([]))
            }
            asked.add(job)
            return answer(job)
        }
        let driver = Support.driver(size, canned)
        driver.press("2")
        return driver
    }

    private func fill(_ driver: ConsoleDriver, name: String = "Ida Berg") {
        driver.press("n")
        driver.type(name)
        driver.press("tab")
        driver.type("+47 22 33 44 55")
        driver.press("tab", "tab", "tab")
        driver.type("12/3/88")
    }

    @Test("adds a client and shows the card", arguments: sizes) func add(_ size: Size) {
        let asked = Asked<Form.Job>()
        let driver = driver(size, asked: asked)
        fill(driver)
        #expect(driver.text.contains("New client"))
        #expect(driver.text.contains("12 Mar 1988, 38 years"))
        driver.press("ctrl-s")
        #expect(driver.text.contains("Added Ida Berg."))
        guard case .add(_, let draft) = asked.all.first else {
            Issue.record("nothing was saved")
            return
        }
        let birthday = LocalDate(year: 1988, month: 3, day: 12)
        #expect(draft == ClientDraft(name: "Ida Berg", phone: "+47 22 33 44 55", birthday: birthday))
    }

    @Test("puts what was typed to find somebody where it belongs") func typed() {
        let context = Support.driver().app.context(for: nil)
        #expect(Form(.new(typed: "Ida"), context).sheet.form.text("name") == "Ida")
        #expect(Form(.new(typed: "+47 22"), context).sheet.form.text("phone") == "+47 22")
        #expect(Form(.new(typed: "ida@x.no"), context).sheet.form.text("email") == "ida@x.no")
    }

    @Test("says at each field what is wrong, all at once, and keeps what was typed", arguments: sizes)
    func errors(_ size: Size) {
        let asked = Asked<Form.Job>()
        let driver = driver(size, asked: asked)
        driver.press("n")
        driver.type("X")
        driver.press("tab")
        driver.type("12")
        driver.press("tab")
        driver.type("nonsense")
        driver.press("ctrl-s")
        for text in ["✗ This name is too short", "✗ This is no phone number", "✗ This is no e-mail", "nonsense"] {
            #expect(driver.text.contains(text), "\(text)")
        }
        #expect(asked.all.isEmpty)
        driver.press("esc")
        #expect(driver.text.contains("Close without saving?"))
    }

    @Test(
        "reads birthdays as they are written, and only those that have been",
        arguments: [
            ("12/3/1988", "1988-03-12"), ("12.3.88", "1988-03-12"), ("12 mar 1988", "1988-03-12"),
            ("1988-03-12", "1988-03-12"), ("1/1/05", "2005-01-01"), ("  ", nil), ("12 mar", "!"), ("fri", "!"),
            ("+6w", "!"), ("31/2/1988", "!"), ("1/1/2030", "!"),
        ])
    func birthday(_ text: String, _ expected: String?) {
        let today = LocalDate(year: 2026, month: 11, day: 21) ?? LocalDate(dayNumber: 0)
        do throws(SalonError) {
            #expect(try Form.birthday(text, today: today)?.description == expected)
        } catch {
            #expect(expected == "!")
        }
    }

    @Test("points out who has the same name, number or address, and opens that card", arguments: sizes)
    func duplicates(_ size: Size) {
        let hit = ClientHit(
            id: Fixtures.maria.id, name: "María López", phone: "+34 600 123 456", email: "maria@example.com")
        let driver = driver(size) { _ in .success(.hits([hit])) }
        driver.press("n")
        driver.type("maria lopez")
        #expect(driver.text.contains("⚠ Somebody has this name"))
        driver.press("tab")
        driver.type("0034600123456")
        #expect(driver.text.contains("⚠ María López has this phone number"))
        driver.press("ctrl-o")
        #expect(driver.text.contains("Open María López instead?"))
        driver.press("tab", "enter")
        #expect(!driver.text.contains("New client") && driver.text.contains("⚠ Allergic to ammonia"))
    }

    @Test("compares numbers by their digits, and names without accents") func sameness() {
        let hit = ClientHit(id: Fixtures.id(1), name: "Zoë Park", phone: "06 12 34 56 78", email: "z@x.com")
        #expect(hit.shared(with: ClientDraft(name: "zoe park")) == [.name])
        #expect(hit.shared(with: ClientDraft(name: "", phone: "+33 (6) 12345678")) == [.phone])
        #expect(hit.shared(with: ClientDraft(name: "", email: " Z@X.com ")) == [.email])
        #expect(hit.shared(with: ClientDraft(name: "Zo", email: "z@x.co", phone: "5678")) == [])
    }

    @Test("keeps a save while the server is away, and finishes when it is back", arguments: sizes)
    func away(_ size: Size) {
        let asked = Asked<Form.Job>()
        let driver = driver(size, asked: asked) { _ in
            asked.all.count < 3 ? .failure(.unavailable(sentence: "Away.")) : .success(.saved)
        }
        fill(driver)
        driver.press("ctrl-s")
        #expect(driver.text.contains("The server is away. This client is kept and saved when it is back."))
        driver.type("zzz")
        #expect(!driver.text.contains("zzz"))
        driver.pass(seconds: 5)
        driver.pass(seconds: 5)
        #expect(driver.text.contains("Added Ida Berg."))
        #expect(Set(asked.all.map { "\($0)" }).count == 1)
    }

    @Test("shows what both wrote side by side, and saves what is chosen on the newest version", arguments: sizes)
    func stale(_ size: Size) {
        var theirs = Fixtures.maria
        theirs.version = 4
        theirs.notes = "Prefers mornings"
        theirs.phone = "+34 600 999 999"
        theirs.address = "Rue Haute 1"
        let change = StaleChange(what: "client", by: "Ben Okafor", at: Support.instant)
        let asked = Asked<Form.Job>()
        let driver = driver(size, asked: asked) { [theirs] job in
            switch job {
            case .edit(_, 3, _): .failure(.stale(change))
            case .fresh: .success(.card(Fixtures.card(theirs)))
            default: .success(.saved)
            }
        }
        driver.press("e", "tab", "ctrl-u")
        driver.type("+34 600 111 111")
        driver.press("tab", "tab", "tab", "tab", "ctrl-u")
        driver.type("Rue Basse 2")
        driver.press("ctrl-s")
        #expect(driver.text.contains("Ben Okafor changed this client at 14:32, while you were writing."))
        #expect(driver.text.contains("Yours") && driver.text.contains("Theirs: Ben Okafor"))
        #expect(driver.text.contains("( ) +34 600 111 111") && driver.text.contains("( ) +34 600 999 999"))
        #expect(driver.text.contains("Notes is as they left it: Prefers mornings"))
        driver.press("right", "enter", "enter")
        #expect(asked.all.count { if case .edit = $0 { true } else { false } } == 1)
        driver.press("ctrl-s")
        #expect(driver.text.contains("Choose yours or theirs in each line, then press Enter."))
        driver.press("left")
        #expect(driver.text.contains("(•) Rue Basse 2") && driver.text.contains("(•) +34 600 999 999"))
        driver.press("enter")
        #expect(driver.text.contains("Saved Maria Lopez."))
        guard case .edit(_, version: 4, let draft) = asked.all.last else {
            Issue.record("not saved on version 4")
            return
        }
        #expect(draft.phone == "+34 600 999 999" && draft.address == "Rue Basse 2" && draft.notes == "Prefers mornings")
    }

    @Test("puts what the database refuses at its field") func refused() {
        let driver = driver { _ in
            .failure(.invalid(field: "email", sentence: "Somebody has this e-mail address already."))
        }
        fill(driver)
        driver.press("ctrl-s")
        #expect(driver.text.contains("✗ Somebody has this e-mail address already."))
        #expect(driver.text.contains("Ida Berg"))
    }
}
