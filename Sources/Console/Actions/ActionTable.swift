import Salon
import Terminal

/// The one table of actions. The footer, the help, the palette, the key reference and the check for conflicting
/// keys are made from it, and a key finds its action in it.
struct ActionTable: Sendable {
    /// All actions: those of everywhere first, then place by place, each in the order of its screen's rows.
    private(set) var actions: [Action]
    private var byPlace: [String: [Int]] = [:]
    private var byID: [ActionID: Int] = [:]

    /// A table of these actions.
    init(_ actions: [Action]) {
        self.actions = actions
        for (index, action) in actions.enumerated() {
            byPlace[action.place, default: []].append(index)
            byID[action.id] = index
        }
    }

    /// The actions of the whole console with their default keys.
    static let standard = ActionTable(ScreenList.places.flatMap { $0.table })

    /// The action of this name.
    func action(_ id: ActionID) -> Action? { byID[id].map { actions[$0] } }

    /// The actions of a place that are valid in one of its scopes, in the order of the rows.
    func actions(of place: String, in scope: Scope) -> [Action] {
        byPlace[place, default: []].lazy.map { actions[$0] }.filter { $0.isValid(in: scope) }
    }

    /// The action that `key` stands for in a scope of a place.
    func action(for key: Key, at place: String, in scope: Scope) -> Action? {
        for index in byPlace[place, default: []] {
            let action = actions[index]
            if action.keys.contains(key), action.isValid(in: scope) { return action }
        }
        return nil
    }

    /// This table with other keys for some actions.
    ///
    /// - Parameter keys: action names and the keys' names: ["appointments.new": ["a", "ctrl-n"]].
    /// - Returns: the table, and a sentence for each line that can't be followed.
    func remapped(_ keys: [String: [String]]) -> (table: ActionTable, problems: [String]) {
        var table = self
        var problems: [String] = []
        for (name, keyNames) in keys.sorted(by: { $0.key < $1.key }) {
            guard let index = actions.firstIndex(where: { $0.id.name == name }) else {
                problems.append("keys.\"\(name)\": there is no such action. The help (?) names them all.")
                continue
            }
            let parsed = keyNames.map { Key(named: $0) }
            for (keyName, key) in zip(keyNames, parsed) where key == nil {
                problems.append(
                    "keys.\"\(name)\": \"\(keyName)\" is no key. Write n, N, ctrl-n, alt-n, f1, enter, space.")
            }
            table.actions[index].keys = parsed.compactMap { $0 }
        }
        problems += table.conflicts().map(\.sentence)
        return (table, problems)
    }
}

/// Two actions that want the same key at the same time.
struct KeyConflict: Equatable, Sendable {
    /// The key.
    let key: Key
    /// The two actions.
    let actions: [ActionID]

    /// A sentence that names the key and both actions.
    var sentence: String {
        "\(key.name) stands for both \(actions.map(\.name).joined(separator: " and ")). Give one of them another key."
    }
}

extension ActionTable {
    /// All pairs of actions of one place, or of a place and of everywhere, that share a key in a scope.
    func conflicts() -> [KeyConflict] {
        var found: [KeyConflict] = []
        for (place, indices) in byPlace.sorted(by: { $0.key < $1.key }) {
            let own = indices.map { actions[$0] }
            let shared = place == Everywhere.place ? [] : byPlace[Everywhere.place, default: []].map { actions[$0] }
            for (index, action) in own.enumerated() {
                for other in own[(index + 1)...] + shared where action.sharesScope(with: other) {
                    for key in action.keys where other.keys.contains(key) {
                        found.append(KeyConflict(key: key, actions: [action.id, other.id]))
                    }
                }
            }
        }
        return found
    }
}

extension Action {
    func sharesScope(with other: Action) -> Bool {
        place != other.place || scopes.isEmpty || other.scopes.isEmpty || !Set(scopes).isDisjoint(with: other.scopes)
    }
}

/// Where actions belong: a screen, or everywhere.
protocol ActionPlace: SendableMetatype {
    /// Names of actions, as the place writes them.
    associatedtype ActionName: RawRepresentable<String> & CaseIterable & Hashable & Sendable
    /// The first part of its actions' names, unique: "appointments".
    static var place: String { get }
    /// The heading of its actions in the help: "Appointments".
    static var placeTitle: String { get }
    /// Its rows of the table of actions.
    static var actions: [ActionRow<ActionName>] { get }
}

extension ActionPlace {
    /// Its rows as actions of the table.
    static var table: [Action] { actions.map { Action($0, place: place) } }
}
