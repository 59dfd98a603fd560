import ArgumentParser
import Salon
import SalonStore

/// `salon day`: the day as a list, for scripts and screen readers.
struct DayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "day", abstract: "The appointments of a day.")

    @Argument(help: "The day: 2026-12-24, 24/12, fri, tomorrow, +6w. Today if left out.")
    var date: DateArgument?
    @Option(help: "Only this expert's, by name or id.")
    var expert: String?
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.atDesk { desk throws(SalonError) in
            let date = try date?.resolve(field: "date", today: desk.today) ?? desk.today
            let expert = try expert.map { text throws(SalonError) in try Lookup(desk).expert(text).id }
            let book = try desk.appointments.day(date, expert: expert)
            let names = Dictionary(book.lanes.map { ($0.expertID, $0.name) }) { first, _ in first }
            common.json ? Output.printJSON(DayDocument(book, names)) : Self.print(book, names, desk)
        }
    }

    private static func print(_ book: DayBook, _ names: [ExpertID: String], _ desk: Desk) {
        let counts = book.counts
        Standard.output("\(book.date.longText) \(book.date.year), \(desk.branch.name): \(counts.visits) visits")
        Standard.output(counts.unpaid > 0 ? ", \(counts.unpaid) unpaid\n" : "\n")
        Output.printTable(
            book.entries.map { entry in
                [
                    "\(entry.start.time)–\(entry.end.time)", entry.status.title,
                    entry.expertID.flatMap { names[$0] } ?? "unassigned", entry.clientName,
                    entry.serviceName + (entry.addOns.map { " + \($0)" } ?? ""), entry.price.description,
                    entry.paymentStatus.rawValue, entry.alert.map { "alert: \($0)" } ?? "",
                ]
            })
    }
}

private struct DayDocument: Encodable {
    struct Expert: Encodable {
        let id: String
        let name: String
        let shifts: [Shift]
        let off: String?
        let bookedMinutes: Int
    }
    struct Shift: Encodable {
        let start: String
        let end: String
    }

    let date: String
    let visits: Int
    let unpaid: Int
    let experts: [Expert]
    let appointments: [AppointmentDocument]

    init(_ book: DayBook, _ names: [ExpertID: String]) {
        date = book.date.description
        visits = book.counts.visits
        unpaid = book.counts.unpaid
        experts = book.lanes.map { lane in
            Expert(
                id: lane.expertID.description, name: lane.name,
                shifts: lane.shifts.map { Shift(start: $0.start.description, end: $0.end.description) },
                off: lane.offReason, bookedMinutes: lane.bookedMinutes)
        }
        appointments = book.entries.map { AppointmentDocument($0, expert: $0.expertID.flatMap { names[$0] }) }
    }
}
