import Glibc
import Salon

/// The time as it comes in: nothing below the loop asks a clock.
public struct Moment: Equatable, Sendable {
    /// What the world's clocks show, or where `SALON_NOW` froze them.
    public var instant: Instant
    /// Milliseconds of a clock that never goes back, is never frozen, and goes on while the computer sleeps: for toasts, repetition and the idle lock.
    public var uptime: Int64

    /// A moment by both clocks.
    public init(instant: Instant, uptime: Int64) {
        self.instant = instant
        self.uptime = uptime
    }

    /// The present moment.
    ///
    /// - Parameter frozen: the instant of `SALON_NOW`, if the clock is frozen.
    public static func now(frozen: Instant? = nil) -> Moment {
        Moment(
            instant: frozen ?? Instant(microseconds: microseconds(of: CLOCK_REALTIME)),
            uptime: microseconds(of: CLOCK_BOOTTIME) / 1_000)
    }

    private static func microseconds(of clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}
