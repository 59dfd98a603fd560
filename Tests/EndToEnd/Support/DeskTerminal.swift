import Foundation

/// A real terminal with the program in it: tmux, a server of its own for each.
final class DeskTerminal {
    private let folder: URL
    private var socket: String { folder.appendingPathComponent("tmux").path }

    /// Starts `command` in a terminal of `width` × `height` cells.
    init(width: Int, height: Int, environment: [String: String], command: [String]) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("t-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var arguments = ["new-session", "-d", "-x", "\(width)", "-y", "\(height)"]
        let settings = environment.merging(["LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"]) { own, _ in own }
        for (name, value) in settings { arguments += ["-e", "\(name)=\(value)"] }
        arguments.append(command.map(Self.quoted).joined(separator: " "))
        try tmux(arguments)
        try tmux(["set-option", "-g", "status", "off"])
        try tmux(["set-option", "-g", "remain-on-exit", "on"])
        try tmux(["resize-window", "-x", "\(width)", "-y", "\(height)"])
    }

    deinit {
        _ = try? Shell.run("/usr/bin/tmux", ["-S", socket, "kill-server"])
        try? FileManager.default.removeItem(at: folder)
    }

    /// What a person sees, a line each.
    var lines: [String] {
        let picture = try? Shell.run("/usr/bin/tmux", ["-u", "-S", socket, "capture-pane", "-p"])
        return picture?.output.components(separatedBy: "\n") ?? []
    }

    /// What a person sees.
    var screen: String { lines.joined(separator: "\n") }

    /// Presses keys by tmux's names: "Down", "Enter", "C-p", "n".
    func press(_ keys: String...) throws {
        for key in keys { try tmux(["send-keys", key]) }
    }

    /// Presses keys without a pause between them, by tmux's names; what is no name is typed as it stands.
    func pressAtOnce(_ keys: String...) throws { try tmux(["send-keys"] + keys) }

    /// Types text as it stands.
    func type(_ text: String) throws {
        try tmux(["send-keys", "-l", text])
    }

    /// Gives the terminal another size.
    func resize(width: Int, height: Int) throws {
        try tmux(["resize-window", "-x", "\(width)", "-y", "\(height)"])
    }

    /// Waits until the screen holds. Throws what stood there instead when it has not for a minute: however slow the
    /// machine is, by then it never will.
    func wait(until what: String, _ holds: (String) -> Bool) throws {
        let end = ContinuousClock.now + .seconds(60)
        var last = ""
        while ContinuousClock.now < end {
            last = screen
            if holds(last) { return }
            usleep(15_000)
        }
        throw Failure(words: "never seen: \(what)\n\(last)")
    }

    /// Waits until a text is on the screen.
    func wait(for text: String) throws { try wait(until: "“\(text)”") { $0.contains(text) } }

    private func tmux(_ arguments: [String]) throws {
        let result = try Shell.run("/usr/bin/tmux", ["-u", "-S", socket, "-f", "/dev/null"] + arguments)
        guard result.status == 0 else { throw Failure(words: "tmux \(arguments.first ?? ""): \(result.errors)") }
    }

    private static func quoted(_ word: String) -> String {
        "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
    }

    struct Failure: Error, CustomStringConvertible {
        let words: String

        var description: String { words }
    }
}
