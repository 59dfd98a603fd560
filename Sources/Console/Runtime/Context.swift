import Salon
import Terminal

/// All that a screen may know beside its own state. A value: the same context and message give the same result.
struct Context {
    /// The moment.
    let instant: Instant
    /// Milliseconds of a clock that never goes back: for seconds counted down on the screen.
    let uptime: Int64
    /// The wall-clock minute at the branch.
    let now: LocalDateTime
    /// Who is signed in, and where.
    let arrival: Arrival
    /// The cells that the screen draws on; the same that `draw` is given.
    let area: Rect
    /// Whether the database can be reached.
    let connection: ConnectionState
    /// The keys as they are now.
    let table: ActionTable
    /// The name of the theme in use.
    let theme: String
    /// Whether the mouse is used.
    let mouse: Bool
    /// Fresh for every message; where new ids come from.
    let seed: UInt64

    /// The day at the branch.
    var today: LocalDate { now.date }
    /// Who is signed in.
    var session: Session { arrival.session }
    /// Where: name, currency, grid, hold time.
    var branch: Branch { arrival.branch }

    /// Whether the role allows it, at least for one's own.
    func may(_ permission: Permission) -> Bool { session.allowsSome(permission) }

    /// A new id for something that the screen creates. A job that repeats a save repeats the id.
    ///
    /// - Parameter number: tells apart the ids made during one message.
    func newID<Entity>(_ number: Int = 0) -> Identifier<Entity> {
        var generator = SeededGenerator(seed: seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
        return Identifier(using: &generator)
    }

    /// How the key of an action is written, for hints inside a screen: "n".
    func keyName(_ action: ActionID) -> String {
        table.action(action)?.keys.first?.display ?? ":"
    }
}

/// Whether the database can be reached.
enum ConnectionState: Equatable, Sendable {
    /// It hasn't been heard of yet.
    case unknown
    /// The last that was heard of it was good.
    case live
    /// It is away since this time of day at the branch; requests are kept and repeated.
    case offline(since: LocalTime)
}
