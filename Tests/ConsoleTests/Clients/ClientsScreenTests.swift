import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("The tab Clients") struct ClientsScreenTests {
    private typealias Fixtures = ClientFixtures

    private func driver(
        _ size: Size = Size(120, 36), role: Role = .receptionist, _ canned: Canned = Fixtures.canned()
    ) -> ConsoleDriver {
        let driver = Support.driver(size, role: role, canned)
        driver.press("2")
        return driver
    }

    // MARK: Pictures

    @Test("how often somebody comes is said in days or in weeks") func intervals() {
        let words = [0, 1, 2, 7, 9, 14, 35].map(ClientText.interval)
        #expect(
            words == [
                "every day", "every day", "every 2 days", "every week", "every 9 days", "every 2 weeks",
                "every 5 weeks",
            ])
    }

    @Test("shows the list and, where there is room, the card with the alert above all") func wide() {
        let driver = driver()
        #expect(driver.text.contains("Maria Lopez"))
        #expect(driver.text.contains("+34 600 123 456"))
        let alert = driver.lines.firstIndex { $0.contains("⚠ Allergic to ammonia: patch test first") }
        let contact = driver.lines.firstIndex { $0.contains("│ Contact") }
        #expect(alert == 4 && contact == 6)
        for text in [
            "14 visits, every 5 weeks", "910.00 EUR", "65.00 EUR", "24 Nov 1988, 37 years  in 3 days",
            "Likes a window seat", "No-shows    2", "Thu 1 Oct", "Cut 0",
        ] {
            #expect(driver.text.contains(text), "\(text)")
        }
    }

    @Test("opens the card in the list's place where there is no room beside it, and goes back") func narrow() {
        let driver = driver(Size(80, 24))
        #expect(driver.lines[4].contains("Maria Lopez") && driver.lines[4].contains("⚠"))
        #expect(!driver.text.contains("Contact"))
        driver.press("enter")
        #expect(driver.lines[2].hasPrefix(" Maria Lopez"))
        #expect(driver.lines[3].contains("⚠ Allergic to ammonia"))
        #expect(driver.text.contains("14 visits") && !driver.text.contains("Zoe Park"))
        driver.press("esc")
        #expect(driver.text.contains("Zoe Park"))
    }

    @Test("finds while one types, and leaves the field and the filter by Esc", arguments: sizes)
    func find(_ size: Size) {
        let driver = driver(size)
        driver.press("/")
        driver.type("zo")
        #expect(!driver.text.contains("Maria Lopez") && driver.text.contains("Zoe Park"))
        driver.press("esc", "esc")
        #expect(driver.text.contains("Maria Lopez"))
        driver.press("/")
        driver.type("nobody")
        #expect(driver.text.contains("Nobody answers “nobody”"))
        #expect(driver.text.contains("n new client"))
    }

    @Test("says what is wrong in four different pictures", arguments: sizes) func pictures(_ size: Size) {
        #expect(driver(size, Fixtures.canned([])).text.contains("No clients yet"))
        func failing(_ error: SalonError) -> Canned {
            Canned().answering(ClientsScreen.self) { _ in .failure(error) }
        }
        let failed = driver(size, failing(.invalid(field: "x", sentence: "It broke.")))
        #expect(failed.text.contains("The clients can't be read") && failed.text.contains("R try again"))
        let forbidden = driver(size, failing(.forbidden(.clientsView)))
        #expect(forbidden.text.contains("Not for your role"))
        let away = driver(size, failing(.unavailable(sentence: "The server is away.")))
        #expect(away.text.contains("The server is away."))
        var screen = ClientsScreen()
        _ = screen.update(.opened(.clients()), context(size))
        var frame = Frame(size)
        screen.draw(in: context(size).area, into: &frame, context(size))
        #expect(frame.lines.contains { $0.contains("Reading the clients…") })
    }

    private func context(_ size: Size) -> Context { Support.driver(size).app.context(for: nil) }

    @Test("shows an expert the own clients without contact data") func expert() {
        let masked = Client(id: Fixtures.id(1), name: "Maria Lopez", alert: "Asthma")
        let driver = driver(role: .expert, Fixtures.canned([masked]))
        #expect(driver.text.contains("⚠ Asthma"))
        #expect(driver.text.contains("known at the desk only"))
        #expect(!driver.text.contains("E-mail"))
        driver.press("y")
        #expect(driver.text.contains("Phone numbers are known at the desk only."))
        driver.press("e")
        #expect(driver.text.contains("Your role does not allow you to change clients"))
        #expect(self.driver(role: .expert, Fixtures.canned([])).text.contains("Whom are you looking for?"))
    }

    @Test("no name breaks the screen", arguments: sizes, Array(Fixtures.hostile.indices))
    func hostile(_ size: Size, _ index: Int) {
        let name = Fixtures.hostile[index]
        let client = Client(
            id: Fixtures.id(9), name: name, email: name, phone: name, address: name, alert: name, notes: name)
        let driver = driver(size, Fixtures.canned([client, Fixtures.zoe]))
        driver.press("enter", "e", "tab", "esc", "esc")
        for line in driver.lines {
            #expect(TextWidth.cells(line) <= size.width)
            #expect(!line.unicodeScalars.contains { $0.value < 0x20 || (0x202A...0x202E).contains($0.value) })
        }
        #expect(driver.lines[0].contains("Maison Lumière"))
    }

    // MARK: Doing

    @Test("copies the phone number, books for the client and opens an appointment") func actions() {
        let canned = Fixtures.canned()
        let driver = driver(Size(120, 36), canned)
        driver.press("y")
        #expect(driver.text.contains("Copied the phone number."))
        let copied = driver.commands.contains { if case .copy("+34 600 123 456") = $0 { true } else { false } }
        #expect(copied)
        var screen = ClientsScreen()
        let context = context(Size(120, 36))
        _ = screen.update(.opened(.clients(Fixtures.maria.id)), context)
        _ = screen.update(
            .answer(.card(Fixtures.maria.id), .success(.card(Fixtures.card(Fixtures.maria)))), context)
        #expect(
            screen.update(.action(.book), context) == [.go(.booking(BookingStart(client: Fixtures.maria.id)))])
        #expect(
            screen.update(.action(.open), context)
                == [.go(.appointment(AppointmentID(UUIDValue(high: 6, low: 0))))])
        _ = screen.update(.input(.key(.down)), context)
        #expect(
            screen.update(.action(.open), context)
                == [.go(.appointment(AppointmentID(UUIDValue(high: 6, low: 1))))])
    }

    @Test("turns the list to a client who was asked for from elsewhere") func wanted() {
        var screen = ClientsScreen()
        let context = context(Size(120, 36))
        #expect(screen.update(.opened(.clients(Fixtures.zoe.id)), context) == [.load(.card(Fixtures.zoe.id), "card")])
        let effects = screen.update(
            .answer(.card(Fixtures.zoe.id), .success(.card(Fixtures.card(Fixtures.zoe)))), context)
        let key = ClientKey(nameKey: "zoe park", id: ClientID(UUIDValue(high: 0, low: 0)))
        let job = ClientsScreen.Job.page("", PageRequest(after: key, limit: 100), .first)
        #expect(effects == [.load(job, "list")])
        _ = screen.update(
            .answer(job, .success(.page(Fixtures.page([Fixtures.zoe, Fixtures.maria])))), context)
        #expect(screen.subject == Fixtures.zoe.id && screen.isOnCard)
        _ = screen.update(.back, context)
        #expect(screen.list.pages.table.selected?.id == Fixtures.zoe.id && !screen.isOnCard)
    }

    @Test("asks for the next page before the cursor is at its end, and keeps the place over reloads") func pages() {
        let clients = (0..<100).map { Client(id: Fixtures.id($0), name: "Client \($0 + 100)") }
        let asked = Asked<ClientsScreen.Job>()
        let canned = Canned().answering(ClientsScreen.self) { job in
            asked.add(job)
            switch job {
            case .page(_, let request, _):
                return .success(.page(request.after == nil ? Fixtures.page(clients, more: true) : Fixtures.page([])))
            case .remove: return .failure(.notFound(what: "patch test"))
            case .card(let id): return .success(.card(Fixtures.card(clients.first { $0.id == id } ?? Fixtures.zoe)))
            }
        }
        let driver = driver(Size(80, 24), canned)
        for _ in 0..<5 { driver.press("pgdn") }
        let wanted = asked.all.contains { if case .page(_, _, .after) = $0 { true } else { false } }
        #expect(wanted)
        let line = driver.lines.first { $0.contains("Client 185") }
        driver.hear(.changed(Changes(.clients)))
        #expect(line != nil && driver.lines.contains { $0.contains("Client 185") })
    }

    @Test("scrolls a long card to its last appointment") func longCard() {
        let driver = driver(Size(80, 24), Fixtures.canned(appointments: 60))
        driver.press("enter", "end")
        #expect(driver.text.contains("Cut 59") && driver.text.contains("▲"))
        driver.press("home")
        #expect(driver.text.contains("Contact") && driver.text.contains("▼"))
    }
}
