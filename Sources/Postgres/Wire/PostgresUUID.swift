/// A `uuid`: 16 bytes.
public struct PostgresUUID: PostgresArrayElement, Hashable {
    /// The first eight bytes, the most significant first.
    public var high: UInt64
    /// The last eight bytes, the most significant first.
    public var low: UInt64

    /// A UUID from its two halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// `uuid`.
    public static var postgresType: PostgresType { .uuid }
    /// `uuid[]`.
    public static var postgresArrayType: PostgresType { .uuidArray }
    /// `uuid`.
    public static func accepts(_ type: PostgresType) -> Bool { type == .uuid }
    /// The 16 bytes.
    public func encode(to writer: inout WireWriter) {
        writer.write(high)
        writer.write(low)
    }
    /// The 16 bytes.
    public init?(postgres value: WireValue) {
        var reader = value.reader
        guard value.count == 16, let high = reader.read(UInt64.self), let low = reader.read(UInt64.self) else {
            return nil
        }
        self.init(high: high, low: low)
    }
}
