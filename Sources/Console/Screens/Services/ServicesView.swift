import Salon
import SalonStore
import Terminal

extension ServicesScreen {
    /// The line with the field, the tree, and the details.
    func parts(of area: Rect) -> ListPage {
        ListPage(area, details: max(40, area.width * 3 / 8), isOnDetails: isOnDetails)
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
        parts.drawRule(into: &frame)
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
        DetailRows.draw(rows(width: body.width - 1), from: top, in: body, into: &frame)
    }

    /// Below the name and a blank line.
    func bodyArea(in area: Rect) -> Rect { area.inset(top: 2) }

    /// What the details say.
    func rows(width: Int) -> [DetailRow] { words(width: max(1, width)).map { .words($0) } }

    private func words(width: Int) -> [CardRow] {
        guard let catalogue else { return [] }
        let text = ServiceText(catalogue: catalogue, width: width)
        if let category { return text.rows(of: category) }
        if let addOn { return text.rows(of: addOn) }
        return service.map { text.rows(of: $0, future: future[$0.id]) } ?? []
    }
}
