/// A value that can be a parameter of a statement, or a field of `COPY … (FORMAT BINARY)`.
///
///     extension AppointmentID: PostgresEncodable {
///         public static var postgresType: PostgresType { .uuid }
///         public func encode(to writer: inout WireWriter) { writer.write(high); writer.write(low) }
///     }
///
/// An enum with text for raw values needs no more than the conformance.
public protocol PostgresEncodable: Sendable {
    /// The type that the server takes the bytes for.
    static var postgresType: PostgresType { get }

    /// Writes the value in the type's binary format, or `writeNull()`.
    func encode(to writer: inout WireWriter)
}

/// A value that can be read from a column.
///
///     extension AppointmentID: PostgresDecodable {
///         public static func accepts(_ type: PostgresType) -> Bool { type == .uuid }
///         public init?(postgres value: WireValue) {
///             var reader = value.reader
///             guard value.count == 16, let high = reader.read(UInt64.self), let low = reader.read(UInt64.self)
///             else { return nil }
///             self.init(high: high, low: low)
///         }
///     }
///
/// An enum with text for raw values needs no more than the conformance.
public protocol PostgresDecodable {
    /// Whether a column of this type can be read as this value.
    static func accepts(_ type: PostgresType) -> Bool

    /// Reads the value from its binary format; nil if the bytes are no such value. Called only for accepted types, never for NULL.
    init?(postgres value: WireValue)

    /// What NULL is read as; nil if NULL is no such value. Only `Optional` has something to say here.
    static var postgresNull: Self? { get }
}

extension PostgresDecodable {
    /// NULL is no value.
    @inlinable
    public static var postgresNull: Self? { nil }
}

/// A value that can be an element of an array parameter or column.
public protocol PostgresArrayElement: PostgresEncodable, PostgresDecodable {
    /// The type of an array of these.
    static var postgresArrayType: PostgresType { get }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    /// The type of the value that may be missing.
    @inlinable
    public static var postgresType: PostgresType { Wrapped.postgresType }

    /// Writes the value, or NULL.
    @inlinable
    public func encode(to writer: inout WireWriter) {
        if let self { self.encode(to: &writer) } else { writer.writeNull() }
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    /// As the value that may be missing.
    @inlinable
    public static func accepts(_ type: PostgresType) -> Bool { Wrapped.accepts(type) }

    /// NULL is `nil`.
    @inlinable
    public static var postgresNull: Wrapped?? { .some(nil) }

    /// Reads the value.
    @inlinable
    public init?(postgres value: WireValue) {
        guard let wrapped = Wrapped(postgres: value) else { return nil }
        self = .some(wrapped)
    }
}

extension Optional: PostgresArrayElement where Wrapped: PostgresArrayElement {
    /// The array's type is the same whether elements may be NULL or not.
    public static var postgresArrayType: PostgresType { Wrapped.postgresArrayType }
}

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    /// The type of the raw value.
    public static var postgresType: PostgresType { RawValue.postgresType }

    /// Writes the raw value.
    public func encode(to writer: inout WireWriter) { rawValue.encode(to: &writer) }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    /// As the raw value.
    public static func accepts(_ type: PostgresType) -> Bool { RawValue.accepts(type) }

    /// Reads the raw value; nil if no case has it.
    public init?(postgres value: WireValue) {
        guard let raw = RawValue(postgres: value) else { return nil }
        self.init(rawValue: raw)
    }
}
