import CPostgres

/// What a listener has to tell.
public enum ListenerEvent: Sendable {
    /// The connection stands and listens. What was announced before is lost: read afresh now. With it comes what the
    /// listener's `greeting` answered, in a transaction behind the one that began to listen.
    case connected(Row?)
    /// The connection broke, or could not be made. Told once; the listener goes on trying.
    case lost(PostgresError)
    /// Somebody has announced something.
    case notification(Notification)
    /// The wake-up descriptor was signalled; its signals have been drained.
    case woken
}

/// One `NOTIFY`.
public struct Notification: Sendable, Hashable {
    /// The channel.
    public let channel: String
    /// The text that came with it, 8000 bytes at most.
    public let payload: String
    /// The server process that sent it: `Connection.serverProcessID` of the sender.
    public let senderProcessID: Int32
}

/// Listens to channels on a connection of its own, for one thread.
///
///     let listener = Listener(settings, channels: ["salon"], wakeUp: wakeUp)
///     while let event = listener.next() { … }
///
/// It connects by itself, again and again with growing pauses of at most 5 seconds. Signal `wakeUp` to get the thread back.
public final class Listener {
    private let settings: ConnectionSettings
    private let channels: [String]
    private let greeting: Statement?
    private let wakeUp: WakeUp
    private var connection: Connection?
    private var backoff = Backoff()
    private var retry = Deadline(nanoseconds: 0)
    private var hasToldLoss = false

    /// A listener; it connects at the first `next`.
    ///
    /// - Parameters:
    ///   - settings: Where the database is.
    ///   - channels: The channels, exactly as written.
    ///   - greeting: Asked in the same round trip each time it connects.
    ///   - wakeUp: Ends a wait from another thread.
    public init(_ settings: ConnectionSettings, channels: [String], greeting: Statement? = nil, wakeUp: WakeUp) {
        self.settings = settings
        self.channels = channels
        self.greeting = greeting
        self.wakeUp = wakeUp
    }

    /// Waits for the next event.
    ///
    /// - Parameter timeout: How long to wait; for ever if nil. An attempt to connect that is under way is finished first,
    ///   unless it is woken.
    /// - Returns: The event, or nil when the time is over.
    public func next(timeout: Duration? = nil) -> ListenerEvent? {
        let deadline = Deadline.after(timeout)
        while true {
            if let connection {
                if let notification = connection.takeNotification() { return .notification(notification) }
                let (ready, woken) = Poll.wait(
                    PQsocket(connection.pointer), for: .read, or: wakeUp.fileDescriptor, until: deadline)
                if woken { return drained() }
                if ready.isEmpty { return nil }
                if !connection.takeInput() {
                    if let event = lost(PostgresError(.lost, outcome: .nothingSent)) { return event }
                }
            } else {
                let (_, woken) = Poll.wait(
                    -1, for: .read, or: wakeUp.fileDescriptor, until: min(retry, deadline))
                if woken { return drained() }
                if Deadline.now < retry { return nil }
                if let event = connect() { return event }
            }
        }
    }

    private func drained() -> ListenerEvent {
        wakeUp.drain()
        return .woken
    }

    private func connect() -> ListenerEvent? {
        do throws(PostgresError) {
            let connection = try Connection.connect(
                settings, deadline: .after(settings.connectTimeout), wakeUp: wakeUp.fileDescriptor, onNotice: nil)
            var pipeline = Pipeline()
            for channel in channels { pipeline.add(Statement(unprepared: "listen \(channel.quotedIdentifier)")) }
            pipeline.endTransaction()
            let answer = greeting.map { pipeline.add($0) }
            let answers = try connection.run(pipeline)
            self.connection = connection
            backoff.reset()
            hasToldLoss = false
            return .connected(answer.flatMap { answers[$0].first })
        } catch {
            if case .cancelled = error.kind { return nil }
            return lost(error)
        }
    }

    private func lost(_ error: PostgresError) -> ListenerEvent? {
        connection = nil
        retry = .after(backoff.next(random: .random(in: 0...1)))
        guard !hasToldLoss else { return nil }
        hasToldLoss = true
        return .lost(error)
    }
}

extension String {
    /// Between double quotes, as an identifier that means exactly this text.
    var quotedIdentifier: String {
        var quoted = "\""
        for character in unicodeScalars {
            if character == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }
}

extension Connection {
    /// Takes in what the server has sent; false if the connection is lost.
    func takeInput() -> Bool {
        guard PQconsumeInput(pointer) == 1 else { return false }
        _ = PQisBusy(pointer)
        return isUsable
    }

    func takeNotification() -> Notification? {
        guard let notify = PQnotifies(pointer) else { return nil }
        defer { PQfreemem(notify) }
        return Notification(
            channel: String(cString: notify.pointee.relname), payload: String(cString: notify.pointee.extra),
            senderProcessID: Int32(notify.pointee.be_pid))
    }
}
