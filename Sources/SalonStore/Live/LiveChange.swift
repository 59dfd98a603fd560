import Salon

/// What a notice of the database says has changed at the branch.
public struct LiveChange: Hashable, Sendable {
    /// The appointments and their versions as of the change; version 0 for a deleted one. An appointment that a screen
    /// already holds in this version is no news.
    public var appointments: [AppointmentID: Int] = [:]
    /// The experts whose rosters have changed.
    public var rosters: Set<ExpertID> = []
    /// The clients whose patch tests have changed.
    public var tested: Set<ClientID> = []
    /// Times that somebody gave back who does not offer them himself: the website, an expert.
    public var freed: [FreedTime] = []
    /// True when the waitlist has changed.
    public var isWaitlist = false
    /// True when the branch's settings or opening hours have changed.
    public var isSettings = false
    /// True when what a role may do has changed, or somebody's session was ended: one's own may be another, or over.
    public var isRights = false
    /// True when more has changed than is told: read everything again.
    public var isEverything = false

    /// Nothing yet.
    public init() {}

    /// True when there is nothing to tell.
    public var isEmpty: Bool {
        appointments.isEmpty && rosters.isEmpty && tested.isEmpty && freed.isEmpty && !isWaitlist && !isSettings
            && !isRights && !isEverything
    }

    /// Adds what another notice says; of two versions the newer counts, and a deletion is final.
    public mutating func merge(_ other: LiveChange) {
        appointments.merge(other.appointments) { left, right in left == 0 || right == 0 ? 0 : max(left, right) }
        rosters.formUnion(other.rosters)
        tested.formUnion(other.tested)
        freed += other.freed
        isWaitlist = isWaitlist || other.isWaitlist
        isSettings = isSettings || other.isSettings
        isRights = isRights || other.isRights
        isEverything = isEverything || other.isEverything
    }

    /// Reads a notice: "id:version,id:version,…", "*", "roster:id", "roster:*", "tested:id", "freed:expert/from/until",
    /// "waitlist", "settings" or "rights". What it does not understand means everything, so that a newer database's notices
    /// are never missed.
    init(notice: some StringProtocol) {
        if notice.hasPrefix("roster:") {
            if let expert = ExpertID(notice.dropFirst("roster:".count)) {
                rosters = [expert]
            } else {
                isEverything = true
            }
            return
        }
        if notice.hasPrefix("tested:"), let client = ClientID(notice.dropFirst("tested:".count)) {
            tested = [client]
            return
        }
        if notice.hasPrefix("freed:"), let time = FreedTime(notice: notice.dropFirst("freed:".count)) {
            freed = [time]
            return
        }
        if notice == "waitlist" {
            isWaitlist = true
            return
        }
        if notice == "settings" {
            isSettings = true
            return
        }
        if notice == "rights" {
            isRights = true
            return
        }
        for part in notice.split(separator: ",", omittingEmptySubsequences: false) {
            let words = part.split(separator: ":")
            guard words.count == 2, let id = AppointmentID(words[0]), let version = Int(words[1]) else {
                appointments = [:]
                isEverything = true
                return
            }
            appointments[id] = version
        }
    }
}

/// What the live connection of a desk tells.
public enum LiveEvent: Hashable, Sendable {
    /// The connection stands. What happened before is not known: read everything again, unless nothing has been
    /// committed since the desk was opened.
    case connected(isUpToDate: Bool)
    /// The connection is lost and is being made again. What is on the screen may be old.
    case lost
    /// Something has changed.
    case changed(LiveChange)
}

extension FreedTime {
    /// Reads "expert/from/until"; nil for anything else.
    fileprivate init?(notice: some StringProtocol) {
        let parts = notice.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, let expert = ExpertID(parts[0]), let start = LocalDateTime(parts[1]),
            let end = LocalDateTime(parts[2])
        else { return nil }
        self.init(expert: expert, span: TimeSpan(start, end))
    }
}
