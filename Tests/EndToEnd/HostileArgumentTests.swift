import Foundation
import Testing

/// Whatever a script passes is text: it arrives as it was, or is refused as no such thing. It is never SQL.
@Suite(.serialized)
struct HostileArgumentTests {
    private static let texts = [
        "Robert'); drop table users;--", "\"; rollback; --", "$1 $$ %s %", #"C:\new E'\x27' \N"#, "a\tb\nc",
        "李小龍 e\u{301} 👩‍👧",
    ]

    @Test("free text comes back the same from every command that takes it")
    func stored() throws {
        let salon = try DemoHome(appointments: 600)
        try salon.signIn()
        for (index, text) in Self.texts.enumerated() {
            let booked = try salon.salon(
                "book", "--client", text, "--note", text, "--overbook", text, "--service", "Men's cut", "--at",
                "2026-11-24T\(10 + index):00", "--json")
            let visit = try #require((booked.json?["appointments"] as? [[String: Any]])?.first, "\(booked.errors)")
            let id = try #require(visit["id"] as? String)
            #expect(visit["client"] as? String == text)
            let cancelled = try salon.salon("status", id, "cancelled", "--reason", text, "--json")
            #expect(cancelled.status == 0, "\(cancelled.errors)")
            for column in ["customer_name", "notes", "overbook_reason", "cancelled_reason"] {
                let hex = try salon.psql(
                    "select encode(convert_to(\(column), 'UTF8'), 'hex') from appointments where id = '\(id)'")
                #expect(hex == text.utf8.map { String(format: "%02x", $0) }.joined(), "\(column)")
            }
        }
    }

    @Test("what names something finds nothing, and the refusal repeats it")
    func unknown() throws {
        let salon = try DemoHome(appointments: 600)
        try salon.signIn()
        let book = ["book", "--client", "Jo Bauer", "--service", "Men's cut", "--at", "2026-11-24T10:00"]
        for text in Self.texts {
            let commands: [[String]] = [
                ["slots", "--service", text], ["slots", "--service", "Men's cut", "--expert", text],
                ["slots", "--service", "Men's cut", "--add-on", text],
                ["slots", "--service", "Men's cut", "--from", text], ["day", text], ["day", "--expert", text],
                book.dropLast() + [text], book + ["--expert", text], book + ["--add-on", text],
            ]
            for command in commands {
                let answer = try salon.run(command + ["--json"])
                let error = answer.json?["error"] as? [String: Any]
                #expect(answer.status == 1 && error?["code"] as? String == "invalid", "\(command) \(answer.output)")
                #expect((error?["message"] as? String)?.contains(text) == true, "\(command) \(answer.output)")
            }
            for command in [
                book + ["--email", text], book + ["--phone", text], ["sign-in", "--email", text, "--password-stdin"],
                ["desk", "add", text], ["desk", "revoke", text],
            ] {
                let answer = try salon.run(command + ["--json"], input: text.split(separator: "\n")[0] + "\n")
                let error = answer.json?["error"] as? [String: Any]
                #expect(answer.status == 1 && error?["code"] as? String == "invalid", "\(command) \(answer.output)")
            }
            for command in [["move", text, "--at", "2026-11-24T10:00"], ["status", text, "arrived"], ["pay", text]] {
                #expect(try salon.run(command).status == 2)
            }
        }
        #expect(try salon.psql("select count(*) from appointments") == "600")
    }
}
