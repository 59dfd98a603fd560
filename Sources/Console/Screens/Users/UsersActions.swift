import Salon

extension UsersScreen {
    /// What can be done on the tab.
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case open, new, edit, role, reset, unlock, verify, newCode, toggle, sessions, history, delete
        case next, previous, find, turn, refresh

        /// What it does to the account under the cursor, if the rules about accounts have a say in it.
        func change(of user: StaffMember?) -> StaffChange? {
            switch self {
            case .edit: .edit
            case .reset: .resetPassword
            case .unlock: .unlock
            case .verify, .newCode: .verify
            case .toggle: user?.disabledAt == nil ? .switchOff : .switchOn
            case .sessions: .endSessions
            case .delete: .delete
            // Which role is meant is chosen first.
            case .role, .open, .new, .history, .next, .previous, .find, .turn, .refresh: nil
            }
        }
    }

    static let place = "users"
    static let placeTitle = "Users"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .open, "open", keys: ["enter"], permission: .usersView,
            help: "Opens the details: contacts, sign-ins, wrong passwords."),
        .init(
            .next, "staff / clients", keys: ["f"], permission: .usersView,
            help: "Shows the next kind of accounts: staff, one role of it, clients."),
        .init(
            .new, "new", keys: ["n"], permission: .usersManage,
            help: "Makes an account for somebody of the staff, with a code to hand over."),
        .init(.edit, "edit", keys: ["e"], permission: .usersManage, help: "Changes name, e-mail address and phone."),
        .init(
            .role, "role", keys: ["r"], permission: .usersManage,
            help: "Gives another role. Signing in again, the person has it."),
        .init(
            .reset, "reset password", keys: ["p"], permission: .usersManage, isDangerous: true,
            help: "Replaces the password by a code that signs in once; the person then chooses a new one."),
        .init(
            .unlock, "unlock", keys: ["o"], permission: .usersManage,
            help: "Forgives wrong passwords before the 30 seconds are over."),
        .init(
            .toggle, "off / on", keys: ["x"], permission: .usersManage, isDangerous: true,
            help: "Keeps somebody from signing in, or lets them again."),
        .init(
            .verify, "verify", keys: ["v"], permission: .usersManage, isHinted: false,
            help: "Proves the e-mail address by the code from the mail."),
        .init(
            .newCode, "new code", keys: ["c"], permission: .usersManage, isHinted: false,
            help: "Makes a new code that proves the e-mail address."),
        .init(
            .sessions, "sessions", keys: ["s"], permission: .usersManage, isHinted: false,
            help: "Shows where somebody is signed in, and ends it."),
        .init(
            .history, "history", keys: ["h"], permission: .usersView, isHinted: false,
            help: "Shows who changed the account, and when."),
        .init(
            .delete, "delete", keys: ["del"], permission: .usersManage, isDangerous: true, isHinted: false,
            help: "Removes an account that has no appointments and no reviews."),
        .init(
            .previous, "kind before", keys: ["F"], permission: .usersView, isHinted: false,
            help: "Shows the kind of accounts before."),
        .init(
            .find, "find", keys: ["/"], permission: .usersView,
            help: "Finds accounts while you type: any part of name, e-mail or phone."),
        .init(.turn, "list / details", keys: ["tab"], isHinted: false, help: "Goes to the details and back."),
        .init(.refresh, "refresh", keys: ["R", "f5"], isHinted: false, help: "Reads the accounts anew."),
    ]
}
