import Glibc
import Testing

/// The real screen on a pseudo-terminal: what it does to the terminal, and that it always undoes it.
@Suite struct NcursesScreenTests {
    private let begin = "\u{1B}[?2026h"
    private let end = "\u{1B}[?2026l"

    private func start(_ arguments: [String] = [], _ environment: [String: String] = [:]) throws -> Pty {
        let pty = try Pty(probe, arguments, environment: environment)
        try pty.wait(for: end)
        return pty
    }

    private func expectRestored(_ pty: Pty) {
        #expect(pty.settings == pty.found)
        // Each mode that was switched is off at the end; the cursor is on.
        let modes = [("1049", "h", "l"), ("2004", "h", "l"), ("1004", "h", "l"), ("1", "h", "l"), ("25", "l", "h")]
        for (mode, taken, given) in modes {
            let rest = pty.text.parts(around: "\u{1B}[?\(mode)\(given)")
            #expect(rest.count > 1, "\(mode)")
            #expect(rest.last?.contains("\u{1B}[?\(mode)\(taken)") == false, "\(mode)")
        }
    }

    @Test func quittingLeavesTheTerminalAsItWas() throws {
        let pty = try start()
        #expect(pty.settings != pty.found)
        pty.type("q")
        #expect(try pty.waitForEnd() == 0)
        expectRestored(pty)
    }

