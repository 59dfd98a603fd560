import Glibc

/// A program on a pseudo-terminal of its own: what it writes is collected, what it is sent it reads as typed.
final class Pty {
    /// Why a test can't go on.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private var main: Int32
    private let child: pid_t
    /// Keeps the terminal alive after the program's end, so that its settings can be looked at.
    private var side: Int32
    private(set) var output: [UInt8] = []

    /// Starts `program` with these arguments and nothing but this environment, at `columns` × `rows`.
    init(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:], columns: Int = 60,
        rows: Int = 12
    ) throws {
        main = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (unlocked, number): (Int32, UInt32) = (0, 0)
        // TIOCSPTLCK and TIOCGPTN: unlockpt and ptsname, which Swift does not see.
        guard main >= 0, ioctl(main, 0x4004_5431, &unlocked) == 0, ioctl(main, 0x8004_5430, &number) == 0 else {
            throw Failure(description: "no pseudo-terminal")
        }
        let name = "/dev/pts/\(number)"
        side = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        found = Pty.settings(side)
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(main, UInt(TIOCSWINSZ), &size)

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A session of its own; the terminal that it opens first becomes the one that controls it.
        // Nor does it inherit which signals the tests' own threads have blocked.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        let newSession: Int16 = 0x80
        posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))

        var all = [
            "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
        ]
        all.merge(environment) { $1 }
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        let variables = all.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var started: pid_t = 0
        guard posix_spawn(&started, program, &actions, &attributes, words, variables) == 0 else {
            throw Failure(description: "\(program) can't be started")
        }
        child = started
    }

    deinit {
        kill(child, SIGKILL)
        waitpid(child, nil, 0)
        if main >= 0 { close(main) }
        if side >= 0 { close(side) }
    }

    /// How the terminal was set before the program started: local, input and output flags.
    let found: [UInt32]
    /// How it is set now.
    var settings: [UInt32] { Pty.settings(side) }

    private static func settings(_ descriptor: Int32) -> [UInt32] {
        var modes = termios()
        tcgetattr(descriptor, &modes)
        return [modes.c_lflag, modes.c_iflag, modes.c_oflag]
    }

    /// What was written since the start.
    var text: String { String(decoding: output, as: UTF8.self) }

    func type(_ text: String) {
        var text = text
        _ = text.withUTF8 { write(main, $0.baseAddress, $0.count) }
    }

    func signal(_ number: Int32) { kill(child, number) }

    /// Closes the terminal as a person closes its window.
    func hangUp() {
        close(side)
        close(main)
        (main, side) = (-1, -1)
    }

    func resize(columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(main, UInt(TIOCSWINSZ), &size)
    }

    /// Waits until the program has written `wanted`; returns what came from `start` on.
    @discardableResult
    func wait(for wanted: String, from start: Int = 0) throws -> String {
        try wait("“\(wanted)”") {
            String(decoding: output[min(start, output.count)...], as: UTF8.self).contains(wanted)
        }
        return String(decoding: output[min(start, output.count)...], as: UTF8.self)
    }

    /// Waits for the program's end; the exit status, or minus the signal that ended it.
    func waitForEnd() throws -> Int32 {
        var status: Int32 = 0
        try wait("the end") { waitpid(child, &status, WNOHANG) == child }
        if main >= 0 { drain(0) }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
    }

    /// Waits until what was written is as it should be.
    func wait(_ what: String, until isThere: (String) -> Bool) throws {
        try wait(what) { isThere(text) }
    }

    private func wait(_ what: String, _ condition: () -> Bool) throws {
        let end = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < end {
            if condition() { return }
            drain(20)
        }
        throw Failure(description: "\(what) never came; there was: \(text.debugDescription)")
    }

    /// Takes what is there, after waiting up to so many milliseconds for the first of it.
    private func drain(_ milliseconds: Int32) {
        var wait = milliseconds
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            guard main >= 0 else {
                usleep(UInt32(wait) * 1_000)
                return
            }
            var ready = pollfd(fd: main, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, wait) > 0, ready.revents & Int16(POLLIN) != 0 else { return }
            let count = read(main, &buffer, buffer.count)
            guard count > 0 else { return }
            output += buffer[..<count]
            wait = 0
        }
    }
}

/// The probe, built beside the tests.
var probe: String {
    var path = [CChar](repeating: 0, count: 4_096)
    let count = readlink("/proc/self/exe", &path, path.count - 1)
    let own = String(decoding: path[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return own.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/terminal-probe"
}
