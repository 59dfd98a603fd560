import ArgumentParser
import Salon
import SalonStore

/// An appointment named by its id.
struct AppointmentArgument: ExpressibleByArgument {
    let id: AppointmentID

    init?(argument: String) {
        guard let id = AppointmentID(argument) else { return nil }
        self.id = id
    }
}

/// `salon move`: another time, and perhaps another expert.
struct MoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Moves an appointment to another time.")

    @Argument(help: "The appointment's id.")
    var appointment: AppointmentArgument
    @Option(help: "When: 2026-11-21T09:00, or a day and a time: \"fri 3pm\".")
    var at: WhenArgument
    @Option(help: "Another expert, by name or id.")
    var expert: String?
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.atDesk { desk throws(SalonError) in
            let lookup = try Lookup(desk)
            let entry = try desk.appointments.card(appointment.id).appointment.entry
            let start = try at.resolve(now: desk.localNow)
            let target = try expert.map { text throws(SalonError) in try lookup.expert(text).id } ?? entry.expertID
            let facts = try desk.appointments.bookingFacts(FactsQuery(dates: start.date..<start.date + 3))
            let moved = try desk.appointments.move(entry, to: start, expert: target, on: facts)
            common.warn(of: [moved.entry])
            common.report([moved.entry], lookup.catalogue, desk) { entry, expert in
                "Moved \(entry.clientName) to \(entry.start.date.shortText) \(entry.start.time) with \(expert)."
            }
            common.offer(moved.freed, desk)
        }
    }
}

/// `salon status`: the next step of an appointment's life.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Confirms, checks in, starts, completes or cancels an appointment.")

    @Argument(help: "The appointment's id.")
    var appointment: AppointmentArgument
    @Argument(help: "confirmed, arrived, in_service, completed, cancelled or no_show.")
    var status: AppointmentStatus
    @Option(help: "Why; cancelling needs it.")
    var reason: String?
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.atDesk { desk throws(SalonError) in
            let lookup = try Lookup(desk)
            let entry = try desk.appointments.card(appointment.id).appointment.entry
            let changed = try desk.appointments.changeStatus(entry, to: status, reason: reason)
            common.report([changed.entry], lookup.catalogue, desk) { entry, expert in
                "\(entry.clientName), \(entry.start.time) with \(expert), is \(entry.status.title)."
            }
            common.offer(changed.freed, desk)
        }
    }
}

/// `salon pay`: takes what is owed for the visit.
struct PayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pay", abstract: "Takes a payment for a visit.")

    @Argument(help: "The id of one of the visit's appointments.")
    var appointment: AppointmentArgument
    @Option(help: "cash, card or online.")
    var method: PaymentMethod
    @Option(help: "An amount such as 65.00; all that is owed if left out.")
    var amount: String?
    @Option(help: "A tip for the expert, on top.")
    var tip: String?
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.atDesk { desk throws(SalonError) in
            let currency = desk.branch.currency
            let amount = try amount.map { text throws(SalonError) in
                try Validation.price(text, currency, field: "amount")
            }
            let tip = try tip.map { text throws(SalonError) in try Validation.price(text, currency, field: "tip") }
            let entry = try desk.appointments.card(appointment.id).appointment.entry
            let receipt = try desk.appointments.pay(
                entry, PaymentRequest(method: method, amount: amount, tip: tip))
            if common.json {
                Output.printJSON(ReceiptDocument(receipt))
            } else {
                let tip = receipt.tip.isZero ? "" : ", tip \(receipt.tip.withCode)"
                let due = receipt.due.isZero ? "Nothing is owed." : "\(receipt.due.withCode) is still owed."
                Standard.output("Took \(receipt.amount.withCode) by \(receipt.method.rawValue)\(tip). \(due)\n")
            }
        }
    }
}

private struct ReceiptDocument: Encodable {
    let amount: String
    let tip: String
    let method: String
    let due: String
    let appointments: [AppointmentDocument]

    init(_ receipt: PaymentReceipt) {
        amount = receipt.amount.description
        tip = receipt.tip.description
        method = receipt.method.rawValue
        due = receipt.due.description
        appointments = receipt.entries.map { AppointmentDocument($0, expert: nil) }
    }
}

extension CommonOptions {
    /// Prints changed appointments, as JSON or a sentence each.
    fileprivate func report(
        _ entries: [DayEntry], _ catalogue: Catalogue, _ desk: Desk, sentence: (DayEntry, String) -> String
    ) {
        let name = { (id: ExpertID) in catalogue.expert(id)?.name }
        if json {
            Output.printJSON(VisitDocument(entries, names: name, currency: desk.branch.currency))
        } else {
            for entry in entries {
                Standard.output(sentence(entry, entry.expertID.flatMap(name) ?? "nobody yet") + "\n")
            }
        }
    }

    /// Says on standard error what the desk should know about what it has just booked or moved.
    func warn(of entries: [DayEntry]) {
        let warnings = entries.flatMap { $0.patchTestWarnings(on: $0.start.date) }
        for warning in warnings.eachOnce { Standard.error("⚠ \(warning.sentence)") }
    }

    /// Prints what was booked, as JSON or a sentence each.
    func reportBooked(_ entries: [DayEntry], _ catalogue: Catalogue, _ desk: Desk) {
        warn(of: entries)
        report(entries, catalogue, desk) { entry, expert in
            "Booked \(entry.clientName), \(entry.serviceName), \(entry.start.date.shortText) "
                + "\(entry.start.time)–\(entry.end.time) with \(expert): \(entry.price.withCode), "
                + "\(entry.status.title), id \(entry.id)"
        }
    }
}
