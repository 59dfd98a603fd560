import Salon

/// A code that is handed over once: to sign in and choose a password, or to prove an e-mail address. The database keeps
/// its hash only; it is also in the mail that waits in the outbox.
public struct OneTimeCode: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The code as it is read out: "K7QMX-2XPT9", or six digits for an address.
    public let text: String
    /// Until when it works.
    public let expiresAt: Instant

    /// A code of given values, as for a screen without a database.
    public init(text: String, expiresAt: Instant) {
        self.text = text
        self.expiresAt = expiresAt
    }

    /// Not the code.
    public var description: String { "a one-time code" }
    /// Not the code.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
