import ArgumentParser
import Salon
import SalonStore

/// `salon migrate`: brings the schema up to date.
struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Brings the database's schema up to date.")

    @Flag(help: "Only tell how far it is.")
    var status = false
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { () throws(SalonError) in
            let workplace = try Workplace.open(migrating: false)
            defer { workplace.close() }
            if !status { try Migrator().migrate(workplace.ownerSettings) }
            let found = try Migrator().status(workplace.ownerSettings)
            if common.json {
                Output.printJSON(
                    StatusDocument(
                        current: found.isCurrent, applied: found.applied.map { "\($0.version) \($0.name)" },
                        pending: found.pending.map { "\($0.version) \($0.name)" }))
                return
            }
            if status {
                Output.printTable(
                    found.applied.map { ["\($0.version)", $0.name, "applied \($0.appliedAt)"] }
                        + found.pending.map { ["\($0.version)", $0.name, "pending"] })
            } else {
                Standard.output("The database is up to date: \(found.applied.count) steps.\n")
            }
        }
    }
}

private struct StatusDocument: Encodable {
    let current: Bool
    let applied: [String]
    let pending: [String]
}

/// `salon server`: the private PostgreSQL of a computer without a server.
struct ServerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "server", abstract: "The private database server of this computer.",
        subcommands: [Start.self, Stop.self, Show.self], defaultSubcommand: Show.self)

    /// Starts it so that it stays.
    struct Start: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "start", abstract: "Starts the server; it stays until it is stopped.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.run { () throws(SalonError) in
                try EmbeddedServer.keep(home: .current())
                try ServerCommand.show(json: common.json)
            }
        }
    }

    /// Stops it, whoever uses it.
    struct Stop: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "stop", abstract: "Stops the server, whoever uses it.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.run { () throws(SalonError) in
                let stopped = try EmbeddedServer.stop(home: .current())
                common.json
                    ? Output.printJSON(["stopped": stopped])
                    : Standard.output(stopped ? "The server is stopped.\n" : "No server was running.\n")
            }
        }
    }

    /// Tells whether it runs, and how to reach it.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status", abstract: "Whether the server runs, and how to reach it.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.run { () throws(SalonError) in try ServerCommand.show(json: common.json) }
        }
    }

    fileprivate static func show(json: Bool) throws(SalonError) {
        let status = try EmbeddedServer.status(home: .current())
        if json {
            Output.printJSON(
                Document(
                    running: status.process != nil, folder: status.folder, process: status.process,
                    connection: status.connectionString))
        } else if let connection = status.connectionString {
            Standard.output("running, process \(status.process ?? 0)\n\(connection)\n")
        } else {
            Standard.output(status.exists ? "stopped\n\(status.folder)\n" : "not made yet\n")
        }
    }

    private struct Document: Encodable {
        let running: Bool
        let folder: String
        let process: Int32?
        let connection: String?
    }
}

/// `salon desk`: the login roles of the consoles.
struct DeskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "desk", abstract: "The database logins of the consoles, one for each desk.",
        subcommands: [Add.self, List.self, Revoke.self])

    /// Makes a login.
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "add", abstract: "Makes a desk's login.")
        @Argument(help: "The desk's name: small letters, digits and _.")
        var name: String
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.withLogins { logins throws(SalonError) in
                let (role, password) = try logins.add(name)
                common.json
                    ? Output.printJSON(["role": role, "password": password])
                    : Standard.output(
                        "role \(role)\npassword \(password)\nIt is shown this once. Keep it in ~/.pgpass.\n")
            }
        }
    }

    /// Lists the logins.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the desks.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.withLogins { logins throws(SalonError) in
                let desks = try logins.list()
                if common.json {
                    Output.printJSON(["desks": desks.map { Desk(name: $0.name, connections: $0.connections) }])
                } else {
                    Output.printTable(desks.map { [$0.name, "\($0.connections) connected"] })
                }
            }
        }

        private struct Desk: Encodable {
            let name: String
            let connections: Int
        }
    }

    /// Takes a login away.
    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke", abstract: "Takes a desk's login away, at once.")
        @Argument(help: "The desk's name.")
        var name: String
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.withLogins { logins throws(SalonError) in
                try logins.revoke(name)
                common.json
                    ? Output.printJSON(["revoked": name]) : Standard.output("The desk \(name) is revoked.\n")
            }
        }
    }
}

extension CommonOptions {
    fileprivate func withLogins(_ work: (DeskLogins) throws(SalonError) -> Void) throws {
        try run { () throws(SalonError) in
            let workplace = try Workplace.open()
            defer { workplace.close() }
            try work(try DeskLogins(workplace.ownerSettings))
        }
    }
}
