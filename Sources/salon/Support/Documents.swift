import Salon
import SalonStore

/// An appointment as `--json` prints it: amounts as text, times as the branch's clock shows them.
struct AppointmentDocument: Encodable {
    let id: String
    let visit: String
    let client: String
    let clientID: String?
    let service: String
    let addOns: String?
    let expert: String?
    let expertID: String?
    let start: String
    let end: String
    let minutes: Int
    let status: String
    let payment: String
    let price: String
    let due: String
    let holdEnds: String?
    let source: String
    let overbooked: Bool
    let alert: String?
    let note: String?
    let version: Int

    init(_ entry: DayEntry, expert: String?) {
        id = entry.id.description
        visit = entry.visitID.description
        client = entry.clientName
        clientID = entry.clientID?.description
        service = entry.serviceName
        addOns = entry.addOns
        self.expert = expert
        expertID = entry.expertID?.description
        start = entry.start.description
        end = entry.end.description
        minutes = entry.phases.clientMinutes
        status = entry.status.rawValue
        payment = entry.paymentStatus.rawValue
        price = entry.price.description
        due = entry.due.description
        holdEnds = entry.expiresAt?.description
        source = entry.source.rawValue
        overbooked = entry.isOverbooked
        alert = entry.alert
        note = entry.notes
        version = entry.version
    }
}

/// What booking, moving, a status and a payment answer.
struct VisitDocument: Encodable {
    let visit: String
    let appointments: [AppointmentDocument]
    let total: String
    let due: String

    init(_ entries: [DayEntry], names: (ExpertID) -> String?, currency: Currency) {
        visit = entries.first?.visitID.description ?? ""
        appointments = entries.map { AppointmentDocument($0, expert: $0.expertID.flatMap(names)) }
        total = entries.reduce(Money.zero(currency)) { $0 + $1.price }.description
        due = entries.reduce(Money.zero(currency)) { $0 + $1.due }.description
    }
}
