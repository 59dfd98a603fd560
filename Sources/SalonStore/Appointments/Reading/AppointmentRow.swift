import Salon

/// Where an appointment stands in the list: by day, time and id, so that no two are equal.
public struct AppointmentKey: Hashable, Sendable {
    /// The day.
    public let date: LocalDate
    /// The time.
    public let time: LocalTime
    /// The id, for equal times.
    public let id: AppointmentID

    /// A place in the list.
    public init(date: LocalDate, time: LocalTime, id: AppointmentID) {
        self.date = date
        self.time = time
        self.id = id
    }
}

extension AppointmentKey: Comparable {
    /// The earlier one comes first.
    public static func < (one: AppointmentKey, other: AppointmentKey) -> Bool {
        (one.date, one.time, one.id) < (other.date, other.time, other.id)
    }
}

/// A line of the list of appointments.
public struct AppointmentRow: Hashable, Sendable {
    /// The appointment. A line warns of nothing: it has no patch test, whatever its service asks for.
    public let entry: DayEntry
    /// The expert's name; nil when it has none yet.
    public let expertName: String?

    /// A line of given values, as for a screen without a database.
    public init(entry: DayEntry, expertName: String?) {
        self.entry = entry
        self.expertName = expertName
    }

    /// Its place in the list.
    public var key: AppointmentKey { AppointmentKey(date: entry.start.date, time: entry.start.time, id: entry.id) }
}

/// Which appointments the list shows. All conditions hold together.
public struct AppointmentFilter: Hashable, Sendable {
    /// Part of the client's name, phone number or e-mail address; nil or blank for everybody.
    public var text: String?
    /// One client's; nil for all.
    public var client: ClientID?
    /// Only these statuses; empty for all.
    public var statuses: Set<AppointmentStatus>
    /// Only this expert's; nil for all.
    public var expert: ExpertID?
    /// Only this service; nil for all.
    public var service: ServiceID?
    /// From this day on; nil from the beginning.
    public var from: LocalDate?
    /// Up to and with this day; nil to the end.
    public var to: LocalDate?
    /// Only what is not paid and could be: not cancelled, expired or missed.
    public var unpaidOnly: Bool

    /// A filter; without arguments, all appointments.
    public init(
        text: String? = nil, client: ClientID? = nil, statuses: Set<AppointmentStatus> = [], expert: ExpertID? = nil,
        service: ServiceID? = nil, from: LocalDate? = nil, to: LocalDate? = nil, unpaidOnly: Bool = false
    ) {
        self.text = text
        self.client = client
        self.statuses = statuses
        self.expert = expert
        self.service = service
        self.from = from
        self.to = to
        self.unpaidOnly = unpaidOnly
    }
}
