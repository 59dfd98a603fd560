import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("The booking form") struct BookingFormTests {
    private let friday = BookingSalon.friday

    /// Maria's cut on Friday, from an empty form.
    private func fill(_ driver: ConsoleDriver, _ service: String = "women", when: String = "fri") {
        driver.type("mar")
        driver.press("enter")
        driver.type(service)
        driver.press("enter", "tab", "tab", "ctrl-u")
        driver.type(when)
    }

    @Test("is open on today, and asks for a client and a service", arguments: sizes) func opening(_ size: Size) {
        let driver = BookingSalon().open(size)
        for words in ["New booking", "Client*", "Services*", "Anyone free", "today", "hold 4 h", "Free starts"] {
            #expect(driver.text.contains(words), "\(words) is missing")
        }
        #expect(driver.text.contains("Choose a service to see them."))
        driver.press("ctrl-s")
        #expect(driver.text.contains("Client is needed.") && driver.text.contains("Services is needed."))
    }

    @Test("finds the client as one types, and tells what to know", arguments: sizes) func client(_ size: Size) {
        let salon = BookingSalon()
        salon.set {
            $0.alert = "latex allergy"
            $0.noShows = 2
        }
        let driver = salon.open(size)
        driver.type("mar")
        #expect(driver.text.contains("Maria Lopez"))
        driver.press("enter")
        #expect(driver.text.contains("⚠ latex allergy") && driver.text.contains("23 visits"))
        #expect(driver.text.contains("⚠ The client missed 2"))
    }

    @Test("a new client who may be known already is pointed out") func duplicate() {
        let driver = BookingSalon().open()
        driver.type("Marya Lopes")
        driver.press("enter")
        driver.type("+34600123456")
        driver.press("tab")
        #expect(driver.text.contains("⚠ known already? Maria Lopez, +34 600 123"))
    }

    @Test("one key says what is missing and what a new client can't have", arguments: sizes) func wrong(_ size: Size) {
        let driver = BookingSalon().open(size)
        driver.type("Marya Lopes")
        driver.press("enter")
        driver.type("12")
        driver.press("enter")
        #expect(driver.text.contains("✗ This is no phone number") && driver.text.contains("✗ Services is needed."))
        driver.type("3")
        #expect(driver.text.contains("123") && !driver.text.contains("This is no phone number"))
    }

    @Test("services, then their add-ons; price, length and end follow") func total() {
        let driver = BookingSalon().open()
        fill(driver)
        #expect(driver.text.contains("Fri 27 Nov") && driver.text.contains("65.00 EUR · 1 h, until 10:00"))
        driver.press("shift-tab", "shift-tab")
        driver.type("glo")
        #expect(driver.text.contains("│ + Gloss"))
        driver.press("enter")
        #expect(driver.text.contains(" + Gloss") && !driver.text.contains("+ + Gloss"))
        #expect(driver.text.contains("87.00 EUR · 75 min, until 10:15"))
        driver.type("col")
        driver.press("enter")
        #expect(driver.text.contains("177.00 EUR · 2 h 45, until 11:45, of it 30"))
    }

    @Test("anyone, or who is named; their price and their starts") func expert() {
        let salon = BookingSalon()
        let driver = salon.open()
        fill(driver, "men's")
        #expect(driver.text.contains("Aiko +1"))
        driver.press("shift-tab")
        driver.type("ben")
        driver.press("enter")
        #expect(driver.text.contains("55.00 EUR · 30 min") && !driver.text.contains("Aiko +1"))
        #expect(driver.text.contains("⚠ Ben Okafor asks 55.00 EUR for this; the"))
        driver.press("shift-tab", "delete")
        #expect(driver.text.contains("Aiko +1") && driver.text.contains("Anyone free"))
        driver.type("ben")
        driver.press("enter", "pgdn", "pgdn", "ctrl-s")
        #expect(salon.booked.first?.lines.first?.start == friday.at(9, 15))
        #expect(salon.booked.first?.lines.first?.expertID == BookingSalon.ben)
    }

    @Test("who is named does what they do, anyone the rest", arguments: sizes) func mixed(_ size: Size) {
        let salon = BookingSalon()
        let driver = salon.open(line: "maria colour ben fri", size)
        // Ben does no colour.
        driver.press("enter")
        driver.type("men's")
        driver.press("enter", "tab", "tab")
        driver.type("ben")
        driver.press("enter")
        #expect(driver.text.contains("anyone free for Colour"))
        driver.press("pgdn", "ctrl-s")
        let lines = salon.booked.first?.lines ?? []
        #expect(lines.map(\.expertID) == [BookingSalon.aiko, BookingSalon.ben])
        #expect(lines.map(\.isExpertRequested) == [false, true])
        #expect(lines.map(\.start) == [friday.at(9), friday.at(10, 30)])
    }

    @Test("who does nothing of it goes when they were chosen") func unable() {
        let driver = BookingSalon().open()
        driver.press("tab", "tab")
        driver.type("ben")
        driver.press("enter", "shift-tab", "shift-tab")
        driver.type("col")
        driver.press("enter")
        #expect(driver.text.contains("Ben Okafor does nothing of this.") && driver.text.contains("Anyone free"))
    }

    @Test("several services are one visit, in their order or in any", arguments: sizes) func visit(_ size: Size) {
        let salon = BookingSalon()
        let friday = friday
        // Nobody is free for the colour first, which is done by Aiko alone: an hour and a half from nine.
        salon.set { $0.busyAiko = [TimeSpan(friday.at(9), friday.at(9, 30))] }
        let driver = salon.open(line: "maria colour mens fri 9", size)
        driver.press("enter")
        #expect(driver.text.contains("Order") && driver.text.contains("(•) as listed"))
        #expect(!driver.text.contains("▸"))
        driver.press("tab", "right")
        #expect(driver.text.contains("09:00 Men's cut, Ben") && driver.text.contains("09:30 Colour, Aiko"))
        driver.press("ctrl-s")
        #expect(salon.booked.first?.lines.map(\.serviceID) == [BookingSalon.menCut.id, BookingSalon.colour.id])
        #expect(salon.booked.first?.lines.map(\.start) == [friday.at(9), friday.at(9, 30)])
    }

    @Test("a start is chosen from the list and booked with Enter", arguments: sizes) func book(_ size: Size) {
        let salon = BookingSalon()
        let driver = salon.open(size)
        fill(driver)
        driver.press("enter", "down", "down", "enter")
        #expect(salon.booked.first?.lines.first?.start == friday.at(9, 30))
        #expect(driver.text.contains("Booked Maria Lopez, Fri 27 Nov 2026 09:30 with"))
        #expect(driver.text.contains("It is held unti") && !driver.text.contains("New booking"))
    }

    @Test("pays at once when that is chosen") func pay() {
        let salon = BookingSalon()
        let driver = salon.open()
        fill(driver, when: "fri 15:00")
        driver.press("tab", "c", "ctrl-s")
        #expect(salon.booked.first?.settlement == .payNow(.cash))
        #expect(!driver.text.contains("It is held until it is paid."))
    }

    @Test("a visit is booked again from its card: its client, services and add-ons, each once") func again() {
        let driver = CardSalon().open { canned in
            canned.answering(BookingScreen.self) { BookingSalon().answer($0) }
        }
        driver.press("b")
        #expect(driver.text.contains("Maria Lopez") && driver.text.contains("23 visits"))
        #expect(driver.lines.filter { $0.contains("Men's cut") }.count == 1)
    }

    @Test("says why the time that was typed is not offered") func refused() {
        let salon = BookingSalon()
        let friday = friday
        salon.set { $0.busy = [TimeSpan(friday.at(15), friday.at(16))] }
        let driver = salon.open()
        fill(driver, when: "fri 15:00")
        #expect(driver.text.contains("Not offered") && driver.text.contains("until 16:00"))
        #expect(!driver.text.contains("▸"))
    }

    @Test("a refusal keeps what was typed and shows what is free instead", arguments: sizes) func kept(_ size: Size) {
        let salon = BookingSalon()
        let friday = friday
        let driver = salon.open(size)
        fill(driver, when: "fri 15:00")
        driver.press("tab", "c", "tab", "tab")
        driver.type("window seat")
        salon.set {
            $0.refusals = [.conflict(sentence: "Just taken.", nearest: [friday.at(16)])]
        }
        driver.press("ctrl-s")
        #expect(driver.text.contains("✗ Just taken. Free: 16:00."))
        for words in ["Maria Lopez", "Women's cut", "fri 15:00", "(•) cash", "window seat"] {
            #expect(driver.text.contains(words), "\(words) is gone")
        }
        driver.press("down", "enter")
        #expect(salon.booked.count == 2 && !driver.text.contains("New booking"))
    }

    @Test("a booking whose answer was lost is kept and sent again as the same") func lost() {
        let salon = BookingSalon()
        let driver = salon.open()
        fill(driver, when: "fri 15:00")
        salon.set { $0.refusals = [.unavailable(sentence: "Away.", outcomeUnknown: true)] }
        driver.press("ctrl-s")
        #expect(driver.text.contains("The booking is kept and will be made when it is back."))
        driver.pass(seconds: 1)
        #expect(salon.booked.count == 2 && Set(salon.booked.map(\.visitID)).count == 1)
        #expect(driver.text.contains("Booked Maria Lopez"))
    }

    @Test("nothing typed is lost without asking") func unsaved() {
        let driver = BookingSalon().open()
        fill(driver)
        driver.press("esc")
        #expect(driver.text.contains("This booking is not made yet."))
    }

    @Test(
        "a service that asks for a patch test: warned of unless the client's is good, and booked all the same",
        arguments: sizes)
    func patchTest(_ size: Size) {
        let salon = BookingSalon()
        salon.set { $0.patchTestMonths = 6 }
        let driver = salon.open(size)
        fill(driver, "col")
        #expect(driver.text.contains("⚠ Maria has no patch test for"), "\(driver.text)")
        // Wherever the form stands.
        for _ in 0..<5 {
            driver.press("tab")
            #expect(driver.text.contains("⚠ Maria has no patch test for"), "\(driver.text)")
        }
        driver.press("pgdn", "ctrl-s")
        #expect(salon.booked.count == 1)

        let friday = friday
        salon.set {
            $0.patchTests = [
                PatchTest(
                    id: .random(), clientID: CardSalon.client, serviceID: BookingSalon.colour.id,
                    testedOn: friday.adding(months: -6))
            ]
        }
        let other = salon.open(size)
        fill(other, "col")
        #expect(!other.text.contains("patch test"))
        other.press("ctrl-u")
        other.type("+1w")
        #expect(other.text.contains("⚠ Maria's patch test for Colour"), "\(other.text)")
    }

    @Test(
        "a patch test that another desk records is heard of, and a search for another client goes on", arguments: sizes)
    func patchTestNews(_ size: Size) {
        let salon = BookingSalon()
        salon.set { $0.patchTestMonths = 6 }
        let driver = salon.open(size)
        fill(driver, "col")
        driver.press("shift-tab", "shift-tab", "shift-tab")
        driver.type("sa")
        #expect(driver.text.contains("⚠ Maria has no patch test for"), "\(driver.text)")
        let friday = friday
        salon.set {
            $0.patchTests = [
                PatchTest(
                    id: .random(), clientID: CardSalon.client, serviceID: BookingSalon.colour.id, testedOn: friday - 9)
            ]
        }
        var news = LiveChange()
        news.tested = [CardSalon.client]
        driver.hear(Engine.News(.changed(news)))
        #expect(!driver.text.contains("patch test") && driver.text.contains(" sa"), "\(driver.text)")
    }

    @Test("a new client has no patch test") func patchTestOfNew() {
        let salon = BookingSalon()
        salon.set { $0.patchTestMonths = 6 }
        let driver = salon.open(line: "colour fri")
        #expect(!driver.text.contains("patch test"))
        driver.type("Zoe Park")
        driver.press("enter")
        #expect(driver.text.contains("⚠ Zoe has no patch test for"), "\(driver.text)")
    }
}
