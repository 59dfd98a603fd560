/// What the configuration file says, with defaults for what it doesn't.
struct Settings: Equatable, Sendable {
    /// The name of the theme.
    var theme = "dark"
    /// The themes to choose from.
    var themes = ["dark"]
    /// Whether the mouse is used; while it isn't, the terminal itself can mark and copy text.
    var mouse = false
    /// After how many idle minutes the desk locks; 0 for never, nil for what the branch says.
    var idleLockMinutes: Int?
    /// Other keys for actions, by the action's name.
    var keys: [String: [String]] = [:]
}
