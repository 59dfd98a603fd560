/// Values as JSON (RFC 8259), for files that are written piece by piece.
public enum JSONText {
    /// A string with its quotation marks.
    public static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{00}"..."\u{1F}":
                result += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// A string, or null.
    public static func string(_ text: String?) -> String { text.map { string($0) } ?? "null" }

    /// An object of fields in their order; the values are JSON already.
    public static func object(_ fields: [(name: String, value: String)]) -> String {
        "{" + fields.map { "\(string($0.name)):\($0.value)" }.joined(separator: ",") + "}"
    }

    /// An array; the elements are JSON already.
    public static func array(_ elements: [String]) -> String { "[" + elements.joined(separator: ",") + "]" }
}
