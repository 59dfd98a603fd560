/// Breaks text into lines by cells.
public enum TextWrap {
    /// The lines of `text` in `width` cells: broken at blanks, inside a word only where the word is wider than the line.
    /// Line breaks of the text are kept.
    ///
    /// - Parameters:
    ///   - limit: the most lines; the last one then ends with "…" if there is more.
    public static func lines(_ text: String, width: Int, limit: Int = .max) -> [String] {
        guard width > 0, limit > 0 else { return [] }
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            wrap(paragraph, width, limit, &lines)
            if lines.count > limit { break }
        }
        if lines.count > limit {
            let next = lines[limit]
            lines.removeSubrange(limit...)
            lines[limit - 1] = CleanText.cut(lines[limit - 1] + " " + next + " …", to: width)
            if !lines[limit - 1].hasSuffix("…") { lines[limit - 1] = CleanText.cut(lines[limit - 1] + "……", to: width) }
        }
        return lines
    }

    private static func wrap(_ paragraph: Substring, _ width: Int, _ limit: Int, _ lines: inout [String]) {
        let before = lines.count
        var line = ""
        var used = 0
        for word in paragraph.split(separator: " ") {
            var word = String(word)
            var cells = TextWidth.cells(word, upTo: width)
            if !line.isEmpty, used + 1 + cells <= width {
                line += " " + word
                used += 1 + cells
                continue
            }
            if !line.isEmpty { lines.append(line) }
            (line, used) = ("", 0)
            while cells > width {
                guard lines.count <= limit else { return }
                let (head, rest) = split(word, width)
                lines.append(head)
                word = rest
                cells = TextWidth.cells(word, upTo: width)
            }
            if word.isEmpty { continue }
            (line, used) = (word, cells)
        }
        if !line.isEmpty || lines.count == before { lines.append(line) }
    }

    /// The longest part that fits, at least one grapheme, and the rest.
    private static func split(_ word: String, _ width: Int) -> (String, String) {
        var head = ""
        var used = 0
        var index = word.startIndex
        while index < word.endIndex {
            let character = word[index]
            let cells = TextWidth.cells(String(character))
            if used + cells > width, !head.isEmpty { break }
            head.append(character)
            used += cells
            index = word.index(after: index)
        }
        return (head, String(word[index...]))
    }
}
