import ArgumentParser
import Salon
import SalonStore

/// `salon account`: one's own account and sessions.
struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Your own account: password and sessions.",
        subcommands: [Show.self, Password.self, Sessions.self, Revoke.self], defaultSubcommand: Show.self)

    /// Shows it.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows your account.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                let card = try desk.account.card()
                let document = Document(
                    account: AccountDocument(card.user, at: desk),
                    passwordChanged: card.passwordChangedAt.map(desk.clock),
                    sessions: card.sessions.map { SessionDocument($0, at: desk) })
                common.report(
                    document,
                    "\(card.user.name), \(card.user.role.rawValue), \(card.user.email ?? "no e-mail address")\n"
                        + "password changed \(document.passwordChanged ?? "never"), "
                        + "\(card.sessions.count) \(card.sessions.count == 1 ? "session" : "sessions")")
            }
        }

        private struct Document: Encodable {
            let account: AccountDocument
            let passwordChanged: String?
            let sessions: [SessionDocument]
        }
    }

    /// Chooses another password.
    struct Password: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "password", abstract: "Chooses another password; your other sessions end.")
        @Flag(name: .customLong("password-stdin"), help: "Read the old and the new password, a line each.")
        var passwordFromInput = false
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                let old = try Passwords.current("Old password:", fromInput: passwordFromInput)
                try desk.account.changePassword(from: old, to: Passwords.new(fromInput: passwordFromInput))
                common.report(["changed": true], "Your password is changed. Your other sessions are over.")
            }
        }
    }

    /// Lists where one is signed in.
    struct Sessions: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sessions", abstract: "Lists where you are signed in.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in common.report(try desk.account.sessions(), at: desk) }
        }
    }

    /// Ends a session, or all others.
    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke", abstract: "Ends one of your sessions; without an id all but this one.")
        @Argument(help: "The session's id, as `salon account sessions` lists it.")
        var session: String?
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                var ended = 1
                if let session {
                    guard let id = DeskSessionID(session) else { throw .notFound(what: "session") }
                    try desk.account.revoke(id)
                } else {
                    ended = try desk.account.revokeOthers()
                }
                common.report(["ended": ended], "\(ended) \(ended == 1 ? "session" : "sessions") ended.")
            }
        }
    }
}
