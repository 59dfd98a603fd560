/// A place to show frames and to hear from the person before it. Used from one thread only.
public protocol Screen: AnyObject {
    /// Columns and rows at present.
    var size: Size { get }

    /// Shows a frame. Only what differs from the frame before is sent.
    func present(_ frame: Frame)

    /// Everything that came in since the last call, in order; empty if nothing did. Never waits for a person.
    func readInput() -> [Input]

    /// The descriptors to wait on for reading: when one is readable, `readInput` has news.
    var descriptors: [Int32] { get }

    /// Rings the bell, or flashes.
    func ring()

    /// Puts text on the clipboard of the person's computer. False if the text is too long or the terminal can't.
    func copy(_ text: String) -> Bool

    /// Takes the mouse, or leaves it to the terminal, which then lets people mark text.
    func useMouse(_ on: Bool)

    /// Gives the terminal back to the shell until the person returns; then the next frame is drawn whole.
    func suspend()

    /// Gives the terminal back as it was found. Nothing may be presented afterwards.
    func close()
}
