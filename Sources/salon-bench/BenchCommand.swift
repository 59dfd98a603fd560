import ArgumentParser
import FoundationEssentials
import Glibc
import Salon
import SalonStore

/// `salon-bench`: measures the product on a server and a salon of its own, and prints one JSON object.
@main
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "salon-bench", abstract: "Measures the product; prints one JSON object.",
        discussion:
            "Build it with -c release. It makes a server and a demo salon in a temporary folder, and removes them.")

    /// What can be measured.
    enum Part: String, CaseIterable, ExpressibleByArgument {
        case terminal, keys, reading, availability, booking, desks
        case rowSecurity = "row-security"
        case signIn = "sign-in"
    }

    @Option(name: .customLong("appointments"), help: "How many appointments the salon has; may be repeated.")
    var sizes: [Int] = [60_000]
    @Option(help: "How many experts each salon has, 8 to 20; by its appointments if not given.")
    var experts: Int?
    @Option(name: .customLong("only"), help: "Measure only this; may be repeated.")
    var parts: [Part] = Part.allCases
    @Option(help: "How often each thing is measured.")
    var rounds = 200
    @Option(help: "For how many seconds 32 desks work at once, each time.")
    var seconds = 60
    @Option(help: "The program to start; the one beside this one if not given.")
    var program: String?

    func run() throws {
        let environment = Environment.current()
        if environment.build == "debug" {
            warn("This is a debug build: its figures say nothing. Build with -c release.")
        }
        var salons: [SalonFigures] = []
        for size in sizes { salons.append(try measure(size)) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(Report(environment: environment, salons: salons)), as: UTF8.self))
    }

    private func measure(_ size: Int) throws -> SalonFigures {
        let bench = try Workbench(appointments: size, experts: experts)
        defer { bench.close() }
        var figures = SalonFigures(appointments: size, loadedPerSecond: bench.loadedPerSecond)
        figures.postgres = try bench.serverVersion()
        if parts.contains(.terminal) {
            figures.terminal = try TerminalFigures(
                bench, program: program ?? Environment.folder + "/salon", rounds: max(5, rounds / 10))
        }
        if parts.contains(.keys) { figures.keys = try KeyFigures(bench, rounds: rounds) }
        if parts.contains(.reading) { figures.reading = try ReadingFigures(bench, rounds: rounds) }
        if parts.contains(.availability) { figures.availability = try AvailabilityFigures(bench, rounds: rounds) }
        if parts.contains(.booking) { figures.booking = try BookingFigures(bench, rounds: rounds) }
        if parts.contains(.rowSecurity) { figures.rowSecurity = try RowSecurityFigures(bench, rounds: rounds) }
        if parts.contains(.desks) { figures.desks = try DeskFigures(bench, seconds: seconds) }
        if parts.contains(.signIn) { figures.signIn = try SignInFigures(bench, rounds: max(5, rounds / 10)) }
        return figures
    }
}

/// Everything that was measured.
private struct Report: Encodable {
    let environment: Environment
    let salons: [SalonFigures]
}

/// What was measured on one salon.
struct SalonFigures: Encodable {
    let appointments: Int
    let loadedPerSecond: Int
    var postgres = ""
    var terminal: TerminalFigures?
    var keys: KeyFigures?
    var reading: ReadingFigures?
    var availability: AvailabilityFigures?
    var booking: BookingFigures?
    var rowSecurity: RowSecurityFigures?
    var desks: DeskFigures?
    var signIn: SignInFigures?

    init(appointments: Int, loadedPerSecond: Int) {
        self.appointments = appointments
        self.loadedPerSecond = loadedPerSecond
    }
}
