/// What somebody else did to a thing while it was open here: what a screen shows side by side, for the person to choose.
public struct StaleChange: Hashable, Sendable {
    /// What one field was, what was wanted here, and what it is now.
    public struct Field: Hashable, Sendable {
        /// The column, such as "phone": stable, for programs.
        public let field: String
        /// What a person calls it: "phone".
        public let label: String
        /// What it was when it was opened here; nil for nothing.
        public let base: String?
        /// What was to be saved here; nil for nothing.
        public let mine: String?
        /// What it is now; nil for nothing.
        public internal(set) var theirs: String?

        /// A field in words.
        public init(field: String, label: String, base: String?, mine: String?, theirs: String?) {
            self.field = field
            self.label = label
            self.base = base
            self.mine = mine
            self.theirs = theirs
        }

        /// True when it was changed here as well, to something else: only a person can choose.
        public var isContested: Bool { mine != base && mine != theirs }
    }

    /// What was changed, such as "client".
    public let what: String
    /// Who changed it last, when that is known.
    public let by: String?
    /// When they did; nil when the log doesn't tell.
    public let at: Instant?
    /// The fields that are different now; empty when the log doesn't tell.
    public let fields: [Field]

    /// A change that came in between.
    public init(what: String, by: String? = nil, at: Instant? = nil, fields: [Field] = []) {
        self.what = what
        self.by = by
        self.at = at
        self.fields = fields
    }

    /// What the log tells.
    ///
    /// - Parameters:
    ///   - what: What was changed, such as "client".
    ///   - entries: The changes since it was opened here, the newest first.
    ///   - mine: What was to be saved here, by column as the database writes it.
    ///   - zone: The branch's clock.
    ///   - currency: The branch's money.
    public init(
        what: String, entries: [AuditEntry], mine: [(field: String, value: String?)], zone: Zone, currency: Currency
    ) {
        var fields: [Field] = []
        for entry in entries.reversed() {
            let words = FieldWords(entity: entry.entity, zone: zone, currency: currency)
            for change in entry.changes {
                if let place = fields.firstIndex(where: { $0.field == change.field }) {
                    fields[place].theirs = change.after
                    continue
                }
                let wanted = mine.first { $0.field == change.field }
                fields.append(
                    Field(
                        field: change.field, label: change.label, base: change.before,
                        mine: wanted.map { $0.value.flatMap { words.text(change.field, $0) } } ?? change.before,
                        theirs: change.after))
            }
        }
        self.init(
            what: what, by: entries.first?.actor?.name, at: entries.first?.at,
            fields: fields.filter { $0.theirs != $0.base })
    }

    /// "Ben Okafor changed this client in the meantime: phone is now +33 6 11 22 33 44. …"
    var sentence: String {
        let actor =
            by.map { "\($0) changed this \(what) in the meantime" } ?? "This \(what) was changed in the meantime"
        let news = fields.prefix(3).map { "\($0.label) is now \($0.theirs ?? "empty")" }.joined(separator: ", ")
        let more = fields.count > 3 ? ", and more" : ""
        return actor + (news.isEmpty ? "" : ": \(news)\(more)") + ". Look at it again, then repeat your change."
    }
}
