/// What a piece of text means. A theme gives each meaning its colour.
public enum Ink: UInt8, CaseIterable, Sendable {
    /// Ordinary text.
    case text
    /// Text of less weight: labels, units, second lines.
    case muted
    /// Decoration that may be overlooked: what stands behind a dialog, minor marks of a scale. Never the only
    /// carrier of a meaning.
    case faint
    /// Text of more weight: names, amounts, the chosen thing.
    case strong
    /// Titles of screens, tables and groups.
    case heading
    /// What the eye is led to: a caret, today's bar, a frame in focus.
    case accent
    /// A key that can be pressed.
    case key
    /// It went well, it is live, it grew.
    case good
    /// It wants attention: unpaid, an alert, a hold about to end.
    case warning
    /// It failed, is lost or is dangerous; the line of now.
    case danger
    /// A neutral notice.
    case info
    /// Lines of boxes, tables and grids. Decoration.
    case rule
    /// Waits for somebody's decision.
    case pending
    /// Decided and to come.
    case settled
    /// Here and waiting.
    case present
    /// Going on now.
    case active
    /// Over, as it should be.
    case done
    /// Over, and it went wrong.
    case failed
    /// Taken back.
    case void
}
