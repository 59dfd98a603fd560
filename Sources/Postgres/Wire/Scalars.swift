extension Bool: PostgresArrayElement {
    /// `boolean`.
    public static var postgresType: PostgresType { .bool }
    /// `boolean[]`.
    public static var postgresArrayType: PostgresType { .boolArray }
    /// `boolean`.
    public static func accepts(_ type: PostgresType) -> Bool { type == .bool }
    /// One byte.
    public func encode(to writer: inout WireWriter) { writer.write(UInt8(self ? 1 : 0)) }
    /// One byte.
    public init?(postgres value: WireValue) {
        guard let byte = value.integer(UInt8.self) else { return nil }
        self = byte != 0
    }
}

extension Int16: PostgresArrayElement {
    /// `smallint`.
    public static var postgresType: PostgresType { .int2 }
    /// `smallint[]`.
    public static var postgresArrayType: PostgresType { .int2Array }
    /// `smallint`.
    public static func accepts(_ type: PostgresType) -> Bool { type == .int2 }
    /// Two bytes.
    public func encode(to writer: inout WireWriter) { writer.write(self) }
    /// Two bytes.
    public init?(postgres value: WireValue) {
        guard let integer = value.integer(Int16.self) else { return nil }
        self = integer
    }
}

extension Int32: PostgresArrayElement {
    /// `integer`.
    public static var postgresType: PostgresType { .int4 }
    /// `integer[]`.
    public static var postgresArrayType: PostgresType { .int4Array }
    /// `integer` and `smallint`.
    public static func accepts(_ type: PostgresType) -> Bool { type == .int4 || type == .int2 }
    /// Four bytes.
    public func encode(to writer: inout WireWriter) { writer.write(self) }
    /// Two or four bytes.
    public init?(postgres value: WireValue) {
        if let integer = value.integer(Int32.self) {
            self = integer
        } else if let integer = value.integer(Int16.self) {
            self = Int32(integer)
        } else {
            return nil
        }
    }
}

extension Int64: PostgresArrayElement {
    /// `bigint`.
    public static var postgresType: PostgresType { .int8 }
    /// `bigint[]`.
    public static var postgresArrayType: PostgresType { .int8Array }
    /// `bigint`, `integer`, `smallint` and `oid`.
    public static func accepts(_ type: PostgresType) -> Bool {
        type == .int8 || type == .int4 || type == .int2 || type == .oid
    }
    /// Eight bytes.
    public func encode(to writer: inout WireWriter) { writer.write(self) }
    /// Two, four or eight bytes.
    public init?(postgres value: WireValue) {
        switch value.type {
        case .int8:
            guard let integer = value.integer(Int64.self) else { return nil }
            self = integer
        case .oid:
            guard let integer = value.integer(UInt32.self) else { return nil }
            self = Int64(integer)
        default:
            guard let integer = Int32(postgres: value) else { return nil }
            self = Int64(integer)
        }
    }
}

extension Int: PostgresArrayElement {
    /// `bigint`. Where a statement infers another type, such as a date plus an integer, cast: `$1::int`.
    public static var postgresType: PostgresType { .int8 }
    /// `bigint[]`.
    public static var postgresArrayType: PostgresType { .int8Array }
    /// `bigint`, `integer`, `smallint` and `oid`.
    public static func accepts(_ type: PostgresType) -> Bool { Int64.accepts(type) }
    /// Eight bytes.
    public func encode(to writer: inout WireWriter) { writer.write(Int64(self)) }
    /// Two, four or eight bytes.
    public init?(postgres value: WireValue) {
        guard let integer = Int64(postgres: value) else { return nil }
        self = Int(integer)
    }
}

extension Double: PostgresArrayElement {
    /// `double precision`.
    public static var postgresType: PostgresType { .float8 }
    /// `double precision[]`.
    public static var postgresArrayType: PostgresType { .float8Array }
    /// `double precision` and `real`.
    public static func accepts(_ type: PostgresType) -> Bool { type == .float8 || type == .float4 }
    /// Eight bytes, IEEE 754.
    public func encode(to writer: inout WireWriter) { writer.write(bitPattern) }
    /// Four or eight bytes, IEEE 754.
    public init?(postgres value: WireValue) {
        if let bits = value.integer(UInt64.self) {
            self.init(bitPattern: bits)
        } else if let bits = value.integer(UInt32.self) {
            self.init(Float(bitPattern: bits))
        } else {
            return nil
        }
    }
}

extension String: PostgresArrayElement {
    /// `text`.
    public static var postgresType: PostgresType { .text }
    /// `text[]`.
    public static var postgresArrayType: PostgresType { .textArray }
    /// Every kind of text, `json`, `jsonb`, and types of the database itself such as enums, whose binary format is their text.
    public static func accepts(_ type: PostgresType) -> Bool {
        switch type {
        case .text, .varchar, .bpchar, .name, .char, .unknown, .json, .jsonb: true
        // A void answer has no bytes: it reads as an empty text.
        case .void: true
        default: type.isUserDefined
        }
    }
    /// UTF-8.
    public func encode(to writer: inout WireWriter) { writer.write(text: self) }
    /// UTF-8; `jsonb` puts a version byte first.
    public init?(postgres value: WireValue) {
        var bytes = value.bytes
        if value.type == .jsonb {
            guard bytes.first == 1 else { return nil }
            bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
        }
        self.init(decoding: bytes, as: UTF8.self)
    }
}

/// A `bytea`: raw bytes, such as the hash of a token.
public struct PostgresBytes: PostgresArrayElement, Hashable {
    /// The bytes.
    public var bytes: [UInt8]

    /// Wraps bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// `bytea`.
    public static var postgresType: PostgresType { .bytea }
    /// `bytea[]`.
    public static var postgresArrayType: PostgresType { .byteaArray }
    /// `bytea`.
    public static func accepts(_ type: PostgresType) -> Bool { type == .bytea }
    /// The bytes themselves.
    public func encode(to writer: inout WireWriter) { writer.write(bytes: bytes) }
    /// The bytes themselves.
    public init?(postgres value: WireValue) { bytes = Array(value.bytes) }
}
