import Salon
import Terminal

/// The name of an action in the configuration file, the help and the tests: "appointments.new".
struct ActionID: Hashable, Sendable, CustomStringConvertible {
    /// The place and the action, with a dot between them.
    let name: String

    /// The action `action` of the place `place`.
    init(_ place: String, _ action: String) { name = "\(place).\(action)" }

    /// "appointments.new".
    var description: String { name }
}

/// A part of a screen in which its own keys are valid: "day", "list", "form".
struct Scope: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The name of the part, unique within its screen.
    let name: String

    /// A scope by its name.
    init(stringLiteral value: String) { name = value }

    /// The only scope of a screen that has no parts.
    static let whole: Scope = "whole"
}

/// An action as a screen names it: an enum with a string for each action.
typealias ActionName = RawRepresentable<String> & CaseIterable & Hashable & Sendable

/// One row of the table of actions as a screen writes it down.
///
/// `Name` has no constraint here and is not stored: the runtime looks each constraint of a generic type up when it
/// first meets the type, and the console meets one such type for each screen before its first frame.
struct ActionRow<Name>: Sendable {
    let rawName: String
    let title: String
    let help: String
    let keys: [Key]
    let scopes: [Scope]
    let permission: Permission?
    let isDangerous: Bool
    let isHinted: Bool

    /// A row of the table.
    ///
    /// - Parameters:
    ///   - name: the screen's own name of the action.
    ///   - title: one or two words for the footer: "check in".
    ///   - keys: the default keys, most usual first: "n", "ctrl-p", "enter", "shift-tab", "f1". May be empty: then
    ///     only the palette reaches it.
    ///   - scopes: the parts of the screen where it is valid; empty for all of them.
    ///   - permission: what the role must allow, at least for one's own; nil for everybody.
    ///   - isDangerous: hard to take back; told so in the help.
    ///   - isHinted: shown in the footer, in the order of the rows, as far as the width allows.
    ///   - help: a sentence for the help page and the key reference.
    init(
        _ name: Name, _ title: String, keys: [Key], in scopes: [Scope] = [], permission: Permission? = nil,
        isDangerous: Bool = false, isHinted: Bool = true, help: String
    ) where Name: ActionName {
        rawName = name.rawValue
        self.title = title
        self.help = help
        self.keys = keys
        self.scopes = scopes
        self.permission = permission
        self.isDangerous = isDangerous
        self.isHinted = isHinted
    }
}

/// One action of the table, the same for every screen.
struct Action: Sendable {
    /// Its name.
    let id: ActionID
    /// The place it belongs to: "everywhere", "appointments", "booking" …
    let place: String
    /// The screen's own name of it: what comes after the dot.
    let rawName: String
    /// One or two words for the footer.
    let title: String
    /// A sentence for the help.
    let help: String
    /// The keys that stand for it now: the defaults, or what the configuration file says.
    var keys: [Key]
    /// The parts of the place where it is valid; empty for all of them.
    let scopes: [Scope]
    /// What the role must allow.
    let permission: Permission?
    /// Hard to take back.
    let isDangerous: Bool
    /// Shown in the footer.
    let isHinted: Bool

    init<Name>(_ row: ActionRow<Name>, place: String) {
        id = ActionID(place, row.rawName)
        self.place = place
        rawName = row.rawName
        title = row.title
        help = row.help
        keys = row.keys
        scopes = row.scopes
        permission = row.permission
        isDangerous = row.isDangerous
        isHinted = row.isHinted
    }

    /// Whether it is valid in `scope` of its place.
    func isValid(in scope: Scope) -> Bool { scopes.isEmpty || scopes.contains(scope) }
}
