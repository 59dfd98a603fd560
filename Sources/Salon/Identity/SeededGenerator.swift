/// SplitMix64 (Steele, Lea, Flood 2014): small, fast, and the same numbers for the same seed on every machine.
/// For the demo salon and for tests; never for tokens.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts the sequence that belongs to `seed`.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension RandomNumberGenerator {
    /// A whole number in `range`, which must not be empty. Slightly uneven for huge ranges, and the same
    /// everywhere for a seed, which the standard library does not promise.
    public mutating func integer(in range: ClosedRange<Int>) -> Int {
        let count = UInt64(range.upperBound - range.lowerBound) + 1
        return range.lowerBound + Int(next().multipliedFullWidth(by: count).high)
    }

    /// True with the given chance of `percent` in 100; fractions such as 3.5 are kept to a hundredth.
    public mutating func chance(percent: Double) -> Bool {
        integer(in: 0...9_999) < Int(percent * 100)
    }

    /// One element, each as likely as another; nil only for an empty collection.
    public mutating func pick<Elements: RandomAccessCollection>(_ elements: Elements) -> Elements.Element? {
        guard !elements.isEmpty else { return nil }
        let offset = integer(in: 0...(elements.count - 1))
        return elements[elements.index(elements.startIndex, offsetBy: offset)]
    }
}
