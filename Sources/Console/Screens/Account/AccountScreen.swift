import Salon
import SalonStore
import Terminal

/// One's own account: who one is, the password, and where one is signed in.
struct AccountScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case password, revoke, revokeOthers, signOut, refresh
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case card
        case revoke(DeskSessionID)
        case revokeOthers
        case signOut
        /// For the shell, when rights or settings were changed: what the session may do now, and how the branch is set.
        case standing
    }

    enum Answer: Sendable {
        case card(AccountCard)
        case revoked(Int)
        case signedOut
        case standing(Arrival)
    }

    enum Question: Equatable, Sendable {
        case revokeOthers
    }

    static let place = "account"
    static let placeTitle = "My account"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .password, "change password", keys: ["p"], help: "Chooses another password; all your other sessions end."),
        .init(.revoke, "end session", keys: ["x"], help: "Ends the session under the cursor."),
        .init(
            .revokeOthers, "end all others", keys: ["X"], isDangerous: true,
            help: "Ends all your sessions but this one: for a desk that was left open, or a lost laptop."),
        .init(.signOut, "sign out", keys: ["o"], help: "Ends the session at this desk."),
        .init(.refresh, "refresh", keys: ["R", "f5"], isHinted: false, help: "Reads the account anew."),
    ]

    private(set) var card: AccountCard?
    private(set) var failure: SalonError?
    var sessions = SessionList()

    var presentation: Presentation { .dialog(title: "My account", width: 96, height: 26) }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        switch job {
        case .card: return .card(try backend.desk.account.card())
        case .revoke(let id):
            try backend.desk.account.revoke(id)
            return .revoked(1)
        case .revokeOthers: return .revoked(try backend.desk.account.revokeOthers())
        case .signOut:
            try backend.signOut()
            return .signedOut
        case .standing: return .standing(try backend.renew())
        }
    }

    static func foresight(of job: Job) -> Foresight<AccountScreen>? {
        switch job {
        case .revoke, .revokeOthers: .answer(.revoked(1))
        case .card, .signOut, .standing: nil
        }
    }

    mutating func update(_ message: Message<AccountScreen>, _ context: Context) -> [Effect<AccountScreen>] {
        sessions.table.resize(to: Self.listArea(in: context.area).size)
        switch message {
        case .opened, .changed, .action(.refresh): return [.load(.card)]
        case .action(let action): return perform(action)
        case .input(let input):
            sessions.take(input, in: Self.listArea(in: context.area))
            return []
        case .answer(.card, .success(.card(let card))):
            self.card = card
            failure = nil
            sessions.show(card.sessions, context)
            return []
        case .answer(.card, .failure(let error)):
            failure = error
            return []
        case .answer(_, .success(.revoked(let count))):
            return [.toast("\(SpanText.count(count, "session")) ended."), .load(.card)]
        case .answer(_, .failure(let error)): return [.toast(error), .load(.card)]
        case .reply(.revokeOthers, .accepted): return [.save(.revokeOthers)]
        case .back: return [.close]
        case .answer, .reply, .tick: return []
        }
    }

    private func perform(_ action: ActionName) -> [Effect<AccountScreen>] {
        switch action {
        case .password: return [.go(.password)]
        case .revoke: return sessions.selected.map { [.save(.revoke($0.id))] } ?? []
        case .revokeOthers:
            return [
                .ask(
                    .revokeOthers,
                    .confirm(
                        title: "End all your other sessions?",
                        message: "Wherever else you are signed in, the password is asked for again.",
                        accept: "End them", refuse: "Keep them"))
            ]
        case .signOut: return [.shell(.signOut)]
        case .refresh: return [.load(.card)]
        }
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        switch action {
        case .revoke where sessions.selected?.isThisOne == true: "This is the session you are in: sign out ends it."
        case .revoke: sessions.selected == nil ? "There is no session under the cursor." : nil
        case .revokeOthers: sessions.hasOthers ? nil : "You are signed in nowhere else."
        case .password, .signOut, .refresh: nil
        }
    }

    // MARK: Drawing

    private static let labels = 5

    private static func listArea(in area: Rect) -> Rect { area.inset(top: labels + 3) }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        var rows = CardRows(width: area.width)
        rows.add("Name", context.session.name, .strong, limit: 1)
        rows.add("Role", UserText.role(context.session.role), limit: 1)
        rows.add("E-mail", card?.user.email ?? context.session.email ?? "…", limit: 1)
        rows.add("Password", passwordWords(context), limit: 1)
        rows.add("Salon", "\(context.branch.name), \(context.branch.timeZone)", .muted, limit: 1)
        for (index, row) in rows.rows.enumerated() { row.draw(in: area.row(1 + index), into: &frame) }
        frame.write(
            "Where you are signed in", at: area.row(Self.labels + 2).origin, style: Style(.heading, .bold),
            width: area.width)
        let list = Self.listArea(in: area)
        if let failure, card == nil {
            AppointmentsScreen.drawFailure(failure, "The sessions can't be read", in: list, into: &frame)
        } else {
            sessions.table.draw(in: list, into: &frame)
        }
    }

    private func passwordWords(_ context: Context) -> String {
        guard let card else { return "…" }
        guard let changed = card.passwordChangedAt else { return "no change of it is known" }
        return "chosen \(UserText.moment(changed, context))"
    }
}
