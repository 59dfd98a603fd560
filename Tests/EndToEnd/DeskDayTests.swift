import Foundation
import Testing

/// A receptionist's morning on the real program, in a real terminal, on a real server.
@Suite(.serialized)
struct DeskDayTests {
    @Test("sign in, book and pay, hold, move, pay, cancel", arguments: [(120, 36), (80, 24)])
    func morning(width: Int, height: Int) throws {
        let salon = try DemoHome()
        let desk = try salon.console(width: width, height: height)

        try desk.wait(for: "E-mail")
        try desk.type("desk@demo.salon")
        try desk.press("Tab")
        try desk.type(DemoHome.password)
        try desk.press("Enter")
        try desk.wait(for: "visits")

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
        let start = "select to_char(appointment_time, 'HH24:MI') from appointments where customer_name = 'Orla Finch'"
        let before = try salon.psql(start)
        try desk.press("v")
        try desk.wait(until: "the day with the appointment") { $0.contains("booked ·") && $0.contains("Orla") }
        try desk.press("m")
        let after = try carryDown("Orla Finch", from: before, at: desk)
        try desk.press("Enter")
        try desk.wait(for: "Moved Orla Finch")
        #expect(try salon.psql(start) == after && after != before)

        // Paid: the hold becomes firm.
        try desk.press("p")
        try desk.wait(for: "Take a payment")
        try desk.press("C-s")
        try desk.wait(for: "Took")
        #expect(
            try salon.psql("select status, payment_status from appointments where customer_name = 'Orla Finch'")
                == "confirmed|paid")

