import Salon
import SalonStore
import Terminal

/// Keeping accounts: what is asked first, what is done, what is said after.
extension UsersScreen {
    /// What is done to an account; each is one round trip.
    enum Deed: Equatable, Sendable {
        case setRole(Role)
        case reset
        case unlock
        case newCode
        case verify(code: String)
        case setEnabled(Bool)
        case delete
    }

    /// What a deed asks first.
    enum Question: Equatable, Sendable {
        case role(StaffMember)
        case code(StaffMember)
        case sure(StaffMember, Deed)
    }

    /// The roles in the order of the question.
    private static let roles: [Role] = [.expert, .receptionist, .admin, .owner, .user]

    static func perform(_ deed: Deed, on user: StaffMember, with users: UserRepository) throws(SalonError) -> Answer {
        switch deed {
        case .setRole(let role): try users.setRole(user.id, version: user.version, to: role)
        case .reset: return .code(HandedCode(name: user.name, kind: .reset(try users.resetPassword(user.id))))
        case .unlock: try users.unlock(user.id)
        case .newCode: return .code(HandedCode(name: user.name, kind: .address(try users.resendVerification(user.id))))
        case .verify(let code): try users.verify(user.id, code: code)
        case .setEnabled(let isEnabled): try users.setEnabled(user.id, version: user.version, isEnabled)
        case .delete: try users.delete(user.id, version: user.version)
        }
        return .done
    }

    // MARK: What is asked first

    func ask(_ action: ActionName, about user: StaffMember) -> Effects {
        let name = user.name.prefix(60)
        func sure(_ deed: Deed, _ title: String, _ message: String, _ accept: String, _ refuse: String) -> Effects {
            [.ask(.sure(user, deed), .confirm(title: title, message: message, accept: accept, refuse: refuse))]
        }
        switch action {
        case .role:
            return [
                .ask(
                    .role(user),
                    .reasons(
                        title: "Role of \(name)", message: "Now: \(UserText.role(user.role)). Their sessions end.",
                        reasons: Self.roles.map(UserText.role), accept: "Give this role", refuse: "Leave it"))
            ]
        case .verify:
            return [
                .ask(
                    .code(user),
                    .prompt(
                        title: "Verify \(name)", message: "The code from the mail to \(user.email ?? "them").",
                        field: TextField(placeholder: "six digits", limit: 20), accept: "Verify", refuse: "Back"))
            ]
        case .reset:
            return sure(
                .reset, "Reset the password of \(name)?",
                "The old password stops working at once and their sessions end. You get a code to hand over.", "Reset",
                "Leave it")
        case .toggle where user.disabledAt != nil:
            return [.save(.deed(.setEnabled(true), user))]
        case .toggle:
            return sure(
                .setEnabled(false), "Switch \(name) off?",
                "They can't sign in any more and their sessions end. What they did stays.", "Switch off", "Leave on")
        case .delete:
            return [
                .ask(
                    .sure(user, .delete),
                    .typed(
                        title: "Delete the account of \(name)?",
                        message: "It can't be brought back. Type delete to go on.", word: "delete", accept: "Delete",
                        refuse: "Keep it"))
            ]
        case .unlock: return [.save(.deed(.unlock, user))]
        case .newCode: return [.save(.deed(.newCode, user))]
        default: return []
        }
    }

    func take(_ reply: Reply, to question: Question, _ context: Context) -> Effects {
        guard case .accepted(let text, let choice) = reply else { return [] }
        switch question {
        case .code(let user): return [.save(.deed(.verify(code: text), user))]
        case .sure(let user, let deed): return [.save(.deed(deed, user))]
        case .role(let user):
            guard let choice, Self.roles.indices.contains(choice), Self.roles[choice] != user.role else { return [] }
            let role = Self.roles[choice]
            if let refusal = StaffRules.refusal(of: .setRole(role), to: target(user), by: context.session) {
                return [.toast(refusal)]
            }
            return [.save(.deed(.setRole(role), user))]
        }
    }

    // MARK: Why not

    /// The account as the rules see it.
    private func target(_ user: StaffMember) -> StaffRules.Target {
        shownCard?.target ?? StaffRules.Target(id: user.id, role: user.role, hasAddress: user.email != nil)
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        switch action {
        case .next, .previous, .find, .refresh, .new: return nil
        default: break
        }
        guard let user else { return "There is nobody under the cursor." }
        if let change = action.change(of: user),
            let refusal = StaffRules.refusal(of: change, to: target(user), by: context.session)
        {
            return refusal.message
        }
        switch action {
        case .unlock where !user.isLocked(at: context.instant): return "It is not locked."
        case .verify where user.isVerified, .newCode where user.isVerified: return "The address is verified already."
        default: return nil
        }
    }

    // MARK: What is said after

    static func news(of deed: Deed, _ user: StaffMember) -> String {
        switch deed {
        case .setRole(let role): "\(user.name) is \(role == .user ? "a client" : role.rawValue) now."
        case .reset: "The password of \(user.name) is reset."
        case .unlock: "\(user.name) can sign in again: three tries."
        case .newCode: "A new code is on its way to \(user.email ?? user.name)."
        case .verify: "The address of \(user.name) is verified."
        case .setEnabled(let isEnabled):
            isEnabled ? "\(user.name) can sign in again." : "\(user.name) can't sign in any more."
        case .delete: "The account of \(user.name) is deleted."
        }
    }
}
