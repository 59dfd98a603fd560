import Glibc
import Salon

/// What time it is for the store.
public enum StoreClock: Hashable, Sendable {
    /// The clock of the machine; the database uses its own, so that all desks agree on when a hold ends.
    case system
    /// Always the same moment (`SALON_NOW`), for tests.
    case frozen(Instant)

    /// The moment it is now.
    public var now: Instant {
        switch self {
        case .frozen(let instant): return instant
        case .system:
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
        }
    }

    /// What goes to the database: nil lets it use its own clock.
    var parameter: Instant? {
        if case .frozen(let instant) = self { instant } else { nil }
    }
}
