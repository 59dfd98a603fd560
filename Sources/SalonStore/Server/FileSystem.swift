import Glibc
import Salon

/// The few things that the embedded server and the data folder need of the file system.
package enum FileSystem {
    /// The bytes of a file as text; nil when it cannot be read.
    package static func text(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    /// The last lines of a file, for an error's sentence.
    static func lastLines(_ count: Int, of path: String) -> String {
        (text(of: path) ?? "").split(separator: "\n").suffix(count).joined(separator: "\n")
    }

    /// Writes a file whole, or leaves it as it was.
    package static func write(_ text: String, to path: String, mode: mode_t = 0o600) throws(SalonError) {
        let draft = path + ".new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure("write", draft) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                let error = failure("write", draft)
                close(descriptor)
                throw error
            }
            rest = rest.dropFirst(count)
        }
        close(descriptor)
        guard rename(draft, path) == 0 else { throw failure("write", path) }
    }

    /// Makes a folder and those above it that are missing; an existing one keeps its mode.
    package static func makeFolder(_ path: String, mode: mode_t = 0o700) throws(SalonError) {
        if mkdir(path, mode) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw failure("make the folder", path)
        }
        try makeFolder(String(path[..<slash]), mode: mode)
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw failure("make the folder", path) }
    }

    /// Removes a file or a folder with all in it. What is not there is no failure.
    package static func remove(_ path: String) {
        var info = stat()
        guard lstat(path, &info) == 0 else { return }
        guard info.st_mode & S_IFMT == S_IFDIR else {
            unlink(path)
            return
        }
        for name in names(in: path) { remove(path + "/" + name) }
        rmdir(path)
    }

    /// The names in a folder, sorted; none when it cannot be read.
    package static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// What `stat` says of a path; nil when there is nothing.
    static func status(of path: String) -> stat? {
        var info = stat()
        return stat(path, &info) == 0 ? info : nil
    }

    /// Whether there is something at the path.
    static func exists(_ path: String) -> Bool { status(of: path) != nil }

    /// The path from the root, without `.` and `..` of symbolic links, when it exists; else as it is.
    static func resolved(_ path: String) -> String {
        guard let whole = realpath(path, nil) else { return path }
        defer { free(whole) }
        return String(cString: whole)
    }

    /// "Could not write /x: No space left on device".
    static func failure(_ deed: String, _ path: String) -> SalonError {
        .unavailable(sentence: "Could not \(deed) \(path): \(String(cString: strerror(errno))).")
    }
}
