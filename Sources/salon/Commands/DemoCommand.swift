import ArgumentParser
import Glibc
import Postgres
import Salon
import SalonStore

/// `salon demo`: a believable salon in a server of its own, for looking around.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "A throw-away salon to look around in.",
        discussion: """
            Its people sign in as owner@demo.salon, admin@demo.salon, desk@demo.salon and expert@demo.salon \
            with the password Salon-demo-1!
            """)

    @Option(name: .customLong("as"), help: "Who is signed in: receptionist, expert, admin or owner.")
    var role = Role.receptionist
    @Option(help: "How many appointments the salon has.")
    var appointments = 60_000
    @Flag(help: "Keep the salon; the next demo --keep opens it again.")
    var keep = false
    @Flag(help: "Only fill the configured database, which must be empty; open no screen.")
    var loadOnly = false
    @Option(help: "Another seed, another salon.")
    var seed: UInt64 = 1
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...100_000_000).contains(appointments) else {
            throw ValidationError("--appointments is 1 to 100000000.")
        }
        guard role.canSignIn else { throw ValidationError("--as is receptionist, expert, admin or owner.") }
        guard !(loadOnly && keep) else { throw ValidationError("Either --load-only or --keep, not both.") }
    }

    func run() throws {
        var status: Int32 = 0
        try common.run { () throws(SalonError) in
            if loadOnly { try loadConfigured() } else { status = try runThrowaway() }
        }
        if status != 0 { throw ExitCode(status) }
    }

    private func loadConfigured() throws(SalonError) {
        let workplace = try Workplace.open()
        defer { workplace.close() }
        let settings = workplace.ownerSettings
        try Migrator().migrate(settings)
        let summary = try load(settings, now: workplace.store.clock.now)
        if common.json {
            Output.printJSON(SummaryDocument(summary))
        } else {
            Standard.output("\(summary.appointments) appointments of \(summary.clients) clients are loaded.\n")
        }
    }

    private func runThrowaway() throws(SalonError) -> Int32 {
        let home = try DataHome.current()
        let clock = try Surroundings.clock()
        EmbeddedServer.destroyUnused(home: home, prefix: "demo-")
        let name = keep ? "demo" : "demo-\(getpid())"
        let server = try EmbeddedServer.join(home: home, name: name, durability: keep ? .safe : .none)
        let workplace = Workplace.joined(to: server, home: home, clock: clock)
        defer {
            workplace.close()
            if !keep { _ = try? EmbeddedServer.destroy(home: home, name: name) }
        }
        let isNew = try !Migrator().migrate(server.adminSettings).isEmpty
        if isNew { _ = try load(server.adminSettings, now: clock.now) }
        let signedIn = try workplace.store.signIn(email: DemoSalon.email(of: role), password: DemoSalon.password)
        return try workplace.runConsole(token: signedIn.token, keepsSession: false)
    }

    private func load(_ settings: ConnectionSettings, now: Instant) throws(SalonError) -> DemoLoader.Summary {
        let shows = isatty(STDERR_FILENO) == 1
        let connection = try Workplace.connect(settings.withoutStatementLimits)
        let summary = try DemoLoader.load(
            connection, DemoSalon.Options(appointments: appointments, seed: seed, now: now)
        ) { progress in
            guard shows else { return }
            switch progress.phase {
            case .appointments: Standard.progress("Making a salon: \(progress.appointments) of \(progress.total)")
            case .indexes: Standard.progress("Making a salon: indexes")
            }
        }
        if shows { Standard.progress("") }
        return summary
    }
}

private struct SummaryDocument: Encodable {
    let appointments: Int
    let clients: Int
    let firstDay: String
    let seconds: Double
    let perSecond: Int

    init(_ summary: DemoLoader.Summary) {
        appointments = summary.appointments
        clients = summary.clients
        firstDay = summary.firstDay.description
        seconds = (summary.seconds * 100).rounded() / 100
        perSecond = Int(Double(summary.appointments) / max(summary.seconds, 0.001))
    }
}
