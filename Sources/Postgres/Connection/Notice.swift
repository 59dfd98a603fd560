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

/// Carries the handler through libpq's C callback.
final class NoticeReceiver {
    let handler: NoticeHandler

    init(_ handler: @escaping NoticeHandler) { self.handler = handler }

    /// The receiver must live as long as the connection.
    func install(on connection: OpaquePointer) {
        PQsetNoticeReceiver(
            connection,
            { context, result in
                guard let context else { return }
                let receiver = Unmanaged<NoticeReceiver>.fromOpaque(context).takeUnretainedValue()
                let error = ServerError(result: result)
                receiver.handler(Notice(sqlState: error.sqlState, severity: error.severity, message: error.message))
            }, Unmanaged.passUnretained(self).toOpaque())
    }
}
