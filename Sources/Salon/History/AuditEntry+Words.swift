extension AuditEntry {
    /// "Ana Ruiz moved Maria Lopez, Cut from Fri 20 Nov 2026 09:00 with Ben to Fri 20 Nov 2026 10:15 with Chloé."
    public var sentence: String { told(of: subject ?? "the \(entity.title)") + "." }

    /// The same on the card of the thing itself: "Ana Ruiz moved it from … to …, at desk front, Fri 20 Nov 2026 14:02."
    public var cardSentence: String {
        told(of: "it") + ", at \(deskTitle), \(localTime.date.shortText) \(localTime.time)."
    }

    /// The desk as a person says it: the login `desk_front` is "desk front".
    public var deskTitle: String {
        guard let name = desk.dropPrefix("desk_") else { return desk }
        return "desk " + name.map { $0 == "_" ? " " : String($0) }.joined()
    }

    private func told(of it: String) -> String {
        guard let who else { return "The hold of \(it) ran out" }
        return who + (undoes == nil ? " " : " took a change back: ") + deed(it)
    }

    /// Nil for what the salon does by itself.
    private var who: String? {
        if let actor { return actor.name ?? "Somebody who is gone" }
        if self["status"]?.after == AppointmentStatus.expired.title { return nil }
        return desk.dropPrefix("desk_") == nil ? "The website" : "Somebody"
    }

    /// What was done to `it`: "moved it from … to …".
    func deed(_ it: String) -> String {
        switch (entity, action) {
        case (.appointments, .insert): booked(it)
        case (.appointments, .update): changedAppointment(it)
        case (.payments, .insert): paid(it)
        case (_, .insert): "added " + (subject == nil ? it : named(it) ?? "the \(entity.title) \(it)") + list(changes)
        case (_, .update): changed(named(it) ?? it, changes)
        case (_, .delete): "removed \(named(it) ?? it)"
        }
    }

    /// "the shift of Aiko Tanaka": what has no name of its own, by whose it is; nil for anything else.
    private func named(_ it: String) -> String? {
        guard subject != nil else { return nil }
        return switch entity {
        case .shifts, .shiftExceptions, .timeOff, .patchTests: "the \(entity.title) of \(it)"
        case .closures: "the \(entity.title) \(it)"
        default: nil
        }
    }

    private func booked(_ it: String) -> String {
        let over = self["overbooked"]?.after == "yes" ? ", over another appointment" : ""
        let reason = self["overbook_reason"]?.after.map { " (\($0))" } ?? ""
        return "booked \(it) for \(place(\.after))" + over + reason
    }

    private func changedAppointment(_ it: String) -> String {
        if self["appointment_date"] != nil || self["appointment_time"] != nil {
            return "moved \(it) from \(place(\.before)) to \(place(\.after))"
        }
        if let expert = self["expert_id"] {
            return "gave \(it) from \(expert.before ?? "nobody") to \(expert.after ?? "nobody")"
        }
        if let status = self["status"] {
            if status.after == AppointmentStatus.cancelled.title {
                return "cancelled \(it)" + (self["cancelled_reason"]?.after.map { " (\($0))" } ?? "")
            }
            return "set \(it) from \(status.before ?? "nothing") to \(status.after ?? "nothing")"
        }
        if let payment = self["payment_status"]?.after { return "marked \(it) \(payment)" }
        return changed(it, changes)
    }

    /// "Fri 20 Nov 2026 09:00 with Ben", as far as the entry tells.
    private func place(_ side: (FieldChange) -> String?) -> String {
        let time = ["appointment_date", "appointment_time"].compactMap { self[$0].flatMap(side) }
        let expert = self["expert_id"].map { ["with \(side($0) ?? "nobody")"] } ?? []
        return (time + expert).joined(separator: " ")
    }

    private func paid(_ it: String) -> String {
        let amount = self["amount"]?.after ?? ""
        let way = self["method"]?.after.map { $0 == PaymentMethod.online.rawValue ? " online" : " by \($0)" } ?? ""
        return switch self["kind"]?.after.flatMap(PaymentKind.init(rawValue:)) {
        case .tip: "took a tip of \(amount)\(way) for \(it)"
        case .deposit: "took a deposit of \(amount)\(way) for \(it)"
        case .refund: "gave back \(amount)\(way) for \(it)"
        case .payment, nil: "took \(amount)\(way) for \(it)"
        }
    }

    private func changed(_ it: String, _ changes: [FieldChange]) -> String {
        guard let first = changes.first else { return "changed \(it)" }
        let rest = changes.dropFirst().map { "\($0.label) from \($0.before ?? "nothing") to \($0.after ?? "nothing")" }
        let parts = ["\(first.label) of \(it) from \(first.before ?? "nothing") to \(first.after ?? "nothing")"] + rest
        return "changed " + parts.joined(separator: ", ")
    }

    /// What was filled in, when it starts first; not what the sentence has named already, nor the salon itself.
    private func list(_ changes: [FieldChange]) -> String {
        let told = changes.filter { $0.field != "branch_id" && $0.after != subject }
        let ordered = told.filter { $0.field == "starts" } + told.filter { $0.field != "starts" }
        let parts = ordered.compactMap { change in change.after.map { "\(change.label) \($0)" } }
        return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    }
}

extension String {
    /// What follows a prefix; nil without it.
    fileprivate func dropPrefix(_ prefix: String) -> Substring? { hasPrefix(prefix) ? dropFirst(prefix.count) : nil }
}
