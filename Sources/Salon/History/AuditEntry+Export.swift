extension AuditEntry {
    /// The head of the table that `csvLine` fills.
    public static let csvHead = [
        "number", "time", "person", "desk", "action", "kind", "id", "subject", "what", "changes", "takes back",
    ]

    /// The entry as a line of a table.
    public var csvLine: String {
        CSV.line([
            "\(id)", localTime.description, actor?.name ?? "", desk, action.title, entity.title, entityID.description,
            subject ?? "", sentence,
            changes.map { "\($0.label): \($0.before ?? "–") → \($0.after ?? "–")" }.joined(separator: "; "),
            undoes.map { "\($0)" } ?? "",
        ])
    }

    /// The entry as a JSON object.
    public var json: String {
        JSONText.object([
            ("number", "\(id)"), ("change", "\(change)"), ("at", JSONText.string(at.description)),
            ("localTime", JSONText.string(localTime.description)),
            ("person", JSONText.string(actor?.name)), ("personID", JSONText.string(actor?.id.description)),
            ("desk", JSONText.string(desk)), ("action", JSONText.string(action.rawValue)),
            ("kind", JSONText.string(entity.rawValue)), ("id", JSONText.string(entityID.description)),
            ("subject", JSONText.string(subject)), ("sentence", JSONText.string(sentence)),
            (
                "changes",
                JSONText.array(
                    changes.map { change in
                        JSONText.object([
                            ("field", JSONText.string(change.field)), ("label", JSONText.string(change.label)),
                            ("before", JSONText.string(change.before)), ("after", JSONText.string(change.after)),
                        ])
                    })
            ),
            ("undoes", undoes.map { "\($0)" } ?? "null"), ("undoneBy", undoneBy.map { "\($0)" } ?? "null"),
        ])
    }
}
