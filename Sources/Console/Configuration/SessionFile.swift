import Salon
import SalonStore

/// The file that keeps somebody signed in on this computer, readable by its user only.
///
/// Each database has a file of its own: a token is never sent to another server than the one that gave it.
public struct SessionFile: Hashable, Sendable {
    private let home: DataHome
    private let path: String

    /// - Parameters:
    ///   - home: the data folder.
    ///   - database: what names the database: the connection string.
    public init(home: DataHome, database: String) {
        self.home = home
        // FNV-1a, 64 bits: a short name for a long string, nothing secret.
        let name = database.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        path = home.path(of: "session-" + String(name, radix: 16))
    }

    /// The token that was kept; nil if none was.
    public func read() -> SessionToken? { readAll()?.token }

    /// The token and the address of its person, if that is known.
    func readAll() -> (token: SessionToken, email: String?)? {
        let lines = FileSystem.text(of: path)?.split(separator: "\n") ?? []
        guard let token = lines.first.flatMap({ SessionToken($0) }) else { return nil }
        return (token, lines.count > 1 ? String(lines[1]) : nil)
    }

    /// Keeps a token in place of the one before. Throws `unavailable` if the folder can't be written.
    ///
    /// - Parameter email: the person's address; a locked desk then asks for the password only.
    public func write(_ token: SessionToken, email: String? = nil) throws(SalonError) {
        try home.make()
        try FileSystem.write("\(token.secret)\n\(email.map { $0 + "\n" } ?? "")", to: path)
    }

    /// Forgets the token.
    public func remove() { FileSystem.remove(path) }
}
