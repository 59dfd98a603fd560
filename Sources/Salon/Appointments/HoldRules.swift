/// When a booking that is not paid gives its time back.
public enum HoldRules {
    /// When a hold that begins now runs out (the website's rule: 4 hours; here `Branch.holdMinutes`).
    public static func expiry(from now: Instant, branch: Branch) -> Instant { now.adding(minutes: branch.holdMinutes) }

    /// True when a reserved appointment's time to pay is over: it no longer holds its time.
    public static func isOver(status: AppointmentStatus, expiresAt: Instant?, at now: Instant) -> Bool {
        guard status == .reserved, let expiresAt else { return false }
        return expiresAt <= now
    }

    /// Whole minutes left, rounded up, for "hold ends in 12 min"; 0 once it is over.
    public static func minutesLeft(until expiresAt: Instant, at now: Instant) -> Minutes {
        max(0, -Arithmetic.floorDivide(expiresAt.seconds(until: now), 60))
    }
}
