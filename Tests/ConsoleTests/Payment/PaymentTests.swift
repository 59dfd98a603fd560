import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("Taking a payment") struct PaymentTests {
    private func open(_ salon: CardSalon, _ size: Size = Size(120, 36)) -> ConsoleDriver {
        let driver = salon.open(size)
        driver.press("p")
        return driver
    }

    @Test("shows the bill and the form", arguments: [Size(80, 24), Size(120, 36)]) func frame(_ size: Size) {
        let card = CardSalon.card(
            CardSalon.entry(paid: "20"), payments: [CardSalon.payment("20", .card, low: 1, kind: .deposit)],
            withOther: true)
        let driver = open(CardSalon(card), size)
        for words in [
            "Take a payment", "( ) cash  (•) card  ( ) online", "Maria Lopez", "⚠ patch test due",
            "14:00 Colour, roots",
            "15:05 Cut & blow-dry", "Paid so far", "85.00 EUR", "card deposit, Ana Ruiz",
            "10% 10.50 · 15% 15.75 · 20% 21.00",
            "85.00 EUR by card", "Enter",
        ] {
            #expect(driver.text.contains(words), "\(words) is missing")
        }
    }

    @Test("takes the rest by card with one key") func rest() {
        let salon = CardSalon()
        let driver = open(salon)
        driver.press("enter")
        #expect(salon.payments == [PaymentRequest(method: .card, amount: CardSalon.euro("65"))])
        #expect(driver.text.contains("Took 65.00 EUR by card."))
        #expect(!driver.text.contains("Take a payment"))
    }

    @Test("takes a part in cash with a tip, and says what to give back") func cash() {
        let salon = CardSalon()
        let driver = open(salon, Size(80, 24))
        driver.press("left", "tab", "ctrl-u")
        driver.type("40")
        #expect(driver.text.contains("25.00 EUR stays owed."))
        driver.press("ctrl-t", "tab", "tab")
        driver.type("50")
        #expect(driver.lines.contains { $0.contains("Change") && $0.contains("3.50 EUR") })
        #expect(driver.text.contains("46.50 EUR by cash (tip 6.50)"))
        driver.press("enter")
        #expect(
            salon.payments == [
                PaymentRequest(method: .cash, amount: CardSalon.euro("40"), tip: CardSalon.euro("6.50"))
            ])
        #expect(driver.text.contains("Took 40.00 EUR and a tip of 6.50 by cash. Give back 3.50 EUR. 25.00 EUR is"))
    }

    @Test("goes round the tips and back to none") func tips() {
        let driver = open(CardSalon())
        for tip in ["6.50", "9.75", "13.00"] {
            driver.press("ctrl-t")
            #expect(driver.text.contains("(tip \(tip))"))
        }
        driver.press("ctrl-t")
        #expect(!driver.text.contains("(tip"))
    }

    @Test("says below the field what is wrong and keeps what is typed") func errors() {
        let salon = CardSalon()
        let driver = open(salon)
        driver.press("tab", "ctrl-u")
        driver.type("70")
        driver.press("enter")
        #expect(driver.text.contains("Only 65.00 EUR is still owed."))
        #expect(driver.lines.contains { $0.contains("Amount") && $0.contains(" 70 ") })
        driver.press("ctrl-u")
        driver.type("6,5,5")
        driver.press("enter")
        #expect(driver.text.contains("This is no amount. Write 65 or"))
        driver.press("ctrl-u")
        driver.type("0")
        driver.press("enter")
        #expect(driver.text.contains("Give an amount above zero."))
        driver.press("ctrl-u")
        driver.type("65")
        driver.press("shift-tab", "left", "tab", "tab", "tab")
        driver.type("60")
        driver.press("enter")
        #expect(driver.text.contains("5.00 EUR is missing."))
        driver.type(",5,5")
        driver.press("shift-tab", "shift-tab")
        driver.type("0")
        driver.press("enter")
        #expect(driver.text.contains("Only 65.00 EUR is still owed.") && driver.text.contains("This is no amount."))
        #expect(salon.payments.isEmpty)
        driver.press("esc")
        #expect(driver.text.contains("Close without saving?"))
    }

    @Test("keeps the form when the database refuses") func refused() {
        let salon = CardSalon()
        let driver = open(salon)
        salon.set { $0.refusals = [.invalid(field: "amount", sentence: "Only 30.00 is still owed.")] }
        driver.press("tab", "ctrl-u")
        driver.type("64.99")
        driver.press("enter")
        #expect(driver.text.contains("Only 30.00 is still owed."))
        #expect(driver.text.contains("64.99"))
        salon.set { $0.refusals = [.stale(what: "appointment (now in service)", by: "Ben Okafor")] }
        driver.press("enter")
        #expect(driver.text.contains("Ben Okafor changed this appointment (now in service)"))
        #expect(driver.text.contains("64.99"))
    }

    @Test("is kept while the server is away, and taken when it is back") func away() {
        let salon = CardSalon()
        let driver = open(salon)
        salon.set { $0.refusals = [.unavailable(sentence: "Away."), .unavailable(sentence: "Away.")] }
        driver.press("tab", "ctrl-u")
        driver.type("30")
        driver.press("enter")
        #expect(driver.text.contains("This payment is kept and saved when it is back"))
        driver.type("9")
        driver.press("enter")
        #expect(driver.text.contains("The payment is not saved yet."))
        driver.pass(seconds: 1)
        #expect(salon.payments.isEmpty)
        driver.pass(seconds: 2)
        #expect(salon.payments == [PaymentRequest(method: .card, amount: CardSalon.euro("30"))])
        #expect(driver.text.contains("Took 30.00 EUR by card. 35.00 EUR is still owed."))
    }

    @Test("is never taken twice when its answer was lost") func lost() {
        let salon = CardSalon()
        let driver = open(salon)
        salon.set {
            $0.refusals = [.unavailable(sentence: "Away.", outcomeUnknown: true), .stale(what: "appointment", by: nil)]
            $0.afterLoss = CardSalon.card(
                CardSalon.entry(version: 2, paid: "65"), payments: [CardSalon.payment("65", .card, low: 1)])
        }
        driver.press("enter")
        driver.pass(seconds: 1)
        #expect(driver.text.contains("Took 65.00 EUR by card."))
        #expect(!driver.text.contains("Take a payment"))
        #expect(salon.payments.isEmpty)
    }

    @Test("says that nothing was taken when another desk was in between") func lostAndNotTaken() {
        let salon = CardSalon()
        let driver = open(salon)
        salon.set {
            $0.refusals = [
                .unavailable(sentence: "Away.", outcomeUnknown: true), .stale(what: "appointment", by: "Ben Okafor"),
            ]
            $0.afterLoss = CardSalon.card(
                CardSalon.entry(version: 2, paid: "20"), payments: [CardSalon.payment("20", .cash, low: 1)])
        }
        driver.press("enter")
        driver.pass(seconds: 1)
        #expect(driver.text.contains("Nothing was taken for this form"))
        #expect(driver.text.contains("45.00 EUR by card"))
        driver.press("enter")
        #expect(salon.payments == [PaymentRequest(method: .card, amount: CardSalon.euro("45"))])
    }

    @Test("takes a tip for what is paid, and nothing for what is cancelled") func paidAndCancelled() {
        let salon = CardSalon(CardSalon.card(CardSalon.entry(.completed, paid: "65")))
        let driver = open(salon)
        #expect(driver.text.contains("It is paid; a tip can still be taken."))
        driver.press("tab", "tab")
        driver.type("5")
        driver.press("enter")
        #expect(salon.payments == [PaymentRequest(method: .card, amount: .zero(.euro), tip: CardSalon.euro("5"))])
        #expect(driver.text.contains("Took a tip of 5.00 EUR by card."))
        salon.set { $0.card = .success(CardSalon.card(CardSalon.entry(.cancelled))) }
        driver.press("R")
        driver.press("p")
        #expect(driver.text.contains("It is cancelled: there is nothing to pay."))
    }
}
