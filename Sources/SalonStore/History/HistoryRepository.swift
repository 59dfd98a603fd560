import Postgres
import Salon

/// What was changed, by whom, and the way back. Each call takes one round trip.
///
/// All calls throw `forbidden` where the role does not allow it or the session is over, and `unavailable` when the
/// database cannot be reached or cannot do it now.
public struct HistoryRepository: Sendable {
    let desk: Desk
}

extension Desk {
    /// The audit log, and undo.
    public var history: HistoryRepository { HistoryRepository(desk: self) }
}
