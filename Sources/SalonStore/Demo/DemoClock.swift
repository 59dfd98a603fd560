import Salon

/// The salon's wall clock as instants, a day's offset looked up once. Good for times from four in the morning on:
/// clocks change before.
struct DemoClock: Sendable {
    let now: Instant
    let localNow: LocalDateTime
    private let firstDay: Int
    private let offsets: [Int32]

    init(zone: Zone, now: Instant, firstDay: LocalDate, lastDay: LocalDate) {
        self.now = now
        localNow = zone.local(now)
        self.firstDay = firstDay.dayNumber
        offsets = (firstDay.dayNumber...lastDay.dayNumber).map { day in
            let noon = Instant(seconds: day * 86_400 + 43_200)
            return Int32(zone.secondsFromUTC(at: noon))
        }
    }

    /// The moment `minutes` after a day's midnight.
    func instant(_ day: LocalDate, _ minutes: Minutes) -> Instant {
        let index = min(max(0, day.dayNumber - firstDay), offsets.count - 1)
        return Instant(seconds: day.dayNumber * 86_400 + minutes * 60 - Int(offsets[index]))
    }
}
