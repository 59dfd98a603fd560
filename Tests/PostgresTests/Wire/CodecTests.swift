import Testing

@testable import Postgres

/// Each value goes to the server and comes back, and the server's own text of it is right.
@Suite struct CodecTests {
    private func roundTrip<Value: PostgresEncodable & PostgresDecodable & Equatable>(
        _ value: Value, _ text: String?
    ) throws {
        let rows = try SharedDatabase.connect().query("select $1, $1::text", value)
        #expect(try rows[0].decode(0, as: Value.self) == value)
        #expect(try rows[0].decode(1, as: String?.self) == text)
    }

    @Test func scalars() throws {
        try roundTrip(true, "true")
        try roundTrip(false, "false")
        try roundTrip(Int16.min, "-32768")
        try roundTrip(Int32.max, "2147483647")
        try roundTrip(Int64.min, "-9223372036854775808")
        try roundTrip(Int.max, "9223372036854775807")
        try roundTrip(-0.1, "-0.1")
        try roundTrip(Double.infinity, "Infinity")
        try roundTrip("", "")
        try roundTrip("Zoë 👩‍🦰 \u{202e}\n\t'\"\\", "Zoë 👩‍🦰 \u{202e}\n\t'\"\\")
        try roundTrip(PostgresBytes([0, 1, 0xff]), "\\x0001ff")
        try roundTrip(PostgresBytes([]), "\\x")
        try roundTrip(
            PostgresUUID(high: 0x0123_4567_89ab_cdef, low: 0xfedc_ba98_7654_3210),
            "01234567-89ab-cdef-fedc-ba9876543210")
        try roundTrip(String?.none, nil)
        try roundTrip(Int?.some(7), "7")
    }

    @Test func moments() throws {
        try roundTrip(PostgresDate(daysSince1970: 0), "1970-01-01")
        try roundTrip(PostgresDate(daysSince1970: 20_778), "2026-11-21")
        try roundTrip(PostgresDate(daysSince1970: -25_567), "1900-01-01")
        try roundTrip(PostgresTime(microsecondsSinceMidnight: 34_200_000_000), "09:30:00")
        try roundTrip(PostgresTimestamp(microsecondsSince1970: 1_795_253_400_000_000), "2026-11-21 09:30:00")
        try roundTrip(PostgresTimestamp(microsecondsSince1970: .max), "infinity")
        try roundTrip(PostgresInstant(microsecondsSince1970: .min), "-infinity")
        let rows = try SharedDatabase.connect().query(
            "select extract(epoch from $1)::float8", PostgresInstant(microsecondsSince1970: 1_795_253_400_500_000))
        #expect(try rows[0].decode(0, as: Double.self) == 1_795_253_400.5)
    }

    @Test(arguments: [
        (6500, 2, "65.00"), (0, 2, "0.00"), (5, 2, "0.05"), (-5, 2, "-0.05"), (12_345_678, 2, "123456.78"),
        (10_000, 0, "10000"), (123_456_789, 0, "123456789"), (1, 8, "0.00000001"), (100_000_000, 2, "1000000.00"),
        (99_999_999_99, 2, "99999999.99"), (123_450_000, 4, "12345.0000"), (Int64.max, 3, "9223372036854775.807"),
    ])
    func numerics(unscaled: Int64, scale: Int, text: String) throws {
        let number = PostgresNumeric(unscaled: unscaled, scale: scale)
        #expect(number.description == text)
        try roundTrip(number, text)
        // What the server makes of its own text, whose groups it may cut differently.
        let rows = try SharedDatabase.connect().query("select $1::text::numeric", text)
        #expect(try rows[0].decode(0, as: PostgresNumeric.self) == number)
    }

    @Test func numericsThatDoNotFitAreRefused() throws {
        let connection = try SharedDatabase.connect()
        for text in ["NaN", "Infinity", "99999999999999999999"] {
            let row = try connection.query("select $1::text::numeric", text)[0]
            #expect(throws: PostgresError.self) { try row.decode(0, as: PostgresNumeric.self) }
        }
        #expect(PostgresNumeric(unscaled: 6500, scale: 2).unscaled(at: 0) == 65)
        #expect(PostgresNumeric(unscaled: 65, scale: 0).unscaled(at: 2) == 6500)
        #expect(PostgresNumeric(unscaled: 6550, scale: 2).unscaled(at: 0) == nil)
        #expect(PostgresNumeric(unscaled: .max, scale: 0).unscaled(at: 1) == nil)
    }

