import ArgumentParser
import Salon
import SalonStore

/// `salon undo`: takes one's own last change back.
struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Takes back your own last change of this session.")

    @Flag(help: "Only say what would be taken back.")
    var dryRun = false
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.atDesk { desk throws(SalonError) in
            guard let offer = try desk.history.lastUndoable() else {
                throw UndoObstacle.nothing.error(changedBy: nil)
            }
            if let refusal = offer.refusal { throw refusal }
            let undone = try dryRun ? nil : desk.history.undo(offer)
            let sentence = undone?.sentence ?? offer.sentence
            Standard.output(
                common.json
                    ? JSONText.object([
                        ("undone", dryRun ? "false" : "true"), ("sentence", JSONText.string(sentence)),
                        ("entries", JSONText.array(offer.entries.map(\.json))),
                    ]) + "\n"
                    : sentence + "\n")
            common.offer(undone?.freed, desk)
        }
    }
}

/// `salon note`: what the desk notes about an appointment.
struct NoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Changes the note of an appointment.")

    @Argument(help: "The appointment's id.")
    var appointment: AppointmentArgument
    @Argument(help: "The new note; an empty one removes it.")
    var text: String
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.atDesk { desk throws(SalonError) in
            let entry = try desk.appointments.card(appointment.id).appointment.entry
            let changed = try desk.appointments.editNote(entry, text)
            if common.json { return Output.printJSON(AppointmentDocument(changed, expert: nil)) }
            Standard.output(changed.notes.map { "Noted: \($0)\n" } ?? "The note is removed.\n")
        }
    }
}

/// `salon refund`: gives money back for one appointment.
struct RefundCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refund", abstract: "Gives money back for an appointment.")

    @Argument(help: "The appointment's id.")
    var appointment: AppointmentArgument
    @Option(help: "cash, card or online.")
    var method: PaymentMethod
    @Option(help: "An amount such as 65.00; all that was paid if left out.")
    var amount: String?
    @Option(help: "Why.")
    var reason: String
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.atDesk { desk throws(SalonError) in
            let amount = try amount.map { text throws(SalonError) in
                try Validation.price(text, desk.branch.currency, field: "amount")
            }
            let entry = try desk.appointments.card(appointment.id).appointment.entry
            let receipt = try desk.appointments.refund(
                entry, RefundRequest(method: method, amount: amount, reason: reason))
            if common.json { return Output.printJSON(RefundDocument(receipt)) }
            Standard.output(
                "Gave back \(receipt.amount.withCode) by \(receipt.method.rawValue) to \(receipt.entry.clientName).\n")
        }
    }
}

/// `salon delete`: removes an appointment for good.
struct DeleteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Removes an appointment for good; cancelling is the usual way. One with payments stays.")

    @Argument(help: "The appointment's id.")
    var appointment: AppointmentArgument
    @Flag(help: "Yes, for good: it can't be taken back.")
    var forGood = false
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if !forGood {
            throw ValidationError("It can't be taken back. Say --for-good, or cancel it: salon status ID cancelled.")
        }
    }

    func run() throws {
        try common.atDesk { desk throws(SalonError) in
            let entry = try desk.appointments.card(appointment.id).appointment.entry
            try desk.appointments.delete(entry)
            if common.json { return Output.printJSON(["deleted": entry.id.description]) }
            Standard.output(
                "Deleted \(entry.clientName), \(entry.serviceName), \(entry.start.date.shortText) \(entry.start.time).\n"
            )
        }
    }
}

private struct RefundDocument: Encodable {
    let amount: String
    let method: String
    let appointment: AppointmentDocument

    init(_ receipt: RefundReceipt) {
        amount = receipt.amount.description
        method = receipt.method.rawValue
        appointment = AppointmentDocument(receipt.entry, expert: nil)
    }
}
