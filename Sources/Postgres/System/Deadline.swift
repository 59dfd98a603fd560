import Glibc

/// A point on the monotonic clock, in nanoseconds. `never` lies beyond every other point.
struct Deadline: Comparable, Sendable {
    var nanoseconds: UInt64

    static let never = Deadline(nanoseconds: .max)

    static var now: Deadline {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Deadline(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
    }

    static func after(_ duration: Duration, from start: Deadline = .now) -> Deadline {
        let sum = start.nanoseconds.addingReportingOverflow(duration.wholeNanoseconds)
        return sum.overflow ? .never : Deadline(nanoseconds: sum.partialValue)
    }

    /// As `after`, or `never` when there is no duration.
    static func after(_ duration: Duration?) -> Deadline {
        guard let duration else { return .never }
        return .after(duration, from: .now)
    }

    func remaining(from now: Deadline = .now) -> UInt64 {
        nanoseconds > now.nanoseconds ? nanoseconds - now.nanoseconds : 0
    }

    /// What `poll` takes: milliseconds, rounded up so that the wait never ends early; -1 for ever.
    var pollMilliseconds: Int32 {
        if self == .never { return -1 }
        return Int32(clamping: (remaining() + 999_999) / 1_000_000)
    }

    static func < (left: Deadline, right: Deadline) -> Bool { left.nanoseconds < right.nanoseconds }
}

extension Duration {
    /// Never negative; about 584 years at most.
    var wholeNanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let product = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        return product.overflow ? .max : product.partialValue &+ UInt64(attoseconds) / 1_000_000_000
    }

    var wholeMilliseconds: UInt64 { wholeNanoseconds / 1_000_000 }
}
