/// The last change that somebody made in this session, and what taking it back would mean.
public struct UndoOffer: Hashable, Sendable {
    /// The transaction: all of its rows go back, or none.
    public let change: Int64
    /// The rows it changed, in their order; never empty.
    public let entries: [AuditEntry]
    /// Why it can't be taken back; nil when it can, as far as is known now.
    public let refusal: SalonError?

    /// An offer.
    public init(change: Int64, entries: [AuditEntry], refusal: SalonError? = nil) {
        self.change = change
        self.entries = entries
        self.refusal = refusal
    }
}

/// A change that was taken back.
public struct UndoneChange: Hashable, Sendable {
    /// What was taken back.
    public let offer: UndoOffer
    /// What the desk tells: "Taken back: …".
    public let sentence: String

    /// A change that was taken back.
    public init(offer: UndoOffer, sentence: String) {
        self.offer = offer
        self.sentence = sentence
    }
}
