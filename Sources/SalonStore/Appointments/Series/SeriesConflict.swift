import Salon

extension SalonError {
    /// More dates than these are not named in one sentence.
    private static let mostNamed = 3

    /// Dates of a series that are not free, each with its reason and the starts closest to it.
    static func seriesConflict(
        _ dates: [(start: LocalDateTime, reason: String, nearest: [LocalDateTime])]
    ) -> SalonError {
        let named = dates.prefix(mostNamed).map { "\($0.start.date.shortText) \($0.start.time): \($0.reason)" }
        let others = dates.count - named.count
        let more = others > 0 ? " And \(others) more \(others == 1 ? "date" : "dates")." : ""
        return .conflict(
            sentence: named.joined(separator: " ") + more, nearest: dates.flatMap { $0.nearest.prefix(mostNamed) })
    }

    /// The dates of a plan that are not free.
    public static func seriesConflict(_ dates: [SeriesPlan.Occurrence]) -> SalonError {
        seriesConflict(dates.map { ($0.start, Refusal.summary($0.refusals), $0.alternatives) })
    }

    /// The same of a change's conflicts.
    static func seriesConflict(_ conflicts: [SeriesMove.Conflict]) -> SalonError {
        seriesConflict(conflicts.map { ($0.start, Refusal.summary($0.refusals), $0.alternatives) })
    }
}
