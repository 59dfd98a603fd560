import Salon

/// A booking that was made.
public struct BookedVisit: Hashable, Sendable {
    /// The visit.
    public let visitID: VisitID
    /// The client; a new one has a card now.
    public let clientID: ClientID?
    /// Its appointments, by start.
    public let entries: [DayEntry]
    /// What it left of the time of holds that had run out; nil when nobody waits for it.
    public let freed: FreedMatch?

    /// A booking of given values, as for a screen without a database.
    public init(visitID: VisitID, clientID: ClientID?, entries: [DayEntry], freed: FreedMatch? = nil) {
        self.visitID = visitID
        self.clientID = clientID
        self.entries = entries
        self.freed = freed
    }
}
