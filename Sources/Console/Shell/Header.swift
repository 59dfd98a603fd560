import Salon
import Terminal

/// The first line: where, when, whether the database is there, who.
struct Header {
    let arrival: Arrival?
    let now: LocalDateTime
    let connection: ConnectionState

    func draw(in rect: Rect, into frame: inout Frame) {
        frame.fill(rect, style: Style(.text, on: .bar))
        let name = arrival?.branch.name ?? "salon"
        let nameWidth = frame.write(
            name, at: Point(rect.x + 1, rect.y), style: Style(.heading, .bold), width: max(0, rect.width / 3))
        let right = drawPerson(in: rect, into: &frame)
        drawTime(from: rect.x + 1 + nameWidth + 2, to: right - 2, in: rect, into: &frame)
    }

    /// Draws from the right edge; answers the first column used.
    private func drawPerson(in rect: Rect, into frame: inout Frame) -> Int {
        var x = rect.maxX - 1
        if let session = arrival?.session {
            let role = session.role.rawValue
            let name = session.name
            let nameWidth = min(TextWidth.cells(name, upTo: 24), 24)
            let showsRole = rect.width >= 100
            x -= nameWidth + (showsRole ? TextWidth.cells(role) + 1 : 0)
            frame.write(name, at: Point(x, rect.y), style: Style(.strong, .bold), width: nameWidth)
            if showsRole { frame.write(role, at: Point(x + nameWidth + 1, rect.y), style: Style(.muted)) }
            x -= 3
        }
        let (sign, words, ink): (String, String, Ink) =
            switch connection {
            case .live: ("●", "live", .good)
            case .offline(let since): ("○", "offline since \(since)", .danger)
            }
        x -= 2 + TextWidth.cells(words)
        frame.write(sign, at: Point(x, rect.y), style: Style(ink))
        frame.write(
            words, at: Point(x + 2, rect.y),
            style: connection == .live ? Style(.muted) : Style(.danger, .bold))
        return x
    }

    /// The longest form that fits, in the middle of the line if it can be there.
    private func drawTime(from left: Int, to right: Int, in rect: Rect, into frame: inout Frame) {
        let date = now.date
        let forms = [
            "\(date.longText) \(date.year)  \(now.time)", "\(date.shortText)  \(now.time)", "\(now.time)",
        ]
        guard let text = forms.first(where: { TextWidth.cells($0) <= right - left }) else { return }
        let width = TextWidth.cells(text)
        let middle = rect.x + (rect.width - width) / 2
        frame.write(text, at: Point(min(max(left, middle), right - width), rect.y), style: Style(.text))
    }
}
