import TOMLKit

/// A theme as it is written: names and values, not yet looked at.
struct ThemeFile {
    var name = ""
    var hasColours = true
    var ink: [String: String] = [:]
    var ground: [String: String] = [:]
    var lit: [String: String] = [:]
    var on: [String: [String: String]] = [:]
    var monoInk: [String: String] = [:]
    var monoGround: [String: String] = [:]
    /// What could not be understood, in sentences.
    var problems: [String] = []

    /// Reads a theme. What can't be read is left out and reported.
    init(_ text: String) {
        let root: TOMLTable
        do {
            root = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            problems = ["line \(error.source.begin.line): \(error.description)"]
            return
        } catch {
            problems = ["the file is not TOML"]
            return
        }
        for key in root.keys {
            guard let value = root[key] else { continue }
            switch key {
            case "name": name = value.string ?? ""
            case "colours": hasColours = value.bool ?? true
            case "ink": ink = strings(value, key)
            case "ground": ground = strings(value, key)
            case "lit": lit = strings(value, key)
            case "on":
                for (name, table) in tables(value, key) { on[name] = strings(table, "on.\(name)") }
            case "mono":
                for (name, table) in tables(value, key) {
                    switch name {
                    case "ink": monoInk = strings(table, "mono.ink")
                    case "ground": monoGround = strings(table, "mono.ground")
                    default: problems.append("there is no [mono.\(name)]")
                    }
                }
            default: problems.append("there is no “\(key)” in a theme")
            }
        }
    }

    private mutating func tables(_ value: any TOMLValueConvertible, _ place: String) -> [(
        String, any TOMLValueConvertible
    )] {
        guard let table = value.table else {
            problems.append("[\(place)] is not a table")
            return []
        }
        return table.keys.compactMap { key in table[key].map { (key, $0) } }
    }

    private mutating func strings(_ value: any TOMLValueConvertible, _ place: String) -> [String: String] {
        var strings: [String: String] = [:]
        for (key, value) in tables(value, place) {
            if let string = value.string {
                strings[key] = string
            } else {
                problems.append("[\(place)] \(key) is not a text in quotes")
            }
        }
        return strings
    }
}
