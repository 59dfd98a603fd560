extension Key {
    private static let codes: [(name: String, display: String, code: Code)] = [
        ("enter", "Enter", .enter), ("tab", "Tab", .tab), ("esc", "Esc", .escape), ("space", "Space", .character(" ")),
        ("backspace", "Bksp", .backspace), ("del", "Del", .delete), ("ins", "Ins", .insert),
        ("up", "↑", .up), ("down", "↓", .down), ("left", "←", .left), ("right", "→", .right),
        ("home", "Home", .home), ("end", "End", .end), ("pgup", "PgUp", .pageUp), ("pgdn", "PgDn", .pageDown),
    ]
    private static let synonyms = [
        "return": "enter", "escape": "esc", "delete": "del", "insert": "ins", "pageup": "pgup", "pagedown": "pgdn",
    ]
    private static let held: [(name: String, display: String, modifier: Modifiers)] = [
        ("ctrl", "C", .control), ("alt", "Alt", .alt), ("shift", "Shift", .shift),
    ]

    /// The key of a name as it stands in a configuration file: "n", "N", "?", "enter", "f5", "ctrl-p", "alt-up",
    /// "shift-tab". Names of keys and modifiers may be in capitals. Nil if there is no such key.
    public init?(named name: String) {
        var rest = Substring(name)
        var modifiers: Modifiers = []
        while let dash = rest.dropFirst().firstIndex(of: "-"), rest.index(after: dash) < rest.endIndex {
            let prefix = rest[..<dash].lowercased()
            guard let held = Key.held.first(where: { $0.name == prefix }) else { return nil }
            modifiers.insert(held.modifier)
            rest = rest[rest.index(after: dash)...]
        }
        if rest.count == 1, let character = rest.first {
            guard !modifiers.contains(.shift), CleanText.clean(String(rest)) == rest else { return nil }
            let lower = modifiers.contains(.control) ? Character(character.lowercased()) : character
            self.init(.character(lower), modifiers)
            return
        }
        let word = rest.lowercased()
        let known = Key.synonyms[word] ?? word
        if let entry = Key.codes.first(where: { $0.name == known }) {
            self.init(entry.code, modifiers)
        } else if word.first == "f", let number = Int(word.dropFirst()), (1...63).contains(number) {
            self.init(.function(number), modifiers)
        } else {
            return nil
        }
    }

    /// The name that `init(named:)` reads.
    public var name: String {
        Key.held.filter { modifiers.contains($0.modifier) }.map { $0.name + "-" }.joined() + word(\.name, "f")
    }

    /// What a person sees in the footer and the help: "n", "C-p", "Alt-↑", "F5", "Enter".
    public var display: String {
        Key.held.filter { modifiers.contains($0.modifier) }.map { $0.display + "-" }.joined() + word(\.display, "F")
    }

    private func word(
        _ part: KeyPath<(name: String, display: String, code: Code), String>, _ function: String
    ) -> String {
        if let entry = Key.codes.first(where: { $0.code == code }) { return entry[keyPath: part] }
        return switch code {
        case .character(let character): String(character)
        case .function(let number): "\(function)\(number)"
        default: ""
        }
    }
}

extension Key: ExpressibleByStringLiteral {
    /// A key by its name, for the tables of the program itself. A name without a key is a mistake in the program and
    /// stops it.
    public init(stringLiteral name: String) {
        guard let key = Key(named: name) else { preconditionFailure("no key is called \(name)") }
        self = key
    }
}
