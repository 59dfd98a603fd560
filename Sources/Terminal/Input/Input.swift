/// What a terminal tells the program.
public enum Input: Hashable, Sendable {
    /// A key was pressed.
    case key(Key)
    /// Text was pasted: to be inserted, never taken as commands. Line ends are "\n"; other controls are left out.
    case paste(String)
    /// The mouse was used.
    case mouse(Mouse)
    /// The screen has this size from now on, or has to be drawn anew.
    case resize(Size)
    /// The terminal's window came to the front (true) or went to the back.
    case focus(Bool)
    /// The system asks the program to end: the number of the signal (15 asked, 1 the terminal is gone, 2 interrupted).
    case end(signal: Int32)
}
