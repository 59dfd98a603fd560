import ArgumentParser
import Salon
import SalonStore

/// `salon users`: the accounts.
struct UsersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "users", abstract: "The accounts of staff and clients.",
        subcommands: [
            List.self, Show.self, Add.self, Edit.self, SetRole.self, Reset.self, Unlock.self, Verify.self,
            Disable.self, Enable.self, Sessions.self, Remove.self,
        ], defaultSubcommand: List.self)

    /// Lists them by name.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the staff.")
        @Option(help: "Only this role; user for the clients.")
        var role: Role?
        @Option(name: .customLong("search"), help: "Only who has this in name, address or number.")
        var text = ""
        @Option(help: "At most so many, up to 500.")
        var limit = 100
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                let page = try desk.users.page(role.map { .role($0) } ?? .staff, text: text, PageRequest(limit: limit))
                let users = page.rows.map { AccountDocument($0.user, at: desk) }
                guard !common.json else {
                    return Output.printJSON(Document(users: users, more: page.hasMoreAfter))
                }
                Output.printTable(
                    users.map { [$0.name, $0.role, $0.email ?? "", $0.lastSignIn ?? "never signed in", $0.state] })
            }
        }

        private struct Document: Encodable {
            let users: [AccountDocument]
            let more: Bool
        }
    }

    /// Shows one.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows an account.")
        @OptionGroup var person: PersonOptions

        func run() throws {
            try person.changing { _, _ throws(SalonError) in }
        }
    }

    /// Makes one.
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Adds somebody of the staff, with a code to sign in once.")
        @OptionGroup var details: Details
        @Option(help: "expert, receptionist, admin or owner.")
        var role: Role
        @Option(help: "The expert they are, by name or id.")
        var expert: String?
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                let expert = try expert.map { text throws(SalonError) in try Lookup(desk).expert(text).id }
                let id = UserID.random()
                let code = try desk.users.addStaff(id, details.draft(AccountDraft(name: "")), as: role, expert: expert)
                common.report(
                    CodeDocument(code, for: id, at: desk),
                    "Added. The code to sign in with, once, until \(desk.clock(code.expiresAt)): \(code.text)")
            }
        }
    }

    /// Changes one.
    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "edit", abstract: "Changes name, address and number; what is not given stays.")
        @OptionGroup var person: PersonOptions
        @OptionGroup var details: Details

        func run() throws {
            try person.common.atDesk { desk throws(SalonError) in
                let user = try desk.account(person.text)
                let code = try desk.users.edit(
                    user.id, version: user.version, details.draft(AccountDraft(user)))
                guard let code else { return try person.show(user.id, desk) }
                person.common.report(
                    CodeDocument(code, for: user.id, at: desk),
                    "Changed. The code that proves the new address, until \(desk.clock(code.expiresAt)): \(code.text)")
            }
        }
    }

    /// Gives another role.
    struct SetRole: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "role", abstract: "Gives another role; their sessions end.")
        @OptionGroup var person: PersonOptions
        @Argument(help: "user (a client), expert, receptionist, admin or owner.")
        var role: Role

        func run() throws {
            try person.changing { user, desk throws(SalonError) in
                try desk.users.setRole(user.id, version: user.version, to: role)
            }
        }
    }

    /// Replaces the password by a code.
    struct Reset: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset", abstract: "Replaces the password by a code that signs in once.")
        @OptionGroup var person: PersonOptions

        func run() throws {
            try person.code { user, desk throws(SalonError) in try desk.users.resetPassword(user.id) }
        }
    }

    /// Forgives wrong passwords.
    struct Unlock: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "unlock", abstract: "Forgives wrong passwords before the 30 seconds are over.")
        @OptionGroup var person: PersonOptions

        func run() throws {
            try person.changing { user, desk throws(SalonError) in try desk.users.unlock(user.id) }
        }
    }

    /// Proves the address.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Proves an address by its code; without --code makes a new one.")
        @OptionGroup var person: PersonOptions
        @Option(help: "The six digits of the mail.")
        var code: String?

        func run() throws {
            if let code {
                try person.changing { user, desk throws(SalonError) in
                    try desk.users.verify(user.id, code: code)
                }
            } else {
                try person.code { user, desk throws(SalonError) in try desk.users.resendVerification(user.id) }
            }
        }
    }

    /// Switches one off.
    struct Disable: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "disable", abstract: "Keeps somebody from signing in; their sessions end.")
        @OptionGroup var person: PersonOptions

        func run() throws {
            try person.changing { user, desk throws(SalonError) in
                try desk.users.setEnabled(user.id, version: user.version, false)
            }
        }
    }

    /// Switches one on.
    struct Enable: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "enable", abstract: "Lets somebody sign in again.")
        @OptionGroup var person: PersonOptions

        func run() throws {
            try person.changing { user, desk throws(SalonError) in
                try desk.users.setEnabled(user.id, version: user.version, true)
            }
        }
    }

    /// Lists where somebody is signed in.
    struct Sessions: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sessions", abstract: "Lists where somebody is signed in, or ends it.")
        @OptionGroup var person: PersonOptions
        @Flag(help: "End them all.")
        var end = false

        func run() throws {
            try person.common.atDesk { desk throws(SalonError) in
                let user = try desk.account(person.text)
                if end { try desk.users.revokeSessions(of: user.id) }
                person.common.report(try desk.users.sessions(of: user.id), at: desk)
            }
        }
    }

    /// Removes one.
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Removes an account that has no appointments.")
        @OptionGroup var person: PersonOptions

        func run() throws {
            try person.common.atDesk { desk throws(SalonError) in
                let user = try desk.account(person.text)
                try desk.users.delete(user.id, version: user.version)
                person.common.report(["removed": user.id.description], "\(user.name) is removed.")
            }
        }
    }
}

extension UsersCommand {
    /// What a form says about an account.
    struct Details: ParsableArguments {
        @Option(help: "The full name.")
        var name: String?
        @Option(help: "The e-mail address to sign in with.")
        var email: String?
        @Option(help: "The telephone number.")
        var phone: String?

        /// What is given, in place of what is there.
        func draft(_ before: AccountDraft) -> AccountDraft {
            AccountDraft(name: name ?? before.name, email: email ?? before.email, phone: phone ?? before.phone)
        }
    }

    /// Whose account it is, and what every sub-command takes.
    struct PersonOptions: ParsableArguments {
        @Argument(help: "Name, e-mail address or id.")
        var text: String
        @OptionGroup var common: CommonOptions

        /// Changes the account and shows what it is now.
        func changing(_ change: (StaffMember, Desk) throws(SalonError) -> Void) throws {
            try common.atDesk { desk throws(SalonError) in
                let user = try desk.account(text)
                try change(user, desk)
                try show(user.id, desk)
            }
        }

        /// Makes a code and prints it.
        func code(_ make: (StaffMember, Desk) throws(SalonError) -> OneTimeCode) throws {
            try common.atDesk { desk throws(SalonError) in
                let user = try desk.account(text)
                let code = try make(user, desk)
                common.report(
                    CodeDocument(code, for: user.id, at: desk),
                    "The code for \(user.name), until \(desk.clock(code.expiresAt)): \(code.text)")
            }
        }

        func show(_ id: UserID, _ desk: Desk) throws(SalonError) {
            let user = AccountDocument(try desk.users.card(id).user, at: desk)
            let facts = [user.role, user.email, user.phone, user.state].compactMap { $0 }.filter { !$0.isEmpty }
            common.report(user, "\(user.name), \(facts.joined(separator: ", "))")
        }
    }
}
