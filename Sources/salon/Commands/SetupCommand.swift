import ArgumentParser
import Salon
import SalonStore

/// `salon setup`: the first run on a real salon.
struct SetupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup", abstract: "Makes your salon: name, time zone, currency and the owner's account.",
        discussion: "Asks for what is not given. Works on the database of SALON_DATABASE_URL, else on a private one.")

    @Option(help: "The salon's name.")
    var name: String?
    @Option(help: "The IANA time zone, such as Europe/Paris.")
    var timeZone: String?
    @Option(help: "The currency's three letters.")
    var currency: String?
    @Option(help: "The owner's name.")
    var owner: String?
    @Option(help: "The owner's e-mail address.")
    var email: String?
    @Flag(name: .customLong("password-stdin"), help: "Read the owner's password from standard input.")
    var passwordFromInput = false
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { () throws(SalonError) in
            let workplace = try Workplace.open()
            defer { workplace.close() }
            let settings = workplace.ownerSettings
            try Migrator().migrate(settings)
            let salon = try NewSalon(
                name: try ask("The salon's name:", name, "name"),
                timeZone: try ask("Time zone, such as Europe/Paris:", timeZone, "time zone"),
                currency: try ask("Currency, such as EUR:", currency, "currency"),
                ownerName: try ask("Your name:", owner, "owner"), ownerEmail: try ask("Your e-mail:", email, "email"),
                ownerPassword: try Passwords.new("A password:", fromInput: passwordFromInput))
            try salon.make(settings)
            common.json
                ? Output.printJSON(["salon": salon.name])
                : Standard.output("\(salon.name) is ready. Start the console: salon\n")
        }
    }

    private func ask(_ question: String, _ given: String?, _ field: String) throws(SalonError) -> String {
        guard let answer = given ?? Standard.ask(question), !answer.isEmpty else {
            throw .invalid(field: field, sentence: "Give the \(field).")
        }
        return answer
    }
}
