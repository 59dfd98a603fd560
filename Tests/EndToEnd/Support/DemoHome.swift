import Foundation
import SalonStore
import TestServer

/// A salon for the tests of the whole program: an embedded server of its own, filled with the demo, its clock frozen
/// on a Saturday morning.
final class DemoHome: Sendable {
    /// 10:00 in Paris.
    static let now = "2026-11-21T09:00:00Z"
    static let password = "Salon-demo-1!"

    let home: DataHome

    /// Makes the server and loads the salon.
    init(appointments: Int = 2_000) throws {
        home = try TestFolder.make()
        try check(Shell.run(Shell.salon, ["server", "start"], environment: environment))
        try check(
            Shell.run(
                Shell.salon, ["demo", "--load-only", "--appointments", "\(appointments)"], environment: environment))
    }

    deinit { TestFolder.remove(home) }

    var environment: [String: String] {
        ["SALON_HOME": home.folder, "SALON_NOW": Self.now, "SALON_CONFIG": home.path(of: "config.toml")]
    }

    /// Runs a sub-command.
    func salon(_ arguments: String..., session: String? = nil) throws -> Finished {
        var environment = environment
        environment["SALON_SESSION"] = session
        return try Shell.run(Shell.salon, arguments, environment: environment)
    }

    /// Runs a sub-command of so many words, with something to read.
    func run(_ arguments: [String], input: String = "") throws -> Finished {
        try Shell.run(Shell.salon, arguments, environment: environment, input: input)
    }

    /// Stays signed in on this computer as one of the demo's people.
    func signIn(_ person: String = "desk") throws {
        try check(
            Shell.salon(
                "sign-in", "--email", "\(person)@demo.salon", "--password-stdin", environment: environment,
                input: Self.password + "\n"))
    }

    /// A terminal with the console in it.
    func console(width: Int, height: Int) throws -> DeskTerminal {
        try DeskTerminal(
            width: width, height: height, environment: environment, command: [Shell.salon])
    }

    /// One value of the database, as `psql` prints it.
    func psql(_ sql: String) throws -> String {
        let status = try salon("server", "status", "--json")
        let connection = status.json?["connection"] as? String ?? ""
        let answer = try Shell.run(
            "/usr/bin/psql", ["-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", connection, "-c", sql])
        guard answer.status == 0 else { throw Failure(words: answer.errors) }
        return answer.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The process of the server.
    func serverProcess() throws -> Int32 {
        Int32(try salon("server", "status", "--json").json?["process"] as? Int ?? 0)
    }

    private func check(_ result: Finished) throws {
        guard result.status == 0 else { throw Failure(words: result.errors) }
    }

    struct Failure: Error { let words: String }
}
