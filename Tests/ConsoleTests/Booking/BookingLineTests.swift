import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("One line books") struct BookingLineTests {
    private let friday = BookingSalon.friday

    @Test(
        "the words come in any order",
        arguments: ["maria men's cut fri 3pm ben", "ben 3pm fri men's cut maria", "fri mens maria ben 15:00"], sizes)
    func orders(_ line: String, _ size: Size) {
        let salon = BookingSalon()
        let driver = salon.open(line: line, size)
        #expect(driver.text.contains("│ Maria Lopez  +34 600 123 456"))
        driver.press("enter")
        #expect(driver.text.contains("Men's cut") && driver.text.contains("Ben Okafor"))
        #expect(driver.text.contains("Friday 27 November, 15:00"))
        // The time was said and is free.
        driver.press("ctrl-s")
        #expect(salon.booked.count == 1)
        let request = salon.booked.first
        #expect(request?.client == .known(BookingSalon.maria.id) && request?.settlement == .hold)
        #expect(request?.lines.map(\.serviceID) == [BookingSalon.menCut.id])
        #expect(request?.lines.first?.start == friday.at(15) && request?.lines.first?.expertID == BookingSalon.ben)
        #expect(request?.lines.first?.isExpertRequested == true)
    }

    @Test("a wish narrows the list of the next free starts, and stands in the form", arguments: sizes)
    func wish(_ size: Size) {
        let salon = BookingSalon()
        let driver = salon.open(line: "maria men's cut after 5 not mon", size)
        driver.press("enter")
        #expect(driver.lines.contains { $0.contains("When") && $0.contains("after 5 not mon") }, "\(driver.text)")
        let evening = TimeWish(
            weekdays: Set(Weekday.allCases).subtracting([.monday]), from: LocalTime(minutes: 17 * 60))
        #expect(salon.searches.map(\.wish) == [evening])
    }

    @Test(
        "held or paid as it was said",
        arguments: [("hold", Settlement.hold), ("cash", .payNow(.cash)), ("card", .payNow(.card))])
    func paying(_ word: String, _ settlement: Settlement) {
        let salon = BookingSalon()
        let driver = salon.open(line: "maria \(word) colour fri 3pm")
        #expect(driver.lines.contains { $0.contains("Payment") && $0.contains("(•) \(word)") })
        driver.press("enter", "ctrl-s")
        #expect(salon.booked.map(\.settlement) == [settlement])
    }

    @Test("what is not taken at the desk is said, until another way to pay is chosen") func online() {
        let driver = BookingSalon().open(line: "maria colour online")
        #expect(driver.text.contains("Nobody pays online at the desk."))
        driver.press("enter", "tab", "tab", "tab", "right")
        #expect(!driver.text.contains("online"))
    }

    @Test("a doubt is a choice at its field, the likeliest first", arguments: sizes) func doubt(_ size: Size) {
        let salon = BookingSalon()
        let driver = salon.open(line: "maria cut fri 3pm", size)
        // Maria is taken; the field opens on what the word could mean.
        driver.press("enter")
        #expect(driver.lines.contains { $0.contains("│ Men's cut") })
        #expect(driver.lines.contains { $0.contains("│ Women's cut") })
        driver.press("down", "enter")
        #expect(!driver.text.contains("⚠"))
        driver.press("ctrl-s")
        #expect(salon.booked.map { $0.lines.map(\.serviceID) } == [[BookingSalon.womenCut.id]])
    }

    @Test("who goes on without choosing keeps the likeliest") func kept() {
        for key in ["esc", "tab"] as [Key] {
            let salon = BookingSalon()
            let driver = salon.open(line: "maria cut fri 3pm")
            driver.press("enter", key)
            #expect(!driver.text.contains("⚠") && driver.text.contains("New booking"))
            driver.press("ctrl-s")
            #expect(salon.booked.map { $0.lines.map(\.serviceID) } == [[BookingSalon.menCut.id]])
        }
    }

    @Test("a doubt is told beside a patch test that is due") func both() {
        let salon = BookingSalon()
        salon.set { $0.patchTestMonths = 6 }
        let driver = salon.open(line: "cut colour fri 3pm")
        driver.type("Zoe Park")
        driver.press("enter")
        #expect(
            driver.text.contains("⚠ “cut”: or Women's cut?") && driver.text.contains("Zoe has no"), "\(driver.text)")
    }

    @Test("a doubt goes with what stood for it") func removed() {
        let driver = BookingSalon().open(line: "cut fri 3pm")
        #expect(driver.text.contains("⚠ “cut”: or Women's cut?"))
        driver.press("tab", "esc", "up", "delete")
        #expect(!driver.text.contains("⚠") && !driver.text.contains("Men's cut"))
    }

    @Test("words that mean nothing else name the client") func unknown() {
        let salon = BookingSalon()
        let driver = salon.open(line: "zelda xyzzy colour fri 3pm")
        #expect(driver.text.contains("zelda xyzzy") && driver.text.contains("New client"))
        driver.press("enter")
        driver.type("0611223344")
        driver.press("ctrl-s")
        guard case .new(let client)? = salon.booked.first?.client else {
            Issue.record("no new client was booked")
            return
        }
        #expect(client.name == "zelda xyzzy" && salon.booked[0].lines[0].serviceID == BookingSalon.colour.id)
    }
}