    @Test func arrays() throws {
        try roundTrip([Int32](), "{}")
        try roundTrip([1, -2, 3] as [Int32], "{1,-2,3}")
        try roundTrip([1, -2, 3] as [Int], "{1,-2,3}")
        try roundTrip(["a", "", "b\"c,{}"], "{a,\"\",\"b\\\"c,{}\"}")
        try roundTrip(["a", nil, "c"], "{a,NULL,c}")
        try roundTrip([PostgresUUID(high: 0, low: 1)], "{00000000-0000-0000-0000-000000000001}")
        try roundTrip([PostgresDate(daysSince1970: 0)], "{1970-01-01}")
        let connection = try SharedDatabase.connect()
        let row = try connection.query("select array['a', null], array[['a'], ['b']], '{x,y}'::varchar[]")[0]
        #expect(throws: PostgresError.self) { try row.decode(0, as: [String].self) }
        #expect(throws: PostgresError.self) { try row.decode(1, as: [String].self) }
        #expect(try row.decode(2, as: [String].self) == ["x", "y"])
        #expect(throws: PostgresError.self) { try row.decode(2, as: [Int].self) }
    }

    @Test func ranges() throws {
        let nine = PostgresTimestamp(microsecondsSince1970: 1_795_251_600_000_000)
        let ten = PostgresTimestamp(microsecondsSince1970: 1_795_255_200_000_000)
        try roundTrip(PostgresRange(nine, ten), "[\"2026-11-21 09:00:00\",\"2026-11-21 10:00:00\")")
        try roundTrip(PostgresRange(nine, nil), "[\"2026-11-21 09:00:00\",)")
        try roundTrip(PostgresRange<PostgresTimestamp>.empty, "empty")
        try roundTrip(PostgresRange(Int32(1), 5), "[1,5)")
        try roundTrip(
            PostgresRange(nine, ten, includesLower: false, includesUpper: true),
            "(\"2026-11-21 09:00:00\",\"2026-11-21 10:00:00\"]")
        try roundTrip(PostgresMultirange<Int>([]), "{}")
        try roundTrip(PostgresMultirange([PostgresRange(1, 2), PostgresRange(4, nil)]), "{[1,2),[4,)}")
        try roundTrip(
            PostgresMultirange([PostgresRange(nine, ten)]),
            "{[\"2026-11-21 09:00:00\",\"2026-11-21 10:00:00\")}")
    }

    private enum Status: String, PostgresEncodable, PostgresDecodable {
        case reserved
        case inService = "in_service"
    }

    @Test func enumsAreTheirTexts() throws {
        let row = try SharedDatabase.connect().query("select $1, 'elsewhere'", Status.inService)[0]
        #expect(try row.decode(0, as: Status.self) == .inService)
        #expect(try row.decode(0, as: String.self) == "in_service")
        #expect(throws: PostgresError.self) { try row.decode(1, as: Status.self) }
    }

    @Test func jsonAndTypesOfTheDatabaseReadAsText() throws {
        let connection = try SharedDatabase.connect()
        try connection.script("create type pg_temp.mood as enum ('calm', 'busy')")
        let row = try connection.query(
            "select '{\"a\": 1}'::jsonb, '[1]'::json, 'busy'::pg_temp.mood, 'n'::name, 'v'::varchar, 'c'::char(3)")[0]
        #expect(try row.decode(0, as: String.self) == "{\"a\": 1}")
        #expect(try row.decode(1, as: String.self) == "[1]")
        #expect(try row.decode(2, as: String.self) == "busy")
        #expect(try row.decode(3, as: String.self) == "n")
        #expect(try row.decode(4, as: String.self) == "v")
        #expect(try row.decode(5, as: String.self) == "c  ")
    }

    @Test func aColumnIsNeverReadAsAnotherType() throws {
        let row = try SharedDatabase.connect().query(
            "select 1::int8 as id, null::text as note, now()::timestamp as at, 1.5::float4 as rate")[0]
        // Eight bytes all three; only the type tells them apart.
        #expect(throws: PostgresError.self) { try row.decode(0, as: PostgresTimestamp.self) }
        #expect(throws: PostgresError.self) { try row.decode(2, as: Int.self) }
        #expect(throws: PostgresError.self) { try row.decode("id", as: Double.self) }
        #expect(try row.decode("rate", as: Double.self) == 1.5)
        let error = #expect(throws: PostgresError.self) { try row.decode("note", as: String.self) }
        guard case .decoding(let failure)? = error?.kind else {
            Issue.record("another kind of error")
            return
        }
        #expect(failure == DecodingFailure(column: "note", expected: "String", found: "NULL"))
        #expect(error?.outcome == .committed)
        #expect(throws: PostgresError.self) { try row.decode("missing", as: String.self) }
        #expect(throws: PostgresError.self) { try row.decode(4, as: String.self) }
        #expect(throws: PostgresError.self) { try row.decode(-1, as: String.self) }
    }

    @Test func aCursorReadsFromLeftToRight() throws {
        let rows = try SharedDatabase.connect().query("select 1 as a, 'x'::text as b, null::int as c")
        var cursor = rows[0].cursor
        #expect(try cursor.next(Int.self) == 1)
        #expect(try cursor.next(String.self) == "x")
        #expect(try cursor.next(Int?.self) == nil)
        #expect(rows.columnNames == ["a", "b", "c"])
    }
}
