import Glibc
import Salon

/// A lock on a file, which the kernel takes back when its holder dies, however it dies.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// Whether one may hold it, or many at once.
    enum Kind: Sendable {
        case exclusive
        case shared
    }

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Waits for the lock on the file at `path`, which is made when it is missing.
    static func take(_ kind: Kind, on path: String) throws(SalonError) -> FileLock {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileSystem.failure("open", path) }
        while flock(descriptor, kind == .exclusive ? LOCK_EX : LOCK_SH) != 0 {
            guard errno == EINTR else {
                let failure = FileSystem.failure("lock", path)
                close(descriptor)
                throw failure
            }
        }
        return FileLock(descriptor: descriptor)
    }

    /// Takes the lock if nobody else has it; nil when somebody has, or when there is no such file.
    static func tryExclusive(on path: String) -> FileLock? {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return FileLock(descriptor: descriptor)
    }

    /// Makes a shared lock exclusive, if nobody shares it. Afterwards the lock may be gone: it is for who leaves.
    func isLast() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }
}
