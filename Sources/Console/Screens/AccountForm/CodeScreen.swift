import Salon
import SalonStore
import Terminal

/// A code that somebody is to be given.
struct HandedCode: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        /// Signs a new person in for the first time.
        case firstSignIn(OneTimeCode)
        /// Stands for a password that was reset.
        case reset(OneTimeCode)
        /// Proves an e-mail address.
        case address(OneTimeCode)
    }

    /// Whose it is.
    let name: String
    let kind: Kind

    var code: OneTimeCode {
        switch kind {
        case .firstSignIn(let code), .reset(let code), .address(let code): code
        }
    }

    /// What it is for, and what is to be done with it.
    var sentence: String {
        switch kind {
        case .firstSignIn:
            "Hand this code to \(name) now: it is shown only once. They type it in place of the password, and then "
                + "choose a password of their own."
        case .reset:
            "The old password does not work any more. Hand this code to \(name) now: it is shown only once. They type "
                + "it in place of the password, and then choose a new one."
        case .address:
            "This code proves the address of \(name). It is in the mail to them too; they type it when they sign in, "
                + "or you do under Users, verify."
        }
    }
}

/// Shows a one-time code, once.
struct CodeScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case done, copy
    }

    static let place = "code"
    static let placeTitle = "One-time code"

    static let actions: [ActionRow<ActionName>] = [
        .init(.done, "handed over", keys: ["enter"], help: "Closes the box; the code is not shown again."),
        .init(.copy, "copy", keys: ["y"], help: "Puts the code on the clipboard."),
    ]

    private let handed: HandedCode

    init(_ handed: HandedCode) { self.handed = handed }

    var presentation: Presentation { .dialog(title: "Code for \(handed.name.prefix(40))", width: 66, height: 14) }

    mutating func update(_ message: Message<CodeScreen>, _ context: Context) -> [Effect<CodeScreen>] {
        switch message {
        case .action(.copy): [.copy(handed.code.text, what: "the code")]
        case .action(.done), .back: [.finish()]
        default: []
        }
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let row = area.row(2)
        frame.write(
            "  \(handed.code.text)  ", at: row.origin, style: Style(.strong, on: .fieldActive, .bold), width: row.width)
        let until = UserText.moment(handed.code.expiresAt, context)
        frame.write("It works once, until \(until).", at: area.row(4).origin, style: Style(.warning), width: area.width)
        for (index, line) in TextWrap.lines(handed.sentence, width: area.width, limit: 5).enumerated() {
            frame.write(line, at: area.row(6 + index).origin, style: Style(), width: area.width)
        }
    }
}
