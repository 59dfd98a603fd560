// Arrays have one dimension here and count from 1, as nearly all arrays do.
extension Array: PostgresEncodable where Element: PostgresArrayElement {
    /// The array type of the elements.
    public static var postgresType: PostgresType { Element.postgresArrayType }

    /// A header, then each element behind its length.
    public func encode(to writer: inout WireWriter) {
        writer.write(Int32(isEmpty ? 0 : 1))
        // The server looks at the elements itself; this flag says that there may be NULLs.
        writer.write(Int32(Element.postgresNull == nil ? 0 : 1))
        writer.write(Element.postgresType.rawValue)
        guard !isEmpty else { return }
        writer.write(Int32(count))
        writer.write(Int32(1))
        for element in self { writer.writeSized { element.encode(to: &$0) } }
    }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement {
    /// Arrays of what the element accepts; which those are, the value itself says.
    public static func accepts(_ type: PostgresType) -> Bool {
        type == Element.postgresArrayType || type == .varcharArray && Element.accepts(.varchar) || type.isUserDefined
    }

    /// Nil if the elements have another type, if one of them is NULL and the element can't be, or if there are two dimensions.
    public init?(postgres value: WireValue) {
        var reader = value.reader
        guard let dimensions = reader.read(Int32.self), reader.read(Int32.self) != nil,
            let type = reader.read(UInt32.self).map(PostgresType.init(rawValue:)), Element.accepts(type)
        else { return nil }
        self = []
        if dimensions == 0 { return }
        guard dimensions == 1, let count = reader.read(Int32.self), count >= 0, reader.read(Int32.self) != nil else {
            return nil
        }
        reserveCapacity(Int(Swift.min(count, Int32(clamping: value.count / 4))))
        for _ in 0..<count {
            guard let element = reader.readSized(type, as: Element.self) else { return nil }
            append(element)
        }
    }
}
