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
        Instant(seconds: day.dayNumber * 86_400 + minutes * 60 - offset(day.dayNumber))
    }

    /// A moment of the same day between nine and seven, when somebody is at the desk; the moment itself if it is one.
    func atTheDesk(_ moment: Instant) -> Instant {
        let local = moment.seconds + offset(moment.seconds / 86_400)
        let minutes = local % 86_400 / 60
        guard !(540..<1_140).contains(minutes) else { return moment }
        return instant(LocalDate(dayNumber: local / 86_400), 540 + minutes % 600)
    }

    private func offset(_ day: Int) -> Int { Int(offsets[min(max(0, day - firstDay), offsets.count - 1)]) }
}
