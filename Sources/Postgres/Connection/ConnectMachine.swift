/// Decides which host to try next, for how long, and when to give up, without doing any I/O.
///
/// libpq ignores `connect_timeout` when it connects without blocking, so a host that answers nothing would hold up the
/// others for ever. Each host is therefore an attempt of its own, with its own deadline.
struct ConnectMachine {
    /// What one attempt lays over the connection string.
    struct Attempt: Equatable, Sendable {
        var host: String?
        var hostAddress: String?
        var port: String?
        var sessionAttributes: String?

        var overlay: [(String, String)] {
            [
                ("host", host), ("hostaddr", hostAddress), ("port", port), ("target_session_attrs", sessionAttributes),
            ].compactMap { key, value in value.map { (key, $0) } }
        }
    }

    enum Action: Equatable {
        case attempt(Attempt, until: Deadline)
        case fail(ConnectFailure)
    }

    private var pending: ArraySlice<Attempt>
    private let total: Deadline
    private let perHost: Duration?
    private var failures: [ConnectFailure] = []

    init(options: ResolvedOptions, deadline: Deadline) {
        pending = Self.attempts(options)[...]
        total = deadline
        // libpq documents two seconds as the least, and 0 as no limit.
        perHost = options["connect_timeout"].flatMap(Int.init).flatMap { $0 <= 0 ? nil : .seconds(max(2, $0)) }
    }

    mutating func next(now: Deadline) -> Action {
        guard let attempt = pending.popFirst() else { return .fail(summary) }
        let remaining = total.remaining(from: now)
        guard remaining > 0 else {
            failures.append(ConnectFailure(message: "no answer before the deadline", timedOut: true))
            return .fail(summary)
        }
        if let perHost { return .attempt(attempt, until: min(total, .after(perHost, from: now))) }
        guard total != .never else { return .attempt(attempt, until: .never) }
        // A fair share of what is left, so that one silent host leaves time for the others.
        let share = remaining / UInt64(pending.count + 1)
        return .attempt(attempt, until: Deadline(nanoseconds: now.nanoseconds + share))
    }

    /// As libpq does, a server's refusal ends the search (a wrong password is wrong everywhere), unless the server is
    /// only starting or stopping.
    mutating func failed(_ failure: ConnectFailure) {
        failures.append(failure)
        if let state = failure.sqlState, state != .cannotConnectNow { pending = [] }
    }

    private var summary: ConnectFailure {
        ConnectFailure(
            message: failures.map(\.message).joined(separator: "; "), sqlState: failures.last?.sqlState,
            timedOut: failures.contains(where: \.timedOut))
    }

    private static func attempts(_ options: ResolvedOptions) -> [Attempt] {
        let hosts = list(options["host"])
        let addresses = list(options["hostaddr"])
        let ports = list(options["port"])
        let count = max(hosts.count, addresses.count, 1)
        // One host: libpq reads it from the connection string itself.
        guard count > 1 else { return [Attempt()] }
        let targets = (0..<count).map { index in
            Attempt(
                // An empty value would not hide the list that it overlays.
                host: hosts.isEmpty ? nil : hosts[index % hosts.count] ?? "localhost",
                hostAddress: addresses.isEmpty ? nil : addresses[index % addresses.count],
                port: ports.isEmpty ? nil : (ports.count == 1 ? ports[0] : ports[index % ports.count]) ?? "5432")
        }
        guard options["target_session_attrs"] == "prefer-standby" else { return targets }
        // libpq walks the list twice for this one: standbys first, then whatever there is.
        return ["standby", "any"].flatMap { attributes in
            targets.map { target in
                var target = target
                target.sessionAttributes = attributes
                return target
            }
        }
    }

    private static func list(_ text: String?) -> [String?] {
        guard let text else { return [] }
        return text.split(separator: ",", omittingEmptySubsequences: false).map { $0.isEmpty ? nil : String($0) }
    }
}
