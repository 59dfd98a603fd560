import ArgumentParser
import Console
import Salon
import SalonStore
import Terminal

/// `salon`: the console.
struct ConsoleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console", abstract: "Opens the console (the default).", shouldDisplay: false)

    func run() throws {
        let status = try CommonOptions.refusing { () throws(SalonError) in
            let workplace = try Workplace.open()
            defer { workplace.close() }
            return try workplace.runConsole(token: Surroundings.session)
        }
        if status != 0 { throw ExitCode(status) }
    }
}

extension Workplace {
    /// Runs the console here until somebody leaves it, and answers its exit status.
    func runConsole(token: SessionToken?, keepsSession: Bool = true) throws(SalonError) -> Int32 {
        let program = ConsoleProgram(
            store: store, session: keepsSession ? sessionFile : nil, token: token, log: home.path(of: "console.log"))
        do throws(ScreenError) {
            return try program.run()
        } catch {
            throw .invalid(field: "terminal", sentence: error.message)
        }
    }
}
