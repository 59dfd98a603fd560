/// How long to wait before the next attempt: longer each time up to a limit, and never the same for all desks.
struct Backoff {
    private let first: Duration
    private let limit: Duration
    private var attempts = 0

    init(first: Duration = .milliseconds(100), limit: Duration = .seconds(5)) {
        self.first = first
        self.limit = limit
    }

    /// - Parameter random: Between 0 and 1. The wait is 75 % to 100 % of the step's, so that desks that lost the server
    ///   at the same time do not come back at the same time.
    mutating func next(random: Double) -> Duration {
        var step = first
        for _ in 0..<attempts where step < limit { step *= 2 }
        attempts += 1
        return min(step, limit) * (0.75 + 0.25 * random)
    }

    mutating func reset() { attempts = 0 }
}
