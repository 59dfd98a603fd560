import CPostgres
import Glibc

/// Drives `ConnectMachine` with libpq's non-blocking connect.
enum Connector {
    /// - Parameter wakeUp: A descriptor that ends the attempt when it becomes readable; -1 for none.
    /// - Throws: `PostgresError` of kind `connect`, or `cancelled` when woken.
    static func connect(
        _ settings: ConnectionSettings, deadline: Deadline, wakeUp: Int32, notices: NoticeReceiver
    ) throws(PostgresError) -> OpaquePointer {
        let options = try ResolvedOptions.resolve(settings.connectionString)
        let overlay = options.overlay(for: settings)
        var machine = ConnectMachine(options: options, deadline: deadline)
        while true {
            switch machine.next(now: .now) {
            case .fail(let failure):
                throw PostgresError(.connect(failure), outcome: .nothingSent)
            case .attempt(let attempt, let deadline):
                let pairs = [("dbname", settings.connectionString)] + overlay + attempt.overlay
                switch poll(pairs, until: deadline, wakeUp: wakeUp, notices: notices) {
                case .connected(let connection): return connection
                case .failed(let failure): machine.failed(failure)
                case .woken: throw PostgresError(.cancelled, outcome: .nothingSent)
                }
            }
        }
    }

    private enum Result {
        case connected(OpaquePointer)
        case failed(ConnectFailure)
        case woken
    }

    private static func poll(
        _ pairs: [(String, String)], until deadline: Deadline, wakeUp: Int32, notices: NoticeReceiver
    ) -> Result {
        guard let connection = withKeywords(pairs, { PQconnectStartParams($0, $1, 1) }) else {
            return .failed(ConnectFailure(message: "out of memory"))
        }
        notices.install(on: connection)
        // In this mode the message of a refusal begins with its condition, which libpq gives in no other way.
        PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
        // libpq asks that one behaves at first as if it had asked for writing.
        var wanted = PQstatus(connection) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
        while true {
            switch wanted {
            case PGRES_POLLING_OK:
                PQsetErrorVerbosity(connection, PQERRORS_DEFAULT)
                PQsetnonblocking(connection, 1)
                return .connected(connection)
            case PGRES_POLLING_FAILED:
                defer { PQfinish(connection) }
                return .failed(failure(String(cString: PQerrorMessage(connection))))
            default:
                // The socket may be another one after every step.
                let (ready, woken) = Poll.wait(
                    PQsocket(connection), for: wanted == PGRES_POLLING_READING ? .read : .write, or: wakeUp,
                    until: deadline)
                if woken {
                    PQfinish(connection)
                    return .woken
                }
                if ready.isEmpty {
                    let place = PQhost(connection).map { String(cString: $0) } ?? ""
                    PQfinish(connection)
                    return .failed(ConnectFailure(message: "no answer from \(place) in time", timedOut: true))
                }
                wanted = PQconnectPoll(connection)
            }
        }
    }

    /// Takes the condition out of a verbose message, `FATAL:  28P01: password …` and `LOCATION:  …` in a line of its own.
    static func failure(_ message: String) -> ConnectFailure {
        var lines = message.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("LOCATION:") }
        var state: SQLState?
        for (index, line) in lines.enumerated() {
            for start in line.indices where line[start...].hasPrefix(":  ") {
                let rest = line[line.index(start, offsetBy: 3)...]
                let code = rest.prefix(5)
                let isCode = code.utf8.count == 5 && code.allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) }
                guard isCode, rest.dropFirst(5).hasPrefix(": ") else { continue }
                state = SQLState(rawValue: String(code))
                lines[index] = line[...start] + " " + rest.dropFirst(7)
                break
            }
        }
        return ConnectFailure(message: lines.joined(separator: " "), sqlState: state)
    }
}
