import Glibc
import Salon

/// Programs that we start: without a shell, in a session of their own, with none of our descriptors or signals.
enum ChildProcess {
    /// Starts a program, its output appended to a file. Answers its process id.
    static func start(_ arguments: [String], log: String) throws(SalonError) -> pid_t {
        try spawn(arguments, input: nil, output: log)
    }

    /// Runs a program to its end with `input` as its standard input. Throws with its last words when it fails.
    static func run(_ arguments: [String], input: String = "", log: String) throws(SalonError) {
        let inputFile = log + ".input"
        try FileSystem.write(input, to: inputFile)
        defer { unlink(inputFile) }
        let process = try spawn(arguments, input: inputFile, output: log)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { break }
        }
        guard status == 0 else {
            let name = arguments.first { $0.hasSuffix("initdb") || $0.hasSuffix("postgres") } ?? arguments[0]
            throw .unavailable(sentence: "\(name) failed:\n\(FileSystem.lastLines(6, of: log))")
        }
    }

    /// `POSIX_SPAWN_SETSID` of glibc's `spawn.h`, which Swift does not see: Ctrl-C at the desk is not for the server.
    private static let newSession: Int16 = 0x80

    /// No variable of the desk's, such as PGDATA, reaches the server; its messages are in the language that we read.
    private static let environment: [String] = ["PATH=/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL=C"]

    private static func spawn(_ arguments: [String], input: String?, output: String) throws(SalonError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input ?? "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // Most close themselves; one that some library forgot must not keep a lock or a terminal open in the server.
        for descriptor in FileSystem.names(in: "/proc/self/fd").compactMap({ Int32($0) }) where descriptor > 2 {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | newSession)

        let words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        let variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { for word in words + variables { free(word) } }
        var process: pid_t = 0
        let result = posix_spawn(&process, arguments[0], &actions, &attributes, words, variables)
        guard result == 0 else {
            throw .unavailable(sentence: "Could not start \(arguments[0]): \(String(cString: strerror(result))).")
        }
        return process
    }
}
