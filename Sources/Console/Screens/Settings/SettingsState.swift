import Salon
import SalonStore
import Terminal

/// What the owner sets for the branch, and its opening hours.
struct SettingsScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case save, refresh
    }

    /// What is asked of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case read
        case save(SalonSettings)
    }

    enum Answer: Sendable {
        case settings(SalonSettings)
        case saved(SalonSettings)
    }

    static let place = "settings"
    static let placeTitle = "Settings"

    static let actions: [ActionRow<ActionName>] = [
        .init(.save, "save", keys: ["ctrl-s"], permission: .settingsManage, help: "Saves the settings of the salon."),
        .init(.refresh, "refresh", keys: ["f5"], isHinted: false, help: "Reads the settings anew."),
    ]

    /// The settings as the form was filled in; nil while they are read.
    var before: SalonSettings?
    var sheet = FormSheet("page", Form([]))
    /// Why there are none to show.
    var failure: SalonError?

    var isTyping: Bool { before != nil }
    var unsaved: String? { sheet.unsaved }
    var presentation: Presentation { .dialog(title: "Settings", width: 86, height: 34) }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let settings = try backend.desk.settings
        switch job {
        case .read: return .settings(try settings.read())
        case .save(let wanted):
            let saved = try settings.save(wanted)
            backend.take(saved.branch)
            return .saved(saved)
        }
    }
}