    @Test(arguments: [("\u{1B}OQ", -SIGILL), ("\u{1B}OR", -SIGABRT), ("\u{1B}OS", -SIGSEGV), ("\u{1B}[18~", 7)])
    func aCrashLeavesTheTerminalAsItWas(key: String, status: Int32) throws {
        let pty = try start()
        pty.type(key)
        let ended = try pty.waitForEnd()
        // A trap of Swift is an illegal instruction on Intel and a breakpoint on ARM.
        #expect(ended == status || (status == -SIGILL && ended == -SIGTRAP))
        expectRestored(pty)
        #expect(pty.text.contains("ended unexpectedly") == (status < 0))
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func aSignalEndsItInOrder(signal: Int32) throws {
        let pty = try start()
        pty.signal(signal)
        #expect(try pty.waitForEnd() == 128 + signal)
        expectRestored(pty)
    }

    @Test func aClosedWindowEndsIt() throws {
        let pty = try start()
        pty.hangUp()
        #expect(try pty.waitForEnd() == 128 + SIGHUP)
    }

    @Test func aFrameIsOneSynchronizedUpdate() throws {
        let pty = try start()
        let before = pty.output.count
        pty.type("a")
        let update = try pty.wait(for: end, from: before)
        #expect(update.hasPrefix(begin))
        #expect(update.hasSuffix(end))
        #expect(update.contains("<a>"))
        #expect(update.utf8.count < 80)
    }

    @Test func inputIsUnderstood() throws {
        let pty = try start(["--mouse"])
        let cases = [
            ("\u{1B}", "<esc>"), ("\u{1B}[1;5A", "<ctrl-up>"), ("\u{1B}OA", "<up>"), ("\u{1B}[B", "<down>"),
            ("\u{1B}[1;3D", "<alt-left>"), ("\u{1B}[Z", "<shift-tab>"), ("\u{1B}[3~", "<del>"),
            ("\u{1B}[5;5~", "<ctrl-pgup>"),
            ("\u{1B}[15~", "<f5>"), ("\u{1B}[24;2~", "<shift-f12>"), ("\r", "<enter>"), ("\u{7F}", "<backspace>"),
            ("\u{10}", "<ctrl-p>"), ("日", "<日>"), ("\u{1B}x", "<alt-x>"), ("\u{1B}Ow", "<7>"), ("\u{1B}[I", "<focus>"),
            ("\u{1B}[200~two\r\nlines\u{1B}[201~", "<paste two|lines>"),
            ("\u{1B}[<0;5;4M", "<mouse press(Terminal.Mouse.Button.left) 4,3>"),
            ("\u{1B}[<65;9;2M", "<mouse wheelDown 8,1>"),
        ]
        for (typed, shown) in cases {
            let before = pty.output.count
            pty.type(typed)
            // Parts of a line that happen to be there already are not sent again.
            try pty.wait(for: end, from: before)
            pty.type("\u{C}")
            let repainted = pty.output.count
            let picture = try pty.wait(for: "corner", from: repainted)
            #expect(picture.contains(shown), "\(typed.debugDescription)")
        }
    }

    @Test func aNewSizeIsTold() throws {
        let pty = try start()
        let before = pty.output.count
        pty.resize(columns: 31, rows: 7)
        try pty.wait(for: "31×7", from: before)
        for (columns, rows) in [(1, 1), (3, 2), (200, 50), (80, 24)] {
            pty.resize(columns: columns, rows: rows)
            try pty.wait(for: end, from: pty.output.count)
        }
        pty.type("q")
        #expect(try pty.waitForEnd() == 0)
    }

    @Test func withoutColourThereIsStillWeight() throws {
        let pty = try start([], ["NO_COLOR": "1"])
        for colour in ["38;5;", "48;5;", "\u{1B}[37m", "\u{1B}[40m"] { #expect(!pty.text.contains(colour)) }
        #expect(pty.text.contains("\u{1B}[0;1m"))
        #expect(pty.text.contains("\u{1B}[0;7m"))
        #expect(try start([], ["NO_COLOR": ""]).text.contains("38;5;"))
    }

    @Test(arguments: [("xterm", "38;5;"), ("linux", "38;5;"), ("vt100", "\u{1B}[38")])
    func fewerColoursAreEnough(term: String, unwanted: String) throws {
        let pty = try start([], ["TERM": term])
        #expect(pty.text.contains("ready"))
        #expect(!pty.text.contains(unwanted))
    }

    @Test func anUnknownTerminalIsTakenForAKnownOne() throws {
        #expect(
            try start([], ["TERM": "no-such-terminal"]).text.contains("The terminal “no-such-terminal” is not known"))
        #expect(try start([], ["TERM": ""]).text.contains("is not known"))
    }

    @Test func withoutUTF8OnlyASCIIIsSent() throws {
        let pty = try start([], ["LC_ALL": "C"])
        #expect(pty.output.allSatisfy { $0 < 0x80 })
        #expect(pty.text.contains("probe 60x12"))
        #expect(pty.text.contains("e ? ?"))
    }

    @Test func standardErrorGoesToTheLog() throws {
        let log = "/tmp/terminal-log-\(getpid())"
        defer { unlink(log) }
        let pty = try start(["--log", log])
        pty.type("\u{1B}[17~q")
        #expect(try pty.waitForEnd() == 0)
        #expect(!pty.text.contains("told on standard error"))
        let file = try #require(fopen(log, "r"))
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 100)
        _ = fgets(&line, 100, file)
        #expect(
            String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                == "told on standard error\n")
    }

    @Test func copyingGoesThroughTheTerminal() throws {
        let pty = try start()
        pty.type("\u{19}")
        try pty.wait(for: "\u{1B}]52;c;Y29waWVk\u{7}")
    }

    @Test func withoutATerminalThereIsASentence() throws {
        let pty = try Pty("/bin/sh", ["-c", "\(probe) < /dev/null"])
        #expect(try pty.waitForEnd() == 3)
        #expect(pty.text.contains("needs a terminal"))
        expectSameSettings(pty)
    }

    private func expectSameSettings(_ pty: Pty) { #expect(pty.settings == pty.found) }

    @Test func suspendingGivesTheShellACleanTerminal() throws {
        // An interactive shell controls jobs; it says when one was stopped.
        let pty = try Pty("/bin/bash", ["--norc", "--noprofile", "-i"], environment: ["PS1": "shell> "])
        try pty.wait(for: "shell> ")
        let ofShell = pty.settings
        pty.type("\(probe)\r")
        try pty.wait(for: "ready")
        let running = pty.output.count
        pty.type("\u{1A}")
        try pty.wait(for: "Stopped", from: running)
        try pty.wait(for: "shell> ", from: running)
        #expect(pty.settings == ofShell)
        let left = try #require(pty.text.parts(around: "Stopped").first)
        for mode in ["1049l", "2004l", "1004l", "1l", "25h"] { #expect(left.contains("\u{1B}[?\(mode)"), "\(mode)") }
        pty.resize(columns: 44, rows: 9)
        let resumed = pty.output.count
        pty.type("fg\r")
        try pty.wait(for: "44×9", from: resumed)
        pty.type("q")
        try pty.wait("the shell's prompt") { output in
            output.parts(around: "\u{1B}[?1049l").dropFirst(2).last?.contains("shell> ") == true
        }
        #expect(pty.settings == ofShell)
        pty.type("exit\r")
        #expect(try pty.waitForEnd() == 0)
    }

    @Test func beingStoppedByAnotherProgramIsSurvived() throws {
        let pty = try start()
        pty.signal(SIGSTOP)
        let before = pty.output.count
        pty.signal(SIGCONT)
        try pty.wait(for: "ready", from: before)
        pty.type("q")
        #expect(try pty.waitForEnd() == 0)
        expectRestored(pty)
    }

    /// What ncurses is told cell by cell, and what is left out of the stream, ends in the same picture as a whole one.
    @Test(arguments: 1...3) func manySmallChangesEndInTheRightPicture(seed: Int) throws {
        let tmux = try Tmux("\(probe) --storm \(seed)", columns: 70, rows: 20)
        try tmux.wait(for: "storm over")
        let drawn = try tmux.picture()
        tmux.type("r")
        try tmux.wait(for: "storm again")
        // All but the line that says so.
        let whole = try tmux.picture()
        #expect(drawn.count >= 20)
        for (one, other) in zip(drawn, whole).prefix(19) { #expect(one == other) }
    }

    @Test func aMoveCostsFewBytes() throws {
        let pty = try Pty(probe, ["--measure"], columns: 120, rows: 40)
        #expect(try pty.waitForEnd() == 0)
        let bytes = pty.text.parts(around: "list: a move").last?.split(separator: "(at most ").last?
            .prefix { $0.isNumber }
        #expect(bytes.flatMap { Int($0) }.map { $0 <= 400 } == true)
    }
}
