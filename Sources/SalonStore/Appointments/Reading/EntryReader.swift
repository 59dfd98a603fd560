import Postgres
import Salon

/// Reads `AppointmentSQL.entryColumns` and `lineColumns`, leaving out what the desk may not see.
struct EntryReader {
    private let currency: Currency
    private let showsContacts: Bool
    private let showsPatchTests: Bool

    init(desk: Desk) {
        currency = desk.branch.currency
        showsContacts = desk.session.allows(.clientsView)
        showsPatchTests = desk.session.allowsSome(.clientsView) || desk.session.allows(.clientsManage)
    }

    func read(_ cursor: inout RowCursor) throws(PostgresError) -> DayEntry {
        try read(&cursor, isLine: false)
    }

    private func read(_ cursor: inout RowCursor, isLine: Bool) throws(PostgresError) -> DayEntry {
        let id: AppointmentID = try cursor.next()
        let visit: VisitID = try cursor.next()
        let version: Int = try cursor.next()
        let client: ClientID? = try cursor.next()
        let clientName: String = try cursor.next()
        let phone = try contact(&cursor)
        let alert: String? = try cursor.next()
        let service: ServiceID? = try cursor.next()
        let serviceName: String = try cursor.next()
        return DayEntry(
            id: id, visitID: visit, version: version, clientID: client, clientName: clientName, clientPhone: phone,
            alert: alert, serviceID: service, serviceName: serviceName, addOns: try addOns(&cursor),
            status: try cursor.next(), paymentStatus: try cursor.next(), paymentMethod: try cursor.next(),
            price: try money(&cursor), paid: try money(&cursor), start: try cursor.next(),
            phases: try ServicePhases(&cursor), expertID: try cursor.next(), isExpertRequested: try cursor.next(),
            expiresAt: try cursor.next(), source: try cursor.next(), isOverbooked: try cursor.next(),
            notes: try cursor.next(), patchTest: isLine ? nil : try patchTest(&cursor, service, serviceName))
    }

    private func patchTest(
        _ cursor: inout RowCursor, _ service: ServiceID?, _ name: String
    ) throws(PostgresError) -> PatchTestStanding? {
        let months: Int? = try cursor.next()
        let days: [LocalDate]? = try cursor.next()
        let reaction: LocalDate? = try cursor.next()
        guard showsPatchTests, let service, let months else { return nil }
        return PatchTestStanding(
            PatchTestNeed(serviceID: service, serviceName: name, months: months), days: days ?? [], reaction: reaction)
    }

    /// All rows of a statement that answers with `entryColumns`.
    func read(_ rows: Rows) throws(PostgresError) -> [DayEntry] {
        try rows.read { (row) throws(PostgresError) in
            var cursor = row.cursor
            return try read(&cursor)
        }
    }

    /// All rows of a statement that answers with `lineColumns` and the expert's name.
    func readLines(_ rows: Rows) throws(PostgresError) -> [AppointmentRow] {
        try rows.read { (row) throws(PostgresError) in
            var cursor = row.cursor
            return AppointmentRow(entry: try read(&cursor, isLine: true), expertName: try cursor.next())
        }
    }

    /// The names of the add-ons in one line; nil for none.
    private func addOns(_ cursor: inout RowCursor) throws(PostgresError) -> String? {
        let names: [String] = try cursor.next()
        return names.isEmpty ? nil : names.sorted().joined(separator: ", ")
    }

    /// An amount as text.
    func money(_ cursor: inout RowCursor) throws(PostgresError) -> Money {
        try Money.decode(try cursor.next(), currency)
    }

    /// A telephone number or an address; an empty one is none.
    func contact(_ cursor: inout RowCursor) throws(PostgresError) -> String? {
        let text: String? = try cursor.next()
        return showsContacts && text?.isEmpty == false ? text : nil
    }
}
