import Salon
import Terminal

/// What a new password must have, told while it is typed. `Validation.password` decides; this says how far one is.
enum PasswordRules {
    private static let signs = "@$!%*?&"

    /// Each rule in words, and whether the text keeps it.
    static func rows(for text: String) -> [(words: String, isKept: Bool)] {
        let isPlain: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber) || signs.contains($0) }
        return [
            (
                "at least 8 characters, at most \(Validation.longestPasswordBytes)",
                (8...Validation.longestPasswordBytes).contains(text.utf8.count)
            ),
            ("a capital letter", text.contains { $0.isASCII && $0.isUppercase }),
            ("a digit", text.contains { $0.isASCII && $0.isNumber }),
            ("one of the signs @ $ ! % * ? &", text.contains { signs.contains($0) }),
            ("only a to z, digits and these signs", !text.isEmpty && text.allSatisfy(isPlain)),
        ]
    }

    /// The rows that `draw` takes.
    static let height = 5

    /// One line for each rule, ticked as soon as it is kept.
    static func draw(for text: String, in area: Rect, into frame: inout Frame) {
        for (index, rule) in rows(for: text).enumerated() where index < area.height {
            frame.write(
                (rule.isKept ? "✓ " : "· ") + rule.words, at: area.row(index).origin,
                style: Style(rule.isKept ? .good : .muted), width: area.width)
        }
    }
}
