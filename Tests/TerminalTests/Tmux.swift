import Glibc

/// A program in tmux, a terminal that tells what it shows.
final class Tmux {
    private let socket: String

    init(_ command: String, columns: Int, rows: Int) throws {
        socket = "/tmp/tmux-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        let environment = "env -u NO_COLOR LC_ALL=C.UTF-8 TERM=tmux-256color"
        try run("-u -f /dev/null new-session -d -x \(columns) -y \(rows) '\(environment) \(command)'")
        try run("set -g status off")
        try run("resize-window -x \(columns) -y \(rows)")
    }

    deinit {
        _ = try? run("kill-server")
        unlink(socket)
    }

    /// What a person sees, row by row: each character with its style. A blank's ink can't be seen and is left out.
    func picture() throws -> [[String]] {
        var style = SeenStyle()
        return try run("capture-pane -e -N -p").parts(around: "\n").map { line in
            var cells: [String] = []
            var rest = Substring(line)
            while let character = rest.popFirst() {
                if character == "\u{1B}", rest.first == "[" {
                    style.take(rest.prefix { $0 != "m" }.dropFirst())
                    rest = rest.drop { $0 != "m" }.dropFirst()
                } else {
                    cells.append("\(character) \(style.seen(blank: character == " "))")
                }
            }
            return cells
        }
    }

    func type(_ keys: String) { _ = try? run("send-keys \(keys)") }

    /// Waits until `text` is on the screen.
    func wait(for text: String) throws {
        let end = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < end {
            if try run("capture-pane -p").contains(text) { return }
            usleep(30_000)
        }
        throw Pty.Failure(description: "“\(text)” never came; there was:\n\(try run("capture-pane -p"))")
    }

    @discardableResult
    private func run(_ words: String) throws -> String {
        guard let pipe = popen("LC_ALL=C.UTF-8 tmux -S \(socket) \(words) 2>&1", "r") else {
            throw Pty.Failure(description: "tmux can't be started")
        }
        var bytes: [UInt8] = []
        while case let byte = fgetc(pipe), byte >= 0 { bytes.append(UInt8(byte)) }
        let text = String(decoding: bytes, as: UTF8.self)
        guard pclose(pipe) == 0 else { throw Pty.Failure(description: "tmux \(words): \(text)") }
        return text
    }
}

/// A style as a terminal tells it in SGR numbers.
private struct SeenStyle {
    private var ink = ""
    private var ground = ""
    private var attributes: Set<Substring> = []

    mutating func take(_ parameters: Substring) {
        let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false)
        var index = 0
        while index < numbers.count {
            let number = numbers[index]
            switch number {
            case "0", "": self = SeenStyle()
            case "38", "48":
                let colour = numbers[index...].prefix(3).joined(separator: ";")
                if number == "38" { ink = colour } else { ground = colour }
                index += 2
            case "39": ink = ""
            case "49": ground = ""
            case _ where number.first == "3" && number.count == 2: ink = String(number)
            case _ where number.first == "4" && number.count == 2: ground = String(number)
            default: attributes.insert(number)
            }
            index += 1
        }
    }

    func seen(blank: Bool) -> String {
        let marked = attributes.intersection(["4", "7"])
        if blank, marked.isEmpty { return ground }
        let kept = blank ? marked : attributes
        return "\(ink)/\(ground)/\(kept.sorted().joined(separator: ","))"
    }
}

extension String {
    /// The parts between `separator`.
    func parts(around separator: String) -> [Substring] {
        self.split(separator: separator, omittingEmptySubsequences: false)
    }
}
