import ArgumentParser
import Salon
import SalonStore

/// What every sub-command takes.
struct CommonOptions: ParsableArguments {
    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    /// Does the work and turns a refusal into the exit status and the words for it.
    func run(_ work: () throws(SalonError) -> Void) throws {
        try Self.refusing(json: json, work)
    }

    /// The same for what has no options.
    static func refusing<Result>(
        json: Bool = false, _ work: () throws(SalonError) -> Result
    ) throws -> Result {
        do throws(SalonError) {
            return try work()
        } catch {
            throw CommandFailure(error: error, json: json)
        }
    }

    /// Does the work at the desk of whoever is signed in.
    func atDesk(_ work: (Desk) throws(SalonError) -> Void) throws {
        try run { () throws(SalonError) in
            let workplace = try Workplace.open()
            defer { workplace.close() }
            try work(try workplace.desk())
        }
    }
}
