/// Why there is no screen.
public enum ScreenError: Error, Hashable {
    /// Standard input or output is no terminal.
    case notATerminal
    /// No description of any usable terminal is installed; the type that was asked for.
    case unknownTerminal(String)

    /// A sentence for the person, with what helps.
    public var message: String {
        switch self {
        case .notATerminal:
            "The console needs a terminal for its input and output. In a pipe or a script, use the sub-commands."
        case .unknownTerminal(let name):
            "This system has no description of the terminal “\(name)”, nor of xterm or vt100. "
                + "On Debian the package ncurses-base has them; TERM says which one is used."
        }
    }
}
