import CPostgres

extension Connection {
    /// Loads rows with `COPY … FROM STDIN`, the fastest way in.
    ///
    ///     try connection.copyIn("copy services (id, name) from stdin (format binary)") { writer throws(PostgresError) in
    ///         for service in services { try writer.row(service.id, service.name) }
    ///     }
    ///
    /// The types written must be the columns' types exactly: the binary format converts nothing.
    ///
    /// - Parameters:
    ///   - sql: The `COPY` statement. It must say `(format binary)`.
    ///   - timeout: When to give up; no limit if nil. The server's `statement_timeout` holds as well.
    ///   - body: Writes the rows. If it throws, nothing is loaded.
    /// - Returns: The number of rows loaded.
    /// - Throws: What the closure threw, or `PostgresError`.
    @discardableResult
    public func copyIn(
        _ sql: String, timeout: Duration? = nil, _ body: (inout CopyWriter) throws(PostgresError) -> Void
    ) throws(PostgresError) -> Int {
        if !transaction.opening.isEmpty {
            _ = try exchange(Pipeline(), prelude: transaction.opening, until: .after(settings.callTimeout))
        }
        let inTransaction = PQtransactionStatus(pointer) == PQTRANS_INTRANS
        try beginCall()
        defer { if isBusy { endCall() } }
        var patience = Patience(deadline: .after(timeout))
        statistics.roundTrips += 2
        statistics.statements += 1
        PQexitPipelineMode(pointer)
        guard PQsendQuery(pointer, sql) == 1 else { throw lost(inTransaction, patience) }
        try openCopy(inTransaction, &patience)
        var writer = CopyWriter(connection: self, patience: patience)
        var bodyFailure: PostgresError?
        do throws(PostgresError) {
            try body(&writer)
            try writer.finish()
        } catch {
            if !isUsable { throw error }
            bodyFailure = error
        }
        patience = writer.patience
        return try closeCopy(bodyFailure, inTransaction, &patience)
    }

    private func openCopy(_ inTransaction: Bool, _ patience: inout Patience) throws(PostgresError) {
        guard let result = try nextResult(inTransaction, &patience) else { throw lost(inTransaction, patience) }
        defer { PQclear(result) }
        if PQresultStatus(result) == PGRES_COPY_IN { return }
        let failure = try error(in: result, inTransaction, patience)
        while let rest = try nextResult(inTransaction, &patience) { PQclear(rest) }
        PQenterPipelineMode(pointer)
        guard let failure else {
            throw PostgresError(.misuse("the statement is no COPY FROM STDIN"), outcome: .committed)
        }
        throw refusal(failure, cause: endCall())
    }

    private func closeCopy(
        _ bodyFailure: PostgresError?, _ inTransaction: Bool, _ patience: inout Patience
    ) throws(PostgresError) -> Int {
        let refusalText = bodyFailure == nil ? nil : "given up by the client"
        guard PQputCopyEnd(pointer, refusalText) == 1 else {
            throw lost(inTransaction, Patience(deadline: .never))
        }
        patience.isFlushed = bodyFailure == nil
        var failure: ServerError?
        var count = 0
        while let result = try nextResult(inTransaction, &patience) {
            defer { PQclear(result) }
            if let error = try error(in: result, inTransaction, patience) {
                failure = error
            } else if let text = PQcmdTuples(result) {
                count = Int(String(cString: text)) ?? 0
            }
        }
        PQenterPipelineMode(pointer)
        let cause = endCall()
        if let bodyFailure { throw bodyFailure.with(outcome: .rolledBack) }
        if let failure { throw refusal(failure, cause: cause) }
        return count
    }
}

/// Takes the rows of a `COPY … FROM STDIN (FORMAT BINARY)`.
public struct CopyWriter: ~Copyable {
    private let connection: Connection
    private var writer = WireWriter()
    var patience: Patience

    /// How much is gathered before it goes to libpq.
    private static let chunk = 64 * 1024

    init(connection: Connection, patience: Patience) {
        self.connection = connection
        self.patience = patience
        // The signature, no flags, no extension (PostgreSQL manual, COPY, "Binary Format").
        writer.write(bytes: Array("PGCOPY\n".utf8) + [0xff, 0x0d, 0x0a, 0x00])
        writer.write(Int64(0))
    }

    /// Adds a row: one value for each column of the statement, of exactly the column's type.
    ///
    /// - Throws: `PostgresError` of kind `lost` or `timeout`.
    public mutating func row<each Value: PostgresEncodable>(_ values: repeat each Value) throws(PostgresError) {
        var count: Int16 = 0
        for _ in repeat each values { count += 1 }
        writer.write(count)
        for value in repeat each values { writer.writeSized { value.encode(to: &$0) } }
        if writer.bytes.count >= Self.chunk { try flush() }
    }

    /// Adds a row from an array, for rows whose number of columns is known only when the program runs.
    ///
    /// - Throws: `PostgresError` of kind `lost` or `timeout`.
    public mutating func row(values: [any PostgresEncodable]) throws(PostgresError) {
        writer.write(Int16(values.count))
        for value in values { writer.writeSized { value.encode(to: &$0) } }
        if writer.bytes.count >= Self.chunk { try flush() }
    }

    /// Adds rows that are encoded already, field counts and lengths included (PostgreSQL manual, COPY, "Tuples"): for
    /// loads of millions of rows.
    ///
    /// - Throws: `PostgresError` of kind `lost` or `timeout`.
    public mutating func rows(encoded bytes: [UInt8]) throws(PostgresError) {
        writer.write(bytes: bytes)
        try flush()
    }

    mutating func finish() throws(PostgresError) {
        writer.write(Int16(-1))
        try flush()
    }

    private mutating func flush() throws(PostgresError) {
        let pointer = connection.pointer
        let taken = writer.bytes.withUnsafeBytes { bytes in
            PQputCopyData(pointer, bytes.assumingMemoryBound(to: CChar.self).baseAddress, Int32(bytes.count))
        }
        writer.bytes.removeAll(keepingCapacity: true)
        // 0 means that libpq has no room; it never says so as long as each chunk is flushed before the next.
        guard taken == 1 else { throw connection.lost(false, Patience(deadline: .never)) }
        while true {
            switch PQflush(pointer) {
            case 0: return
            case 1:
                let (ready, _) = Poll.wait(PQsocket(pointer), for: [.read, .write], until: patience.deadline)
                guard !ready.isEmpty else { throw connection.lost(false, patience, .timeout) }
                guard ready.isDisjoint(with: [.read, .hangUp]) || PQconsumeInput(pointer) == 1 else {
                    throw connection.lost(false, Patience(deadline: .never))
                }
            default: throw connection.lost(false, Patience(deadline: .never))
            }
        }
    }
}
