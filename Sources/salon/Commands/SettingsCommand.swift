import ArgumentParser
import Salon
import SalonStore

/// `salon settings`: what the owner sets for the salon.
struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "The salon's settings and opening hours.",
        subcommands: [Show.self, Set.self],
        defaultSubcommand: Show.self)

    /// Shows them.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows the settings.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in common.report(try desk.settings.read()) }
        }
    }

    /// Changes some of them.
    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "Changes settings; all that are named, or none.",
            discussion: """
                Takes \(BranchSetting.allCases.map(\.key).joined(separator: ", ")) and the days of the week, such as
                hold-minutes=120, horizon-days=none, monday="9-13, 14-18" or sunday=closed.
                """)
        @Argument(help: "What it shall be, such as hold-minutes=120.")
        var changes: [SettingArgument]
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                var settings = try desk.settings.read()
                for change in changes { try change.apply(to: &settings) }
                common.report(try desk.settings.save(settings))
            }
        }
    }
}

/// "hold-minutes=120", "monday=9-18".
struct SettingArgument: ExpressibleByArgument {
    private enum Name {
        case setting(BranchSetting)
        case day(Weekday)
    }

    private let name: Name
    private let text: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "=") else { return nil }
        let key = argument[..<equals]
        text = String(argument[argument.index(after: equals)...])
        if let setting = BranchSetting.allCases.first(where: { $0.key == key }) {
            name = .setting(setting)
        } else if let day = Weekday.allCases.first(where: { OpeningWeek.field($0) == key }) {
            name = .day(day)
        } else {
            return nil
        }
    }

    func apply(to settings: inout SalonSettings) throws(SalonError) {
        switch name {
        case .setting(let setting): try setting.set(text, of: &settings.branch)
        case .day(let day): try settings.hours.set(text, on: day)
        }
    }
}

extension CommonOptions {
    /// Prints settings as JSON, or a line each.
    fileprivate func report(_ settings: SalonSettings) {
        guard !json else { return Output.printJSON(SettingsDocument(settings)) }
        let branch = settings.branch
        Output.printTable(
            BranchSetting.allCases.map { setting in
                let text = setting.text(of: branch)
                return [setting.key, text.isEmpty ? "none" : text]
            }
                + Weekday.allCases.map {
                    [OpeningWeek.field($0), HoursExpression.words(settings.hours[$0], none: "closed")]
                } + [["time-zone", branch.timeZone], ["currency", branch.currency.code]])
    }
}

private struct SettingsDocument: Encodable {
    let name: String
    let address: String?
    let phone: String?
    let email: String?
    let slotMinutes: Int
    let holdMinutes: Int
    let offerMinutes: Int
    let noticeMinutes: Int
    let horizonDays: Int?
    let idleLockMinutes: Int?
    let openingHours: [String: String]
    let timeZone: String
    let currency: String
    let version: Int

    init(_ settings: SalonSettings) {
        let branch = settings.branch
        name = branch.name
        address = branch.address
        phone = branch.phone
        email = branch.email
        slotMinutes = branch.slotMinutes
        holdMinutes = branch.holdMinutes
        offerMinutes = branch.waitlistMinutes
        noticeMinutes = branch.noticeMinutes
        horizonDays = branch.horizonDays
        idleLockMinutes = branch.idleLockMinutes
        let days = Weekday.allCases.map {
            (OpeningWeek.field($0), HoursExpression.words(settings.hours[$0], none: "closed"))
        }
        openingHours = Dictionary(days) { first, _ in first }
        timeZone = branch.timeZone
        currency = branch.currency.code
        version = settings.version
    }
}
