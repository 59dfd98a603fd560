import Salon
import SalonStore
import Terminal

extension ServicesScreen {
    /// From this width on, the details stand beside the tree.
    private static let widthForBoth = 100

    /// The line with the field, the tree, and the details: beside it, or in its place.
    func parts(of area: Rect) -> (head: Rect, list: Rect, details: Rect) {
        let nothing = Rect(x: area.x, y: area.y, width: 0, height: 0)
        guard area.width >= Self.widthForBoth else {
            guard !isOnDetails else { return (nothing, nothing, area.inset(columns: 1, rows: 0)) }
            let (head, list) = area.split(top: 1)
            return (head, list, nothing)
        }
        let (left, right) = area.split(right: max(40, area.width * 3 / 8))
        let (head, list) = left.split(top: 1)
        return (head, list.inset(top: area.height >= 26 ? 1 : 0), right.inset(left: 2, right: 1))
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        guard catalogue != nil else {
            if let failure {
                AppointmentsScreen.drawFailure(failure, "The services can't be read", in: area, into: &frame)
            } else {
                EmptyState(.loading, title: "Reading the services…").draw(in: area, into: &frame)
            }
            return
        }
        let parts = parts(of: area)
        if !parts.list.isEmpty {
            drawHead(in: parts.head, into: &frame)
            tree.draw(in: parts.list, into: &frame, isFocused: !isOnDetails)
        }
        guard !parts.details.isEmpty else { return }
        if !parts.list.isEmpty {
            frame.verticalRule(at: Point(parts.list.maxX, area.y), length: area.height, style: Style(.rule))
        }
        drawDetails(in: parts.details, into: &frame)
    }

    private func drawHead(in row: Rect, into frame: inout Frame) {
        let active = catalogue?.services.filter(\.isActive).count ?? 0
        let off = (catalogue?.services.count ?? 0) - active
        let summary = SpanText.count(active, "service") + (off > 0 ? ", \(off) off" : "")
        search.draw(in: row, into: &frame, summary: summary)
    }

    // MARK: Details

    private func drawDetails(in area: Rect, into frame: inout Frame) {
        guard tree.selected != nil else { return }
        let name = category?.name ?? addOn?.name ?? service?.name ?? ""
        frame.write(name, at: area.origin, style: Style(.strong, .bold), width: area.width)
        let body = bodyArea(in: area)
        let rows = rows(width: body.width - 1)
        let first = max(0, min(top, rows.count - body.height))
        for (line, row) in rows.dropFirst(first).prefix(body.height).enumerated() {
            row.draw(in: body.row(line).inset(right: 1), into: &frame)
        }
        let style = Style(.accent, .bold)
        if first > 0 { frame.write("▲", at: Point(body.maxX - 1, body.y), style: style) }
        if rows.count > first + body.height {
            frame.write("▼", at: Point(body.maxX - 1, body.maxY - 1), style: style)
        }
    }

    /// Below the name and a blank line.
    func bodyArea(in area: Rect) -> Rect { area.inset(top: 2) }

    /// What the details say.
    func rows(width: Int) -> [CardRow] {
        guard let catalogue else { return [] }
        let text = ServiceText(catalogue: catalogue, width: max(1, width))
        if let category { return text.rows(of: category) }
        if let addOn { return text.rows(of: addOn) }
        return service.map { text.rows(of: $0, future: future[$0.id]) } ?? []
    }
}
