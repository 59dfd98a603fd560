/// A `numeric` with a known number of decimals, exact: `unscaled` × 10^-`scale`. 65.00 is 6500 with scale 2.
///
/// On the wire it is PostgreSQL's base-10000 format (`numeric_send` in its `numeric.c`).
public struct PostgresNumeric: PostgresArrayElement, Hashable {
    /// The digits, without the point.
    public var unscaled: Int64
    /// How many of the digits stand behind the point.
    public var scale: Int

    /// A number.
    public init(unscaled: Int64, scale: Int) {
        self.unscaled = unscaled
        self.scale = scale
    }

    /// The digits at another scale; nil if digits other than zero would be cut off, or the number is too big.
    public func unscaled(at wanted: Int) -> Int64? {
        var result = unscaled
        for _ in 0..<max(0, wanted - scale) {
            let (product, overflow) = result.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            result = product
        }
        for _ in 0..<max(0, scale - wanted) {
            let (quotient, remainder) = result.quotientAndRemainder(dividingBy: 10)
            if remainder != 0 { return nil }
            result = quotient
        }
        return result
    }

    /// `numeric`.
    public static var postgresType: PostgresType { .numeric }
    /// `numeric[]`.
    public static var postgresArrayType: PostgresType { .numericArray }
    /// `numeric`.
    public static func accepts(_ type: PostgresType) -> Bool { type == .numeric }

    private static let negative: UInt16 = 0x4000

    /// Groups of four decimal digits, the most significant first.
    public func encode(to writer: inout WireWriter) {
        // The point must lie between two groups: whole groups behind it, the last one filled up with zeros.
        let fractionGroups = (max(0, scale) + 3) / 4
        var rest = UInt128(unscaled.magnitude)
        for _ in 0..<max(0, fractionGroups * 4 - scale) { rest *= 10 }
        var groups: [UInt16] = []
        while rest > 0 {
            groups.append(UInt16(rest % 10_000))
            rest /= 10_000
        }
        writer.write(Int16(groups.count))
        writer.write(Int16(groups.count - fractionGroups - 1))
        writer.write(unscaled < 0 ? Self.negative : 0)
        writer.write(Int16(max(0, scale)))
        for group in groups.reversed() { writer.write(group) }
    }

    /// Nil for NaN, the infinities, and what does not fit into 64 bits.
    public init?(postgres value: WireValue) {
        var reader = value.reader
        guard let count = reader.read(Int16.self), let weight = reader.read(Int16.self),
            let sign = reader.read(UInt16.self), let decimals = reader.read(Int16.self),
            sign == 0 || sign == Self.negative
        else { return nil }
        var magnitude: Int64 = 0
        // The groups cover the powers of ten from 4 × weight down; `decimals` says where to stop.
        var power = 4 * Int(weight)
        func append(_ factor: Int64, _ digits: Int64) -> Bool {
            let (product, overflowed) = magnitude.multipliedReportingOverflow(by: factor)
            let (sum, overflowedToo) = product.addingReportingOverflow(digits)
            magnitude = sum
            return !overflowed && !overflowedToo
        }
        for _ in 0..<max(0, count) {
            guard let group = reader.read(Int16.self) else { return nil }
            let spare = -power - Int(decimals)
            if spare <= 0 {
                guard append(10_000, Int64(group)) else { return nil }
            } else {
                // The last group reaches beyond the decimals: its last digits are zeros.
                let cut = Self.powers[min(spare, 4)]
                guard append(10_000 / cut, Int64(group) / cut) else { return nil }
            }
            power -= 4
        }
        // Trailing groups of zeros do not travel.
        var missing = power + 4 + Int(decimals)
        while missing > 0, magnitude != 0 {
            guard append(10, 0) else { return nil }
            missing -= 1
        }
        self.init(unscaled: sign == 0 ? magnitude : -magnitude, scale: Int(decimals))
    }

    private static let powers: [Int64] = [1, 10, 100, 1000, 10_000]
}

extension PostgresNumeric: CustomStringConvertible {
    /// The number with its point: `65.00`.
    public var description: String {
        let digits = String(unscaled.magnitude)
        let sign = unscaled < 0 ? "-" : ""
        guard scale > 0 else { return sign + digits + String(repeating: "0", count: -scale) }
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}
