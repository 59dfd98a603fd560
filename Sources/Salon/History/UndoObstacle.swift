/// Why a change stays as it is; raw values as the database names them.
public enum UndoObstacle: String, CaseIterable, Hashable, Sendable {
    /// It was taken back already.
    case undone
    /// It takes something back itself.
    case undo
    /// Somebody changed the same thing after it.
    case changed
    /// What was added is in use by now.
    case used
    /// A removed appointment or account.
    case deleted
    /// A change of somebody's account: role, password, verification, staff.
    case account
    /// Money that was given back.
    case refund
    /// A tip.
    case tip
    /// Money that went into a till that is closed and counted.
    case till
    /// A hold that would have run out by now.
    case hold
    /// Something that is not taken back by a key.
    case settings
    /// There is nothing of one's own in this session.
    case nothing

    /// The refusal; `person` is who changed it since.
    public func error(changedBy person: String?) -> SalonError {
        switch self {
        case .undone: refused("This was taken back already.")
        case .undo: refused("What was taken back stays so. Make the change again instead.")
        case .changed:
            .conflict(
                sentence: (person.map { "\($0) has changed it since" } ?? "It was changed since")
                    + ", so it can't be taken back. Look at it, and change it by hand.", nearest: [])
        case .used:
            .conflict(
                sentence: "Something depends on it by now, so it can't be removed. Switch it off instead.", nearest: [])
        case .deleted: refused("What was deleted can't be brought back. Make it again.")
        case .account: refused("Changes of somebody's account are not taken back by a key. Change the account again.")
        case .refund: refused("Money that was given back is not taken back. Take a new payment instead.")
        case .tip: refused("A tip is the expert's and is not taken back. Give the rest back with a refund.")
        case .till: refused("The till that took this money is closed and counted. Give it back with a refund instead.")
        case .hold:
            .conflict(
                sentence: "Its hold would have run out by now. Cancel it, or leave it as it is.", nearest: [])
        case .settings: refused("This kind of change is not taken back by a key. Change it again by hand.")
        case .nothing: refused("There is nothing of yours to take back since you signed in.")
        }
    }

    private func refused(_ sentence: String) -> SalonError { .invalid(field: "change", sentence: sentence) }
}
