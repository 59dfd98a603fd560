import ArgumentParser
import Salon
import SalonStore

/// `salon audit`: who changed what, when, and from which desk.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The audit log: who changed what, when and from which desk.",
        subcommands: [List.self, Show.self, Export.self], defaultSubcommand: List.self)

    /// The filters that list and export share.
    struct Filters: ParsableArguments {
        @Option(help: "Only this person's changes, by name, e-mail address or id.")
        var person: String?
        @Option(help: "Only changes from this desk's login.")
        var desk: String?
        @Option(help: "Only this kind of thing: appointments, payments, users, services …")
        var kind: AuditedEntity?
        @Option(help: "Only this one, by its id; with --kind.")
        var id: IDArgument?
        @Option(help: "Only what was done: insert, update or delete.")
        var action: AuditAction?
        @Option(help: "From this day on: 2026-12-24, 24/12, mon.")
        var from: DateArgument?
        @Option(help: "To the end of this day.")
        var to: DateArgument?

        func validate() throws {
            if id != nil, kind == nil { throw ValidationError("--id needs --kind.") }
        }

        func filter(at desk: Desk) throws(SalonError) -> AuditFilter {
            AuditFilter(
                person: try person.map { text throws(SalonError) in try desk.account(text).id },
                desk: self.desk, entity: kind, entityID: id?.value, action: action,
                from: try from?.resolve(field: "from", today: desk.today),
                to: try to?.resolve(field: "to", today: desk.today))
        }
    }

    /// The newest changes.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The newest changes.")

        @OptionGroup var filters: Filters
        @Option(help: "At most so many, 1 to 500.")
        var limit = 50
        @Option(help: "Only changes before this number: the next page.")
        var before: Int64?
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                let request =
                    before.map { PageRequest(after: AuditKey(id: $0), limit: limit) } ?? PageRequest(limit: limit)
                let page = try desk.history.page(filters.filter(at: desk), request)
                if common.json {
                    let entries = JSONText.array(page.rows.map(\.json))
                    let more = page.hasMoreAfter ? "true" : "false"
                    Standard.output(JSONText.object([("entries", entries), ("more", more)]) + "\n")
                } else {
                    Output.printTable(
                        page.rows.map {
                            ["\($0.id)", "\($0.localTime.date) \($0.localTime.time)", $0.deskTitle, $0.sentence]
                        })
                }
            }
        }
    }

    /// One change.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One change, field by field.")

        @Argument(help: "Its number.")
        var number: Int64
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                let entry = try desk.history.entry(number)
                if common.json { return Standard.output(entry.json + "\n") }
                Standard.output("\(entry.sentence)\n")
                let place = [["desk", entry.deskTitle], ["time", "\(entry.localTime)"], ["id", "\(entry.entityID)"]]
                Output.printTable(
                    place + entry.changes.map { [$0.label, $0.before ?? "–", "→", $0.after ?? "–"] })
            }
        }
    }

    /// The log as a file.
    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes the log to standard output, the newest change first.")

        @OptionGroup var filters: Filters
        @Option(help: "csv or json; --json is the same as json.")
        var format = AuditExportFormat.csv
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                try desk.history.export(filters.filter(at: desk), as: common.json ? .json : format) {
                    Standard.output($0)
                }
            }
        }
    }
}

/// A UUID as it is printed.
struct IDArgument: ExpressibleByArgument {
    let value: UUIDValue

    init?(argument: String) {
        guard let value = UUIDValue(argument) else { return nil }
        self.value = value
    }
}

extension AuditedEntity: ExpressibleByArgument {}
extension AuditAction: ExpressibleByArgument {}
extension AuditExportFormat: ExpressibleByArgument {}
