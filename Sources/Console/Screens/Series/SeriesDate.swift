import Salon
import Terminal

/// One date of a series, and what is to become of it.
struct SeriesDate: Equatable, Sendable {
    enum Choice: Equatable, Sendable {
        /// As the series, or the change of it, has it.
        case planned
        /// At one of the free times around it.
        case other(LocalDateTime)
        /// Not booked, or not moved.
        case leftOut
        /// It is not free, and nothing was chosen yet.
        case open
    }

    /// Which date it is: when the series has it now.
    let id: LocalDateTime
    /// When it is meant to be.
    let planned: LocalDateTime
    /// Why it cannot be then; empty if it can.
    let refusals: [Refusal]
    /// The free starts around it, the closest first; empty if it is free.
    let alternatives: [LocalDateTime]
    fileprivate(set) var choice: Choice

    /// - Parameter before: What was chosen for this date when it was asked last.
    init(
        _ id: LocalDateTime, planned: LocalDateTime, refusals: [Refusal], alternatives: [LocalDateTime],
        before: Choice? = nil
    ) {
        self.id = id
        self.planned = planned
        self.refusals = refusals
        self.alternatives = alternatives
        let usual: Choice = refusals.isEmpty ? .planned : .open
        choice =
            switch before {
            case .leftOut: .leftOut
            case .other(let time) where alternatives.contains(time): before ?? usual
            default: usual
            }
    }

    /// True when it can be as it is meant.
    var isFree: Bool { refusals.isEmpty }

    /// When it will be; nil when it is left out or still open.
    var start: LocalDateTime? {
        switch choice {
        case .planned: planned
        case .other(let time): time
        case .leftOut, .open: nil
        }
    }

    /// Goes round the free times around it.
    fileprivate mutating func takeNextTime() {
        guard !alternatives.isEmpty else { return }
        var next = 0
        if case .other(let time) = choice, let index = alternatives.firstIndex(of: time) {
            next = (index + 1) % alternatives.count
        }
        choice = .other(alternatives[next])
    }

    /// Leaves it out, or takes it in again.
    fileprivate mutating func toggle() { choice = choice == .leftOut ? (isFree ? .planned : .open) : .leftOut }
}

/// The dates of a series in a list: what is not free is settled, date by date, before anything is done.
struct SeriesDateList {
    /// What can be done with the date under the cursor, or with all.
    enum Step: String {
        case otherTime, leaveOut, leaveOutAll
    }

    private(set) var dates: [SeriesDate] = []
    /// What was chosen for dates, those that are not shown any more included.
    private var choices: [LocalDateTime: SeriesDate.Choice] = [:]
    var table: Table<LocalDateTime>

    init(whenEmpty: EmptyState) {
        table = Table(
            columns: [
                TableColumn("date", title: "Date", minimum: 10, maximum: 15),
                TableColumn("time", title: "Time", minimum: 5, maximum: 5),
                TableColumn("fits", title: "", minimum: 1, maximum: 1),
                TableColumn("what", title: "", minimum: 20),
            ], whenEmpty: whenEmpty)
    }

    /// The date under the cursor.
    var chosen: SeriesDate? { table.selected.flatMap { row in dates.first { $0.id == row.id } } }
    /// How many of them are not free and still open.
    var openCount: Int { dates.lazy.filter { $0.choice == .open }.count }
    /// What was chosen for a date when it was shown last.
    func choice(for date: LocalDateTime) -> SeriesDate.Choice? { choices[date] }

    /// Takes other dates; their rows follow by `show`.
    mutating func take(_ dates: [SeriesDate]) { self.dates = dates }

    /// Shows the rows of the dates; as long as nothing is chosen, the cursor stands where something is to be decided.
    mutating func show(_ rows: [TableRow<LocalDateTime>]) {
        table.replace(with: rows)
        table.state = .ready
        if choices.isEmpty, let first = dates.first(where: { $0.choice == .open }) { table.select(first.id) }
    }

    mutating func perform(_ step: Step) {
        let chosen = dates.firstIndex { $0.id == table.selected?.id }
        switch step {
        case .otherTime: chosen.map { dates[$0].takeNextTime() }
        case .leaveOut: chosen.map { dates[$0].toggle() }
        case .leaveOutAll: for index in dates.indices where dates[index].choice == .open { dates[index].toggle() }
        }
        for date in dates { choices[date.id] = date.choice }
    }

    /// Moves the cursor; false for other keys.
    mutating func handle(_ key: Key) -> Bool {
        guard [.up, .down, .pageUp, .pageDown].contains(key) else { return false }
        _ = table.handle(key)
        return true
    }

    /// Why a step cannot be taken now.
    func reason(against step: Step) -> String? {
        switch step {
        case .otherTime:
            guard let chosen else { return "Choose a date." }
            if chosen.isFree { return "This date is free." }
            return chosen.alternatives.isEmpty ? "Nothing is free around this date." : nil
        case .leaveOut: return chosen == nil ? "Choose a date." : nil
        case .leaveOutAll: return openCount > 0 ? nil : "All dates are settled."
        }
    }

    /// What stands against the date under the cursor and what is free around it; nil when it is free.
    ///
    /// - Parameters:
    ///   - key: The name of the key that takes the next free time.
    ///   - today: The day at the branch.
    func obstacle(key: String, today: LocalDate) -> String? {
        guard let chosen, !chosen.isFree else { return nil }
        let times = chosen.alternatives.map { time in
            time.date == chosen.planned.date ? "\(time.time)" : "\(SpanText.day(time.date, today: today)) \(time.time)"
        }
        let free =
            times.isEmpty ? "Nothing is free around it." : "Free: \(times.joined(separator: ", ")); \(key) takes one."
        return "✗ \(Refusal.summary(chosen.refusals)) \(free)"
    }
}

extension SeriesDate {
    /// Its row in the list.
    ///
    /// - Parameters:
    ///   - time: The date and the hour that it shows.
    ///   - mark: Whether it fits, as a sign.
    ///   - what: What is wrong, or chosen.
    func row(
        at time: LocalDateTime, _ mark: String, _ ink: Ink, _ what: String, today: LocalDate
    ) -> TableRow<LocalDateTime> {
        TableRow(
            id: id,
            cells: [
                TableCell(SpanText.day(time.date, today: today), ink: .strong),
                TableCell(time.time.description, ink: .strong), TableCell(mark, ink: ink), TableCell(what),
            ], isMuted: choice == .leftOut)
    }
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
