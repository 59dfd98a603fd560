import Glibc

/// Says something to the person who measures; standard output is for the figures.
func warn(_ text: String) {
    var text = text + "\n"
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
}

/// Where the figures were measured: without it they cannot be compared.
struct Environment: Encodable {
    let machine: String
    let kernel: String
    let cores: Int
    /// Load averages over 1, 5 and 15 minutes when the run began; above the cores, figures are pessimistic.
    let load: [Double]
    let build: String

    static func current() -> Environment {
        var name = utsname()
        uname(&name)
        var load = [Double](repeating: 0, count: 3)
        getloadavg(&load, 3)
        return Environment(
            machine: processor() ?? text(of: &name.machine), kernel: text(of: &name.release),
            cores: Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), load: load.map { ($0 * 100).rounded() / 100 },
            build: build)
    }

    /// The folder of this program.
    static var folder: String {
        var path = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/exe", &path, path.count - 1)
        let whole = String(decoding: path.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return whole.lastIndex(of: "/").map { String(whole[..<$0]) } ?? "."
    }

    private static var build: String {
        // `assert` is gone in an optimised build.
        var isDebug = false
        assert(
            {
                isDebug = true
                return true
            }())
        return isDebug ? "debug" : "release"
    }

    private static func text<Field>(of field: inout Field) -> String {
        withUnsafeBytes(of: &field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    private static func processor() -> String? {
        guard let file = fopen("/proc/cpuinfo", "re") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 512)
        while fgets(&line, 512, file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            guard text.hasPrefix("model name"), let colon = text.firstIndex(of: ":") else { continue }
            return String(text[text.index(after: colon)...].filter { !$0.isNewline }.drop { $0 == " " })
        }
        return nil
    }
}
