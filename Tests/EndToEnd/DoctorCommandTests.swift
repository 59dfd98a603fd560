import Foundation
import Testing

/// `salon doctor`: what is not as it should be, and what helps.
@Suite(.serialized)
struct DoctorCommandTests {
    private func check(_ name: String, at salon: DemoHome) throws -> [String: String] {
        let checks = try #require(try salon.salon("doctor", "--json").json?["checks"] as? [[String: String]])
        return try #require(checks.first { $0["name"] == name })
    }

    @Test("it tells of locks that any login could take, and what it tells to run takes them away")
    func locks() throws {
        let salon = try DemoHome(appointments: 50)
        #expect(try check("locks", at: salon)["result"] == "ok")
        _ = try salon.psql("grant execute on function pg_advisory_lock_shared(bigint) to public")
        let open = try check("locks", at: salon)
        #expect(open["result"] == "note")
        let finding = try #require(open["finding"])
        let remedy = try #require(finding.range(of: "do $$")).lowerBound
        _ = try salon.psql(String(finding[remedy...]))
        #expect(try check("locks", at: salon)["result"] == "ok")
        // The turns at an expert's time go on.
        try salon.signIn()
        let booked = try salon.salon(
            "book", "--client", "Una Doe", "--service", "Men's cut", "--at", "2026-11-24T10:00", "--json")
        #expect(booked.status == 0, "\(booked.output)")
    }
}
