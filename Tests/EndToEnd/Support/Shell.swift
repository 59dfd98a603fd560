import Foundation
import Glibc

/// What a finished program said.
struct Finished: Sendable {
    let status: Int32
    let output: String
    let errors: String

    /// Standard output as JSON; nil when it is none.
    var json: [String: Any]? {
        (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any]
    }
}

/// Runs programs as a person or a script would: by path, with arguments, and nothing shared but the environment.
enum Shell {
    /// The folder in which the package's executables were built: the one that this test program stands in.
    static let products: URL = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: own).deletingLastPathComponent()
    }()

    /// The program under test.
    static var salon: String { products.appendingPathComponent("salon").path }

    /// Runs a program to its end.
    static func run(
        _ path: String, _ arguments: [String], environment: [String: String] = [:], input: String = ""
    ) throws -> Finished {
        try Running(path, arguments, environment: environment, input: input).finish()
    }

    /// Runs `salon` with the given words.
    static func salon(
        _ arguments: String..., environment: [String: String], input: String = ""
    ) throws -> Finished {
        try run(salon, arguments, environment: environment, input: input)
    }
}

/// A program that was started and not yet waited for.
struct Running {
    private let process: pid_t
    private let folder: URL

    /// Starts it. Its streams are files, not pipes: whatever it prints, it never waits for us to read.
    init(_ path: String, _ arguments: [String], environment: [String: String] = [:], input: String = "") throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("salon-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try input.write(to: folder.appendingPathComponent("in"), atomically: false, encoding: .utf8)

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (descriptor, name, flags) in [
            (STDIN_FILENO, "in", O_RDONLY), (STDOUT_FILENO, "out", O_WRONLY | O_CREAT | O_TRUNC),
            (STDERR_FILENO, "err", O_WRONLY | O_CREAT | O_TRUNC),
        ] {
            posix_spawn_file_actions_addopen(
                &actions, descriptor, folder.appendingPathComponent(name).path, flags, 0o600)
        }
        let merged = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        var argv = ([path] + arguments).map { strdup($0) } + [nil]
        var envp = merged.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        // The runner's threads block signals; tmux and the console would inherit that and could never be told to end.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var process = pid_t()
        let failure = posix_spawn(&process, path, &actions, &attributes, &argv, &envp)
        guard failure == 0 else { throw Failure(words: "\(path): \(String(cString: strerror(failure)))") }
        self.process = process
    }

    /// Waits for the end.
    func finish() -> Finished {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = { (name: String) in
            String(decoding: (try? Data(contentsOf: folder.appendingPathComponent(name))) ?? Data(), as: UTF8.self)
        }
        // A program that a signal ended has no status of its own; shells say 128 and the signal.
        let signal = status & 0x7F
        return Finished(
            status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: text("out"), errors: text("err"))
    }

    struct Failure: Error { let words: String }
}
