import Glibc
import Salon

/// A program on a terminal of its own; killed when nobody holds it any more.
final class PseudoTerminal {
    private let descriptor: Int32
    private var process: pid_t = 0

    init(_ program: String, environment: [String], columns: UInt16, rows: UInt16) throws(SalonError) {
        descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        // TIOCSPTLCK and TIOCGPTN of `asm-generic/ioctls.h`, which Swift does not see: unlock it, and its number.
        var (lock, number): (Int32, Int32) = (0, 0)
        guard descriptor >= 0, ioctl(descriptor, 0x4004_5431, &lock) == 0, ioctl(descriptor, 0x8004_5430, &number) == 0
        else { throw .unavailable(sentence: "No pseudo-terminal: \(String(cString: strerror(errno))).") }
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The leader of a new session takes the first terminal that it opens.
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/pts/\(number)", O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // `POSIX_SPAWN_SETSID` of glibc's `spawn.h`, which Swift does not see.
        posix_spawnattr_setflags(&attributes, 0x80)
        let words: [UnsafeMutablePointer<CChar>?] = [strdup(program), nil]
        let variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { for word in words + variables { free(word) } }
        let result = posix_spawn(&process, program, &actions, &attributes, words, variables)
        guard result == 0 else {
            throw .unavailable(sentence: "Could not start \(program): \(String(cString: strerror(result))).")
        }
    }

    deinit {
        kill(process, SIGTERM)
        // Read what it says last: a program whose terminal is full could not end.
        _ = drain(quiet: 200)
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        close(descriptor)
    }

    func write(_ text: String) {
        var text = text
        text.withUTF8 { _ = Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }

    /// Reads until a text has come, between whatever sequences. False when it has not within `seconds`.
    func read(until text: String, seconds: Double) -> Bool {
        let watch = Stopwatch()
        let wanted = Array(text.utf8)
        var seen: [UInt8] = []
        while watch.seconds < seconds {
            seen += chunk(milliseconds: 20)
            for start in seen.indices where seen[start...].starts(with: wanted) { return true }
        }
        return false
    }

    /// Reads until nothing has come for `quiet` milliseconds. Answers how many bytes came, and how long it was quiet.
    func drain(quiet: Int32) -> (bytes: Int, quiet: Double) {
        var count = 0
        var last = Stopwatch()
        while true {
            let bytes = chunk(milliseconds: quiet).count
            if bytes == 0 { return (count, last.milliseconds) }
            last = Stopwatch()
            count += bytes
        }
    }

    var residentKilobytes: Int {
        guard let file = fopen("/proc/\(process)/status", "re") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, 256, file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            if text.hasPrefix("VmRSS:") { return Int(text.filter(\.isNumber)) ?? 0 }
        }
        return 0
    }

    private func chunk(milliseconds: Int32) -> [UInt8] {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, milliseconds) > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        return Array(bytes.prefix(max(0, count)))
    }
}
