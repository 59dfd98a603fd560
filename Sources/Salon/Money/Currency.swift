/// A currency by its ISO 4217 code, with the number of decimals of its minor unit.
public struct Currency: Hashable, Sendable, CustomStringConvertible {
    private let letters: (UInt8, UInt8, UInt8)
    /// Decimals of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD.
    public let exponent: Int8

    /// The currency with this three-letter code, upper or lower case; nil when it is not three letters.
    public init?(_ code: some StringProtocol) {
        let upper = code.utf8.map { $0 & 0xDF }
        guard upper.count == 3, code.utf8.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }) else {
            return nil
        }
        letters = (upper[0], upper[1], upper[2])
        exponent = Self.exponent(of: String(decoding: upper, as: UTF8.self))
    }

    private init(_ first: Character, _ second: Character, _ third: Character) {
        letters = (first.asciiValue ?? 0, second.asciiValue ?? 0, third.asciiValue ?? 0)
        exponent = 2
    }

    /// The euro.
    public static let euro = Currency("E", "U", "R")

    /// "EUR".
    public var code: String { String(decoding: [letters.0, letters.1, letters.2], as: UTF8.self) }
    /// The code.
    public var description: String { code }

    /// How many minor units make one: 100 for EUR.
    public var minorUnits: Int { (0..<exponent).reduce(1) { units, _ in units * 10 } }

    // ISO 4217 list one: the currencies whose minor unit is not a hundredth.
    private static func exponent(of code: String) -> Int8 {
        switch code {
        case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF",
            "XPF":
            0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        default: 2
        }
    }

    /// Equal codes are equal currencies.
    public static func == (left: Currency, right: Currency) -> Bool { left.letters == right.letters }
    /// Hashes the code.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(letters.0)
        hasher.combine(letters.1)
        hasher.combine(letters.2)
    }
}
