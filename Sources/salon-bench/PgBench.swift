import Glibc
import Salon
import SalonStore

/// The booking's statements in pgbench, as the same role on the same server, prepared and in pipelines.
struct PgBench {
    private let arguments: [String]
    private let script: String
    private let folder: String
    private let program: String?

    init(_ bench: Workbench, supply: BookingFigures.Supply) throws {
        let experts = supply.experts.map { "'\($0)'" }.joined(separator: ",")
        let id = { (prefix: String) in
            "('\(prefix)0000000-0000-4000-8000-' || lpad(to_hex(:slot::bigint), 12, '0'))::uuid"
        }
        let count = supply.experts.count
        let line = BookingScript.Line(
            token: bench.desk.token, branch: bench.desk.branch.id, client: supply.client, service: supply.service.id,
            minutes: 10, visit: id("1"), appointment: id("2"),
            expert: "((array[\(experts)]::uuid[])[1 + (:slot::bigint % \(count))::int])",
            day: "(date '2040-01-01' + (:slot::bigint / \(count * 96))::int)",
            time: "(time '00:00' + make_interval(mins => ((:slot::bigint / \(count)) % 96)::int * 15))")
        var text = "\\set turn :turn + 1\n\\set slot :first + :client_id * :per_client + :turn\n\\startpipeline\n"
        for transaction in BookingScript.transactions(line) {
            text += "begin;\n"
            for (sql, parameters) in transaction { text += Self.filled(sql, with: parameters) + ";\n" }
            text += "commit;\n"
        }
        script = text + "\\endpipeline\n"
        folder = bench.home.folder
        arguments = [bench.server.deskSettings.connectionString]
        program = Self.find()
    }

    /// `$1` … replaced from the last on, so that `$1` does not touch `$12`.
    private static func filled(_ sql: String, with parameters: [String]) -> String {
        var text = sql
        for (index, value) in parameters.enumerated().reversed() {
            text = text.split(separator: "$\(index + 1)", omittingEmptySubsequences: false).joined(separator: value)
        }
        return text
    }

    private static func find() -> String? {
        for version in [17, 16, 15] {
            let path = "/usr/lib/postgresql/\(version)/bin/pgbench"
            if access(path, X_OK) == 0 { return path }
        }
        return nil
    }

    /// Transactions a second; nil when pgbench is not installed or one of them failed.
    func perSecond(clients: Int, transactions: Int, from first: Int) -> Double? {
        guard let program else { return nil }
        let file = "\(folder)/booking.sql"
        guard let script = fopen(file, "w") else { return nil }
        fputs(self.script, script)
        fclose(script)
        defer { unlink(file) }
        let command =
            ([program, "-n", "-M", "prepared", "-f", file, "-c", "\(clients)", "-j", "2", "-t", "\(transactions)"]
            + ["-D", "turn=0", "-D", "first=\(first)", "-D", "per_client=\(transactions + 1)"] + arguments)
            .map { "'" + $0.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'" }
            .joined(separator: " ")
        guard let pipe = popen(command + " 2>&1", "r") else { return nil }
        var answer = ""
        var line = [CChar](repeating: 0, count: 1_024)
        while fgets(&line, 1_024, pipe) != nil {
            answer += String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        let status = pclose(pipe)
        let rate = answer.split(whereSeparator: \.isNewline).first { $0.hasPrefix("tps = ") }?
            .dropFirst("tps = ".count).prefix { $0.isNumber || $0 == "." }
        guard status == 0, let rate, let value = Double(rate) else {
            warn("pgbench failed: \(answer)")
            return nil
        }
        return value.rounded()
    }
}
