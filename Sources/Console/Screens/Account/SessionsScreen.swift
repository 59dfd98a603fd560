import Salon
import SalonStore
import Terminal

/// Where somebody of the staff is signed in.
struct SessionsScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case revoke
    }

    enum Job: Equatable, Sendable {
        case list(UserID)
        case revoke(UserID)
    }

    enum Answer: Sendable {
        case sessions([DeskSession])
        case revoked(Int)
    }

    enum Question: Equatable, Sendable {
        case revoke
    }

    static let place = "sessions"
    static let placeTitle = "Sessions"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .revoke, "end all", keys: ["X"], permission: .usersManage, isDangerous: true,
            help: "Ends all sessions of this person: the password is asked for again everywhere.")
    ]

    private let user: StaffMember
    private var failure: SalonError?
    private var sessions = SessionList()

    init(_ user: StaffMember) { self.user = user }

    var presentation: Presentation { .dialog(title: "Sessions of \(user.name.prefix(40))", width: 92, height: 16) }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let users = try backend.desk.users
        switch job {
        case .list(let id): return .sessions(try users.sessions(of: id))
        case .revoke(let id): return .revoked(try users.revokeSessions(of: id))
        }
    }

    static func foresight(of job: Job) -> Foresight<SessionsScreen>? {
        switch job {
        case .revoke: .answer(.revoked(1))
        case .list: nil
        }
    }

    mutating func update(_ message: Message<SessionsScreen>, _ context: Context) -> [Effect<SessionsScreen>] {
        sessions.table.resize(to: context.area.size)
        switch message {
        case .opened, .changed: return [.load(.list(user.id))]
        case .action(.revoke): return [.ask(.revoke, question)]
        case .reply(.revoke, .accepted): return [.save(.revoke(user.id))]
        case .input(let input):
            sessions.take(input, in: context.area)
            return []
        case .answer(_, .success(.sessions(let list))):
            failure = nil
            sessions.show(list, context)
            return []
        case .answer(_, .success(.revoked(let count))):
            return [.toast("\(SpanText.count(count, "session")) of \(user.name) ended."), .load(.list(user.id))]
        case .answer(.list, .failure(let error)):
            failure = error
            return []
        case .answer(.revoke, .failure(let error)): return [.toast(error)]
        case .back: return [.close]
        case .reply, .tick: return []
        }
    }

    private var question: Dialog {
        .confirm(
            title: "End all sessions of \(user.name.prefix(60))?",
            message: "Wherever they are signed in, the password is asked for again.", accept: "End them",
            refuse: "Keep them")
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        if sessions.table.rows.isEmpty { return "There is no session to end." }
        let target = StaffRules.Target(id: user.id, role: user.role, hasAddress: user.email != nil)
        return StaffRules.refusal(of: .endSessions, to: target, by: context.session)?.message
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        if let failure, sessions.table.rows.isEmpty {
            AppointmentsScreen.drawFailure(failure, "The sessions can't be read", in: area, into: &frame)
        } else {
            sessions.table.draw(in: area, into: &frame)
        }
    }
}
