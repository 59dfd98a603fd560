import Salon

/// A client as a search finds them.
public struct ClientHit: Hashable, Sendable {
    /// Their id.
    public let id: ClientID
    /// Their name.
    public let name: String
    /// Their telephone number; nil where there is none or the role may not see it.
    public let phone: String?
    /// Their e-mail address; nil where there is none or the role may not see it.
    public let email: String?
    /// What everybody must know before touching them.
    public let alert: String?
    /// The last day on which they were here.
    public let lastVisit: LocalDate?
    /// The next day that is booked.
    public let nextVisit: LocalDate?
    /// Appointments that they missed.
    public let noShows: Int

    /// A hit of given values, as for a screen without a database.
    public init(
        id: ClientID, name: String, phone: String? = nil, email: String? = nil, alert: String? = nil,
        lastVisit: LocalDate? = nil, nextVisit: LocalDate? = nil, noShows: Int = 0
    ) {
        self.id = id
        self.name = name
        self.phone = phone
        self.email = email
        self.alert = alert
        self.lastVisit = lastVisit
        self.nextVisit = nextVisit
        self.noShows = noShows
    }
}

/// What two clients may have in common, so that they may be one person.
public enum ClientMatch: Hashable, Sendable {
    /// The very same name, but for case and accents.
    case name
    /// The same telephone number, however it is written.
    case phone
    /// The same e-mail address.
    case email
}

extension ClientHit {
    /// What the client has in common with somebody who is being typed in.
    public func shared(with draft: ClientDraft) -> Set<ClientMatch> {
        var shared: Set<ClientMatch> = []
        let wanted = Folding.fold(draft.name.trimmed)
        if !wanted.isEmpty, Folding.fold(name) == wanted { shared.insert(.name) }
        if let phone, Self.isSameNumber(phone, draft.phone) { shared.insert(.phone) }
        let address = draft.email.trimmed.lowercased()
        if !address.isEmpty, email?.lowercased() == address { shared.insert(.email) }
        return shared
    }

    /// The same digits; a country's prefix on one of them doesn't matter, nor the zero in its place.
    private static func isSameNumber(_ left: String, _ right: String) -> Bool {
        func digits(_ text: String) -> Substring { text.filter { ("0"..."9").contains($0) }.drop { $0 == "0" } }
        let (left, right) = (digits(left), digits(right))
        return min(left.count, right.count) >= 7 && (left.hasSuffix(right) || right.hasSuffix(left))
    }
}

/// Where a client stands in the list: by sorting name and id.
public struct ClientKey: Hashable, Sendable {
    /// The name as the list sorts it.
    public let nameKey: String
    /// The id, for equal names.
    public let id: ClientID

    /// A place in the list.
    public init(nameKey: String, id: ClientID) {
        self.nameKey = nameKey
        self.id = id
    }
}

/// A line of the list of clients.
public struct ClientRow: Hashable, Sendable {
    /// The client; contacts are nil where the role may not see them.
    public let client: Client
    /// Their place in the list.
    public let key: ClientKey
    /// The last day on which they were here.
    public let lastVisit: LocalDate?

    /// A line of given values, as for a screen without a database.
    public init(client: Client, key: ClientKey, lastVisit: LocalDate? = nil) {
        self.client = client
        self.key = key
        self.lastVisit = lastVisit
    }
}

/// Everything about a client.
public struct ClientCard: Hashable, Sendable {
    /// The client; contacts are nil where the role may not see them.
    public let client: Client
    /// Appointments that took place.
    public let completed: Int
    /// Appointments that they missed.
    public let noShows: Int
    /// Appointments that were cancelled.
    public let cancelled: Int
    /// What the appointments that took place cost.
    public let spent: Money
    /// What is still owed for them.
    public let owed: Money
    /// The first day on which they were here.
    public let firstVisit: LocalDate?
    /// The last day on which they were here.
    public let lastVisit: LocalDate?
    /// The appointments, the newest first; at most `ClientRepository.cardAppointments`.
    public let appointments: [AppointmentRow]
    /// The patch tests, the newest first.
    public var patchTests: [PatchTestRow]

    /// A card of given values, as for a screen without a database.
    public init(
        client: Client, completed: Int = 0, noShows: Int = 0, cancelled: Int = 0, spent: Money, owed: Money,
        firstVisit: LocalDate? = nil, lastVisit: LocalDate? = nil, appointments: [AppointmentRow] = [],
        patchTests: [PatchTestRow] = []
    ) {
        self.client = client
        self.completed = completed
        self.noShows = noShows
        self.cancelled = cancelled
        self.spent = spent
        self.owed = owed
        self.firstVisit = firstVisit
        self.lastVisit = lastVisit
        self.appointments = appointments
        self.patchTests = patchTests
    }

    /// Days between visits on average; nil before the second.
    public var averageInterval: Int? {
        guard completed > 1, let firstVisit, let lastVisit, lastVisit > firstVisit else { return nil }
        return (lastVisit - firstVisit) / (completed - 1)
    }
}

/// A client as a form fills it in.
public struct ClientDraft: Hashable, Sendable {
    /// Full name, 2 to 255 characters.
    public var name: String
    /// E-mail address, unique; empty for none.
    public var email: String
    /// Telephone number; empty for none.
    public var phone: String
    /// Postal address; empty for none.
    public var address: String
    /// Birthday.
    public var birthday: LocalDate?
    /// What everybody must know; empty for nothing.
    public var alert: String
    /// What the desk notes; empty for nothing.
    public var notes: String

    /// A client to add or to change.
    public init(
        name: String, email: String = "", phone: String = "", address: String = "", birthday: LocalDate? = nil,
        alert: String = "", notes: String = ""
    ) {
        self.name = name
        self.email = email
        self.phone = phone
        self.address = address
        self.birthday = birthday
        self.alert = alert
        self.notes = notes
    }

    /// The form of a client who is there already.
    public init(_ client: Client) {
        self.init(
            name: client.name, email: client.email ?? "", phone: client.phone ?? "", address: client.address ?? "",
            birthday: client.birthday, alert: client.alert ?? "", notes: client.notes ?? "")
    }

    /// The client that the draft describes. Throws `invalid` and names the field.
    public func client(_ id: ClientID) throws(SalonError) -> Client {
        Client(
            id: id, name: try Validation.personName(name),
            email: email.trimmed.isEmpty ? nil : try Validation.email(email),
            phone: phone.trimmed.isEmpty ? nil : try Validation.phone(phone),
            address: try Validation.note(address, field: "address", longest: 1_000), birthday: birthday,
            alert: try Validation.note(alert, field: "alert", longest: 500),
            notes: try Validation.note(notes, field: "notes"))
    }
}
