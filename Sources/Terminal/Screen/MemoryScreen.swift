/// A screen without a terminal: tests feed its input and look at its frames.
public final class MemoryScreen: Screen {
    /// Columns and rows at present.
    public private(set) var size: Size
    /// The frame shown last.
    public private(set) var frame: Frame
    /// How many cells the last frame changed.
    public private(set) var changedCells = 0
    /// How many frames were shown.
    public private(set) var frameCount = 0
    /// How often the bell rang.
    public private(set) var rings = 0
    /// What was copied last.
    public private(set) var copied: String?
    /// Whether the mouse is taken.
    public private(set) var mouse = false
    /// How often the terminal was given back to the shell for a while.
    public private(set) var suspensions = 0
    /// Whether the terminal was given back for good.
    public private(set) var isClosed = false
    /// Nothing to wait on.
    public let descriptors: [Int32] = []

    private var waiting: [Input] = []

    /// A screen of `size`.
    public init(_ size: Size) {
        self.size = size
        frame = Frame(size)
    }

    /// Puts input before the program, as a person would.
    public func feed(_ input: Input...) {
        for one in input {
            if case .resize(let size) = one { self.size = size }
            waiting.append(one)
        }
    }

    /// Puts keys before the program.
    public func press(_ keys: Key...) {
        waiting += keys.map(Input.key)
    }

    /// Types a text, each character a key.
    public func type(_ text: String) {
        waiting += text.map { .key(.character($0)) }
    }

    /// Keeps the frame and counts what it changed.
    public func present(_ frame: Frame) {
        if frame.size == self.frame.size {
            changedCells = zip(frame.cells, self.frame.cells).reduce(0) { $0 + ($1.0 == $1.1 ? 0 : 1) }
        } else {
            changedCells = frame.cells.count
        }
        self.frame = frame
        frameCount += 1
    }

    /// What was fed since the last call.
    public func readInput() -> [Input] {
        defer { waiting = [] }
        return waiting
    }

    /// Counts.
    public func ring() { rings += 1 }

    /// Keeps the text.
    public func copy(_ text: String) -> Bool {
        copied = text
        return true
    }

    /// Remembers.
    public func useMouse(_ on: Bool) { mouse = on }

    /// Counts, and asks for a new frame as a terminal does on return.
    public func suspend() {
        suspensions += 1
        waiting.append(.resize(size))
    }

    /// Remembers.
    public func close() { isClosed = true }

    /// The rows of the frame shown last, without blanks at the end.
    public var lines: [String] { frame.lines }
}
