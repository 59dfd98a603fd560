import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

/// The two sizes that every screen is looked at in.
let sizes = [Size(80, 24), Size(120, 36)]

@Suite("The shell's frame") struct ShellFrameTests {
    @Test("names the salon, the time, the person and the tabs", arguments: sizes) func header(_ size: Size) {
        let driver = Support.driver(size)
        #expect(driver.lines[0].hasPrefix(" Maison Lumière"))
        #expect(driver.lines[0].contains("● live   Ana Ruiz"))
        if size.width >= 120 {
            #expect(driver.lines[0].contains("Saturday 21 November 2026  14:32"))
            #expect(driver.lines[0].hasSuffix("Ana Ruiz receptionist"))
        } else {
            #expect(driver.lines[0].contains("Sat 21 Nov 2026  14:32  ● live   Ana Ruiz receptionist"))
        }
        for (index, title) in Tab.allCases.map(\.title).enumerated() {
            #expect(driver.lines[1].contains("\(index + 1) \(title)"))
        }
        #expect(driver.lines[size.height - 1].hasSuffix("? help"))
    }

    @Test("opens the help over everything, finds by name and by key, and does what is chosen", arguments: sizes)
    func help(_ size: Size) {
        let driver = Support.driver(size)
        driver.press("7", "?")
        #expect(driver.lines[size.height - 1].hasSuffix("Esc back"))
        let text = driver.text
        #expect(text.contains("Here") && text.contains("Opens the chosen line."))
        #expect(text.contains("Everywhere") && text.contains("Finds an action, a client or"))
        driver.type("lock")
        #expect(driver.text.contains("Locks the desk"))
        #expect(!driver.text.contains("Chooses other colours"))
        driver.press("ctrl-p")
        #expect(driver.text.contains("command"))
        driver.press("esc", "esc")
        #expect(!driver.text.contains("Keys"))
        driver.press("?")
        driver.type("revenue")
        #expect(driver.text.contains("Your role does not allow"))
        driver.press("f1", "?")
        driver.type("theme")
        driver.press("enter")
        #expect(driver.text.contains("Now: dark."))
    }

    @Test("finds actions, screens and clients in the palette", arguments: sizes) func palette(_ size: Size) {
        let hit = ClientHit(id: ClientID(UUIDValue(high: 3, low: 3)), name: "Maria Lopez", phone: "+34 600 123 456")
        let driver = Support.driver(
            size,
            Canned().answering(PaletteScreen.self) { job in .success(job == .clients("maria") ? [hit] : []) })
        driver.press("7", ":")
        driver.type("open")
        #expect(driver.text.contains("Opens the chosen line."))
        driver.press("enter")
        #expect(driver.text.contains("My account"))
        driver.press("esc", ":")
        driver.type("about")
        driver.press("enter")
        #expect(driver.app.sitting.slots.last?.screen is AboutScreen)
        driver.press("esc", "ctrl-p")
        driver.type("maria")
        #expect(driver.text.contains("Maria Lopez  +34 600 123 456"))
        driver.type(" cut fri 3pm ben")
        #expect(driver.text.contains("Book  maria cut fri 3pm ben"))
        driver.press("enter")
        #expect(driver.app.sitting.dialogs.count == 1)
        #expect(driver.app.sitting.slots.last?.screen is BookingScreen)
    }

    @Test("refuses a tab that the role may not see, and says why") func forbiddenTab() {
        let driver = Support.driver()
        driver.press("5")
        #expect(driver.app.sitting.tab == .appointments)
        #expect(driver.text.contains("✗ Your role does not allow you to see the day's figures."))
        #expect(Support.driver(role: .admin).app.footer().hints.hints.map(\.title).contains("command"))
    }

    @Test("goes to a date in the words of the desk") func goToDate() {
        let driver = Support.driver()
        driver.press("7", "g")
        driver.type("fri")
        driver.press("enter")
        #expect(driver.app.sitting.tab == .appointments)
        driver.press("g")
        driver.type("soon")
        driver.press("enter")
        #expect(driver.text.contains("This is no date") && driver.text.contains(" soon "))
        driver.press("ctrl-u")
        driver.type("tomorrow")
        driver.press("enter")
        #expect(!driver.text.contains("Go to a date") && driver.app.sitting.dialogs.isEmpty)
    }

    @Test("chooses another theme and turns the mouse off, and keeps both") func choices() {
        var settings = Settings()
        settings.themes = ["dark", "light"]
        settings.mouse = true
        let driver = Support.driver(settings: settings)
        driver.press("f9", "down", "enter", "f8")
        #expect(driver.app.settings.theme == "light")
        #expect(!driver.app.settings.mouse)
        var kept: [String] = []
        for command in driver.commands {
            if case .theme(let name) = command { kept.append(name) }
            if case .mouse(let isOn) = command { kept.append("\(isOn)") }
        }
        #expect(kept == ["light", "false"])
    }

    @Test("follows clicks on tabs and on hints") func clicks() throws {
        let driver = Support.driver()
        let row = driver.lines[1]
        let column = try #require(row.range(of: "More")).lowerBound
        driver.send(.mouse(Mouse(.press(.left), at: Point(row.distance(from: row.startIndex, to: column), 1))))
        #expect(driver.app.sitting.tab == .more)
        let footer = driver.lines[35]
        let help = try #require(footer.range(of: "? help")).lowerBound
        driver.send(.mouse(Mouse(.press(.left), at: Point(footer.distance(from: footer.startIndex, to: help), 35))))
        #expect(driver.text.contains("Keys"))
    }

    @Test("survives any size while dialogs are open") func anySize() {
        let driver = Support.driver()
        for open in ["?", ":", "g", "f9"] as [Key] {
            driver.press(open)
            for size in [Size(200, 50), Size(60, 16), Size(5, 3), Size(1, 1), Size(80, 24)] {
                driver.send(.resize(size))
                #expect(driver.screen.frame.size == size)
            }
            driver.press("esc")
        }
    }
}
