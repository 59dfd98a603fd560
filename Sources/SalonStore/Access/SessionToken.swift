import Salon

/// The secret that says who is signed in: 256 random bits in hexadecimal, given once by the database, which stores
/// only their SHA-256. Whoever has it, at the desk it was made for, is that person; it is never printed.
public struct SessionToken: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The secret itself, for the file that keeps a console signed in and for `SALON_SESSION`.
    public let secret: String

    /// Wraps a token as it was kept; nil when it is not 64 hexadecimal digits.
    public init?(_ secret: some StringProtocol) {
        guard secret.utf8.count == 64, secret.utf8.allSatisfy({ isHexDigit($0) }) else { return nil }
        self.secret = String(secret)
    }

    /// Not the secret.
    public var description: String { "a session token" }
    /// Not the secret.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

private func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
        UInt8(ascii: "A")...UInt8(ascii: "F"):
        true
    default: false
    }
}

/// What a right password gives.
public struct SignedIn: Sendable {
    /// The secret to keep, so that the console need not ask again: `Store.resume`.
    public let token: SessionToken
    /// The desk, open for work.
    public let desk: Desk
    /// When the token ends unless it is used before; each use moves it, up to thirty days after signing in.
    public let expiresAt: Instant

    init(token: SessionToken, desk: Desk, expiresAt: Instant) {
        self.token = token
        self.desk = desk
        self.expiresAt = expiresAt
    }
}
