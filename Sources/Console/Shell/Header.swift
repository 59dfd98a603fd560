import Salon
import Terminal

/// The first line: where, when, whether the database is there, who.
struct Header {
    let arrival: Arrival?
    /// The wall clock at the branch; nil while no branch is known.
    let now: LocalDateTime?
    let connection: ConnectionState

    func draw(in rect: Rect, into frame: inout Frame) {
        let status: HeaderBar.Status =
            switch connection {
            case .unknown: .init("○", "connecting", ink: .muted)
            case .live: .init("●", "live", ink: .good)
            case .offline(let since): .init("○", "offline since \(since)", ink: .danger)
            }
        HeaderBar(
            title: arrival?.branch.name ?? "salon",
            centre: now.map { now in
                let date = now.date
                return ["\(date.longText) \(date.year)  \(now.time)", "\(date.shortText)  \(now.time)", "\(now.time)"]
            } ?? [],
            status: status, name: arrival?.session.name ?? "", role: arrival?.session.role.rawValue ?? ""
        ).draw(in: rect, into: &frame)
    }
}
