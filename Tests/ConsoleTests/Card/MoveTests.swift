import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("Moving by form") struct MoveTests {
    private let today = CardSalon.today

    private func open(_ salon: CardSalon, _ size: Size = Size(120, 36)) -> ConsoleDriver {
        let driver = salon.open(size)
        driver.press("m")
        return driver
    }

    @Test("shows where it stands and what is free", arguments: [Size(80, 24), Size(120, 36)])
    func frame(_ size: Size) {
        let driver = open(CardSalon(), size)
        let text = driver.text
        for words in [
            "Move an appointment", "Maria Lopez", "⚠ patch test due", "Colour, roots, 65 min",
            "Sat 21 Nov 14:00, Aiko Tanaka", "Free starts  Sat 21 Nov", "▸14:45", "Enter",
        ] {
            #expect(text.contains(words), "\(words) is missing")
        }
    }

    @Test("moves to the same time of another day with a few keys") func move() {
        let salon = CardSalon()
        let driver = open(salon)
        driver.type("+1w")
        #expect(driver.text.contains("▸14:00"))
        #expect(driver.text.contains("Free starts  Sat 28 Nov"))
        driver.press("down", "enter")
        #expect(salon.moves == [(today + 7).at(.midnight) + (14 * 60 + 15)])
        #expect(salon.movedTo == [CardSalon.aiko])
        #expect(driver.text.contains("Moved Maria Lopez to Sat 28 Nov 2026, 14:15 with Aiko Tanaka."))
        #expect(!driver.text.contains("Move an appointment"))
    }

    @Test("takes another expert, or anyone") func expert() {
        let salon = CardSalon()
        let driver = open(salon)
        driver.press("tab")
        driver.type("ben")
        driver.press("enter", "enter")
        #expect(salon.movedTo == [CardSalon.ben])
        let again = open(CardSalon())
        again.press("tab", "backspace")
        #expect(again.text.contains("anyone"))
        #expect(again.text.contains("Aiko, Ben"))
    }

    @Test("tells what should be known before another gets it, and moves all the same") func warnings() {
        let salon = CardSalon(CardSalon.card(CardSalon.entry(addOns: nil)))
        salon.set { $0.benAsks = CardSalon.euro("80") }
        let driver = open(salon, Size(160, 40))
        #expect(driver.text.contains("missed 2 appointments."))
        driver.press("tab")
        driver.type("ben")
        driver.press("enter")
        #expect(driver.text.contains("⚠ The client asked for Aiko Tanaka."))
        #expect(driver.text.contains("80.00 EUR"))
        driver.press("enter")
        #expect(salon.movedTo == [CardSalon.ben])
    }

    @Test("tells that the client is elsewhere then, on whatever day and with whomever", arguments: sizes)
    func sameTime(_ size: Size) {
        let elsewhere = CardSalon.entry(
            id: AppointmentID(UUIDValue(high: 3, low: 9)), start: (today + 7).at(14, 30), expert: nil,
            visit: VisitID(UUIDValue(high: 4, low: 9)))
        let driver = open(CardSalon(CardSalon.card(others: [elsewhere])), size)
        #expect(!driver.text.contains("The client has"))
        driver.type("+1w")
        #expect(driver.text.contains("⚠ The client has Colour, roots"), "\(driver.text)")
        driver.press("ctrl-u")
        driver.type("+8d")
        #expect(!driver.text.contains("The client has"))
    }

    @Test("tells that the patch test will have run out by then", arguments: sizes) func patchTest(_ size: Size) {
        let test = CardSalon.patchTest(on: (today + 3).adding(months: -6))
        let driver = open(CardSalon(CardSalon.card(CardSalon.entry(patchTest: test))), size)
        #expect(!driver.text.contains("Maria's patch test"))
        driver.type("+1w")
        #expect(driver.text.contains("⚠ Maria's patch test for Colour,"), "\(driver.text)")
    }

    @Test("says why a day has no start, and shows the days after it") func off() {
        let salon = CardSalon()
        salon.set { $0.off = [CardSalon.today + 6] }
        let driver = open(salon)
        driver.type("fri")
        #expect(driver.text.contains("Aiko Tanaka does not work on"))
        #expect(driver.text.contains("Sat 28 Nov"))
    }

    @Test("says what is no date and keeps it") func noDate() {
        let driver = open(CardSalon())
        driver.type("fry")
        #expect(driver.text.contains("No date. Write fri, +6w, 24/12."))
        #expect(driver.text.contains("fry"))
        #expect(driver.lines.contains { $0.contains("│ To  ") && $0.contains("–") })
        driver.press("enter")
        #expect(driver.text.contains("Choose a day that has a free start."))
    }

    @Test("shows the nearest starts when it was just taken, and keeps the form") func conflict() {
        let salon = CardSalon()
        let day = (today + 6).at(.midnight)
        let driver = open(salon)
        driver.type("fri")
        salon.set {
            $0.refusals = [
                .conflict(
                    sentence: "Aiko Tanaka has another appointment until 15:00.", nearest: [day + 900, day + 990])
            ]
        }
        driver.press("enter")
        #expect(driver.text.contains("Aiko Tanaka has another appointment until 15:00."))
        #expect(driver.text.contains("Free: 15:00, 16:30."))
        #expect(driver.text.contains("▸15:00"))
        #expect(driver.lines.contains { $0.contains("To day") && $0.contains("fri") })
        driver.press("enter")
        #expect(salon.moves == [day + 900])
    }

    @Test("is made once when only its answer was lost") func lost() {
        let salon = CardSalon()
        let driver = open(salon)
        let start = (CardSalon.today + 7).at(.midnight) + 840
        driver.type("+1w")
        salon.set {
            $0.refusals = [.unavailable(sentence: "Away.", outcomeUnknown: true), .stale(what: "appointment", by: nil)]
            $0.afterLoss = CardSalon.card(CardSalon.entry(version: 2, start: start))
        }
        driver.press("enter")
        #expect(driver.text.contains("This move is kept and made when it is back."))
        driver.pass(seconds: 1)
        #expect(driver.text.contains("Moved Maria Lopez to Sat 28 Nov 2026, 14:00 with Aiko Tanaka."))
        #expect(salon.moves.isEmpty)
    }

    @Test("tells theirs and yours when somebody moved it meanwhile, and moves only if asked again", arguments: sizes)
    func stale(_ size: Size) {
        let salon = CardSalon()
        let driver = salon.open(size)
        driver.press("m")
        driver.type("+1w")
        let field = StaleChange.Field(
            field: "appointment_time", label: "time", base: "14:00", mine: "14:00", theirs: "16:00")
        salon.set {
            $0.refusals = [
                .stale(StaleChange(what: "appointment", by: "Ben Okafor", at: Support.instant, fields: [field]))
            ]
        }
        driver.press("enter")
        #expect(driver.text.contains("Ben Okafor changed this appointment at 14:32"))
        #expect(driver.text.contains("Theirs: time 16:00") && driver.text.contains("Yours:"))
        #expect(salon.moves.isEmpty && driver.text.contains("+1w"))
        driver.press("enter")
        #expect(salon.moves == [(CardSalon.today + 7).at(.midnight) + 840])
    }

    @Test("does not move to where it stands") func same() {
        let salon = CardSalon()
        salon.set {
            $0.card = .success(CardSalon.card(CardSalon.entry(start: (CardSalon.today + 1).at(.midnight) + 840)))
        }
        let driver = open(salon)
        #expect(driver.text.contains("as now"))
        driver.press("enter")
        #expect(driver.text.contains("It stands there already."))
        #expect(salon.moves.isEmpty)
    }
}
