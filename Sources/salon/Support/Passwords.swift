import Salon

/// Asks for passwords, which are never arguments: the list of processes shows those to everybody. Where nobody is at a
/// terminal, each is a line of standard input.
enum Passwords {
    /// The password that somebody has, or the code in its place.
    static func current(_ question: String = "Password:", fromInput: Bool) throws(SalonError) -> String {
        guard let password = fromInput ? readLine() : Standard.ask(question, secret: true) else {
            throw .invalid(field: "password", sentence: "No password was typed.")
        }
        return password
    }

    /// A new one, typed twice at a terminal.
    static func new(_ question: String = "A new password:", fromInput: Bool) throws(SalonError) -> String {
        let first = try current(question, fromInput: fromInput)
        if fromInput { return first }
        guard try current("The same again:", fromInput: false) == first else {
            throw .invalid(field: "password", sentence: "The two passwords are not the same.")
        }
        return first
    }
}
