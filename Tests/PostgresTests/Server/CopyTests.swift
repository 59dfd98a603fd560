import Testing

@testable import Postgres

@Suite struct CopyTests {
    private func table() throws -> Connection {
        let connection = try SharedDatabase.connect()
        try connection.script("create temp table rows (id int8 check (id >= 0), name text, day date)")
        return connection
    }

    private func count(_ connection: Connection) throws -> Int {
        try connection.query("select count(*) from rows")[0].decode(0)
    }

    private let copy = "copy rows from stdin (format binary)"

    @Test func rowsOfAnySizeAreLoaded() throws {
        let connection = try table()
        let long = String(repeating: "é", count: 200_000)
        let loaded = try connection.copyIn(copy) { writer throws(PostgresError) in
            try writer.row(1, String?.none, PostgresDate(daysSince1970: 0))
            try writer.row(values: [2, long, PostgresDate?.none])
            for number in 3..<20_000 { try writer.row(number, "name \(number)", PostgresDate(daysSince1970: number)) }
        }
        #expect(loaded == 19_999)
        #expect(try count(connection) == 19_999)
        let row = try connection.query("select name, day from rows where id = 2")[0]
        #expect(try row.decode(0, as: String.self) == long)
        #expect(try row.decode(1, as: PostgresDate?.self) == nil)
        #expect(try connection.copyIn(copy) { _ in } == 0)
        #expect(connection.isAtRest)
    }

    @Test func rowsThatAreEncodedAlreadyAreLoaded() throws {
        let connection = try table()
        var writer = WireWriter()
        for number in 0..<3 {
            writer.write(Int16(3))
            writer.writeSized { number.encode(to: &$0) }
            writer.writeSized { $0.writeNull() }
            writer.writeSized { $0.writeNull() }
        }
        let bytes = writer.bytes
        let loaded = try connection.copyIn(copy) { writer throws(PostgresError) in try writer.rows(encoded: bytes) }
        #expect(loaded == 3)
    }

    @Test func whatTheClosureThrowsLoadsNothing() throws {
        let connection = try table()
        let error = #expect(throws: PostgresError.self) {
            try connection.copyIn(copy) { writer throws(PostgresError) in
                for number in 0..<10_000 { try writer.row(number, "x", PostgresDate?.none) }
                throw PostgresError(.cancelled, outcome: .unknown)
            }
        }
        guard case .cancelled? = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.outcome == .rolledBack)
        #expect(connection.isAtRest)
        #expect(try count(connection) == 0)
    }

    @Test func theServersRefusalIsThrownAndTheConnectionGoesOn() throws {
        let connection = try table()
        let refused = #expect(throws: PostgresError.self) {
            try connection.copyIn(copy) { writer throws(PostgresError) in
                try writer.row(1, "x", PostgresDate?.none)
                try writer.row(-1, "x", PostgresDate?.none)
            }
        }
        #expect(refused?.sqlState == .checkViolation && refused?.outcome == .rolledBack)
        let unknown = #expect(throws: PostgresError.self) {
            try connection.copyIn("copy no_such_table from stdin (format binary)") { _ in }
        }
        #expect(unknown?.sqlState == .undefinedTable)
        let wrongWidth = #expect(throws: PostgresError.self) {
            try connection.copyIn(copy) { writer throws(PostgresError) in try writer.row(Int32(1), "x", "y") }
        }
        #expect(wrongWidth?.server != nil)
        #expect(throws: PostgresError.self) { try connection.copyIn("select 1") { _ in } }
        #expect(connection.isAtRest)
        #expect(try count(connection) == 0)
    }

    @Test func aCallFromWithinIsRefused() throws {
        let connection = try table()
        let error = #expect(throws: PostgresError.self) {
            try connection.copyIn(copy) { writer throws(PostgresError) in
                try writer.row(1, "x", PostgresDate?.none)
                try connection.query("select 1")
            }
        }
        guard case .misuse? = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try count(connection) == 0)
    }

    @Test func copyIsPartOfATransaction() throws {
        let connection = try table()
        #expect(throws: PostgresError.self) {
            try connection.transaction { connection throws(PostgresError) in
                try connection.copyIn(copy) { writer throws(PostgresError) in
                    try writer.row(1, "x", PostgresDate?.none)
                }
                try connection.execute("select 1 / 0")
            }
        }
        #expect(try count(connection) == 0)
        _ = try connection.transaction { connection throws(PostgresError) in
            try connection.copyIn(copy) { writer throws(PostgresError) in
                try writer.row(1, "x", PostgresDate?.none)
            }
        }
        #expect(try count(connection) == 1)
    }

    @Test func aTransactionFromWithinCopyLeavesTheOuterOneAlone() throws {
        let connection = try table()
        _ = try connection.transaction { connection throws(PostgresError) in
            try connection.copyIn(copy) { writer throws(PostgresError) in
                try writer.row(1, "x", PostgresDate?.none)
                #expect(throws: PostgresError.self) { try connection.transaction { _ in } }
            }
        }
        #expect(try count(connection) == 1)
        #expect(throws: PostgresError.self) {
            try connection.copyIn(copy) { _ throws(PostgresError) in try connection.transaction { _ in } }
        }
        #expect(connection.isAtRest)
    }

    @Test func aConnectionLostWhileLoadingIsRolledBack() throws {
        let connection = try table()
        let other = try SharedDatabase.connect()
        let error = #expect(throws: PostgresError.self) {
            try connection.copyIn(copy) { writer throws(PostgresError) in
                try writer.row(1, "x", PostgresDate?.none)
                try other.execute("select pg_terminate_backend($1, 5000)", connection.serverProcessID)
                for number in 0..<1_000_000 { try writer.row(number, "x", PostgresDate?.none) }
            }
        }
        guard case .lost? = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.outcome == .rolledBack)
        #expect(!connection.isUsable)
    }
}
