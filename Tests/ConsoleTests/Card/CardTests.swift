import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("The card") struct CardTests {
    @Test("shows everything on a wide screen, the alert above all") func wide() {
        let driver = CardSalon(CardSalon.card(withOther: true)).open()
        let text = driver.text
        for words in [
            "Appointment", " C confirmed ", "Maria Lopez", "Sat 21 Nov 2026  14:00–15:05", "Colour, roots", "+ Olaplex",
            "Aiko Tanaka  asked for by the client", "14:00–14:30  hands on", "14:30–14:50  processing",
            "15:05–15:15  clean-up", "prefers the window seat", "Thu 19 Nov 2026 14:32 by Ana Ruiz, at",
            "+34 600 123 456", "maria@example.org", "23 visits · 2 no-shows · 1 cancelled", "Sat 17 Oct 2026",
            "65.00 EUR", "105.00 EUR", "In the same visit", "Cut & blow-dry",
        ] {
            #expect(text.contains(words), "\(words) is missing")
        }
        let alert = driver.lines.firstIndex { $0.contains("⚠ patch test due before colour") }
        let head = driver.lines.firstIndex { $0.contains(" C confirmed ") }
        #expect(alert == head.map { $0 + 1 })
    }

    @Test("scrolls on a small screen and keeps the alert in view") func small() {
        let driver = CardSalon(CardSalon.card(withOther: true)).open(Size(80, 24))
        #expect(driver.text.contains("⚠ patch test due"))
        #expect(driver.text.contains("▼"))
        #expect(!driver.text.contains("What happened"))
        driver.press("end")
        #expect(driver.text.contains("Booked"))
        #expect(driver.text.contains("⚠ patch test due"))
        #expect(driver.text.contains("▲"))
        driver.press("home")
        #expect(driver.text.contains("Service"))
    }

    @Test("takes a step by its key and reads itself anew") func step() {
        let salon = CardSalon()
        let driver = salon.open()
        driver.press("c")
        #expect(salon.statuses == [.arrived])
        #expect(driver.text.contains("Maria Lopez is here."))
        #expect(driver.text.contains(" A arrived "))
    }

    @Test("asks why it is cancelled") func cancel() {
        let salon = CardSalon()
        let driver = salon.open()
        driver.press("x", "2", "enter")
        #expect(salon.statuses == [.cancelled])
        #expect(salon.reasons == ["Client is ill"])
        #expect(driver.text.contains("X cancelled  late"))
        #expect(driver.text.contains("nothing: it is cancelled"))
    }

    @Test("says why a step can't be taken") func disabled() {
        let salon = CardSalon()
        let driver = salon.open()
        driver.press("f")
        #expect(driver.text.contains("It is confirmed already."))
        salon.set { $0.card = .success(CardSalon.card(CardSalon.entry(.inService))) }
        driver.press("R")
        driver.press("m")
        #expect(driver.text.contains("It has begun; it can't be moved any more."))
        driver.press("tab")
        #expect(driver.text.contains("The visit has no other appointment."))
        #expect(salon.statuses.isEmpty)
    }

    @Test("keeps a change while the server is away, and takes it as made if only its answer was lost") func lost() {
        let salon = CardSalon()
        let driver = salon.open()
        salon.set {
            $0.refusals = [.unavailable(sentence: "Away.", outcomeUnknown: true), .stale(what: "appointment", by: nil)]
            $0.afterLoss = CardSalon.card(CardSalon.entry(.arrived, version: 2))
        }
        driver.press("c")
        #expect(driver.text.contains("“arrived” is kept until it is back"))
        driver.press("s")
        #expect(driver.text.contains("The last change is not saved yet."))
        driver.pass(seconds: 1)
        #expect(driver.text.contains("Maria Lopez is here."))
        #expect(driver.text.contains(" A arrived "))
    }

    @Test("says who was faster and shows what is there now") func stale() {
        let salon = CardSalon()
        let driver = salon.open()
        salon.set {
            $0.refusals = [.stale(what: "appointment", by: "Ben Okafor")]
            $0.card = .success(CardSalon.card(CardSalon.entry(.inService, version: 3)))
        }
        driver.press("c")
        #expect(driver.text.contains("Ben Okafor changed this appointment"))
        #expect(driver.text.contains(" I in service "))
    }

    @Test("lets an expert move the status of their own and nothing else") func expert() {
        let salon = CardSalon()
        let driver = salon.open(role: .expert)
        for (key, words) in [("p", "take payments"), ("m", "may not move"), ("b", "may not book"), ("x", "Your role")] {
            driver.press(Key(named: key) ?? .enter)
            #expect(driver.text.contains(words), "\(key)")
        }
        #expect(salon.statuses.isEmpty)
    }

    @Test("says gone, forbidden and failed apart") func pictures() {
        let salon = CardSalon()
        for (error, words) in [
            (SalonError.notFound(what: "appointment"), "This appointment is gone"),
            (.forbidden(.appointmentsView), "Not for your role"),
            (.locked(seconds: 1), "The appointment can't be read"),
        ] {
            salon.set { $0.card = .failure(error) }
            #expect(salon.open(Size(80, 24)).text.contains(words))
        }
    }

    @Test("turns to the visit's other appointment, and copies the number") func more() {
        let driver = CardSalon(CardSalon.card(withOther: true)).open()
        driver.press("tab")
        let head = driver.lines.first { $0.contains(" C confirmed ") }
        #expect(head?.contains("15:05–16:05") == true)
        driver.press("y")
        #expect(driver.text.contains("Copied the phone number."))
        let copied = driver.commands.contains { if case .copy("+34 600 123 456") = $0 { true } else { false } }
        #expect(copied)
    }

    @Test("counts a hold down") func hold() {
        let salon = CardSalon(
            CardSalon.card(CardSalon.entry(.reserved, expiresAt: Support.instant.adding(minutes: 12))))
        let driver = salon.open(Size(80, 24))
        #expect(driver.text.contains("R reserved  hold ends in 0:12 (14:44)"))
        driver.pass(seconds: 60)
        #expect(driver.text.contains("hold ends in 0:11"))
        driver.pass(seconds: 720)
        #expect(driver.text.contains("R reserved  ran out 14:44, time is free"))
    }

    @Test(
        "stays whole whatever a name or an alert holds",
        arguments: [
            "Eve\u{1b}[2J\u{1b}[31m\u{202e}drawkcab", String(repeating: "Wolfeschlegelstein ", count: 200), "    ",
            "👩‍👩‍👧‍👦\u{0}\u{7}\nline\ttab", String(repeating: "é\u{301}", count: 500),
        ])
    func hostile(_ text: String) {
        for size in [Size(60, 16), Size(80, 24), Size(120, 36)] {
            let entry = CardSalon.entry(name: text)
            let driver = CardSalon(CardSalon.card(entry, alert: text)).open(size)
            for key: Key in ["end", "home", "p", "esc", "m"] {
                driver.press(key)
                let lines = driver.lines
                #expect(lines.count == size.height)
                #expect(lines.allSatisfy { TextWidth.cells($0) <= size.width })
                #expect(!lines.joined().unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
                let corners = lines.filter { $0.contains("╭") }.count
                #expect(corners >= 1, "the box is broken")
            }
        }
    }

    @Test("says for how long the patch test is good, or what stands against it", arguments: sizes)
    func patchTest(_ size: Size) {
        func text(_ test: PatchTestStanding?) -> String {
            CardSalon(CardSalon.card(CardSalon.entry(patchTest: test))).open(size).text
        }
        #expect(!text(nil).contains("Patch test"))
        #expect(text(CardSalon.patchTest()).contains("Maria has no patch test for Colour,"))
        #expect(text(CardSalon.patchTest(on: CardSalon.today - 30)).contains("good until Thu 22 Apr 2027"))
    }
}
