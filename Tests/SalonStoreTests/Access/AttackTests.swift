import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

/// What somebody can do who has a desk's login, and perhaps somebody's session, and no console: `AttackList`, through
/// the real psql.
@Suite("Attacks")
struct AttackTests {
    /// With whose session.
    enum Attacker: CaseIterable {
        case nobody, expert, receptionist, admin

        var list: String {
            switch self {
            case .nobody: AttackList.nobody
            case .expert: AttackList.expert
            case .receptionist: AttackList.receptionist
            case .admin: AttackList.admin
            }
        }

        var token: String {
            switch self {
            case .nobody: ""
            case .expert: AccessSalon.token(.expert)
            case .receptionist: AccessSalon.token(.receptionist)
            case .admin: AccessSalon.token(.admin)
            }
        }
    }

    @Test(
        "each is refused or yields nothing, and all of them change nothing",
        arguments: Attacker.allCases)
    func attacks(_ attacker: Attacker) throws {
        let salon = try AccessSalon()
        let before = try salon.fingerprint()
        let attacks = attacker.list.split(separator: "\n").map(String.init).filter {
            !$0.hasPrefix("#")
        }
        let answers = try DeskShell(salon, token: attacker.token).run(attacks)
        #expect(answers.count == attacks.count)
        for (attack, answer) in zip(attacks, answers) {
            let gains = answer.filter { !Self.isHarmless($0, of: attack) }
            #expect(gains.isEmpty, "\(attacker): \(attack)\n\(gains.joined(separator: "\n"))")
        }
        #expect(try salon.fingerprint() == before)
    }

    @Test("there are more than three hundred of them")
    func count() {
        #expect(Attacker.allCases.reduce(0) { $0 + $1.list.split(separator: "\n").count } > 300)
    }

    /// Without this a shell that cannot connect would pass for a safe database.
    @Test("what is allowed is answered, and what is changed is seen")
    func control() throws {
        let salon = try AccessSalon()
        let before = try salon.fingerprint()
        let answers = try DeskShell(salon, token: AccessSalon.token(.receptionist)).run([
            "select name from users where id = :'maria'", "update waitlist set note = 'x'",
            "select 1 from audit_log", "set salon.token = ''; select id from users",
            "select id from appointments limit 1",
        ])
        #expect(answers == [["Maria Lopez"], ["UPDATE 1"], [], ["SET"], ["\(AccessSalon.own)"]])
        #expect(!Self.isHarmless("Maria Lopez", of: "") && !Self.isHarmless("UPDATE 1", of: ""))
        #expect(!Self.isHarmless("ERROR:  22012", of: ""))
        #expect(try salon.fingerprint() != before)
    }

    /// Refusals, and answers that have nothing in them.
    private static func isHarmless(_ line: String, of attack: String) -> Bool {
        if line.hasPrefix("ERROR:  ") { return refusals.contains(String(line.dropFirst(8))) }
        // A plan repeats the question; only the names and numbers of people would be an answer.
        if attack.hasPrefix("explain") {
            return !["Maria", "Sam", "@", "+33", "leak\n"].contains { line.contains($0) }
        }
        return [
            "", "BEGIN", "COMMIT", "ROLLBACK", "SET", "SET CONSTRAINTS", "DO", "PREPARE", "DECLARE CURSOR", "UPDATE 0",
            "DELETE 0",
            "INSERT 0 0", "MERGE 0", "COPY 0",
            // With nothing to give, PostgreSQL warns and gives nothing; the fingerprint has the rights in it.
            "GRANT",
        ].contains(line)
    }

    private static let refusals: Set = [
        // Not allowed; nobody signed in; a rule about accounts; no such attempt; the payments say otherwise.
        "42501", "SL005", "28000", "SL004", "P0002", "SL006",
        // Nothing is copied into tables with policies; there is no dblink, no temporary schema; after a refusal.
        "0A000", "42883", "3F000", "25P02",
    ]
}

/// psql with a desk's login.
private struct DeskShell {
    private let salon: AccessSalon
    private let token: String

    init(_ salon: AccessSalon, token: String) {
        self.salon = salon
        self.token = token
    }

    /// Runs statements, each from a fresh start, in one psql; what it prints for each, line by line, errors as their codes.
    func run(_ statements: [String]) throws -> [[String]] {
        let options =
            "-c salon.token=\(token) -c client_min_messages=error -c statement_timeout=5s -c lock_timeout=1s"
        let variables = try salon.variables()
        let script =
            "\\set VERBOSITY sqlstate\n"
            + statements.map {
                "\\echo \(Self.mark)\n\($0);\nrollback;\n\\echo \(Self.end)\nreset all;\n"
            }.joined()
        let log = salon.folder.path(of: "psql-\(token.prefix(1))")
        try ChildProcess.run(
            [
                try ServerBinaries.find().path(of: "psql"), "-X", "-A", "-t", "-d",
                salon.database.deskSettings.connectionString + " options='\(options)'",
            ] + variables.flatMap { ["-v", "\($0.key)=\($0.value)"] },
            input: script, log: log)
        let output = FileSystem.text(of: log) ?? ""
        return output.split(separator: "\n").split(separator: Substring(Self.mark)).dropFirst(0).map {
            lines in
            var said = lines.prefix { $0 != Self.end }.map(String.init)
            if said.last == "ROLLBACK" { said.removeLast() }
            return said.map { $0.hasPrefix("psql:") ? String($0.drop { $0 != " " }.dropFirst()) : $0 }
        }
    }

    private static let mark = "@ attack"
    private static let end = "@ end"
}
