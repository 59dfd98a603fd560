import Postgres
import Salon

extension UUIDValue: PostgresArrayElement {
    /// `uuid`.
    public static var postgresType: PostgresType { .uuid }
    /// `uuid[]`.
    public static var postgresArrayType: PostgresType { .uuidArray }
    /// `uuid`.
    public static func accepts(_ type: PostgresType) -> Bool { type == .uuid }
    /// Sixteen bytes in network order.
    public func encode(to writer: inout WireWriter) {
        writer.write(high)
        writer.write(low)
    }
    /// Sixteen bytes in network order.
    public init?(postgres value: WireValue) {
        var reader = value.reader
        guard value.count == 16, let high = reader.read(UInt64.self), let low = reader.read(UInt64.self) else {
            return nil
        }
        self.init(high: high, low: low)
    }
}

extension Identifier: PostgresArrayElement {
    /// `uuid`.
    public static var postgresType: PostgresType { .uuid }
    /// `uuid[]`.
    public static var postgresArrayType: PostgresType { .uuidArray }
    /// `uuid`.
    public static func accepts(_ type: PostgresType) -> Bool { type == .uuid }
    /// The UUID's bytes.
    public func encode(to writer: inout WireWriter) { value.encode(to: &writer) }
    /// The UUID's bytes.
    public init?(postgres value: WireValue) {
        guard let uuid = UUIDValue(postgres: value) else { return nil }
        self.init(uuid)
    }
}
