import Salon
import Terminal

/// The first line: where, when, whether the database is there, who.
struct Header {
    let arrival: Arrival?
    let now: LocalDateTime
    let connection: ConnectionState

    func draw(in rect: Rect, into frame: inout Frame) {
        let date = now.date
        let status: HeaderBar.Status =
            switch connection {
            case .live: .init("●", "live", ink: .good)
            case .offline(let since): .init("○", "offline since \(since)", ink: .danger)
            }
        HeaderBar(
            title: arrival?.branch.name ?? "salon",
            centre: ["\(date.longText) \(date.year)  \(now.time)", "\(date.shortText)  \(now.time)", "\(now.time)"],
            status: status, name: arrival?.session.name ?? "", role: arrival?.session.role.rawValue ?? ""
        ).draw(in: rect, into: &frame)
    }
}
