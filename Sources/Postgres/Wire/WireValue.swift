/// One value of an answer, looked at where libpq keeps it, without a copy.
///
/// It is valid only while the initialiser that gets it runs: read from it, never keep it.
public struct WireValue {
    /// The value's bytes in binary format. Empty for an empty value; NULL never comes here.
    public let bytes: UnsafeRawBufferPointer
    /// The column's type.
    public let type: PostgresType

    @usableFromInline
    init(bytes: UnsafeRawBufferPointer, type: PostgresType) {
        self.bytes = bytes
        self.type = type
    }

    /// The number of bytes.
    @inlinable
    public var count: Int { bytes.count }

    /// The bytes as one big-endian integer; nil if their number is not the integer's size.
    @inlinable
    public func integer<Integer: FixedWidthInteger>(_: Integer.Type = Integer.self) -> Integer? {
        guard bytes.count == MemoryLayout<Integer>.size else { return nil }
        return Integer(bigEndian: bytes.loadUnaligned(as: Integer.self))
    }

    /// The bytes as text. What is no UTF-8 (only a database in `SQL_ASCII` can hold it) becomes U+FFFD.
    @inlinable
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// A cursor over the bytes, for values with parts.
    @inlinable
    public var reader: WireReader { WireReader(rest: bytes) }
}

/// A cursor over the bytes of a value. It never reads beyond them: at the end it answers nil.
public struct WireReader {
    @usableFromInline
    var rest: UnsafeRawBufferPointer

    @usableFromInline
    init(rest: UnsafeRawBufferPointer) { self.rest = rest }

    /// Whether all has been read.
    @inlinable
    public var isAtEnd: Bool { rest.isEmpty }

    /// Takes a big-endian integer.
    @inlinable
    public mutating func read<Integer: FixedWidthInteger>(_: Integer.Type = Integer.self) -> Integer? {
        let size = MemoryLayout<Integer>.size
        guard rest.count >= size else { return nil }
        let value = Integer(bigEndian: rest.loadUnaligned(as: Integer.self))
        rest = UnsafeRawBufferPointer(rebasing: rest[size...])
        return value
    }

    /// Takes a number of bytes.
    @inlinable
    public mutating func read(count: Int) -> UnsafeRawBufferPointer? {
        guard count >= 0, rest.count >= count else { return nil }
        let taken = UnsafeRawBufferPointer(rebasing: rest[..<count])
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        return taken
    }

    /// Takes a value behind its length, and decodes it as `type`. Length -1 is the type's NULL, if it has one.
    @inlinable
    public mutating func readSized<Value: PostgresDecodable>(
        _ type: PostgresType, as _: Value.Type = Value.self
    ) -> Value? {
        guard let length = read(Int32.self) else { return nil }
        if length == -1 { return Value.postgresNull }
        guard let bytes = read(count: Int(length)) else { return nil }
        return Value(postgres: WireValue(bytes: bytes, type: type))
    }
}
