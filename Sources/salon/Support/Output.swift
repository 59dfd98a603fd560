// JSON is written by the library that everybody's JSON is written by; the executable alone links it.
import FoundationEssentials
import Salon

/// Prints what a sub-command answers, as text for a person or as one JSON object for a program.
enum Output {
    /// One object on standard output, keys in a stable order.
    static func printJSON(_ document: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(document) else {
            // Every document here is made of strings, numbers and lists of them, which always encode.
            preconditionFailure("a document that JSON cannot hold: \(document)")
        }
        Standard.output(String(decoding: data, as: UTF8.self) + "\n")
    }

    /// Lines of columns, each as wide as its widest cell; the last column is not padded.
    static func printTable(_ rows: [[String]]) {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        for row in rows {
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell
                if column < row.count - 1 {
                    line += String(repeating: " ", count: widths[column] - cell.count + 2)
                }
            }
            Standard.output(line + "\n")
        }
    }
}
