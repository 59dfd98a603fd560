import ArgumentParser
import Console
import Salon
import SalonStore

/// `salon sign-in`: keeps a session on this computer, for the console and for scripts.
struct SignInCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign-in", abstract: "Signs in and stays signed in on this computer.",
        discussion: """
            With a one-time code in the password's place it goes on to choose a password, and with an address that is
            not proved to the code of its mail; with --password-stdin that is the second line.
            """)

    @Option(help: "The e-mail address of the account.")
    var email: String
    @Flag(name: .customLong("password-stdin"), help: "Read the password from standard input.")
    var passwordFromInput = false
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { () throws(SalonError) in
            let workplace = try Workplace.open()
            defer { workplace.close() }
            let password = try Passwords.current(fromInput: passwordFromInput)
            let signedIn = try lead(workplace.store.beginSignIn(email: email, password: password), workplace.store)
            try workplace.sessionFile.write(signedIn.token, email: signedIn.desk.session.email)
            print(signedIn.desk, json: common.json)
        }
    }

    /// On from a one-time code to a password, and from an address that is not proved to its code.
    private func lead(_ step: SignInStep, _ store: Store) throws(SalonError) -> SignedIn {
        switch step {
        case .signedIn(let signedIn): return signedIn
        case .mustChoosePassword(let ticket):
            if !passwordFromInput { Standard.error("This code signs in once. Choose a password to go on.") }
            return try store.choosePassword(ticket, new: Passwords.new(fromInput: passwordFromInput))
        case .mustVerify(let ticket):
            if !passwordFromInput { Standard.error(SalonError.unverified.message) }
            guard let code = passwordFromInput ? readLine() : Standard.ask("The code:"), !code.isEmpty else {
                throw .unverified
            }
            return try store.verify(ticket, code: code)
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