        // Called off, with a reason.
        try desk.press("x")
        try desk.wait(for: "Client called it off")
        try desk.press("Enter")
        try desk.wait(for: "is cancelled")
        #expect(
            try salon.psql("select status, cancelled_reason from appointments where customer_name = 'Orla Finch'")
                == "cancelled|Client called it off")

        try desk.press("q")
    }

    @Test("booked, found, paid and called off without a look at the screen", arguments: [(120, 36), (80, 24)])
    func blindly(width: Int, height: Int) throws {
        let salon = try DemoHome()
        try salon.signIn()
        let desk = try salon.console(width: width, height: height)
        try desk.wait(for: "visits")
        try desk.pressAtOnce(
            "n", "Zelda Quist", "Enter", "+33 6 39 98 00 03", "Tab", "Tab", "Men's cut", "Enter", "Tab", "Tab", "C-u",
            "+3d", "Tab", "PageDown", "C-s", "/", "Zelda Quist", "Enter", "p", "C-s", "x", "Enter")
        try desk.wait(for: "X  Zelda Quist")
        #expect(
            try salon.psql("select status, payment_status from appointments where customer_name = 'Zelda Quist'")
                == "cancelled|paid")
    }

    /// Books a man's cut three days on for somebody new; `payment` counts the choices to the right.
    private func book(_ name: String, payment: Int, at desk: DeskTerminal) throws {
        try desk.press("n")
        try desk.wait(for: "New booking")
        try desk.type(name)
        try desk.wait(for: "Nothing found for")
        try desk.press("Enter")
        try desk.wait(for: "Phone")
        try desk.type("+33 6 39 98 00 01")
        try desk.press("Tab", "Tab")
        try desk.type("Men's cut")
        try desk.wait(for: "Men's cut ")
        try desk.press("Enter")
        try desk.wait(for: "type to add")
        try desk.press("Tab", "Tab", "C-u")
        try desk.type("+3d")
        try desk.wait(for: "Tuesday 24 November")
        try desk.press("Tab")
        for _ in 0..<payment { try desk.press("Right") }
        try desk.wait(until: "a free start") {
            $0.range(of: "[0-9][0-9]:[0-9][0-9]  [A-Z]", options: .regularExpression) != nil
        }
        try desk.press("PageDown", "C-s")
        try desk.wait(for: "Booked \(name)")
    }

    /// Carries the lifted appointment down to the next time that is free, and says which it is.
    private func carryDown(_ name: String, from start: String, at desk: DeskTerminal) throws -> String {
        let parts = start.split(separator: ":").compactMap { Int($0) }
        var minutes = parts[0] * 60 + parts[1]
        while minutes < 24 * 60 {
            // The grid's next line, whatever minute it began at.
            minutes = (minutes / 15 + 1) * 15
            let time = String(format: "%02d:%02d", minutes / 60, minutes % 60)
            let onBlock = String(format: "↕ %d:%02d", minutes / 60, minutes % 60)
            try desk.press("Down")
            try desk.wait(until: "\(name) carried to \(time)") {
                $0.contains(onBlock) && ["24 Nov \(time), ", "✗", "swap?"].contains(where: $0.contains)
            }
            if desk.screen.contains("\(name) → Tue 24 Nov \(time), ") { return time }
        }
        return start
    }

    /// Fills the booking form for somebody new and leaves it open.
    private func fillForm(_ name: String, at desk: DeskTerminal) throws {
        try desk.press("n")
        try desk.wait(for: "New booking")
        try desk.type(name)
        try desk.wait(for: "Nothing found for")
        try desk.press("Enter")
        try desk.wait(for: "Phone")
        try desk.type("+33 6 39 98 00 02")
        try desk.press("Tab", "Tab")
        try desk.type("Men's cut")
        try desk.wait(for: "Men's cut ")
        try desk.press("Enter", "Tab", "Tab", "C-u")
        try desk.type("+3d")
        try desk.wait(for: "Tuesday 24 November")
        try desk.press("PageDown")
    }

    private func find(_ name: String, at desk: DeskTerminal) throws {
        try desk.press("/")
        try desk.wait(for: "Find")
        try desk.type(name)
        // Rows of what was typed before may still be there.
        try desk.wait(until: "one row") { screen in
            let rows = screen.split(separator: "\n").filter { $0.contains(#/\d\d:\d\d  \S  /#) }
            return rows.count == 1 && rows[0].contains("24 Nov") && rows[0].contains(name)
        }
        try desk.press("Enter")
    }

    @Test("a server that is killed while the form is open")
    func serverKilled() throws {
        let salon = try DemoHome()
        try salon.signIn()
        let desk = try salon.console(width: 120, height: 36)
        try desk.wait(for: "visits")
        try fillForm("Wilma Storm", at: desk)

        let server = try salon.serverProcess()
        kill(server, SIGKILL)
        // Nobody asks: it tells by itself.
        try desk.wait(until: "told, with the form kept") {
            ($0.contains("offline") || $0.contains("is back")) && $0.contains("Wilma Storm")
        }
        // The console starts its own server again.
        try desk.wait(for: "live")
        #expect(try salon.serverProcess() != server)

        try desk.press("C-s")
        try desk.wait(for: "Booked Wilma Storm")
        #expect(try salon.psql("select count(*) from appointments where customer_name = 'Wilma Storm'") == "1")
    }

    @Test("a server that is stopped in order stays stopped, and what is saved meanwhile is kept")
    func serverStopped() throws {
        let salon = try DemoHome()
        try salon.signIn()
        let desk = try salon.console(width: 120, height: 36)
        try desk.wait(for: "visits")
        try fillForm("Nils Calm", at: desk)

        #expect(try salon.salon("server", "stop").status == 0)
        try desk.wait(for: "offline")
        try desk.press("C-s")
        try desk.wait(for: "kept")
        #expect(desk.screen.contains("Nils Calm"))

        #expect(try salon.salon("server", "start").status == 0)
        try desk.wait(for: "Booked Nils Calm")
        try desk.wait(for: "live")
        #expect(try salon.psql("select count(*) from appointments where customer_name = 'Nils Calm'") == "1")
    }
}
