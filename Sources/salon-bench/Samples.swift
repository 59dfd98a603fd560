import Glibc

/// What many measurements of one thing say together.
struct Samples: Encodable {
    let count: Int
    let min: Double
    let median: Double
    let p99: Double
    let max: Double

    /// Of measured values, in one unit; not empty.
    init(_ values: [Double]) {
        let sorted = values.sorted()
        func rank(_ share: Double) -> Double {
            let value = sorted[Swift.min(sorted.count - 1, Int(share * Double(sorted.count)))]
            return (value * 1_000).rounded() / 1_000
        }
        count = sorted.count
        min = rank(0)
        median = rank(0.5)
        p99 = rank(0.99)
        max = rank(1)
    }

    private init(_ other: Samples, factor: Double) {
        count = other.count
        min = other.min * factor
        median = other.median * factor
        p99 = other.p99 * factor
        max = other.max * factor
    }

    /// The same in another unit.
    func scaled(by factor: Double) -> Samples { Samples(self, factor: factor) }

    /// Milliseconds that each of `rounds` runs takes, after one that warms up.
    static func milliseconds(_ rounds: Int, _ body: (Int) throws -> Void) rethrows -> Samples {
        try body(0)
        var values: [Double] = []
        for round in 1...Swift.max(1, rounds) {
            let start = Stopwatch()
            try body(round)
            values.append(start.milliseconds)
        }
        return Samples(values)
    }
}

/// Time since it was made, by the clock that never goes back.
struct Stopwatch {
    private let start = Stopwatch.now()

    var milliseconds: Double { (Stopwatch.now() - start) * 1_000 }
    var seconds: Double { Stopwatch.now() - start }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
