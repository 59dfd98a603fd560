import Salon
import Terminal
import Testing

@testable import Console
@testable import SalonStore

@Suite("The tab Experts") struct ExpertsScreenTests {
    private typealias Fixtures = ExpertFixtures
    private typealias Job = ExpertsScreen.Job

    private func driver(
        _ size: Size = Size(120, 36), role: Role = .admin, _ canned: Canned = Fixtures.canned()
    ) -> ConsoleDriver {
        let driver = Support.driver(size, role: role, canned)
        driver.press("4")
        return driver
    }

    private func row(_ driver: ConsoleDriver, _ text: String) -> String {
        driver.lines.first { $0.contains(text) } ?? ""
    }

    // MARK: Pictures

    @Test("lists who works here with today's hours, load, rating and services", arguments: sizes)
    func list(_ size: Size) {
        let driver = driver(size)
        let aiko = driver.lines.first { $0.hasPrefix(" Aiko Tanaka") } ?? ""
        for text in ["09:00–18:00", "67 %", "━━━", "4.8", " 2"] { #expect(aiko.contains(text), "\(text)") }
        let ben = driver.lines.first { $0.hasPrefix(" Ben Okafor") } ?? ""
        #expect(ben.contains("vacation") && ben.contains("none") && !ben.contains("%"))
        #expect(driver.text.contains("1 of 2 at work today") && !driver.text.contains("Cleo"))
        if size.width < 100 { #expect(aiko.contains("Cuts and co")) }
    }

    @Test("shows those who are switched off on demand, in words", arguments: sizes) func everybody(_ size: Size) {
        let driver = driver(size)
        driver.press("v")
        #expect(row(driver, "Cleo Dubois").contains("switched off"))
        #expect(driver.text.contains("1 switched off"))
        driver.press("v")
        #expect(!driver.text.contains("Cleo"))
    }

    @Test("tells all about the expert under the cursor", arguments: [Size(80, 60), Size(120, 60)])
    func details(_ size: Size) {
        let driver = driver(size)
        driver.press("enter")
        for text in [
            "+33 6 12 34 56 71", "as expert, aiko@demo.salon", "To come     14 appointments", "This week",
            "Thu 26 Nov  10:00–12:00", "Tue 1 Dec   off", "Tue 24 Nov 09:00–12:00, training: Balayage course",
            "3 services, 2 with own price or time", "4.8 ★  from 120 reviews", "★★★★☆ Maria Lopez · Women's cut",
            "Quick and kind.",
        ] {
            #expect(driver.text.contains(text), "\(text)")
        }
        #expect(!driver.text.contains("sick: "))
        if size.width == 80 {
            #expect(row(driver, "Women's cut  ").contains("75.00  60 min       65.00  60 min"))
            #expect(driver.text.contains("theirs") && driver.text.contains("catalogue"))
            #expect(!driver.text.contains("Ben"))
        } else {
            #expect(row(driver, "│   Women's cut ").contains("75.00  60 min"))
            #expect(driver.text.contains("catalogue 65.00  60 min"))
        }
        driver.press("esc", "down")
        #expect(driver.text.contains("Ben Okafor"))
    }

    @Test("scrolls the details, and Tab goes there and back", arguments: sizes) func scrolls(_ size: Size) {
        let driver = driver(size)
        driver.press("tab")
        #expect(!driver.text.contains("On the website"))
        driver.press("end")
        #expect(driver.text.contains("Bobs and soft layers.") && driver.text.contains("▲"))
        driver.press("tab", "down")
        #expect(driver.app.sitting.slots.contains { ($0.screen as? ExpertsScreen)?.row?.expert == Fixtures.ben })
    }

    @Test("draws other weeks, never those that are over") func weeks() {
        let driver = driver()
        driver.press("[")
        #expect(driver.text.contains("Weeks that are over are not drawn."))
        driver.press("]")
        #expect(driver.text.contains("Next week") && driver.text.contains("Mon 23"))
        driver.press("]")
        #expect(driver.text.contains("Week from 30 Nov"))
        driver.press("[", "[")
        #expect(driver.text.contains("This week"))
        let narrow = self.driver(Size(80, 24))
        narrow.press("]")
        #expect(narrow.text.contains("Open the details first"))
    }

    @Test("finds by name, speciality and contact", arguments: sizes) func find(_ size: Size) {
        let driver = driver(size)
        driver.press("/")
        driver.type("barb")
        #expect(driver.text.contains("Ben Okafor") && !driver.text.contains("Aiko"))
        driver.press("ctrl-u")
        driver.type("zzz")
        #expect(driver.text.contains("Nobody has “zzz”"))
        driver.press("esc", "esc")
        #expect(driver.text.contains("Aiko Tanaka"))
    }

    @Test("says what is wrong in four different pictures", arguments: sizes) func pictures(_ size: Size) {
        let empty = driver(size, Fixtures.canned([]))
        #expect(empty.text.contains("No experts yet") && empty.text.contains("n new expert"))
        func failing(_ error: SalonError) -> Canned {
            Canned().answering(ExpertsScreen.self) { _ in .failure(error) }
        }
        let failed = driver(size, failing(.invalid(field: "x", sentence: "It broke.")))
        #expect(failed.text.contains("The experts can't be read") && failed.text.contains("R try again"))
        #expect(driver(size, failing(.forbidden(.expertsView))).text.contains("⊘ Not for your role"))
        let context = Support.driver(size).app.context(for: nil)
        var frame = Frame(size)
        ExpertsScreen().draw(in: context.area, into: &frame, context)
        #expect(frame.lines.contains { $0.contains("Reading the experts…") })
    }

    @Test("no name breaks the screen", arguments: sizes, Array(ClientFixtures.hostile.indices))
    func hostile(_ size: Size, _ index: Int) {
        let name = ClientFixtures.hostile[index]
        let expert = Expert(
            id: Fixtures.id(1), branchID: Fixtures.id(90), name: name, email: name, phone: name, specialty: name,
            bio: name, colour: name)
        let driver = driver(size, Fixtures.canned([Fixtures.row(expert)]))
        driver.press("enter", "end", "esc", "x", "esc", "e", "esc", "s", "esc", "e")
        for line in driver.lines {
            #expect(TextWidth.cells(line) <= size.width)
            #expect(!line.unicodeScalars.contains { $0.value < 0x20 || (0x202A...0x202E).contains($0.value) })
        }
        #expect(driver.lines[0].contains("Maison Lumière"))
    }

    // MARK: Acting

    @Test("shows everybody the actions, and says whose they are", arguments: [Role.receptionist, .expert])
    func roles(_ role: Role) {
        let driver = driver(role: role)
        #expect(driver.lines[35].contains("n new") && driver.lines[35].contains("x off / on"))
        for key in ["n", "e", "x", "s"] as [Key] {
            driver.press(key)
            #expect(driver.text.contains("Your role does not allow you to change experts."))
            #expect(driver.app.sitting.dialogs.isEmpty)
        }
    }

    @Test("names what stays before it switches somebody off, with the safe answer first", arguments: sizes)
    func switchOff(_ size: Size) {
        let asked = Asked<Job>()
        let driver = driver(
            size,
            Fixtures.canned { job in
                asked.add(job)
                return .success(.saved)
            })
        driver.press("x")
        #expect(driver.text.contains("Switch Aiko Tanaka off?") && driver.text.contains("The 14 appointments to come"))
        driver.press("enter")
        #expect(asked.all.isEmpty)
        driver.press("x", "tab", "enter")
        #expect(asked.all == [.switchTo(Fixtures.aiko.id, name: "Aiko Tanaka", false)])
        #expect(driver.text.contains("Aiko Tanaka is switched off. Booked appointments stay."))
        driver.press("v")
        driver.press("end", "x", "enter")
        #expect(asked.all.last == .switchTo(Fixtures.cleo.id, name: "Cleo Dubois", true))
    }

    @Test("keeps the switch while the server is away, and says so") func away() {
        let asked = Asked<Job>()
        let driver = driver(
            Size(80, 24),
            Fixtures.canned { job in
                asked.add(job) < 3 ? .failure(.unavailable(sentence: "Away.")) : .success(.saved)
            })
        driver.press("x", "tab", "enter")
        #expect(driver.text.contains("The change is kept and made when it is back."))
        driver.press("x")
        #expect(driver.text.contains("The last change still waits for the server."))
        driver.pass(seconds: 5)
        driver.pass(seconds: 5)
        #expect(asked.all.count == 3 && driver.text.contains("is switched off."))
    }

    @Test("reads the day anew when the day is over, and the card when something changed") func follows() {
        let asked = Asked<Job>()
        let roster = Fixtures.roster
        let canned = Canned().answering(ExpertsScreen.self) { job in
            asked.add(job)
            if case .card(let id) = job {
                return .success(.card(Fixtures.card(id == Fixtures.ben.id ? Fixtures.ben : Fixtures.aiko)))
            }
            return .success(.roster(roster))
        }
        let driver = driver(Size(120, 36), canned)
        #expect(asked.all == [.roster(everybody: false), .card(Fixtures.aiko.id)])
        driver.press("down")
        #expect(asked.all.last == .card(Fixtures.ben.id))
        driver.hear(.changed(.all))
        #expect(asked.all.suffix(2).contains(.card(Fixtures.ben.id)))
        let count = asked.all.count
        driver.pass(seconds: 10 * 3_600)
        #expect(asked.all.count == count + 1 && asked.all.last == .roster(everybody: false))
    }

    @Test("goes to the day of the appointments") func day() {
        let driver = driver()
        driver.press("d")
        #expect(driver.app.sitting.tab == .appointments)
    }
}

@Suite("The week that is drawn") struct WorkWeekTests {
    private typealias Fixtures = ExpertFixtures

    private func lines(_ monday: LocalDate, width: Int = 64) -> [String] {
        let week = WorkWeek(Fixtures.card(Fixtures.aiko).plan, from: monday)
        let rows = week.rows(width: width, today: Fixtures.saturday)
        var frame = Frame(Size(width, rows.count))
        for (index, row) in rows.enumerated() { row.draw(in: frame.bounds.row(index), into: &frame) }
        return frame.lines
    }

    @Test("has a row for each day on one scale, with breaks, days off and time off") func thisWeek() {
        // 48 cells for nine hours from 9 to 18.
        let lines = lines(Fixtures.monday)
        #expect(lines.count == 8)
        #expect(lines[0].hasPrefix("       9    10   11") && lines[0].hasSuffix("17"))
        #expect(lines[1].hasPrefix("Mon 16 ·") && lines[1].hasSuffix(" off"))
        #expect(lines[2].contains("Tue 17 ████") && lines[2].hasSuffix(" 8 h"))
        let tuesday = Array(lines[2])
        #expect(tuesday[7] == "█" && tuesday[27] == "█" && tuesday[30] == " " && tuesday[34] == "█")
        #expect(lines[3].hasPrefix("Wed 18 ░░░░") && lines[3].hasSuffix(" sick"))
        #expect(lines[4].hasPrefix("Thu 19") && lines[4].hasSuffix("off"))
        #expect(lines[6].hasPrefix("Sat 21 ████") && lines[6].hasSuffix(" 8 h"))
    }

    @Test("takes exceptions, time off and turns of weeks into account, and passes midnight") func nextWeeks() {
        let next = WorkWeek(Fixtures.card(Fixtures.aiko).plan, from: Fixtures.monday + 7)
        let thursday = next.rows(width: 64, today: Fixtures.saturday)[4]
        if case .parts(let parts) = thursday { #expect(parts[0].text == "Thu 26*") }
        #expect(next.days[3].isChanged && next.days[3].working.minutes == 120)
        #expect(next.days[1].working.minutes == 6 * 60 - 60 && next.days[1].away.minutes == 180)
        let weeks = (0..<2).map { WorkWeek(Fixtures.card(Fixtures.aiko).plan, from: Fixtures.monday + 14 + 7 * $0) }
        #expect(weeks.map { $0.days[3].working.minutes }.sorted() == [0, 240])
        #expect(weeks.map(\.scale.upperBound).max() == 26 * 60)
    }

    @Test("fits any width", arguments: [1, 20, 40, 79, 200]) func widths(_ width: Int) {
        for line in lines(Fixtures.monday, width: width) { #expect(TextWidth.cells(line) <= width) }
    }
}
