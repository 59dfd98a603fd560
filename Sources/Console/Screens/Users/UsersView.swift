import Salon
import SalonStore
import Terminal

extension UsersScreen {
    /// From this width on, the details stand beside the list.
    private static let widthForBoth = 100

    /// Where the parts stand.
    struct Parts {
        /// The kinds of accounts, one of them chosen.
        var kinds = Rect(x: 0, y: 0, width: 0, height: 0)
        /// The line with the field.
        var find = Rect(x: 0, y: 0, width: 0, height: 0)
        var list = Rect(x: 0, y: 0, width: 0, height: 0)
        /// The details: beside the list, or in its place.
        var details = Rect(x: 0, y: 0, width: 0, height: 0)
    }

    func parts(of area: Rect) -> Parts {
        var parts = Parts()
        var left = area
        if area.width >= Self.widthForBoth {
            let halves = area.split(right: max(36, area.width * 7 / 20))
            left = halves.rest
            parts.details = halves.right.inset(left: 2, right: 1)
        } else if isOnDetails {
            parts.details = area.inset(columns: 1, rows: 0)
            return parts
        }
        parts.kinds = left.row(0)
        parts.find = left.row(1)
        parts.list = left.inset(top: area.height >= 26 ? 3 : 2)
        return parts
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        guard context.may(.usersView) else {
            AppointmentsScreen.drawFailure(.forbidden(.usersView), "", in: area, into: &frame)
            return
        }
        let parts = parts(of: area)
        if !parts.list.isEmpty {
            drawKinds(in: parts.kinds, into: &frame)
            drawFind(in: parts.find, into: &frame)
            list.pages.table.draw(in: parts.list, into: &frame, isFocused: !isOnDetails)
        }
        guard !parts.details.isEmpty else { return }
        if !parts.list.isEmpty {
            frame.verticalRule(at: Point(parts.list.maxX, area.y), length: area.height, style: Style(.rule))
        }
        drawDetails(in: parts.details, into: &frame, context)
    }

    // MARK: Head

    private func drawKinds(in row: Rect, into frame: inout Frame) {
        for (index, place) in kindPlaces(in: row).enumerated() {
            let isOn = index == list.kind
            frame.write(
                " \(UsersList.kinds[index].title) ", at: place.origin,
                style: isOn ? Style(.strong, on: .selection, .bold) : Style(.muted), width: place.width)
        }
    }

    private func kindPlaces(in row: Rect) -> [Rect] {
        var x = row.x
        return UsersList.kinds.map { kind in
            let width = kind.title.count + 2
            defer { x += width }
            return Rect(x: x, y: row.y, width: width, height: 1).intersection(row)
        }
    }

    /// The kind under a point of the screen.
    func kind(at point: Point, in row: Rect) -> Int? { kindPlaces(in: row).firstIndex { $0.contains(point) } }

    private func drawFind(in row: Rect, into frame: inout Frame) {
        let table = list.pages.table
        list.search.draw(in: row, into: &frame, summary: table.rows.isEmpty ? "" : table.summary)
    }

    // MARK: Details

    private func drawDetails(in area: Rect, into frame: inout Frame, _ context: Context) {
        guard let user else {
            if let failure, subject != nil {
                AppointmentsScreen.drawFailure(failure, "The account can't be read", in: area, into: &frame)
            } else if subject != nil {
                EmptyState(.loading, title: "Reading the account…").draw(in: area, into: &frame)
            }
            return
        }
        frame.write(user.name, at: area.origin, style: Style(.strong, .bold), width: area.width)
        let body = bodyArea(in: area)
        DetailRows.draw(rows(width: body.width - 1, context), from: top, in: body, into: &frame)
    }

    /// Below the name and a blank line.
    func bodyArea(in area: Rect) -> Rect { area.inset(top: 2) }

    /// What the details say.
    func rows(width: Int, _ context: Context) -> [DetailRow] {
        guard let user else { return [] }
        return UserText(user: user, card: shownCard, failure: failure, context: context)
            .rows(width: max(1, width)).map { .words($0) }
    }
}
