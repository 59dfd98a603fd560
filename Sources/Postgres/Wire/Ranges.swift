/// A value of which PostgreSQL has ranges.
public protocol PostgresRangeBound: PostgresArrayElement {
    /// The type of a range of these.
    static var postgresRangeType: PostgresType { get }
    /// The type of a multirange of these.
    static var postgresMultirangeType: PostgresType { get }
}

extension Int32: PostgresRangeBound {
    /// `int4range`.
    public static var postgresRangeType: PostgresType { .int4Range }
    /// `int4multirange`.
    public static var postgresMultirangeType: PostgresType { .int4Multirange }
}

extension Int: PostgresRangeBound {
    /// `int8range`.
    public static var postgresRangeType: PostgresType { .int8Range }
    /// `int8multirange`.
    public static var postgresMultirangeType: PostgresType { .int8Multirange }
}

/// A range such as `tsrange`.
public struct PostgresRange<Bound: PostgresRangeBound>: PostgresEncodable, PostgresDecodable {
    /// Where it begins; nil if it has no beginning.
    public var lower: Bound?
    /// Where it ends; nil if it has no end.
    public var upper: Bound?
    /// Whether `lower` itself belongs to it.
    public var includesLower: Bool
    /// Whether `upper` itself belongs to it.
    public var includesUpper: Bool
    /// Whether nothing belongs to it; it then has no bounds.
    public var isEmpty: Bool

    /// A range; half-open, `[lower, upper)`, unless said otherwise.
    public init(_ lower: Bound?, _ upper: Bound?, includesLower: Bool = true, includesUpper: Bool = false) {
        self.lower = lower
        self.upper = upper
        self.includesLower = includesLower && lower != nil
        self.includesUpper = includesUpper && upper != nil
        isEmpty = false
    }

    /// The range that nothing belongs to.
    public static var empty: Self {
        var range = Self(nil, nil)
        range.isEmpty = true
        return range
    }

    /// The range type of the bound.
    public static var postgresType: PostgresType { Bound.postgresRangeType }
    /// The range type of the bound.
    public static func accepts(_ type: PostgresType) -> Bool { type == Bound.postgresRangeType }

    /// A byte of flags, then the bounds that there are (`range_send` in PostgreSQL's `rangetypes.c`).
    public func encode(to writer: inout WireWriter) {
        guard !isEmpty else { return writer.write(RangeFlags.empty.rawValue) }
        var flags: RangeFlags = []
        if includesLower { flags.insert(.includesLower) }
        if includesUpper { flags.insert(.includesUpper) }
        if lower == nil { flags.insert(.hasNoLower) }
        if upper == nil { flags.insert(.hasNoUpper) }
        writer.write(flags.rawValue)
        if let lower { writer.writeSized { lower.encode(to: &$0) } }
        if let upper { writer.writeSized { upper.encode(to: &$0) } }
    }

    /// A byte of flags, then the bounds that there are.
    public init?(postgres value: WireValue) {
        var reader = value.reader
        guard let flags = reader.read(UInt8.self).map(RangeFlags.init(rawValue:)) else { return nil }
        guard !flags.contains(.empty) else {
            self = .empty
            return
        }
        var lower: Bound?
        var upper: Bound?
        if !flags.contains(.hasNoLower) {
            guard let bound = reader.readSized(Bound.postgresType, as: Bound.self) else { return nil }
            lower = bound
        }
        if !flags.contains(.hasNoUpper) {
            guard let bound = reader.readSized(Bound.postgresType, as: Bound.self) else { return nil }
            upper = bound
        }
        self.init(
            lower, upper, includesLower: flags.contains(.includesLower),
            includesUpper: flags.contains(.includesUpper))
    }
}

extension PostgresRange: Equatable where Bound: Equatable {}

/// Several ranges in order, such as a `tsmultirange`.
public struct PostgresMultirange<Bound: PostgresRangeBound>: PostgresEncodable, PostgresDecodable {
    /// The ranges; from the server they come in order, apart from each other, and none of them empty.
    public var ranges: [PostgresRange<Bound>]

    /// A multirange.
    public init(_ ranges: [PostgresRange<Bound>]) { self.ranges = ranges }

    /// The multirange type of the bound.
    public static var postgresType: PostgresType { Bound.postgresMultirangeType }
    /// The multirange type of the bound.
    public static func accepts(_ type: PostgresType) -> Bool { type == Bound.postgresMultirangeType }

    /// Their number, then each behind its length.
    public func encode(to writer: inout WireWriter) {
        writer.write(Int32(ranges.count))
        for range in ranges { writer.writeSized { range.encode(to: &$0) } }
    }

    /// Their number, then each behind its length.
    public init?(postgres value: WireValue) {
        var reader = value.reader
        guard let count = reader.read(Int32.self), count >= 0 else { return nil }
        ranges = []
        for _ in 0..<count {
            guard let range = reader.readSized(Bound.postgresRangeType, as: PostgresRange<Bound>.self) else {
                return nil
            }
            ranges.append(range)
        }
    }
}

extension PostgresMultirange: Equatable where Bound: Equatable {}

private struct RangeFlags: OptionSet {
    let rawValue: UInt8
    static let empty = RangeFlags(rawValue: 0x01)
    static let includesLower = RangeFlags(rawValue: 0x02)
    static let includesUpper = RangeFlags(rawValue: 0x04)
    static let hasNoLower = RangeFlags(rawValue: 0x08)
    static let hasNoUpper = RangeFlags(rawValue: 0x10)
}
