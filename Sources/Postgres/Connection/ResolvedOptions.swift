import CPostgres
import Glibc

/// What libpq makes of a connection string, the environment and the service file, before anything is connected.
struct ResolvedOptions: Sendable {
    private(set) var values: [String: String]

    init(values: [String: String]) { self.values = values }

    subscript(key: String) -> String? {
        guard let value = values[key], !value.isEmpty else { return nil }
        return value
    }

    /// - Throws: `PostgresError` of kind `connect` if the string can't be parsed or the service is unknown.
    static func resolve(_ connectionString: String) throws(PostgresError) -> ResolvedOptions {
        var message: UnsafeMutablePointer<CChar>?
        // A bare name would be taken for a database by PQconnectdbParams, so it is refused here as libpq's parser does.
        let parsed = PQconninfoParse(connectionString, &message)
        guard parsed != nil else {
            defer { PQfreemem(message) }
            throw .connect(message.map { String(cString: $0) } ?? "the connection string can't be parsed")
        }
        PQconninfoFree(parsed)
        // The service file is read by connecting only. An ssl mode that does not exist makes libpq stop after it has
        // resolved all options and before it opens a socket.
        let stopper = "resolve-only"
        let connection = withKeywords([("dbname", connectionString), ("sslmode", stopper)]) {
            PQconnectStartParams($0, $1, 1)
        }
        defer { PQfinish(connection) }
        guard let connection, let options = PQconninfo(connection) else {
            throw .connect("out of memory")
        }
        defer { PQconninfoFree(options) }
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        guard values["sslmode"] == stopper else {
            throw .connect(String(cString: PQerrorMessage(connection)).trimmedLines)
        }
        values["sslmode"] = nil
        return ResolvedOptions(values: values)
    }

    /// The options that are laid over the connection string for every host.
    func overlay(for settings: ConnectionSettings) -> [(String, String)] {
        var pairs: [(String, String)] = [("client_encoding", "UTF8")]
        func addDefault(_ key: String, _ value: String) {
            if self[key] == nil { pairs.append((key, value)) }
        }
        addDefault("fallback_application_name", settings.applicationName)
        addDefault("keepalives", "1")
        addDefault("keepalives_idle", "30")
        addDefault("keepalives_interval", "10")
        addDefault("keepalives_count", "3")
        addDefault("tcp_user_timeout", "20000")
        // libpq's default tries Kerberos first, which reads its configuration at every connect. `require` is honoured.
        if self["gssencmode"] == nil || self["gssencmode"] == "prefer" { pairs.append(("gssencmode", "disable")) }
        let options = [settings.sessionOptions, self["options"] ?? ""].filter { !$0.isEmpty }
        if !options.isEmpty { pairs.append(("options", options.joined(separator: " "))) }
        return pairs
    }
}

extension PostgresError {
    static func connect(_ message: String) -> PostgresError {
        PostgresError(.connect(ConnectFailure(message: message.trimmedLines)), outcome: .nothingSent)
    }
}

extension String {
    /// libpq's messages end with a line feed.
    var trimmedLines: String {
        var text = self[...]
        while let last = text.last, last.isNewline { text.removeLast() }
        return String(text)
    }
}

/// Lends libpq the two parallel arrays of keywords and values, each with a null at the end.
func withKeywords<Result>(
    _ pairs: [(String, String)],
    _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<UnsafePointer<CChar>?>?) -> Result
) -> Result {
    let copies = pairs.map { (strdup($0.0), strdup($0.1)) }
    defer {
        for (keyword, value) in copies {
            free(keyword)
            free(value)
        }
    }
    let keywords: [UnsafePointer<CChar>?] = copies.map { UnsafePointer($0.0) } + [nil]
    let values: [UnsafePointer<CChar>?] = copies.map { UnsafePointer($0.1) } + [nil]
    return body(keywords, values)
}
