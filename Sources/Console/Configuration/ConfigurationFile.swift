import Glibc
import Salon
import SalonStore
import TOMLKit

/// The configuration file: `SALON_CONFIG`, else `salon/config.toml` under `XDG_CONFIG_HOME` or `~/.config`.
///
///     theme = "light"
///     mouse = false
///     idle_lock_minutes = 10
///
///     [keys]
///     "appointments.new" = ["a", "ctrl-n"]
struct ConfigurationFile {
    let path: String

    /// The file of this user, whether it exists or not; nil without a home folder.
    static func current() -> ConfigurationFile? {
        func variable(_ name: String) -> String? {
            getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
        }
        if let path = variable("SALON_CONFIG") { return ConfigurationFile(path: path) }
        // The XDG specification says that a relative path is to be ignored.
        let folder =
            variable("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? variable("HOME").map { $0 + "/.config" }
        return folder.map { ConfigurationFile(path: $0 + "/salon/config.toml") }
    }

    /// The folder of the person's own themes, beside the file.
    var themesFolder: String {
        (path.lastIndex(of: "/").map { path[..<$0] } ?? ".") + "/themes"
    }

    /// What it says. What it doesn't say, or says wrongly, is as by default; each wrong line gives a sentence.
    func read() -> (settings: Settings, problems: [String]) {
        guard let text = FileSystem.text(of: path) else { return (Settings(), []) }
        return Self.parse(text)
    }

    static func parse(_ text: String) -> (settings: Settings, problems: [String]) {
        var settings = Settings()
        var problems: [String] = []
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch {
            return (settings, ["The configuration file can't be read: \(describe(error))"])
        }
        for key in table.keys.sorted() {
            let value = table[key]
            switch key {
            case "theme":
                value?.string.map { settings.theme = $0 } ?? problems.append("theme: write a name, as \"dark\".")
            case "mouse": value?.bool.map { settings.mouse = $0 } ?? problems.append("mouse: write true or false.")
            case "idle_lock_minutes":
                if let minutes = value?.int, minutes >= 0 {
                    settings.idleLockMinutes = minutes
                } else {
                    problems.append("idle_lock_minutes: write a number of minutes, 0 for never.")
                }
            case "keys":
                guard let keys = value?.table else {
                    problems.append("keys: write a table, [keys].")
                    continue
                }
                readKeys(keys, under: "", into: &settings, &problems)
            default: problems.append("\(key): there is no such setting.")
            }
        }
        return (settings, problems)
    }

    /// Reads `"appointments.new" = ["a"]` as well as `appointments.new = "a"`.
    private static func readKeys(
        _ table: TOMLTable, under prefix: String, into settings: inout Settings, _ problems: inout [String]
    ) {
        for key in table.keys.sorted() {
            let name = prefix + key
            let value = table[key]
            if let one = value?.string {
                settings.keys[name] = [one]
            } else if let several = value?.array {
                settings.keys[name] = several.compactMap { $0.string }
            } else if let inner = value?.table {
                readKeys(inner, under: name + ".", into: &settings, &problems)
            } else {
                problems.append("keys.\"\(name)\": write a key, as \"n\", or several, as [\"n\", \"ctrl-n\"].")
            }
        }
    }

    private static func describe(_ error: any Error) -> String {
        guard let error = error as? TOMLParseError else { return "it is no TOML." }
        return "line \(error.source.begin.line): \(error.description)."
    }

    /// Puts a value at the top level of the file and leaves every other line as it is.
    func set(_ name: String, to value: String) throws(SalonError) {
        let text = FileSystem.text(of: path) ?? ""
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            try FileSystem.makeFolder(String(path[..<slash]))
        }
        try FileSystem.write(Self.setting(name, to: value, in: text), to: path, mode: 0o644)
    }

    static func setting(_ name: String, to value: String, in text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let end = lines.firstIndex { $0.drop { $0 == " " || $0 == "\t" }.first == "[" } ?? lines.endIndex
        let line = Substring("\(name) = \(value)")
        let old = lines[..<end].firstIndex { candidate in
            candidate.split(separator: "=", maxSplits: 1).first.map { String($0.filter { $0 != " " && $0 != "\t" }) }
                == name && candidate.contains("=")
        }
        if let old { lines[old] = line } else { lines.insert(line, at: 0) }
        return lines.joined(separator: "\n")
    }
}
