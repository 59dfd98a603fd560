import Salon
import SalonStore
import Synchronization
import Terminal

@testable import Console

/// Clients for the tests of the tab and of the form.
enum ClientFixtures {
    static func id(_ number: Int) -> ClientID { ClientID(UUIDValue(high: 5, low: UInt64(number))) }

    static let maria = Client(
        id: id(1), name: "Maria Lopez", email: "maria@example.com", phone: "+34 600 123 456",
        birthday: LocalDate(year: 1988, month: 11, day: 24), alert: "Allergic to ammonia: patch test first",
        notes: "Likes a window seat", version: 3)
    static let zoe = Client(id: id(2), name: "Zoe Park", phone: "+33 6 12 34 56 78")

    /// What nobody should be called.
    static let hostile = [
        "\u{1B}[2J\u{1B}]0;pwned\u{7}Eve", "\u{202E}evil\u{202C} \u{2067}rtl", "👩‍👩‍👧‍👦🏳️‍🌈 Ünïcødé 田中",
        String(repeating: "Long name ", count: 400), "     ",
    ]

    static func row(_ client: Client, last: LocalDate? = nil) -> ClientRow {
        ClientRow(client: client, key: ClientKey(nameKey: Folding.fold(client.name), id: client.id), lastVisit: last)
    }

    static func page(_ clients: [Client], more: Bool = false) -> Page<ClientRow, ClientKey> {
        Page(rows: clients.map { row($0) }, hasMoreBefore: false, hasMoreAfter: more)
    }

    static func appointment(_ number: Int, _ client: Client, on date: LocalDate?) -> AppointmentRow {
        let price = Money(minor: 6_500, .euro)
        return AppointmentRow(
            entry: DayEntry(
                id: AppointmentID(UUIDValue(high: 6, low: UInt64(number))),
                visitID: VisitID(UUIDValue(high: 6, low: UInt64(number))), clientID: client.id,
                clientName: client.name, serviceID: nil, serviceName: "Cut \(number)", status: .completed,
                paymentStatus: .paid, price: price, paid: price,
                start: (date ?? LocalDate(dayNumber: 0)).at(10), phases: ServicePhases(handsOn: 60), expertID: nil),
            expertName: "Aiko Tanaka")
    }

    static func card(_ client: Client, appointments: Int = 2, patchTests: [PatchTestRow] = []) -> ClientCard {
        let day = LocalDate(year: 2026, month: 10, day: 1) ?? LocalDate(dayNumber: 0)
        return ClientCard(
            client: client, completed: 14, noShows: 2, cancelled: 1, spent: Money(minor: 91_000, .euro),
            owed: Money(minor: 6_500, .euro), firstVisit: day - 13 * 35, lastVisit: day,
            appointments: (0..<appointments).map { appointment($0, client, on: day - 35 * $0) },
            patchTests: patchTests)
    }

    /// Answers the tab with these clients: pages by text, and cards.
    static func canned(_ clients: [Client] = [maria, zoe], appointments: Int = 2) -> Canned {
        Canned().answering(ClientsScreen.self) { job in
            switch job {
            case .page(let text, _, _):
                .success(.page(page(clients.filter { TextMatch.ranges(of: text, in: $0.name) != nil })))
            case .card(let id):
                clients.first { $0.id == id }.map { .success(.card(card($0, appointments: appointments))) }
                    ?? .failure(.notFound(what: "client"))
            case .remove: .failure(.notFound(what: "patch test"))
            }
        }
    }
}

/// Collects what was asked, on whichever thread.
final class Asked<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])

    var all: [Value] { values.withLock { $0 } }

    /// Adds one; answers how many there are now.
    @discardableResult
    func add(_ value: Value) -> Int {
        values.withLock {
            $0.append(value)
            return $0.count
        }
    }
}
