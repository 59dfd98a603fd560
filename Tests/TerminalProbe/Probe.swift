import Glibc
import Terminal

/// Writes to standard error.
func tell(_ text: String) {
    var text = text
    _ = text.withUTF8 { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}

/// Each input becomes a line of the screen; some keys do something else besides.
struct Probe {
    private let screen: NcursesScreen
    private var heard: [String] = []
    private var ended: Int32?

    init(_ screen: NcursesScreen) {
        self.screen = screen
    }

    /// Runs until the end; returns the exit status.
    mutating func run() -> Int32 {
        screen.present(picture())
        while ended == nil {
            var waiting = screen.descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            poll(&waiting, nfds_t(waiting.count), -1)
            for input in screen.readInput() { act(on: input) }
            if ended == nil { screen.present(picture()) }
        }
        screen.close()
        return ended ?? 0
    }

    private func picture() -> Frame {
        let size = screen.size
        var frame = Frame(size)
        frame.box(frame.bounds, style: Style(.rule, on: .panel), title: "probe \(size.width)×\(size.height)")
        frame.write(screen.notice ?? "ready", at: Point(2, 1), style: Style(.strong, on: .base, .bold))
        frame.write("é 日本 👩‍👩‍👧 ❤️ 🇫🇷 \u{1B}[2Jend", at: Point(2, 2), style: Style(.text, on: .selection))
        for (row, line) in heard.suffix(max(0, size.height - 4)).enumerated() {
            frame.write("<\(line)>", at: Point(2, 3 + row))
        }
        // The corner in which terminals would scroll.
        frame.write("corner", at: Point(size.width - 8, size.height - 1))
        frame.write("#", at: Point(size.width - 1, size.height - 1))
        frame.cursor = Point(2, 1)
        return frame
    }

    private func describe(_ input: Input) -> String {
        switch input {
        case .key(let key): key.name
        case .paste(let text): "paste " + text.map { $0 == "\n" ? "|" : String($0) }.joined()
        case .mouse(let mouse): "mouse \(mouse.action) \(mouse.point.x),\(mouse.point.y)"
        case .resize(let size): "size \(size.width)x\(size.height)"
        case .focus(let there): there ? "focus" : "away"
        case .end(let signal): "end \(signal)"
        }
    }

    private mutating func act(on input: Input) {
        if input != .key("ctrl-l") { heard.append(describe(input)) }
        switch input {
        case .key("q"): ended = 0
        case .key("ctrl-z"): screen.suspend()
        case .key("ctrl-l"): screen.repaint()
        case .key("ctrl-y"): _ = screen.copy("copied")
        case .key("f2"): heard[heard.count] = "out of bounds"
        case .key("f3"): abort()
        case .key("f4"): kill(getpid(), SIGSEGV)
        case .key("f6"): tell("told on standard error\n")
        case .key("f7"): exit(7)
        case .end(let signal): ended = 128 + signal
        default: break
        }
    }
}
