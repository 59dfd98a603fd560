import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("Next free in the booking form") struct NextFreeListTests {
    private let today = BookingSalon.today

    /// The form with a service, at the field of the day.
    private func open(_ salon: BookingSalon, _ size: Size = Size(120, 36)) -> ConsoleDriver {
        let driver = salon.open(size)
        driver.press("tab")
        driver.type("women")
        driver.press("enter", "tab", "tab", "ctrl-u")
        return driver
    }

    @Test("“the next cut after five, not on Monday?” in a few keys", arguments: sizes) func question(_ size: Size) {
        let salon = BookingSalon()
        let driver = open(salon, size)
        driver.type("after 5 not sun")
        #expect(driver.text.contains("Next free"))
        // Both work to six: an hour after five is one start a day.
        #expect(driver.lines.contains { $0.contains("Sat 21 Nov 17:00  Aiko +1") })
        #expect(driver.lines.contains { $0.contains("Mon 23 Nov 17:00  Aiko +1") })
        #expect(!driver.text.contains("Sun 22 Nov"))
        // Every letter that made another wish was one question, and the last of them is what is shown.
        #expect(
            salon.searches.last?.wish
                == TimeWish(weekdays: Set(Weekday.allCases).subtracting([.sunday]), from: LocalTime(hour: 17)))
        #expect(salon.searches.count == Set(salon.searches.map(\.wish)).count)
    }

    @Test("one is booked on what was found, weeks ahead") func book() {
        let salon = BookingSalon()
        let today = today
        salon.set { $0.off = Set((0..<30).map { today + $0 }) }
        let driver = salon.open(line: "maria colour")
        driver.press("enter", "ctrl-n", "enter", "enter")
        let made = salon.world.withLock { $0.jobs }.compactMap { job in
            if case .book(let request, _, let facts) = job { (request, facts) } else { nil }
        }
        #expect(made.count == 1 && made.first?.0.lines[0].start == (today + 30).at(9))
        #expect(made.first?.1.input.dates.contains(today + 30) == true)
    }

    @Test("a day without a free start leads to the next", arguments: sizes) func leads(_ size: Size) {
        let salon = BookingSalon()
        let friday = BookingSalon.friday
        salon.set { $0.off = [friday] }
        let driver = open(salon, size)
        driver.type("fri")
        #expect(driver.text.contains("Not offered") && driver.text.contains("does not work"))
        #expect(driver.text.contains("Next free") && driver.text.contains("Sat 28 Nov"))
        #expect(salon.searches.map(\.from) == [friday])
    }

    @Test("each change of the form asks once; nothing else does") func once() {
        let salon = BookingSalon()
        let driver = open(salon)
        driver.press("ctrl-n")
        #expect(salon.searches.count == 1 && driver.text.contains("next free from today"))
        // Another expert, and best fit first: one question each.
        driver.press("shift-tab")
        driver.type("ben")
        driver.press("enter")
        #expect(salon.searches.count == 2 && salon.searches[1].query.parts[0].expert == BookingSalon.ben)
        driver.press("ctrl-r")
        #expect(salon.searches.count == 3 && driver.text.contains("best fit first"))
        // Going through the list, paying and the note need no database.
        driver.press("pgdn", "pgdn", "tab", "right")
        driver.type("x")
        #expect(salon.searches.count == 3)
        // Back to what was asked before: asked again, since the day may have changed.
        driver.press("ctrl-r")
        #expect(salon.searches.count == 4)
    }

    @Test("→ and ← go from day to day in the list") func days() {
        let driver = open(BookingSalon())
        driver.press("ctrl-n", "enter", "right")
        #expect(driver.lines.contains { $0.contains("▸") && $0.contains("Sun 22 Nov") && $0.contains("09:00") })
        driver.press("right", "left")
        #expect(driver.lines.contains { $0.contains("▸") && $0.contains("Sun 22 Nov") && $0.contains("09:00") })
    }

    @Test("when the wish can't be had, the next start without it is told, and the key", arguments: sizes)
    func elsewhere(_ size: Size) {
        let driver = open(BookingSalon(), size)
        driver.type("before 8")
        #expect(driver.text.contains("Nothing is free before 08:00"))
        #expect(driver.text.contains("C-n"))
        driver.press("ctrl-n")
        #expect(driver.text.contains("Next free") && driver.text.contains("14:45"))
    }

    @Test("when nothing is free for weeks the reason is told, and what helps", arguments: sizes)
    func nothing(_ size: Size) {
        let salon = BookingSalon()
        let today = today
        salon.set { $0.busy = [TimeSpan(today.at(0), (today + 100).at(0))] }
        let driver = open(salon, size)
        driver.type("next")
        #expect(driver.text.contains("Nothing is free until"))
        #expect(driver.text.contains("Aiko Tanaka is fully booked"))
        #expect(driver.text.contains("C-o"))
        driver.press("shift-tab")
        driver.type("ben")
        driver.press("enter")
        #expect(driver.text.contains("Choose “Anyone free”"))
    }
}
