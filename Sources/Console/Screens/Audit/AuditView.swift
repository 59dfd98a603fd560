import Salon
import SalonStore
import Terminal

extension AuditScreen {
    /// From this width on, the details stand beside the list.
    private static let widthForBoth = 100

    /// Where the parts stand.
    struct Parts {
        var head = Rect(x: 0, y: 0, width: 0, height: 0)
        var list = Rect(x: 0, y: 0, width: 0, height: 0)
        /// The details: beside the list, or in its place.
        var details = Rect(x: 0, y: 0, width: 0, height: 0)
    }

    func parts(of area: Rect) -> Parts {
        var parts = Parts()
        parts.head = area.row(0)
        let body = area.inset(top: 2)
        if area.width >= Self.widthForBoth {
            let halves = body.split(right: 44)
            parts.list = halves.rest
            parts.details = halves.right.inset(left: 2)
        } else if isOnDetails {
            parts.details = body
        } else {
            parts.list = body
        }
        return parts
    }

    static func row(_ entry: AuditEntry, _ context: Context) -> TableRow<Int64> {
        let local = entry.localTime
        let day = local.date == context.today ? "today" : "\(local.date.day) \(local.date.monthName.prefix(3))"
        return TableRow(
            id: entry.id,
            cells: [
                TableCell("\(day) \(local.time)", ink: .muted), TableCell(entry.sentence),
                TableCell(entry.deskTitle, ink: .muted),
            ], isMuted: entry.undoneBy != nil)
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        guard context.may(.auditView) else {
            AppointmentsScreen.drawFailure(.forbidden(.auditView), "", in: area, into: &frame)
            return
        }
        let parts = parts(of: area)
        let words = query.words
        frame.write(
            words.map { "Only \($0)" } ?? "Everything that was changed", at: parts.head.origin,
            style: words == nil ? Style(.muted) : Style(.warning, .bold), width: parts.head.width)
        if let writing {
            frame.write(
                "Writing \(writing)…", at: parts.head.origin, style: Style(.pending), width: parts.head.width,
                align: .trailing)
        }
        if !parts.list.isEmpty { pages.table.draw(in: parts.list, into: &frame, isFocused: !isOnDetails) }
        guard !parts.details.isEmpty else { return }
        if !parts.list.isEmpty {
            frame.verticalRule(
                at: Point(parts.list.maxX, parts.list.y), length: parts.list.height, style: Style(.rule))
        }
        DetailRows.draw(
            rows(width: parts.details.width - 1, context), from: top, in: parts.details, into: &frame)
    }

    /// What the details say of the entry under the cursor.
    func rows(width: Int, _ context: Context) -> [DetailRow] {
        guard let entry else { return [] }
        var rows = CardRows(width: max(1, width))
        let local = entry.localTime
        rows.section(entry.subject ?? entry.entity.title)
        rows.add("What", "\(entry.entity.title) \(entry.action.title)", .strong)
        rows.add("When", "\(local.date.shortText) \(local.time)")
        rows.add("Who", entry.actor.map { $0.name ?? "somebody who is gone" } ?? "nobody signed in", .strong)
        rows.add("Desk", entry.deskTitle)
        if entry.undoes != nil { rows.add("Undo", "takes an earlier change back", .info) }
        if entry.undoneBy != nil { rows.add("Undo", "was taken back later", .warning) }
        rows.section("Before and after")
        if entry.changes.isEmpty { rows.add("No field that can be shown.", .muted) }
        for change in entry.changes {
            if entry.action != .insert { rows.add(change.label, change.before ?? "empty", .muted) }
            if entry.action != .delete {
                rows.add(
                    entry.action == .insert ? change.label : "",
                    (entry.action == .insert ? "" : "→ ")
                        + (change.after ?? "empty"), .strong)
            }
        }
        return rows.rows.map { .words($0) }
    }
}
