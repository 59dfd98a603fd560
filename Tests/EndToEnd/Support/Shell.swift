import Foundation

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
        _ path: String, _ arguments: [String], environment: [String: String] = [:], input: String? = nil
    ) throws -> Finished {
        let running = try Running(path, arguments, environment: environment, input: input)
        return running.finish()
    }

    /// Runs `salon` with the given words.
    static func salon(
        _ arguments: String..., environment: [String: String], input: String? = nil
    ) throws -> Finished {
        try run(salon, arguments, environment: environment, input: input)
    }
}

/// A program that was started and not yet waited for.
final class Running {
    private let process = Process()
    private let outputs: (URL, URL)

    init(_ path: String, _ arguments: [String], environment: [String: String] = [:], input: String? = nil) throws {
        // Files, not pipes: whatever the program prints, it never waits for us to read.
        let folder = FileManager.default.temporaryDirectory
        outputs = (
            folder.appendingPathComponent("salon-out-\(UUID().uuidString)"),
            folder.appendingPathComponent("salon-err-\(UUID().uuidString)")
        )
        for file in [outputs.0, outputs.1] { FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        process.standardOutput = try FileHandle(forWritingTo: outputs.0)
        process.standardError = try FileHandle(forWritingTo: outputs.1)
        if let input {
            let pipe = Pipe()
            process.standardInput = pipe
            try process.run()
            pipe.fileHandleForWriting.write(Data(input.utf8))
            try pipe.fileHandleForWriting.close()
        } else {
            process.standardInput = FileHandle.nullDevice
            try process.run()
        }
    }

    /// Waits for the end.
    func finish() -> Finished {
        process.waitUntilExit()
        defer { for file in [outputs.0, outputs.1] { try? FileManager.default.removeItem(at: file) } }
        let text = { (file: URL) in String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self) }
        return Finished(status: process.terminationStatus, output: text(outputs.0), errors: text(outputs.1))
    }
}
