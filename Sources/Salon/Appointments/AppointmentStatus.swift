/// Where an appointment stands; raw values as in the column `status`.
public enum AppointmentStatus: String, CaseIterable, Hashable, Sendable {
    /// Held, not paid: runs out at `expires_at`.
    case reserved
    /// Fixed.
    case confirmed
    /// The client is in the salon.
    case arrived
    /// The expert has begun.
    case inService = "in_service"
    /// Done.
    case completed
    /// Called off, with a reason.
    case cancelled
    /// The client did not come.
    case noShow = "no_show"
    /// The hold ran out before it was paid.
    case expired

    /// One letter (or sign) for the screen: a status is never a colour alone.
    public var letter: Character {
        switch self {
        case .reserved: "R"
        case .confirmed: "C"
        case .arrived: "A"
        case .inService: "I"
        case .completed: "✓"
        case .cancelled: "X"
        case .noShow: "N"
        case .expired: "E"
        }
    }

    /// "in service".
    public var title: String {
        switch self {
        case .inService: "in service"
        case .noShow: "no-show"
        default: rawValue
        }
    }

    /// True while it holds its expert's time: the statuses of the exclusion constraint.
    public var isLive: Bool {
        switch self {
        case .reserved, .confirmed, .arrived, .inService: true
        case .completed, .cancelled, .noShow, .expired: false
        }
    }
}
