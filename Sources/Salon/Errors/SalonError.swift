/// Everything that can go wrong in the salon's own terms. `code` is for programs, `message` for the person at the desk.
public enum SalonError: Error, Hashable, Sendable {
    /// The time is not free. `nearest` are the closest free starts, nearest first.
    case conflict(sentence: String, nearest: [LocalDateTime])
    /// The role does not allow it. `permission` is the one that is missing, nil for a rule that binds every role.
    case forbidden(permission: Permission?, sentence: String)
    /// There is no such thing; `what` reads like "client" or "appointment".
    case notFound(what: String)
    /// A value cannot be taken; `field` names it as the form does.
    case invalid(field: String, sentence: String)
    /// Somebody changed it in the meantime: what, who, and what is different now.
    case stale(StaleChange)
    /// Sign-in is locked for so many more seconds after too many wrong passwords; with `wholeDesk` for everybody at
    /// this desk.
    case locked(seconds: Int, wholeDesk: Bool = false)
    /// The password was right, but the e-mail address is not verified yet.
    case unverified
    /// The database cannot be reached or cannot do it now. With `outcomeUnknown` the change may have been made: the
    /// answer was lost, so look it up by its id before repeating it. Otherwise nothing was changed.
    case unavailable(sentence: String, outcomeUnknown: Bool = false)
    /// The database is there, but this program can't work with it: another version, a login that it does not accept.
    /// Trying again does not help before somebody has done what the sentence says. Nothing was changed.
    case unusable(sentence: String)

    /// Refuses for want of a permission, in the standard words.
    public static func forbidden(_ permission: Permission) -> SalonError {
        .forbidden(
            permission: permission,
            sentence: "Your role does not allow you to \(permission.title). Ask an admin or the owner.")
    }

    /// Somebody changed `what` in the meantime; `by` is their name when it is known.
    public static func stale(what: String, by: String?) -> SalonError { .stale(StaleChange(what: what, by: by)) }

    /// The stable name of the case, as `--json` prints it.
    public var code: String {
        switch self {
        case .conflict: "conflict"
        case .forbidden: "forbidden"
        case .notFound: "notFound"
        case .invalid: "invalid"
        case .stale: "stale"
        case .locked: "locked"
        case .unverified: "unverified"
        case .unavailable, .unusable: "unavailable"
        }
    }

    /// A sentence for the person at the desk.
    public var message: String {
        switch self {
        case .conflict(let sentence, _), .forbidden(_, let sentence), .invalid(_, let sentence),
            .unavailable(let sentence, _), .unusable(let sentence):
            sentence
        case .notFound(let what): "This \(what) does not exist any more, or never did."
        case .stale(let change): change.sentence
        case .locked(let seconds, wholeDesk: false):
            "Too many wrong passwords. Try again in \(seconds) \(seconds == 1 ? "second" : "seconds")."
        case .locked(let seconds, wholeDesk: true):
            "Too many wrong passwords at this desk. Try again in "
                + (seconds <= 60 ? "a minute." : "\((seconds + 59) / 60) minutes.")
        case .unverified:
            "This e-mail address is not verified yet. Enter the code that was mailed to it, or ask for a new one."
        }
    }
}
