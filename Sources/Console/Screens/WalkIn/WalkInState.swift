import Salon
import SalonStore
import Terminal

/// What a walk-in begins with.
struct WalkInStart: Equatable, Sendable {
    /// The facts about today, if they are here already.
    var facts: AvailabilityFacts?
    /// The services of today's appointments, the most frequent first: they are offered first.
    var favourites: [ServiceID]
}

/// Somebody comes in without an appointment: the service, and they sit in the chair, or know how long they wait.
struct WalkInScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case take, name, service
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case catalogue
        case facts(LocalDate)
        /// Begun at once, or here and waiting.
        case book(BookingRequest, AvailabilityQuery, AvailabilityFacts)
    }

    enum Answer: Sendable {
        case catalogue(Catalogue)
        case facts(AvailabilityFacts)
        case booked(BookedVisit)
    }

    /// A service, and when it can begin.
    struct Row: Equatable {
        let service: Service
        let offer: WalkIn?
    }

    static let place = "walkIn"
    static let placeTitle = "Walk-in"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .take, "take in", keys: ["enter", "ctrl-s"], permission: .appointmentsManage,
            help: "Books the service with whoever is free first. If that is now, it has begun; else the client waits."),
        .init(.name, "name / service", keys: ["tab"], help: "Goes to the client's name and back to the services."),
        .init(.service, "service", keys: ["shift-tab"], isHinted: false, help: "Goes to the services."),
    ]

    /// So many services are looked through at once.
    static let mostRows = 12

    let favourites: [ServiceID]
    var catalogue: Catalogue?
    var facts: AvailabilityFacts?
    /// Why there is nothing to choose.
    var failure: SalonError?
    var filter = TextField(placeholder: "type a service", limit: 60)
    var name = TextField(placeholder: "Walk-in", limit: 255)
    var isOnName = false
    var rows: [Row] = []
    var selected = 0
    /// What was sent and has no answer yet.
    var pending: BookingRequest?
    /// What went wrong with the last try.
    var complaint: String?
    let clientID: ClientID

    init(_ start: WalkInStart, _ context: Context) {
        favourites = start.favourites
        facts = start.facts
        clientID = context.newID()
    }

    var isTyping: Bool { true }
    var unsaved: String? { pending == nil ? nil : "The walk-in still waits for the server." }
    var presentation: Presentation { .dialog(title: "Walk-in", width: 84, height: 20) }

    /// The row under the cursor.
    var chosen: Row? { rows.indices.contains(selected) ? rows[selected] : nil }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let desk = try backend.desk
        switch job {
        case .catalogue: return .catalogue(try desk.services.catalogue())
        case .facts(let date):
            return .facts(try desk.appointments.bookingFacts(FactsQuery(dates: date..<date + 1)))
        case .book(let request, let query, let facts):
            return .booked(try desk.appointments.book(request, for: query, on: facts))
        }
    }
}
