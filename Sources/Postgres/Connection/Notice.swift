import CPostgres

/// What the server says without being asked: `NOTICE`, `WARNING`, …
public struct Notice: Sendable {
    /// The condition.
    public let sqlState: SQLState
    /// `NOTICE`, `WARNING`, `INFO`, `LOG` or `DEBUG`, never translated.
    public let severity: String
    /// The server's sentence. A function's `RAISE NOTICE` may put values in it.
    public let message: String
}

/// Takes notices, on the thread that uses the connection.
public typealias NoticeHandler = @Sendable (Notice) -> Void

/// Carries the handler through libpq's C callback. Without a handler notices are dropped: libpq's own way is to write
/// them to standard error, across the screen.
final class NoticeReceiver {
    private let handler: NoticeHandler?

    init(_ handler: NoticeHandler?) { self.handler = handler }

    /// The receiver must live as long as the connection.
    func install(on connection: OpaquePointer) {
        PQsetNoticeReceiver(
            connection,
            { context, result in
                guard let context else { return }
                let receiver = Unmanaged<NoticeReceiver>.fromOpaque(context).takeUnretainedValue()
                guard let handler = receiver.handler else { return }
                let error = ServerError(result: result)
                handler(Notice(sqlState: error.sqlState, severity: error.severity, message: error.message))
            }, Unmanaged.passUnretained(self).toOpaque())
    }
}
