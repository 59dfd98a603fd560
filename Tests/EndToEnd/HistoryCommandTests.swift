import Foundation
import Testing

/// The log and the way back by sub-command: `salon audit` and `salon undo`.
@Suite(.serialized)
struct HistoryCommandTests {
    private func error(_ result: Finished) -> [String: Any]? { result.json?["error"] as? [String: Any] }

    private func entries(_ result: Finished) throws -> [[String: Any]] {
        try #require(result.json?["entries"] as? [[String: Any]], "\(result.errors)")
    }

    /// Books a hold in the name of who is signed in; its id.
    private func book(_ client: String, at salon: DemoHome) throws -> String {
        let slots = try salon.salon("slots", "--service", "Men's cut", "--from", "2026-11-24", "--days", "2", "--json")
        let start = try #require((slots.json?["slots"] as? [[String: Any]])?.first?["start"] as? String)
        let booked = try salon.salon(
            "book", "--client", client, "--service", "Men's cut", "--at", start, "--hold", "--json")
        return try #require((booked.json?["appointments"] as? [[String: Any]])?.first?["id"] as? String)
    }

    @Test("a change is taken back, each once, and says why where it is not")
    func undo() throws {
        let salon = try DemoHome(appointments: 200)
        try salon.signIn()
        let nothing = try salon.salon("undo", "--json")
        #expect(nothing.status == 1 && error(nothing)?["code"] as? String == "invalid")
        let id = try book("Una Doe", at: salon)
        #expect(try salon.salon("note", id, "window seat").status == 0)

        let dry = try salon.salon("undo", "--dry-run", "--json")
        #expect(dry.json?["undone"] as? Bool == false)
        #expect((dry.json?["sentence"] as? String)?.hasPrefix("Take back") == true, "\(dry.output)")
        #expect(try salon.psql("select notes from appointments where id = '\(id)'") == "window seat")

        let done = try salon.salon("undo", "--json")
        #expect(done.status == 0 && done.json?["undone"] as? Bool == true, "\(done.errors)")
        #expect(try entries(done).map { $0["id"] as? String } == [id])
        #expect(try salon.psql("select coalesce(notes, '') from appointments where id = '\(id)'") == "")
        // The change before it is next.
        let booking = try salon.salon("undo")
        #expect(booking.status == 0 && booking.output.contains("Una Doe"), "\(booking.errors)")
        #expect(try salon.psql("select status from appointments where id = '\(id)'") == "cancelled")
        #expect(try error(salon.salon("undo", "--json"))?["code"] as? String == "invalid")

        // What somebody changed since stays as it is.
        let later = try book("Una Doe", at: salon)
        #expect(try salon.salon("note", later, "window seat").status == 0)
        _ = try salon.psql("update appointments set notes = 'by the door' where id = '\(later)'")
        let refused = try salon.salon("undo", "--json")
        #expect(refused.status == 1 && error(refused)?["code"] as? String == "conflict", "\(refused.output)")
        #expect(try salon.psql("select notes from appointments where id = '\(later)'") == "by the door")
    }

    @Test("the log tells who did what, by filters, page by page, and as a file; to the owner only")
    func audit() throws {
        let salon = try DemoHome(appointments: 200)
        try salon.signIn()
        let id = try book("Una Doe", at: salon)
        #expect(try salon.salon("note", id, "=1+1").status == 0)
        #expect(try salon.salon("undo").status == 0)
        #expect(try error(salon.salon("audit", "--json"))?["code"] as? String == "forbidden")

        try salon.signIn("owner")
        let about = ["audit", "--kind", "appointments", "--id", id, "--json"]
        let all = try entries(salon.run(about))
        #expect(all.map { $0["action"] as? String } == ["update", "update", "insert"])
        #expect(all.allSatisfy { $0["desk"] as? String == all[0]["desk"] as? String && $0["person"] is String })
        // The undo names the change that it takes back, and that one names the undo.
        #expect(all[0]["undoes"] as? Int == all[1]["number"] as? Int)
        #expect(all[1]["undoneBy"] as? Int == all[0]["number"] as? Int)

        let newest = try salon.run(about + ["--limit", "1"])
        #expect(newest.json?["more"] as? Bool == true)
        let number = try #require(try entries(newest).first?["number"] as? Int)
        let older = try salon.run(about + ["--limit", "2", "--before", "\(number)"])
        #expect(try entries(older).count == 2 && older.json?["more"] as? Bool == false)
        #expect(try entries(salon.run(about + ["--action", "insert"])).count == 1)
        #expect(try entries(salon.run(about + ["--person", "owner@demo.salon"])).isEmpty)
        #expect(try entries(salon.run(about + ["--to", "2026-11-20"])).isEmpty)
        #expect(try salon.salon("audit", "--id", id).status == 2)

        let noted = try #require(all[1]["number"] as? Int)
        let shown = try salon.salon("audit", "show", "\(noted)")
        #expect(shown.output.contains("Una Doe") && shown.output.contains("=1+1"), "\(shown.output)\(shown.errors)")
        #expect(try error(salon.salon("audit", "show", "999999999", "--json"))?["code"] as? String == "notFound")

        let csv = try salon.salon("audit", "export", "--kind", "appointments", "--id", id)
        let lines = csv.output.split(whereSeparator: \.isNewline)
        #expect(lines.count == 4 && lines[0].hasPrefix("number,time,person"))
        let file = try salon.salon("audit", "export", "--kind", "appointments", "--id", id, "--format", "json")
        let rows = try JSONSerialization.jsonObject(with: Data(file.output.utf8)) as? [[String: Any]]
        #expect(rows?.map { $0["number"] as? Int } == all.map { $0["number"] as? Int })
    }
}
