import Foundation
import Testing

/// The sub-commands as a script meets them.
@Suite(.serialized)
struct CommandLineTests {
    @Test("sixteen desks race for one start: one wins, fifteen are told what is free")
    func race() throws {
        let salon = try DemoHome()
        try salon.signIn()
        let slots = try salon.salon(
            "slots", "--service", "Women's cut, long", "--expert", "Chloé Martin", "--from", "2026-11-24", "--days",
            "3",
            "--json")
        let start = try #require(((slots.json?["slots"] as? [[String: Any]])?.first?["start"]) as? String)

        let racers = try (1...16).map { number in
            try Running(
                Shell.salon,
                [
                    "book", "--client", "Racer \(number) of Sixteen", "--service", "Women's cut, long", "--expert",
                    "Chloé Martin", "--at", start, "--hold", "--json",
                ], environment: salon.environment)
        }
        let results = racers.map { $0.finish() }

        let winners = results.filter { $0.status == 0 }
        let losers = results.filter { $0.status == 1 }
        #expect(winners.count == 1)
        #expect(losers.count == 15)
        for loser in losers {
            let error = loser.json?["error"] as? [String: Any]
            #expect(error?["code"] as? String == "conflict", "\(loser.output) \(loser.errors)")
            #expect((error?["nearest"] as? [String])?.isEmpty == false)
        }
        #expect(
            try salon.psql(
                "select count(*) from appointments where appointment_date + appointment_time = '\(start)' "
                    + "and customer_name like 'Racer%' and status = 'reserved'") == "1")
    }

    @Test("the website's own columns can't double-book")
    func websiteInsert() throws {
        let salon = try DemoHome()
        let overlap = """
            insert into appointments (user_id, service_id, expert_id, customer_name, customer_phone, customer_email,
                                      appointment_date, appointment_time, total_price)
            select user_id, service_id, expert_id, customer_name, customer_phone, customer_email,
                   appointment_date, appointment_time + interval '5 minutes', total_price
              from appointments
             where status = 'confirmed' and expert_id is not null and appointment_date > '2026-11-21'
             order by appointment_date, appointment_time limit 1
            """
        #expect(throws: DemoHome.Failure.self) { try salon.psql(overlap) }
        do {
            _ = try salon.psql(overlap)
        } catch let failure as DemoHome.Failure {
            #expect(failure.words.contains("appointments_expert_free"))
        }
    }

    @Test("exit codes and errors")
    func refusals() throws {
        let salon = try DemoHome()
        let nobody = try salon.salon("day", "--json")
        #expect(nobody.status == 1)
        #expect((nobody.json?["error"] as? [String: Any])?["code"] as? String == "forbidden")

        #expect(try salon.salon("day", "--no-such-flag").status == 2)

        let away = try Shell.run(
            Shell.salon, ["whoami", "--json"],
            environment: [
                "SALON_DATABASE_URL": "host=/nowhere dbname=none", "SALON_HOME": salon.home.folder,
                "SALON_SESSION": String(repeating: "0", count: 64),
            ])
        #expect(away.status == 3)
        #expect((away.json?["error"] as? [String: Any])?["code"] as? String == "unavailable")

        try salon.signIn("expert")
        let forbidden = try salon.salon(
            "book", "--client", "Somebody New", "--service", "Men's cut", "--at", "2026-11-24T10:00", "--json")
        #expect(forbidden.status == 1)
        #expect((forbidden.json?["error"] as? [String: Any])?["code"] as? String == "forbidden")
    }

    @Test("what is booked without a patch test is booked, with a warning beside the answer")
    func patchTest() throws {
        let salon = try DemoHome()
        try salon.signIn()
        func book(_ service: String, _ name: String) throws -> Finished {
            let slots = try salon.salon("slots", "--service", service, "--from", "2026-12-07", "--json")
            let start = try #require((slots.json?["slots"] as? [[String: Any]])?.first?["start"] as? String)
            return try salon.salon("book", "--client", name, "--service", service, "--at", start, "--json")
        }
        let warned = try book("Lash lift", "Zenobia Quill")
        #expect(warned.status == 0 && (warned.json?["appointments"] as? [[String: Any]])?.count == 1)
        #expect(
            warned.errors.contains(
                "⚠ Zenobia has no patch test for Lash lift; it is made 48 hours before."), "\(warned.errors)")
        #expect(try book("Women's cut, long", "Yvo Quill").errors.isEmpty)
    }

    @Test("a series by sub-command: booked with the dates that are free, shown, moved, cancelled")
    func series() throws {
        let salon = try DemoHome()
        try salon.signIn()
        let client = try salon.psql("select id from users where role = 'user' and name_key > 'z' order by id limit 1")
        let slots = try salon.salon(
            "slots", "--service", "Women's cut, long", "--expert", "Chloé Martin", "--from", "2026-12-07", "--json")
        let start = try #require((slots.json?["slots"] as? [[String: Any]])?.last?["start"] as? String)
        func starts(_ result: Finished, status: String = "confirmed") throws -> [String] {
            let appointments = try #require(result.json?["appointments"] as? [[String: Any]], "\(result.errors)")
            return appointments.filter { $0["status"] as? String == status }.compactMap { $0["start"] as? String }
        }
        let booked = try salon.salon(
            "series", "book", "--client", client, "--service", "Women's cut, long", "--expert", "Chloé Martin", "--at",
            start, "--every", "2", "--times", "6", "--leave-out", "--json")
        let times = try starts(booked)
        #expect(times.count >= 3 && times.allSatisfy { $0.suffix(6) == start.suffix(6) })
        let id = try #require(((booked.json?["appointments"] as? [[String: Any]])?[1]["id"]) as? String)
        #expect(try starts(salon.salon("series", "show", id, "--json")) == times)
        // The dates that are taken now are named, with what is free around them.
        let taken = try salon.salon(
            "series", "book", "--client", client, "--service", "Women's cut, long", "--expert", "Chloé Martin", "--at",
            start, "--every", "2", "--times", "6", "--json")
        let error = taken.json?["error"] as? [String: Any]
        #expect(taken.status == 1 && error?["code"] as? String == "conflict")
        #expect((error?["nearest"] as? [String])?.isEmpty == false)
        let left = try starts(
            salon.salon("series", "cancel", id, "--scope", "following", "--reason", "away", "--json"))
        #expect(left == Array(times[..<1]))
        #expect(try salon.salon("series", "cancel", id, "--scope", "some", "--reason", "away").status == 2)
    }

    @Test("what a sub-command gives back is offered to who waits for it")
    func freedTime() throws {
        let salon = try DemoHome()
        try salon.signIn()
        _ = try salon.psql("update waitlist set status = 'dropped'")
        let slots = try salon.salon(
            "slots", "--service", "Women's cut, long", "--expert", "Chloé Martin", "--from", "2026-12-01", "--days",
            "7", "--json")
        let start = try #require((slots.json?["slots"] as? [[String: Any]])?.first?["start"] as? String)
        let booked = try salon.salon(
            "book", "--client", "Hugo Holder", "--phone", "+33 6 11 22 33 45", "--service", "Women's cut, long",
            "--expert", "Chloé Martin", "--at", start, "--json")
        let id = try #require((booked.json?["appointments"] as? [[String: Any]])?.first?["id"] as? String)
        _ = try salon.salon(
            "waitlist", "add", "--client", "Wanda Waiting", "--phone", "+33 6 11 22 33 44", "--service",
            "Women's cut, long", "--expert", "Chloé Martin", "--json")
        let cancelled = try salon.salon("status", id, "cancelled", "--reason", "ill")
        #expect(cancelled.status == 0 && cancelled.output.contains(" to Wanda Waiting, kept until "), "\(cancelled)")
    }

    @Test("the waitlist by sub-command: added, offered what is free, passed on, booked, removed")
    func waitlist() throws {
        let salon = try DemoHome()
        try salon.signIn()
        // Only these two wait.
        _ = try salon.psql("update waitlist set status = 'dropped'")
        let slots = try salon.salon(
            "slots", "--service", "Women's cut, long", "--expert", "Chloé Martin", "--from", "2026-12-01", "--days",
            "7",
            "--json")
        let start = try #require((slots.json?["slots"] as? [[String: Any]])?.first?["start"] as? String)
        func add(_ name: String) throws -> String {
            let added = try salon.salon(
                "waitlist", "add", "--client", name, "--service", "Women's cut, long", "--expert", "Chloé Martin",
                "--phone", "+33 6 11 22 33 44", "--json")
            return try #require(
                (added.json?["waitlist"] as? [[String: Any]])?.first?["id"] as? String, "\(added.errors)")
        }
        func offered(_ result: Finished) -> [String] {
            ((result.json?["offers"] as? [[String: Any]]) ?? []).compactMap { $0["entry"] as? String }
        }
        let entries = [try add("Wanda Waiting"), try add("Willy Waiting")]
        // One minute of it: no visit of an hour can take it twice.
        let first = try salon.salon(
            "waitlist", "offer", "--expert", "Chloé Martin", "--at", start, "--minutes", "1", "--json")
        let asked = try #require(offered(first).first, "\(first.output) \(first.errors)")
        #expect(offered(first).count == 1 && entries.contains(asked))
        let next = try salon.salon("waitlist", "pass-on", asked, "--json")
        #expect(Set(offered(next) + [asked]) == Set(entries))
        let booked = try salon.salon("waitlist", "book", try #require(offered(next).first), "--json")
        #expect((booked.json?["appointments"] as? [[String: Any]])?.first?["status"] as? String == "confirmed")
        #expect(try salon.salon("waitlist", "book", asked, "--json").status == 1)
        #expect(try salon.salon("waitlist", "remove", asked).status == 0)
        let list = try salon.salon("waitlist", "--json")
        #expect((list.json?["waitlist"] as? [Any])?.isEmpty == true)
    }

    @Test("book, move, status and pay by sub-command")
    func chain() throws {
        let salon = try DemoHome()
        try salon.signIn()
        let slots = try salon.salon("slots", "--service", "Men's cut", "--from", "2026-11-24", "--days", "1", "--json")
        let starts = try #require(slots.json?["slots"] as? [[String: Any]]).compactMap { $0["start"] as? String }
        let booked = try salon.salon(
            "book", "--client", "Chain Link", "--service", "Men's cut", "--at", starts[0], "--hold", "--json")
        let first = try #require((booked.json?["appointments"] as? [[String: Any]])?.first)
        let id = try #require(first["id"] as? String)
        #expect(first["status"] as? String == "reserved")

        let free = try salon.salon(
            "slots", "--service", "Men's cut", "--expert", first["expert"] as? String ?? "", "--from", "2026-11-24",
            "--days", "2", "--json")
        let target = try #require((free.json?["slots"] as? [[String: Any]])?.last?["start"] as? String)
        let moved = try salon.salon("move", id, "--at", target, "--json")
        #expect(((moved.json?["appointments"] as? [[String: Any]])?.first?["start"] as? String) == target)

        let paid = try salon.salon("pay", id, "--method", "card", "--tip", "5", "--json")
        #expect(paid.json?["due"] as? String == "0.00")
        #expect(paid.json?["tip"] as? String == "5.00")

        let unreasoned = try salon.salon("status", id, "cancelled", "--json")
        #expect((unreasoned.json?["error"] as? [String: Any])?["code"] as? String == "invalid")
        let cancelled = try salon.salon("status", id, "cancelled", "--reason", "Client is ill", "--json")
        #expect((cancelled.json?["appointments"] as? [[String: Any]])?.first?["status"] as? String == "cancelled")
    }

    @Test(
        "names that would break a terminal break nothing",
        arguments: [
            "\u{1B}[31mRed\u{1B}[2J Alert", "\u{202E}desrever\u{2066} Person", "Family 👩‍👩‍👧 Zwj",
            String(repeating: "Long ", count: 50), "Tab\tand\u{7}bell Person",
        ])
    func hostileNames(name: String) throws {
        let salon = try DemoHome(appointments: 600)
        try salon.signIn()
        let slots = try salon.salon("slots", "--service", "Men's cut", "--from", "2026-11-24", "--days", "1", "--json")
        let start = try #require((slots.json?["slots"] as? [[String: Any]])?.first?["start"] as? String)
        let booked = try salon.salon("book", "--client", name, "--service", "Men's cut", "--at", start, "--json")
        #expect(booked.status == 0, "\(booked.errors)")
        let desk = try salon.console(width: 80, height: 24)
        try desk.wait(for: "visits")
        try desk.press("]", "]", "]")
        try desk.wait(for: "Tue")
        try desk.wait(until: "a whole frame") { screen in
            let lines = screen.components(separatedBy: "\n")
            return lines[0].contains("Maison") && lines.contains { $0.contains("? help") }
        }
        #expect(desk.lines.allSatisfy { $0.count <= 80 })
    }
}
