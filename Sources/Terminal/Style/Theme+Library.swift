import CAssets
import Glibc

extension Theme {
    /// The names of the themes that are built in, in the order in which a person is offered them.
    public static var builtIn: [String] {
        (0..<salon_theme_count()).map { String(String(cString: salon_theme_at($0).name).dropLast(5)) }
    }

    /// The names of all themes: the built-in ones, then those of a folder.
    public static func names(in folder: String? = nil) -> [String] {
        guard let folder, let directory = opendir(folder) else { return builtIn }
        defer { closedir(directory) }
        var own: [String] = []
        while let entry = readdir(directory) {
            let file = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if file.hasSuffix(".toml"), file.utf8.count > 5 { own.append(String(file.dropLast(5))) }
        }
        return builtIn + own.filter { !builtIn.contains($0) }.sorted()
    }

    /// The dark theme.
    public static let dark: Theme = {
        let file = ThemeFile(text(builtIn: "dark") ?? "")
        return Theme(file, standard: file)
    }()

    /// The theme of a name, from the folder if it has one of that name, else the built-in one. If there is none, or its
    /// file can't be read, the dark theme with a problem told.
    public static func named(_ name: String, in folder: String? = nil) -> Theme {
        let own = name.contains("/") ? nil : folder.flatMap { text(path: "\($0)/\(name).toml") }
        if own == nil, name == "dark" { return dark }
        let standard = ThemeFile(text(builtIn: "dark") ?? "")
        guard let text = own ?? text(builtIn: name) else {
            var file = standard
            file.problems = ["there is no theme called “\(name)”"]
            return Theme(file, standard: standard)
        }
        var file = ThemeFile(text)
        if file.name.isEmpty { file.name = name }
        return Theme(file, standard: standard)
    }

    private static func text(builtIn name: String) -> String? {
        for index in 0..<salon_theme_count() {
            let asset = salon_theme_at(index)
            guard String(cString: asset.name) == "\(name).toml" else { continue }
            return String(decoding: UnsafeBufferPointer(start: asset.bytes, count: asset.count), as: UTF8.self)
        }
        return nil
    }

    /// A theme's file; nil if it can't be read or is larger than any theme.
    private static func text(path: String) -> String? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        let limit = 256 * 1024
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = fread(&bytes, 1, limit, file)
        guard count > 0, count < limit else { return nil }
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}
