import CPostgres

// Sendable by hand: the PGresult is never changed after it was made, which libpq allows to be read from any thread
// (PostgreSQL manual, 34.20), and it is freed exactly once, by deinit.
/// The rows that a statement answered with, read where libpq keeps them; freed with the last reference.
public final class Rows: RandomAccessCollection, @unchecked Sendable {
    private let result: OpaquePointer?
    private let types: [PostgresType]
    private let rowCount: Int

    init(taking result: OpaquePointer?) {
        self.result = result
        rowCount = Int(PQntuples(result))
        types = (0..<PQnfields(result)).map { PostgresType(rawValue: PQftype(result, $0)) }
    }

    deinit { PQclear(result) }

    /// The first row's index.
    public var startIndex: Int { 0 }
    /// The number of rows.
    public var endIndex: Int { rowCount }
    /// A row. It keeps all rows of the answer alive.
    public subscript(index: Int) -> Row {
        precondition(index >= 0 && index < rowCount, "row index out of range")
        return Row(rows: self, index: index)
    }

    /// The number of columns.
    public var columnCount: Int { types.count }

    /// The names of the columns.
    public var columnNames: [String] { (0..<types.count).map(name(ofColumn:)) }

    /// How many rows the statement inserted, updated, deleted or selected.
    public var affected: Int {
        guard let text = PQcmdTuples(result) else { return 0 }
        return Int(String(cString: text)) ?? 0
    }

    /// What the server says it did, such as `INSERT 0 1`.
    public var commandTag: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

    func name(ofColumn column: Int) -> String {
        PQfname(result, Int32(column)).map { String(cString: $0) } ?? ""
    }

    func type(ofColumn column: Int) -> PostgresType { types[column] }

    /// The first column of that name, exactly as written.
    func column(named name: String) -> Int? {
        name.withCString { wanted in
            (0..<types.count).first { column in
                guard let name = PQfname(result, Int32(column)) else { return false }
                return compare(name, wanted)
            }
        }
    }

    private func compare(_ left: UnsafePointer<CChar>, _ right: UnsafePointer<CChar>) -> Bool {
        var index = 0
        while left[index] == right[index] {
            if left[index] == 0 { return true }
            index += 1
        }
        return false
    }

    /// The value at a place; nil for NULL. The row and the column must exist.
    func value(row: Int, column: Int) -> WireValue? {
        let (row, libpqColumn) = (Int32(truncatingIfNeeded: row), Int32(truncatingIfNeeded: column))
        guard PQgetisnull(result, row, libpqColumn) == 0 else { return nil }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, libpqColumn), count: Int(PQgetlength(result, row, libpqColumn)))
        return WireValue(bytes: bytes, type: types[column])
    }
}

/// One row of an answer.
public struct Row: Sendable {
    @usableFromInline
    let rows: Rows
    @usableFromInline
    let index: Int

    init(rows: Rows, index: Int) {
        self.rows = rows
        self.index = index
    }

    /// Reads the column at a position, from 0. The fastest way.
    ///
    /// - Throws: `PostgresError` of kind `decoding` if there is no such column, its type is another, or it is NULL and
    ///   the value can't be.
    @inlinable
    public func decode<Value: PostgresDecodable>(
        _ column: Int, as _: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        switch find(column, accepts: Value.accepts) {
        case .value(let wire): if let value = Value(postgres: wire) { return value }
        case .null: if let value = Value.postgresNull { return value }
        case .unfit: break
        }
        throw failure(column, expected: Value.self)
    }

    /// Reads the column of a name.
    ///
    /// - Throws: `PostgresError` of kind `decoding` as by position.
    @inlinable
    public func decode<Value: PostgresDecodable>(
        _ column: String, as _: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        try decode(position(of: column), as: Value.self)
    }

    /// A cursor over the columns from left to right, for rows that are read whole.
    @inlinable
    public var cursor: RowCursor { RowCursor(row: self) }

    @usableFromInline
    enum Found {
        case value(WireValue)
        case null
        case unfit
    }

    @usableFromInline
    func find(_ column: Int, accepts: (PostgresType) -> Bool) -> Found {
        guard column >= 0, column < rows.columnCount, accepts(rows.type(ofColumn: column)) else { return .unfit }
        return rows.value(row: index, column: column).map(Found.value) ?? .null
    }

    @usableFromInline
    func position(of column: String) throws(PostgresError) -> Int {
        if let position = rows.column(named: column) { return position }
        throw PostgresError(
            .decoding(DecodingFailure(column: column, expected: "there", found: "no column has that name")),
            outcome: .committed)
    }

    @usableFromInline
    func failure<Value>(_ column: Int, expected: Value.Type) -> PostgresError {
        var name = "\(column)"
        var found = "there are \(rows.columnCount) columns"
        if column >= 0, column < rows.columnCount {
            name = rows.name(ofColumn: column)
            if let value = rows.value(row: index, column: column) {
                found = "type \(value.type.rawValue) of \(value.count) bytes"
            } else {
                found = "NULL"
            }
        }
        return PostgresError(
            .decoding(DecodingFailure(column: name, expected: "\(Value.self)", found: found)), outcome: .committed)
    }
}

/// Reads the columns of a row one after the other.
public struct RowCursor {
    @usableFromInline
    let row: Row
    @usableFromInline
    var column = 0

    @usableFromInline
    init(row: Row) { self.row = row }

    /// Reads the next column.
    ///
    /// - Throws: `PostgresError` of kind `decoding` as `Row.decode`.
    @inlinable
    public mutating func next<Value: PostgresDecodable>(
        _: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        defer { column += 1 }
        return try row.decode(column, as: Value.self)
    }
}
