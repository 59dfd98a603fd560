import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("The tab Services") struct ServicesScreenTests {
    private typealias Fixtures = ServiceFixtures

    private func driver(
        _ size: Size = Size(120, 36), role: Role = .admin, _ canned: Canned = Fixtures.canned()
    ) -> ConsoleDriver {
        let driver = Support.driver(size, role: role, canned)
        driver.press("3")
        return driver
    }

    private func row(_ driver: ConsoleDriver, _ text: String) -> String {
        driver.lines.first { $0.contains(text) } ?? ""
    }

    // MARK: Pictures

    @Test("shows the tree with times, prices, who does it and what is off", arguments: sizes)
    func tree(_ size: Size) {
        let driver = driver(size)
        #expect(driver.text.contains("3 services, 1 off"))
        let cut = row(driver, "▸ Women's cut")
        #expect(cut.contains("1 h") && cut.contains("65.00") && cut.contains("Aiko, Ben"))
        let colour = row(driver, "Colour  ")
        #expect(colour.contains("100 min") && colour.contains("Ben"))
        #expect(row(driver, "Perm").contains("off") && row(driver, "Perm").contains("nobody"))
        #expect(row(driver, "▾ Nails").contains("off"))
        driver.press("down", "right")
        #expect(row(driver, "+ Gloss").contains("+15 min") && row(driver, "+ Gloss").contains("+22.00"))
    }

    @Test("tells all about the service under the cursor") func details() {
        let driver = driver()
        driver.press("down")
        for text in [
            "65.00 EUR", "To come     14, which keep their price", "Clean-up    5 min  the client has left",
            "Wash, cut and finish", "Aiko Tanaka  75.00 own price", "Ben Okafor  70 min", "+ Gloss  15 min  22.00",
        ] {
            #expect(driver.text.contains(text), "\(text)")
        }
        driver.press("down")
        #expect(driver.text.contains("Processing  35 min  the expert is free"))
        #expect(driver.text.contains("100 min in all") && driver.text.contains("To come     no appointments"))
        driver.press("down")
        #expect(driver.text.contains("switched off: it can't be"))
        #expect(driver.text.contains("Nobody yet: it can't be booked."))
    }

    @Test("opens the details in the tree's place where there is no room beside it") func narrow() {
        let driver = driver(Size(80, 24))
        driver.press("down", "enter")
        #expect(driver.lines[2].hasPrefix(" Women's cut"))
        #expect(driver.text.contains("To come     14, which keep their price"))
        driver.press("esc", "up", "enter")
        #expect(driver.text.contains("▸ Hair") && !driver.text.contains("Women's cut"))
    }

    @Test("filters by words of services, categories and add-ons, and restores the tree", arguments: sizes)
    func filter(_ size: Size) {
        let driver = driver(size)
        driver.press("/")
        driver.type("glo")
        #expect(driver.text.contains("+ Gloss") && driver.text.contains("Women's cut"))
        #expect(!driver.text.contains("Perm"))
        driver.press("ctrl-u")
        driver.type("nails")
        #expect(driver.text.contains("Gel") && !driver.text.contains("Women's cut"))
        driver.press("ctrl-u")
        driver.type("zzz")
        #expect(driver.text.contains("Nothing has “zzz”"))
        driver.press("esc", "esc")
        #expect(driver.text.contains("Perm") && !driver.text.contains("+ Gloss"))
    }

    @Test("says what is wrong in four different pictures", arguments: sizes) func pictures(_ size: Size) {
        let empty = driver(size, Fixtures.canned(Catalogue(categories: [], services: [])))
        #expect(empty.text.contains("No services yet") && empty.text.contains("C new category"))
        func failing(_ error: SalonError) -> Canned {
            Canned().answering(ServicesScreen.self) { _ in .failure(error) }
        }
        let failed = driver(size, failing(.invalid(field: "x", sentence: "It broke.")))
        #expect(failed.text.contains("The services can't be read") && failed.text.contains("R try again"))
        #expect(driver(size, failing(.forbidden(.servicesView))).text.contains("Not for your role"))
        let context = Support.driver(size).app.context(for: nil)
        var frame = Frame(size)
        ServicesScreen().draw(in: context.area, into: &frame, context)
        #expect(frame.lines.contains { $0.contains("Reading the services…") })
    }

    @Test("no name breaks the screen", arguments: sizes, Array(ClientFixtures.hostile.indices))
    func hostile(_ size: Size, _ index: Int) {
        let name = ClientFixtures.hostile[index]
        let service = Service(
            id: Fixtures.id(11), categoryID: Fixtures.id(1), name: name, description: name,
            price: Fixtures.euros(1), phases: ServicePhases(handsOn: 10))
        let catalogue = Catalogue(
            categories: [ServiceCategory(id: Fixtures.id(1), name: name, description: name)], services: [service],
            addOns: [AddOn(id: Fixtures.id(21), serviceID: service.id, name: name, price: Fixtures.euros(1))],
            skills: [ExpertService(expertID: Fixtures.id(31), serviceID: service.id)],
            experts: [Catalogue.Person(id: Fixtures.id(31), name: name)])
        let driver = driver(size, Fixtures.canned(catalogue))
        driver.press("down", "right", "enter", "esc", "x", "esc", "e", "esc", "down", "e")
        for line in driver.lines {
            #expect(TextWidth.cells(line) <= size.width)
            #expect(!line.unicodeScalars.contains { $0.value < 0x20 || (0x202A...0x202E).contains($0.value) })
        }
        #expect(driver.lines[0].contains("Maison Lumière"))
    }

    @Test("shows everybody the actions, and says whose they are", arguments: [Role.receptionist, .expert])
    func roles(_ role: Role) {
        let driver = driver(role: role)
        #expect(driver.lines[35].contains("n new service") && driver.lines[35].contains("x off / on"))
        for key in ["n", "e", "x", "a", "C"] as [Key] {
            driver.press(key)
            #expect(driver.text.contains("Your role does not allow you to change services."))
        }
    }

    // MARK: Doing

    @Test("switches a service off after saying what happens to its appointments", arguments: sizes)
    func switchOff(_ size: Size) {
        let asked = Asked<ServicesScreen.Job>()
        let driver = driver(
            size,
            Fixtures.canned { job in
                asked.add(job)
                return .success(.saved)
            })
        driver.press("down", "x")
        #expect(driver.text.contains("Switch Women's cut off?"))
        #expect(driver.text.contains("The 14 appointments to come stay as they are."))
        driver.press("enter")
        #expect(asked.all.isEmpty)
        driver.press("x", "tab", "enter")
        var draft = ServiceDraft(Fixtures.cut)
        draft.isActive = false
        #expect(asked.all == [.editService(Fixtures.cut.id, version: 7, draft)])
        #expect(driver.text.contains("Women's cut is switched off. Its appointments stay."))
    }

    @Test("removes an add-on, switches a category, adds and renames one") func others() {
        let asked = Asked<ServicesScreen.Job>()
        let driver = driver(
            Size(120, 36),
            Fixtures.canned { job in
                asked.add(job)
                return .success(.saved)
            })
        driver.press("x")
        #expect(driver.text.contains("None of its 3 services can be booked any more"))
        driver.press("tab", "enter", "down", "right", "right", "x")
        #expect(driver.text.contains("Remove Gloss?"))
        driver.press("tab", "enter", "C")
        driver.type("Brows")
        driver.press("enter", "home", "e", "ctrl-u")
        driver.type("Hairdressing")
        driver.press("enter")
        #expect(asked.all.count == 4)
        #expect(asked.all.first == .switchCategory(Fixtures.hair.id, false))
        #expect(asked.all.dropFirst().first == .removeAddOn(Fixtures.gloss.id))
        guard case .addCategory(_, "Brows") = asked.all[2] else {
            Issue.record("\(asked.all)")
            return
        }
        #expect(asked.all.last == .renameCategory(Fixtures.hair.id, version: 1, "Hairdressing"))
    }

    @Test("asks again for a name that can't be taken, with what was typed") func refusedName() {
        let driver = driver(
            Size(120, 36),
            Fixtures.canned { _ in .failure(.invalid(field: "name", sentence: "There is a Brows already.")) })
        driver.press("C")
        driver.type("Brows")
        driver.press("enter")
        #expect(driver.text.contains("There is a Brows already.") && driver.text.contains("Brows  "))
    }

    @Test("keeps a change while the server is away") func away() {
        let asked = Asked<ServicesScreen.Job>()
        let driver = driver(
            Size(120, 36),
            Fixtures.canned { job in
                asked.add(job) < 3 ? .failure(.unavailable(sentence: "Away.")) : .success(.saved)
            })
        driver.press("down", "x", "tab", "enter")
        #expect(driver.text.contains("The change is kept"))
        driver.pass(seconds: 5)
        driver.pass(seconds: 5)
        #expect(driver.text.contains("Women's cut is switched off."))
        #expect(asked.all.count == 3 && Set(asked.all.map { "\($0)" }).count == 1)
    }
}
