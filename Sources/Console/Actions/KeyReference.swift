/// The key reference of the README, made from the table of actions.
public enum KeyReference {
    /// The line before the reference in the README.
    public static let begin = "<!-- keys: made from the table of actions -->"
    /// The line after it.
    public static let end = "<!-- keys: end -->"

    /// One table for each place: keys, what they do, and who may.
    public static func markdown() -> String {
        var lines: [String] = []
        for section in ActionTable.standard.sections() {
            lines += ["", "### \(section.title)", "", "| key | action | what it does |", "|---|---|---|"]
            for action in section.actions {
                let keys = action.keys.map { "`\($0.name)`" }.joined(separator: " ")
                lines.append("| \(keys) | \(action.title) | \(action.help) |")
            }
        }
        return lines.dropFirst().joined(separator: "\n") + "\n"
    }
}

extension ActionTable {
    /// The actions by place, in the order of the table, with the title of the place.
    func sections() -> [(place: String, title: String, actions: [Action])] {
        ScreenList.places.map { screen in
            (screen.place, screen.placeTitle, actions.filter { $0.place == screen.place })
        }.filter { !$0.actions.isEmpty }
    }
}
