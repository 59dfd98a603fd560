import Glibc
import Salon

/// A file that is written for somebody outside the console: whole, or not at all.
///
/// What is written goes into a file beside it and takes its place at the end; a device is written to as it is.
struct ExportFile {
    /// Where it stands in the end.
    let path: String
    private let draft: String
    private let descriptor: Int32

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - path: as somebody types it; `~/` is their home.
    ///   - replacing: whether a file of this name may be replaced.
    /// Throws `conflict` if there is one and it may not, and `invalid` (field "file") with what the system says.
    init(_ path: String, replacing: Bool) throws(SalonError) {
        let path = Self.whole(path)
        var info = stat()
        let exists = stat(path, &info) == 0
        let isFile = !exists || info.st_mode & S_IFMT == S_IFREG
        if exists, info.st_mode & S_IFMT == S_IFDIR {
            throw Self.refusal("\(path) is a folder. Name a file in it.")
        }
        if exists, isFile, !replacing { throw .conflict(sentence: "There is a file \(path) already.", nearest: []) }
        self.path = path
        draft = isFile ? path + ".part" : path
        descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    /// Adds a text. Throws `invalid` with the reason; the file is then as it was before.
    func write(_ text: String) throws(SalonError) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw giveUp() }
            rest = rest.dropFirst(count)
        }
    }

    /// Puts the file in its place. A disk may be found full only now.
    func finish() throws(SalonError) {
        guard draft != path else {
            close(descriptor)
            return
        }
        guard fsync(descriptor) == 0, close(descriptor) == 0, rename(draft, path) == 0 else { throw giveUp() }
    }

    /// Drops what was written.
    func abandon() { _ = giveUp() }

    private func giveUp() -> SalonError {
        let error = Self.failure(path)
        close(descriptor)
        if draft != path { unlink(draft) }
        return error
    }

    private static func whole(_ path: String) -> String {
        guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
        return String(cString: home) + path.dropFirst()
    }

    private static func refusal(_ sentence: String) -> SalonError { .invalid(field: "file", sentence: sentence) }

    /// What the system says, in words.
    private static func failure(_ path: String) -> SalonError {
        switch errno {
        case ENOSPC, EDQUOT: refusal("The disk is full: \(path) was not written.")
        case EACCES, EPERM, EROFS: refusal("You have no permission to write \(path). Choose another folder.")
        case ENOENT, ENOTDIR: refusal("The folder of \(path) does not exist. Choose another one.")
        case ENAMETOOLONG: refusal("This name is too long for a file.")
        default: refusal("\(path) can't be written: \(String(cString: strerror(errno))).")
        }
    }
}
