/// Where a value writes itself in PostgreSQL's binary format: big-endian, no padding.
public struct WireWriter: Sendable {
    @usableFromInline
    var bytes: [UInt8] = []
    @usableFromInline
    var isNull = false

    init() {}

    /// Appends an integer, the most significant byte first.
    @inlinable
    public mutating func write<Integer: FixedWidthInteger>(_ value: Integer) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Appends raw bytes.
    @inlinable
    public mutating func write(bytes more: some Sequence<UInt8>) {
        bytes.append(contentsOf: more)
    }

    /// Appends a text in UTF-8.
    @inlinable
    public mutating func write(text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Makes the value NULL. Nothing else may be written for it.
    @inlinable
    public mutating func writeNull() { isNull = true }

    /// Appends a value behind its length: an element of an array, a bound of a range, a field of a row. NULL is length -1.
    @inlinable
    public mutating func writeSized(_ body: (inout WireWriter) -> Void) {
        let start = bytes.count
        write(Int32(0))
        isNull = false
        body(&self)
        let length = isNull ? -1 : Int32(truncatingIfNeeded: bytes.count - start - 4)
        isNull = false
        withUnsafeBytes(of: length.bigEndian) { bytes.replaceSubrange(start..<start + 4, with: $0) }
    }
}

/// The parameters of one statement, encoded one after the other.
struct Parameters: Sendable {
    private(set) var writer = WireWriter()
    private(set) var types: [UInt32] = []
    private var offsets: [Int] = []
    private var lengths: [Int32] = []

    init(_ values: [any PostgresEncodable]) {
        for value in values { append(value) }
    }

    private mutating func append(_ value: some PostgresEncodable) {
        let start = writer.bytes.count
        value.encode(to: &writer)
        types.append(type(of: value).postgresType.rawValue)
        offsets.append(writer.isNull ? -1 : start)
        lengths.append(writer.isNull ? 0 : Int32(truncatingIfNeeded: writer.bytes.count - start))
        writer.isNull = false
        // An empty text still needs an address that is not null, or libpq would send NULL.
        if writer.bytes.isEmpty { writer.bytes.append(0) }
    }

    /// Lends what libpq takes: addresses (nil for NULL), lengths and formats (all binary).
    func withLibpq<Result>(
        _ body: (
            _ count: Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
        ) -> Result
    ) -> Result {
        let count = offsets.count
        guard count > 0 else { return body(0, nil, nil, nil) }
        return writer.bytes.withUnsafeBytes { bytes in
            withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { addresses in
                withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { formats in
                    for index in 0..<count {
                        let offset = offsets[index]
                        addresses.initializeElement(
                            at: index,
                            to: offset < 0
                                ? nil : bytes.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self))
                        formats.initializeElement(at: index, to: 1)
                    }
                    return lengths.withUnsafeBufferPointer { lengths in
                        body(
                            Int32(count), UnsafePointer(addresses.baseAddress), lengths.baseAddress,
                            UnsafePointer(formats.baseAddress))
                    }
                }
            }
        }
    }
}
