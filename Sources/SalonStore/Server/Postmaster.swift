import Glibc
import Salon

/// The server process of a cluster: whether it runs, how it starts, how it stops.
///
/// It is found by `postmaster.pid`, and believed only when the process of that number sits in the cluster's folder: after
/// a crash of the machine the number may be anybody's.
struct Postmaster {
    /// The cluster.
    let folder: ServerFolder

    /// What `postmaster.pid` says (PostgreSQL's miscadmin.h, LOCK_FILE_LINE_…).
    struct Running: Hashable, Sendable {
        /// The process.
        let process: pid_t
        /// The folder of its socket.
        let socketFolder: String
        /// Its port, which is part of the socket's name.
        let port: Int
        /// "starting", "ready" or "stopping".
        let state: String

        /// Whether clients can connect.
        var isReady: Bool {
            state == "ready" && FileSystem.exists("\(socketFolder)/.s.PGSQL.\(port)")
        }
    }

    private var pidFile: String { folder.data + "/postmaster.pid" }

    /// The running server; nil when there is none, whatever files it left behind.
    func running() -> Running? {
        guard let lines = FileSystem.text(of: pidFile)?.split(separator: "\n", omittingEmptySubsequences: false),
            let process = lines.first.flatMap({ pid_t($0) }), process > 0, isOurs(process)
        else { return nil }
        func line(_ number: Int) -> String {
            guard lines.indices.contains(number) else { return "" }
            return String(lines[number].prefix { $0 != " " || number == 4 })
        }
        return Running(process: process, socketFolder: line(4), port: Int(line(3)) ?? 5432, state: line(7))
    }

    /// A postmaster works in its cluster's folder; a zombie works nowhere.
    private func isOurs(_ process: pid_t) -> Bool {
        guard let there = FileSystem.status(of: "/proc/\(process)/cwd"), let here = FileSystem.status(of: folder.data)
        else { return false }
        return there.st_dev == here.st_dev && there.st_ino == here.st_ino
    }

    /// Starts the server and waits until it takes connections.
    func start(_ binaries: ServerBinaries, durability: Durability) throws(SalonError) -> Running {
        try folder.makeSocketFolder()
        keepLogShort()
        let deadline = Clock.now + 120_000
        while true {
            removeRemains()
            let arguments =
                folder.account.prefix + [
                    binaries.path(of: "postgres"), "-D", folder.data,
                    "-c", "unix_socket_directories=\(quoted(folder.socket))", "-c", "port=5432",
                ] + durability.arguments
            let process = try ChildProcess.start(arguments, log: folder.log)
            if let running = try waitUntilReady(process, deadline: deadline) { return running }
            // The children of a server that was killed hold its memory for a moment longer.
            let words = FileSystem.lastLines(6, of: folder.log)
            guard words.contains("still in use") || words.contains("shared memory block"), Clock.now < deadline else {
                throw .unavailable(sentence: "The salon's own PostgreSQL did not start:\n\(words)")
            }
            Clock.wait(milliseconds: 50)
        }
    }

    /// Waits until the server is ready; nil when it ended instead.
    private func waitUntilReady(_ process: pid_t, deadline: Int) throws(SalonError) -> Running? {
        while true {
            if let running = running(), running.process == process, running.isReady { return running }
            if waitpid(process, nil, WNOHANG) == process { return nil }
            guard Clock.now < deadline else {
                throw .unavailable(
                    sentence: "The salon's own PostgreSQL is not ready after two minutes; see \(folder.log).")
            }
            Clock.wait(milliseconds: 4)
        }
    }

    /// Takes away what a killed server left: PostgreSQL itself refuses when a process of the old number exists.
    private func removeRemains() {
        unlink(pidFile)
        unlink(folder.socket + "/.s.PGSQL.5432")
        unlink(folder.socket + "/.s.PGSQL.5432.lock")
    }

    /// Waits for a server that is stopping to be gone, or for one that is starting to be ready.
    func settle() throws(SalonError) -> Running? {
        let deadline = Clock.now + 120_000
        while let running = running() {
            if running.isReady { return running }
            if running.state == "ready" {
                // Somebody swept its socket away, as cleaners of /tmp do: nobody can reach it any more.
                stop(.fast)
                return nil
            }
            guard Clock.now < deadline else {
                throw .unavailable(
                    sentence: "The salon's own PostgreSQL is neither starting nor stopping; see \(folder.log).")
            }
            Clock.wait(milliseconds: 4)
        }
        return nil
    }

    /// How a server is told to stop (PostgreSQL manual, 19.5).
    enum Stop {
        /// Ends all sessions, writes everything down.
        case fast
        /// Drops everything; the next start recovers.
        case immediate

        var signal: Int32 { self == .fast ? SIGINT : SIGQUIT }
    }

    /// Stops the server, if it runs, and waits until it is gone.
    func stop(_ manner: Stop) {
        guard let process = running()?.process else { return }
        kill(process, manner.signal)
        var impatience = Clock.now + 20_000
        while isOurs(process) {
            waitpid(process, nil, WNOHANG)
            if Clock.now > impatience {
                kill(process, SIGQUIT)
                impatience += 5_000
            }
            Clock.wait(milliseconds: 2)
        }
        waitpid(process, nil, WNOHANG)
    }

    /// A list of one folder, whatever characters its name has.
    private func quoted(_ path: String) -> String {
        "\"" + path.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private func keepLogShort() {
        if let size = FileSystem.status(of: folder.log)?.st_size, size > 4_000_000 {
            rename(folder.log, folder.log + ".old")
        }
    }
}

extension Durability {
    /// What the server is told on its command line.
    var arguments: [String] {
        switch self {
        case .safe: []
        case .none: ["fsync=off", "synchronous_commit=off", "full_page_writes=off"].flatMap { ["-c", $0] }
        }
    }
}

/// Time for waiting: milliseconds of a clock that nobody sets.
enum Clock {
    /// Milliseconds since some moment in the past.
    static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }

    /// Sleeps so long, or until a signal.
    static func wait(milliseconds: Int) {
        var time = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
        nanosleep(&time, nil)
    }
}
