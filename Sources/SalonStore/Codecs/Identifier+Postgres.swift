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
    public func encode(to writer: inout WireWriter) { PostgresUUID(high: high, low: low).encode(to: &writer) }
    /// Sixteen bytes in network order.
    public init?(postgres value: WireValue) {
        guard let uuid = PostgresUUID(postgres: value) else { return nil }
        self.init(high: uuid.high, low: uuid.low)
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
