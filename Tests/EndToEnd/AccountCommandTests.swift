import Foundation
import Testing

/// Accounts, roles and passwords by sub-command: from a new colleague to their last day.
@Suite(.serialized)
struct AccountCommandTests {
    private static let email = "nina@demo.salon"
    private static let password = "Fresh!one1"

    private func error(_ result: Finished) -> String? {
        (result.json?["error"] as? [String: Any])?["code"] as? String
    }

    @Test("a colleague is added, signs in with the code, chooses a password, changes roles and leaves")
    func colleague() throws {
        let salon = try DemoHome(appointments: 200)
        try salon.signIn("owner")
        let added = try salon.salon(
            "users", "add", "--name", "Nina New", "--email", Self.email, "--role", "receptionist", "--json")
        let code = try #require(added.json?["code"] as? String, "\(added.errors)")
        let owner = try token(of: salon)

        // The code, and the new password, a line each.
        let arrived = try salon.run(
            ["sign-in", "--email", Self.email, "--password-stdin", "--json"], input: "\(code)\n\(Self.password)\n")
        #expect(arrived.status == 0, "\(arrived.errors)")
        #expect(arrived.json?["role"] as? String == "receptionist")
        let again = try salon.run(
            ["sign-in", "--email", Self.email, "--password-stdin", "--json"], input: "\(code)\n\(Self.password)\n")
        #expect(error(again) == "invalid")
        let mine = try salon.salon("account", "show", "--json")
        #expect((mine.json?["account"] as? [String: Any])?["verified"] as? Bool == true)
        #expect(try error(salon.salon("users", "list", "--json")) == "forbidden")
        #expect(try error(salon.salon("roles", "set", "admin", "reports.view", "all", "--json")) == "forbidden")

        let wrong = try salon.run(
            ["account", "password", "--password-stdin", "--json"], input: "nonsense\nOther!one1\n")
        #expect(error(wrong) == "invalid")
        let changed = try salon.run(
            ["account", "password", "--password-stdin", "--json"], input: "\(Self.password)\nOther!one1\n")
        #expect(changed.json?["changed"] as? Bool == true, "\(changed.errors)")

        let promoted = try salon.salon("users", "role", "Nina New", "admin", "--json", session: owner)
        #expect(promoted.json?["role"] as? String == "admin")
        #expect(try error(salon.salon("whoami", "--json")) == "forbidden")
        let disabled = try salon.salon("users", "disable", Self.email, "--json", session: owner)
        #expect(disabled.json?["disabledSince"] is String)
        let refused = try salon.run(
            ["sign-in", "--email", Self.email, "--password-stdin", "--json"], input: "Other!one1\n")
        #expect(error(refused) == "forbidden")
        #expect(try salon.salon("users", "remove", Self.email, "--json", session: owner).status == 0)
        #expect(try error(salon.salon("users", "show", Self.email, "--json", session: owner)) == "notFound")
        #expect(
            try salon.psql("select count(*) from audit_log where concat(before, after) ~ '\(code)|Other.one1|2[ab].10'")
                == "0")
    }

    @Test("the rules refuse in words: the last owner, one's own role, what roles are fixed")
    func rules() throws {
        let salon = try DemoHome(appointments: 200)
        try salon.signIn("owner")
        for command in [
            ["users", "remove", "owner@demo.salon"], ["users", "role", "owner@demo.salon", "admin"],
            ["users", "disable", "owner@demo.salon"], ["roles", "set", "owner", "reports.view", "no"],
            ["roles", "set", "admin", "payments.take", "own"],
        ] {
            #expect(try error(salon.run(command + ["--json"])) == "forbidden", "\(command)")
        }
        let table = try salon.salon("roles", "set", "receptionist", "payments.refund", "all", "--json")
        let roles = try #require(table.json?["roles"] as? [String: [String: String]])
        #expect(roles["receptionist"]?["payments.refund"] == "all")
        #expect(roles["expert"]?["appointments.view"] == "own")
        #expect(try salon.salon("roles", "set", "receptionist", "payments.refund", "sometimes").status == 2)
        let ended = try salon.salon("account", "revoke", "--json")
        #expect(ended.json?["ended"] as? Int == 0)
    }

    /// The token that is kept on this computer.
    private func token(of salon: DemoHome) throws -> String {
        let files = try FileManager.default.contentsOfDirectory(atPath: salon.home.folder)
        let name = try #require(files.first { $0.hasPrefix("session-") })
        let path = salon.home.path(of: name)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return String(try #require(text.split(separator: "\n").first))
    }

    @Test("the settings are shown and changed; all that is named, or none")
    func settings() throws {
        let salon = try DemoHome(appointments: 200)
        try salon.signIn("owner")
        let set = try salon.salon(
            "settings", "set", "hold-minutes=120", "horizon-days=none", "monday=9-13, 14-18", "sunday=closed", "--json")
        #expect(set.status == 0, "\(set.errors)")
        let shown = try salon.salon("settings", "--json").json
        #expect(shown?["holdMinutes"] as? Int == 120 && shown?["offerMinutes"] as? Int == 7)
        #expect((shown?["openingHours"] as? [String: String])?["monday"] == "09:00–13:00, 14:00–18:00")
        let refused = try salon.salon("settings", "set", "notice-minutes=30", "offer-minutes=0", "--json")
        #expect(refused.status == 1 && error(refused) == "invalid")
        #expect(try salon.salon("settings", "--json").json?["noticeMinutes"] as? Int == 0)
        #expect(try salon.salon("settings", "set", "time-zone=UTC").status == 2)
        try salon.signIn("desk")
        #expect(try error(salon.salon("settings", "--json")) == "forbidden")
    }
}
