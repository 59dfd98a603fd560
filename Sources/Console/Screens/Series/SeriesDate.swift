import Salon
import Terminal

/// One date of a series, and what is to become of it.
struct SeriesDate: Equatable, Sendable {
    enum Choice: Equatable, Sendable {
        /// Booked as the series has it.
        case planned
        /// Booked at one of the free times around it.
        case other(LocalDateTime)
        /// Not booked.
        case leftOut
        /// It is not free, and nothing was chosen yet.
        case open
    }

    /// The columns of a list of dates: what is wrong or chosen stands in the last one.
    static var columns: [TableColumn] {
        [
            TableColumn("date", title: "Date", minimum: 10, maximum: 15),
            TableColumn("time", title: "Time", minimum: 5, maximum: 5),
            TableColumn("fits", title: "", minimum: 1, maximum: 1),
            TableColumn("what", title: "", minimum: 20),
        ]
    }

    let occurrence: SeriesPlan.Occurrence
    private(set) var choice: Choice

    /// - Parameter before: What was chosen for this date when it was asked last.
    init(_ occurrence: SeriesPlan.Occurrence, before: Choice? = nil) {
        self.occurrence = occurrence
        let usual: Choice = occurrence.plan == nil ? .open : .planned
        choice =
            switch before {
            case .leftOut: .leftOut
            case .other(let time) where occurrence.alternatives.contains(time): before ?? usual
            default: usual
            }
    }

    /// When it will be booked; nil when it will not.
    var start: LocalDateTime? {
        switch choice {
        case .planned: occurrence.start
        case .other(let time): time
        case .leftOut, .open: nil
        }
    }

    /// Goes round the free times around it.
    mutating func takeNextTime() {
        let times = occurrence.alternatives
        guard !times.isEmpty else { return }
        var next = 0
        if case .other(let time) = choice, let index = times.firstIndex(of: time) { next = (index + 1) % times.count }
        choice = .other(times[next])
    }

    mutating func leaveOut() { choice = .leftOut }

    /// Leaves it out, or takes it in again.
    mutating func toggle() { choice = choice == .leftOut ? (occurrence.plan == nil ? .open : .planned) : .leftOut }
}

extension SeriesRule {
    /// The end as it is typed: "6", "6 times", or a day.
    static func end(_ text: String, today: LocalDate) -> End? {
        let words = text.split(separator: " ")
        if let first = words.first, let times = Int(first), words.count == 1 || words[1].hasPrefix("time") {
            return .times(times)
        }
        let day = words.first == "until" ? words.dropFirst().joined(separator: " ") : text
        return DateExpression.parse(day, today: today).map { .until($0) }
    }
}
