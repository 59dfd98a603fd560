/// The offsets of a zone: a table of past changes, then the footer's rule for ever after.
struct ZoneTable: Hashable, Sendable {
    /// Offset before the first change, in seconds east of Greenwich.
    private var initialOffset = 0
    /// Moments of the changes in seconds since 1970, ascending.
    private var changes: [Int] = []
    /// The offset from each change on.
    private var offsets: [Int] = []
    private var rule: ZoneRule?

    /// UTC.
    init() {}

    /// Reads RFC 8536 data; nil when it is not TZif of version 2 or later.
    init?(tzif bytes: [UInt8]) {
        guard let first = Header(bytes, at: 0), first.version >= 0x32 else { return nil }
        let start = Header.size + first.bodySize(timeSize: 4)
        guard let header = Header(bytes, at: start) else { return nil }
        var position = start + Header.size
        let end = position + header.bodySize(timeSize: 8)
        guard end <= bytes.count, header.types > 0 else { return nil }

        changes = (0..<header.times).map { Int(Self.signed(bytes, position + 8 * $0, 8)) }
        position += header.times * 8
        let indices = bytes[position..<(position + header.times)].map(Int.init)
        position += header.times
        let typeOffsets = (0..<header.types).map { Int(Self.signed(bytes, position + 6 * $0, 4)) }
        guard indices.allSatisfy({ $0 < header.types }) else { return nil }
        offsets = indices.map { typeOffsets[$0] }
        initialOffset = typeOffsets[0]

        let footer = bytes[end...].dropFirst().prefix { $0 != 0x0A }
        let text = String(decoding: footer, as: UTF8.self)
        if !text.isEmpty {
            guard let rule = ZoneRule(posix: text) else { return nil }
            self.rule = rule
        }
    }

    /// Seconds east of Greenwich at `seconds` since 1970.
    func offset(at seconds: Int) -> Int {
        guard let last = changes.last else { return rule?.offset(at: seconds) ?? initialOffset }
        if seconds >= last, let rule { return rule.offset(at: seconds) }
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? initialOffset : offsets[low - 1]
    }

    /// The moment in `(from, to]` at which the offset becomes that of `to`; nil when both have the same.
    func change(from: Int, to: Int) -> Int? {
        let target = offset(at: to)
        guard offset(at: from) != target else { return nil }
        var low = from
        var high = to
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(at: middle) == target { high = middle } else { low = middle }
        }
        return high
    }

    private static func signed(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int64 {
        let negative = bytes[start] & 0x80 != 0
        return bytes[start..<(start + count)].reduce(negative ? -1 : 0) { $0 << 8 | Int64($1) }
    }

    /// The 44 bytes before each block of data.
    private struct Header {
        static let size = 44
        let version: UInt8
        let times: Int
        let types: Int
        private let fixedSize: Int
        private let leaps: Int

        init?(_ bytes: [UInt8], at start: Int) {
            guard bytes.count >= start + Self.size, bytes[start..<(start + 4)].elementsEqual("TZif".utf8) else {
                return nil
            }
            let counts = (0..<6).map { Int(ZoneTable.signed(bytes, start + 20 + 4 * $0, 4)) }
            guard counts.allSatisfy({ (0...100_000).contains($0) }) else { return nil }
            version = bytes[start + 4]
            leaps = counts[2]
            times = counts[3]
            types = counts[4]
            fixedSize = counts[0] + counts[1] + counts[3] + counts[4] * 6 + counts[5]
        }

        func bodySize(timeSize: Int) -> Int { times * timeSize + leaps * (timeSize + 4) + fixedSize }
    }
}
