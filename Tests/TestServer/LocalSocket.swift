import Glibc
import Salon

/// A Unix socket by its path; one that begins with "@" is an abstract name, as libpq writes it.
struct LocalSocket: Sendable {
    let path: String

    /// A descriptor that listens there, not blocking.
    func listen() throws -> Int32 {
        let descriptor = try make()
        guard withAddress({ bind(descriptor, $0, $1) }) == 0, Glibc.listen(descriptor, 16) == 0 else {
            throw Self.failure("nobody can listen at \(path)")
        }
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        return descriptor
    }

    /// A descriptor that is connected to whoever listens there, not blocking.
    func connect() throws -> Int32 {
        let descriptor = try make()
        guard withAddress({ Glibc.connect(descriptor, $0, $1) }) == 0 else {
            throw Self.failure("nobody listens at \(path)")
        }
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        return descriptor
    }

    static func failure(_ what: String) -> SalonError {
        .unavailable(sentence: "\(what): \(String(cString: strerror(errno)))")
    }

    private func make() throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Self.failure("no socket") }
        return descriptor
    }

    private func withAddress(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(path.utf8)
        if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes.prefix($0.count)) }
        // The length tells where an abstract name ends.
        let length = MemoryLayout<sockaddr_un>.offset(of: \.sun_path).map { $0 + bytes.count } ?? 0
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(length)) }
        }
    }
}
