/// An amount of money: whole minor units of one currency, so that sums are exact.
public struct Money: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The amount in minor units (cents), negative for what is given back.
    public let minor: Int
    /// The currency.
    public let currency: Currency

    /// `minor` minor units of a currency.
    public init(minor: Int, _ currency: Currency) {
        self.minor = minor
        self.currency = currency
    }

    /// Nothing, in a currency.
    public static func zero(_ currency: Currency) -> Money { Money(minor: 0, currency) }

    /// Parses "65", "65.5", "65,00", "-12.50"; nil for anything else, for more decimals than the currency has
    /// (unless they are zeros) and for more than nine digits before the point.
    public init?(_ text: some StringProtocol, _ currency: Currency) {
        // By bytes and not by characters: a day's appointments bring a hundred amounts before the first frame.
        var bytes = Substring(text).utf8
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { bytes.removeFirst() }
        let parts = bytes.split(maxSplits: 1, omittingEmptySubsequences: false) {
            $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
        }
        guard var minor = Digits.value(Substring(parts[0])) else { return nil }
        var decimals = parts.count == 2 ? parts[1] : Substring().utf8
        guard parts.count == 1 || Digits.value(Substring(decimals)) != nil else { return nil }
        while decimals.count > Int(currency.exponent), decimals.last == UInt8(ascii: "0") { decimals.removeLast() }
        guard decimals.count <= Int(currency.exponent) else { return nil }
        for digit in decimals { minor = minor * 10 + Int(digit - UInt8(ascii: "0")) }
        for _ in decimals.count..<Int(currency.exponent) { minor *= 10 }
        self.init(minor: isNegative ? -minor : minor, currency)
    }

    /// "65.00": a point, and as many decimals as the currency has. The form of the database and of `--json`.
    public var description: String {
        let units = currency.minorUnits
        let sign = minor < 0 ? "-" : ""
        let whole = minor.magnitude / UInt(units)
        guard currency.exponent > 0 else { return "\(sign)\(whole)" }
        let rest = Int(minor.magnitude % UInt(units))
        return "\(sign)\(whole).\(Digits.padded(rest, to: Int(currency.exponent)))"
    }

    /// "1,234.50": as `description`, with a comma between thousands, for the screen.
    public var grouped: String {
        let plain = description
        let whole = plain.drop { $0 == "-" }.prefix { $0 != "." }
        let tail = plain.drop { $0 != "." }
        var result = ""
        for (offset, digit) in whole.enumerated() {
            if offset > 0, (whole.count - offset) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return (minor < 0 ? "-" : "") + result + tail
    }

    /// "65.00 EUR".
    public var withCode: String { "\(grouped) \(currency.code)" }

    /// True for an amount below zero.
    public var isNegative: Bool { minor < 0 }
    /// True for nothing.
    public var isZero: Bool { minor == 0 }

    /// The amount less a percentage, rounded to the minor unit, halves up; never below zero for an amount that is not.
    public func less(_ percentage: Percentage) -> Money {
        let scaled = minor * (Percentage.whole - percentage.hundredths)
        return Money(minor: Arithmetic.floorDivide(scaled + Percentage.whole / 2, Percentage.whole), currency)
    }

    /// The sum. Both must be of one currency.
    public static func + (left: Money, right: Money) -> Money {
        precondition(left.currency == right.currency, "amounts of two currencies")
        return Money(minor: left.minor + right.minor, left.currency)
    }

    /// The difference. Both must be of one currency.
    public static func - (left: Money, right: Money) -> Money { left + -right }
    /// The amount with its sign turned.
    public static prefix func - (money: Money) -> Money { Money(minor: -money.minor, money.currency) }
    /// Adds. Both must be of one currency.
    public static func += (left: inout Money, right: Money) { left = left + right }

    /// The smaller amount first. Both must be of one currency.
    public static func < (left: Money, right: Money) -> Bool {
        precondition(left.currency == right.currency, "amounts of two currencies")
        return left.minor < right.minor
    }
}

/// A percentage in hundredths, as `numeric(5,2)` holds it.
public struct Percentage: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Hundredths of a percent: 1 550 for 15.5 %.
    public let hundredths: Int

    /// Hundredths of a percent in 100 %.
    static let whole = 10_000

    /// So many hundredths of a percent.
    public init(hundredths: Int) { self.hundredths = hundredths }

    /// Parses "15", "15.5", "15,50"; nil for anything else or outside 0 to 100.
    public init?(_ text: some StringProtocol) {
        guard let amount = Money(text, .euro), (0...Self.whole).contains(amount.minor) else { return nil }
        hundredths = amount.minor
    }

    /// "15" or "15.5".
    public var description: String {
        let rest = hundredths % 100
        if rest == 0 { return "\(hundredths / 100)" }
        return "\(hundredths / 100).\(rest % 10 == 0 ? "\(rest / 10)" : Digits.padded(rest, to: 2))"
    }

    /// The smaller percentage first.
    public static func < (left: Percentage, right: Percentage) -> Bool { left.hundredths < right.hundredths }
}
