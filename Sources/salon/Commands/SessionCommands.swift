import ArgumentParser
import Console
import Salon
import SalonStore

/// `salon sign-in`: keeps a session on this computer, for the console and for scripts.
struct SignInCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign-in", abstract: "Signs in and stays signed in on this computer.")

    @Option(help: "The e-mail address of the account.")
    var email: String
    @Flag(name: .customLong("password-stdin"), help: "Read the password from standard input.")
    var passwordFromInput = false
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { () throws(SalonError) in
            let workplace = try Workplace.open()
            defer { workplace.close() }
            guard let password = passwordFromInput ? readLine() : Standard.ask("Password:", secret: true) else {
                throw .invalid(field: "password", sentence: "No password was typed.")
            }
            let signedIn = try workplace.store.signIn(email: email, password: password)
            try workplace.sessionFile.write(signedIn.token)
            print(signedIn.desk, json: common.json)
        }
    }
}

/// `salon sign-out`: ends the session and forgets it.
struct SignOutCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign-out", abstract: "Ends the session on this computer.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { () throws(SalonError) in
            let workplace = try Workplace.open()
            defer { workplace.close() }
            let desk = try workplace.desk()
            try workplace.store.signOut(desk)
            workplace.sessionFile.remove()
            common.json ? Output.printJSON(["signedOut": true]) : Standard.output("Signed out.\n")
        }
    }
}

/// `salon whoami`: who is signed in, and what they may do.
struct WhoAmICommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "whoami", abstract: "Who is signed in.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.atDesk { desk throws(SalonError) in print(desk, json: common.json) }
    }
}

private func print(_ desk: Desk, json: Bool) {
    let session = desk.session
    guard json else {
        Standard.output("\(session.name), \(session.role.rawValue), at \(desk.branch.name)\n")
        return
    }
    Output.printJSON(
        PersonDocument(
            id: session.userID.description, name: session.name, role: session.role.rawValue,
            salon: desk.branch.name, timeZone: desk.branch.timeZone, currency: desk.branch.currency.code,
            permissions: session.permissions.map { $0.value == .own ? "\($0.key.rawValue) (own)" : $0.key.rawValue }
                .sorted()))
}

private struct PersonDocument: Encodable {
    let id: String
    let name: String
    let role: String
    let salon: String
    let timeZone: String
    let currency: String
    let permissions: [String]
}
