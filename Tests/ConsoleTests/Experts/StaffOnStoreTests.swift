import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("Experts and users on a real database") struct StaffOnStoreTests {
    /// A demo salon, an admin's console on it, and the desk beside it.
    private func withSalon(_ body: (ConsoleDriver, Desk) throws -> Void) throws {
        let database = try Support.demo()
        let store = Support.store(database.deskSettings)
        let desk = try store.signIn(as: .admin).desk
        try withExtendedLifetime(database) {
            try body(ConsoleDriver(size: Size(120, 36), store: store, token: desk.token), desk)
        }
    }

    @Test("changes an expert, and brings a change of somebody else's together with it") func edit() throws {
        try withSalon { driver, desk in
            driver.press("4")
            let row = try #require(try desk.experts.roster().first)
            #expect(driver.text.contains(row.expert.name))
            driver.press("e", "tab", "ctrl-u")
            driver.type("Bobs")
            var theirs = ExpertDraft(row.expert)
            theirs.phone = "+33 6 99 99 99 99"
            try desk.experts.edit(row.expert.id, version: row.version, theirs)
            driver.press("ctrl-s")
            #expect(driver.text.contains("changed this expert"))
            #expect(driver.text.contains("What you typed is kept: look at it, then save again."))
            driver.press("ctrl-s")
            #expect(driver.text.contains("Saved \(row.expert.name)."))
            let card = try desk.experts.card(row.expert.id)
            #expect(card.expert.specialty == "Bobs" && card.expert.phone == "+33 6 99 99 99 99")
            #expect(card.shifts.allSatisfy { $0.validTo.map { $0 >= desk.today.startOfWeek } ?? true })
            #expect(driver.text.contains("+33 6 99 99 99 99") && driver.text.contains("This week"))
        }
    }

    @Test("refuses an address twice, adds, sets services, switches off") func add() throws {
        try withSalon { driver, desk in
            driver.press("4")
            let taken = try #require(try desk.experts.roster().compactMap(\.expert.email).first)
            driver.press("n")
            driver.type("Zora Neale")
            driver.press("tab", "tab")
            driver.type(taken)
            driver.press("ctrl-s")
            #expect(driver.text.contains("Somebody has this e-mail address already."))
            driver.press("ctrl-u", "ctrl-s")
            #expect(driver.text.contains("Added Zora Neale."))
            driver.press("s")
            driver.press("a", "ctrl-s")
            #expect(driver.text.contains("Zora Neale does"))
            let row = try #require(try desk.experts.roster().first { $0.expert.name == "Zora Neale" })
            #expect(row.services > 1 && row.expert.displayOrder > 1)
            driver.press("s")
            driver.type("77")
            driver.press("enter")
            driver.type("33")
            driver.press("ctrl-s")
            let skill = try #require(
                try desk.experts.card(row.expert.id).skills.first { $0.own.duration != nil })
            #expect(skill.price == Money(minor: 7_700, desk.branch.currency) && skill.minutes == 33)
            driver.press("x", "tab", "enter")
            #expect(!(try desk.experts.roster().contains { $0.expert.name == "Zora Neale" }))
            #expect(try desk.experts.roster(includeInactive: true).contains { $0.expert.name == "Zora Neale" })
        }
    }

    @Test("walks all clients page by page, from both ends, and finds staff") func users() throws {
        try withSalon { driver, desk in
            driver.press("6")
            #expect(driver.text.contains("admin@demo.salon") && driver.text.contains("Signing in"))
            driver.press("/")
            driver.type("desk@")
            #expect(driver.text.contains("desk@demo.salon") && !driver.text.contains("owner@demo.salon"))
            driver.press("esc", "esc")
            driver.press("F")
            var names: [UserID] = []
            var request = PageRequest<UserKey>(limit: 60)
            while true {
                let page = try desk.users.page(.role(.user), request)
                names += page.rows.map(\.user.id)
                guard page.hasMoreAfter, let last = page.rows.last else { break }
                request = PageRequest(after: last.key, limit: 60)
            }
            #expect(Set(names).count == names.count && names.count > 60)
            driver.press("end")
            let screen = driver.app.sitting.slots.compactMap { $0.screen as? UsersScreen }.first
            #expect(screen?.list.pages.table.selected?.id == names.last)
        }
    }
}
