import Postgres
import Salon

// The words of the database are the enums' raw values.
extension Role: PostgresEncodable, PostgresDecodable {}
extension Permission: PostgresEncodable, PostgresDecodable {}
extension PermissionScope: PostgresEncodable, PostgresDecodable {}
extension AppointmentStatus: PostgresEncodable, PostgresDecodable {}
extension PaymentStatus: PostgresEncodable, PostgresDecodable {}
extension PaymentMethod: PostgresEncodable, PostgresDecodable {}
extension PaymentKind: PostgresEncodable, PostgresDecodable {}
extension Source: PostgresEncodable, PostgresDecodable {}
extension TimeOffKind: PostgresEncodable, PostgresDecodable {}
extension AuditAction: PostgresEncodable, PostgresDecodable {}
extension WaitlistStatus: PostgresEncodable, PostgresDecodable {}
extension AuditedEntity: PostgresEncodable, PostgresDecodable {}

extension Weekday: PostgresEncodable, PostgresDecodable {
    /// ISO weekdays, Monday 1: `smallint`.
    public static var postgresType: PostgresType { .int2 }
    /// ISO weekdays, Monday 1.
    public func encode(to writer: inout WireWriter) { Int16(rawValue).encode(to: &writer) }
}

extension Currency: PostgresEncodable, PostgresDecodable {
    /// `text`.
    public static var postgresType: PostgresType { .text }
    /// Every kind of text.
    public static func accepts(_ type: PostgresType) -> Bool { String.accepts(type) }
    /// The three letters.
    public func encode(to writer: inout WireWriter) { writer.write(text: code) }
    /// The three letters.
    public init?(postgres value: WireValue) {
        guard let text = String(postgres: value) else { return nil }
        self.init(text)
    }
}

extension Money: PostgresEncodable {
    /// `numeric` can't be bound in binary without its own format: the amount goes as text, and the statement casts it
    /// (`$3::text::numeric`).
    public static var postgresType: PostgresType { .text }
    /// "65.00".
    public func encode(to writer: inout WireWriter) { writer.write(text: description) }
}
