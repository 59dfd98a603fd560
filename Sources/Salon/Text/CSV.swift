/// Lines of comma-separated values (RFC 4180).
public enum CSV {
    /// A line with its end. A cell that a spreadsheet would take for a formula begins with an apostrophe: a client's
    /// name must not reckon on the owner's machine (OWASP, CSV Injection).
    public static func line(_ cells: [String]) -> String {
        cells.lazy.map(cell).joined(separator: ",") + "\r\n"
    }

    private static func cell(_ text: String) -> String {
        let isFormula = text.utf8.first.map { formulaStarts.contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        guard safe.utf8.contains(where: { special.contains($0) }) else { return safe }
        return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private static let formulaStarts = Array("=+-@\t\r\n".utf8)
    private static let special = Array("\",\r\n".utf8)
}
