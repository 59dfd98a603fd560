import Foundation
import Testing

/// A receptionist's morning on the real program, in a real terminal, on a real server.
@Suite(.serialized)
struct DeskDayTests {
    @Test("sign in, book and pay, hold, move, pay, cancel", arguments: [(120, 36), (80, 24)])
    func morning(width: Int, height: Int) throws {
        let salon = try DemoHome()
        let desk = try salon.console(width: width, height: height)

        desk.wait(for: "E-mail")
        try desk.type("desk@demo.salon")
        try desk.press("Tab")
        try desk.type(DemoHome.password)
        try desk.press("Enter")
        guard desk.wait(for: "visits") else { return }

        // Booked and paid at once.
        try book("Zelda Quist", payment: 1, at: desk)
        #expect(
            try salon.psql(
                "select status, payment_status, payment_method from appointments where customer_name = 'Zelda Quist'")
                == "confirmed|paid|cash")
        #expect(
            try salon.psql(
                """
                select kind, method, amount = a.total_price from payments p join appointments a on a.id = p.appointment_id
                 where customer_name = 'Zelda Quist'
                """) == "payment|cash|t")

        // Held until it is paid.
        try book("Orla Finch", payment: 0, at: desk)
        #expect(
            try salon.psql(
                "select status, payment_status, expires_at - '\(DemoHome.now)'::timestamptz = interval '4 hours' "
                    + "from appointments where customer_name = 'Orla Finch'") == "reserved|unpaid|t")

        // Found, and carried to another time.
        try find("Orla Finch", at: desk)
        let before = try salon.psql("select appointment_time from appointments where customer_name = 'Orla Finch'")
        try desk.press("v")
        desk.wait(until: "the day with the appointment") { $0.contains("booked ·") && $0.contains("Orla") }
        try desk.press("m")
        try desk.press("Down", "Down", "Down")
        // Where somebody else's appointment stands, a swap is offered, and declined: a little later it is free.
        for _ in 0..<16 where !desk.screen.contains("Moved Orla Finch") {
            try desk.press("Down", "Enter")
            desk.wait(until: "moved, refused, or a swap") {
                $0.contains("Moved Orla Finch") || $0.contains("✗") || $0.contains("Swap two appointments")
            }
            guard desk.screen.contains("Swap two appointments") else { continue }
            try desk.press("Escape")
            desk.wait(until: "the day again") { !$0.contains("Swap two appointments") }
        }
        desk.wait(for: "Moved Orla Finch")
        #expect(
            try salon.psql("select appointment_time from appointments where customer_name = 'Orla Finch'") != before)

        // Paid: the hold becomes firm.
        try desk.press("p")
        desk.wait(for: "Take a payment")
        try desk.press("C-s")
        desk.wait(for: "Took")
        #expect(
            try salon.psql("select status, payment_status from appointments where customer_name = 'Orla Finch'")
                == "confirmed|paid")

        // Called off, with a reason.
        try desk.press("x")
        desk.wait(for: "Client called it off")
        try desk.press("Enter")
        desk.wait(for: "is cancelled")
        #expect(
            try salon.psql("select status, cancelled_reason from appointments where customer_name = 'Orla Finch'")
                == "cancelled|Client called it off")

        try desk.press("q")
    }

    /// Books a man's cut three days on for somebody new; `payment` counts the choices to the right.
    private func book(_ name: String, payment: Int, at desk: DeskTerminal) throws {
        try desk.press("n")
        desk.wait(for: "New booking")
        try desk.type(name)
        desk.wait(for: "Nothing found for")
        try desk.press("Enter")
        desk.wait(for: "Phone")
        try desk.type("+33 6 39 98 00 01")
        try desk.press("Tab", "Tab")
        try desk.type("Men's cut")
        desk.wait(for: "Men's cut ")
        try desk.press("Enter")
        desk.wait(for: "type to add")
        try desk.press("Tab", "Tab", "C-u")
        try desk.type("+3d")
        desk.wait(for: "Tuesday 24 November")
        try desk.press("Tab")
        for _ in 0..<payment { try desk.press("Right") }
        desk.wait(until: "a free start") {
            $0.range(of: "[0-9][0-9]:[0-9][0-9]  [A-Z]", options: .regularExpression) != nil
        }
        try desk.press("PageDown", "C-s")
        desk.wait(for: "Booked \(name)")
    }

    /// Fills the booking form for somebody new and leaves it open.
    private func fillForm(_ name: String, at desk: DeskTerminal) throws {
        try desk.press("n")
        desk.wait(for: "New booking")
        try desk.type(name)
        desk.wait(for: "Nothing found for")
        try desk.press("Enter")
        desk.wait(for: "Phone")
        try desk.type("+33 6 39 98 00 02")
        try desk.press("Tab", "Tab")
        try desk.type("Men's cut")
        desk.wait(for: "Men's cut ")
        try desk.press("Enter", "Tab", "Tab", "C-u")
        try desk.type("+3d")
        desk.wait(for: "Tuesday 24 November")
        try desk.press("PageDown")
    }

    private func find(_ name: String, at desk: DeskTerminal) throws {
        try desk.press("/")
        desk.wait(for: "Find")
        try desk.type(name)
        desk.wait(until: "one row") { $0.contains("24 Nov") && $0.contains(name) }
        try desk.press("Enter")
    }

    @Test("a server that is killed while the form is open")
    func serverKilled() throws {
        let salon = try DemoHome()
        try salon.signIn()
        let desk = try salon.console(width: 120, height: 36)
        guard desk.wait(for: "visits") else { return }
        try fillForm("Wilma Storm", at: desk)

        let server = try salon.serverProcess()
        kill(server, SIGKILL)
        desk.wait(until: "told, with the form kept", within: 1) {
            ($0.contains("offline") || $0.contains("is back")) && $0.contains("Wilma Storm")
        }
        // The console starts its own server again.
        desk.wait(for: "live")
        #expect(try salon.serverProcess() != server)

        try desk.press("C-s")
        desk.wait(for: "Booked Wilma Storm")
        #expect(try salon.psql("select count(*) from appointments where customer_name = 'Wilma Storm'") == "1")
    }

    @Test("a server that is stopped in order stays stopped, and what is saved meanwhile is kept")
    func serverStopped() throws {
        let salon = try DemoHome()
        try salon.signIn()
        let desk = try salon.console(width: 120, height: 36)
        guard desk.wait(for: "visits") else { return }
        try fillForm("Nils Calm", at: desk)

        #expect(try salon.salon("server", "stop").status == 0)
        desk.wait(for: "offline")
        try desk.press("C-s")
        desk.wait(for: "kept")
        #expect(desk.screen.contains("Nils Calm"))

        #expect(try salon.salon("server", "start").status == 0)
        desk.wait(for: "Booked Nils Calm")
        desk.wait(for: "live")
        #expect(try salon.psql("select count(*) from appointments where customer_name = 'Nils Calm'") == "1")
    }
}
