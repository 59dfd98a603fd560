import Salon
import SalonStore
import Terminal

/// The experts as rows of the table.
extension ExpertsScreen {
    static let columns = [
        TableColumn("name", title: "Name", minimum: 15, maximum: 30),
        TableColumn("specialty", title: "Speciality", minimum: 12, maximum: 34, priority: 4),
        TableColumn("today", title: "Today", minimum: 12, maximum: 18),
        TableColumn("load", title: "booked", minimum: 6, maximum: 6, align: .trailing),
        TableColumn("bar", title: "", minimum: 6, maximum: 12, priority: 1),
        TableColumn("rating", title: "rating", minimum: 6, maximum: 6, align: .trailing, priority: 2),
        TableColumn("services", title: "services", minimum: 8, maximum: 8, align: .trailing, priority: 3),
    ]

    /// Fills the table with those whom the filter finds.
    mutating func showRows() {
        guard let roster else { return }
        let query = search.text
        let found =
            query.isEmpty
            ? roster
            : FuzzyMatch.rank(FuzzyMatch.Query(query), roster) { row in
                let expert = row.expert
                return FuzzyMatch.Text(
                    [expert.name, expert.specialty, expert.phone, expert.email].compactMap(\.self)
                        .joined(separator: " "))
            }.map(\.item)
        table.whenEmpty =
            query.isEmpty
            ? EmptyState(
                title: "No experts yet", sentence: "The day has a column for each of them. Add the first one.",
                key: Key(.character("n")), action: "new expert")
            : EmptyState(
                title: "Nobody has “\(query.prefix(40))”", sentence: "Try fewer letters.", key: .escape,
                action: "show all")
        table.replace(with: found.map(Self.row))
        if let wanted, table.select(wanted) { self.wanted = nil }
    }

    private static func row(_ row: ExpertRow) -> TableRow<ExpertID> {
        let expert = row.expert
        let isOff = !expert.isActive
        let bar: TableCell = row.load.map { TableCell(bar: .line(Double($0) / 100)) } ?? ""
        return TableRow(
            id: expert.id,
            cells: [
                TableCell(expert.name, ink: isOff ? nil : .strong), TableCell(expert.specialty ?? ""),
                today(row), TableCell(isOff ? "" : row.load.map { "\($0) %" } ?? ""), isOff ? "" : bar,
                TableCell(ExpertText.rating(expert)),
                row.services == 0 && !isOff ? TableCell("none", ink: .warning) : TableCell("\(row.services)"),
            ],
            isMuted: isOff)
    }

    /// "09:00–18:00", or why they are not at work.
    private static func today(_ row: ExpertRow) -> TableCell {
        guard row.expert.isActive else { return "switched off" }
        guard let day = row.day, let first = day.shifts.first, let last = day.shifts.last else {
            return TableCell(row.day?.offReason ?? "off", ink: .muted)
        }
        return TableCell("\(first.start.time)–\(last.end.time)")
    }

    /// "6 of 8 at work today, 1 switched off".
    var summary: String {
        guard let roster, !roster.isEmpty else { return "" }
        let active = roster.filter(\.expert.isActive)
        let working = active.count { $0.day?.isOff == false }
        let off = roster.count - active.count
        return "\(working) of \(active.count) at work today" + (off > 0 ? ", \(off) switched off" : "")
    }
}
