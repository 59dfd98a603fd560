/// What became of one field, in the words of the screen.
public struct FieldChange: Hashable, Sendable {
    /// The column, such as "appointment_time": stable, for programs.
    public let field: String
    /// What a person calls it: "time".
    public let label: String
    /// What it was, in words; nil for nothing.
    public let before: String?
    /// What it became, in words; nil for nothing.
    public let after: String?

    /// A change of a field.
    public init(field: String, label: String, before: String?, after: String?) {
        self.field = field
        self.label = label
        self.before = before
        self.after = after
    }
}

/// Turns columns and their texts into what a person reads.
struct FieldWords {
    let entity: AuditedEntity
    let zone: Zone
    let currency: Currency

    /// The change in words; nil where nothing of it can be seen.
    func change(_ field: String, before: String?, after: String?) -> FieldChange? {
        let was = before.flatMap { text(field, $0) }
        let became = after.flatMap { text(field, $0) }
        guard was != became else { return nil }
        return FieldChange(field: field, label: Self.label(field, of: entity), before: was, after: became)
    }

    /// What a person calls a column.
    static func label(_ field: String, of entity: AuditedEntity) -> String {
        if let label = labels[field] { return label }
        let words = field.hasSuffix("_id") ? field.dropLast(3) : field[...]
        return String(words.map { $0 == "_" ? " " : $0 })
    }

    private static let labels: [String: String] = [
        "appointment_date": "date", "appointment_time": "time", "customer_name": "client", "customer_phone": "phone",
        "customer_email": "email", "user_id": "client", "total_price": "price", "payment_status": "payment",
        "payment_method": "paid by", "cancelled_reason": "reason", "expires_at": "hold ends",
        "requested_expert": "expert asked for", "overbook_reason": "reason for overbooking", "paid_at": "paid",
        "arrived_at": "arrived", "started_at": "started", "completed_at": "completed", "cancelled_at": "cancelled",
        "is_active": "can be booked", "display_order": "place", "processing_minutes": "processing",
        "finishing_minutes": "finishing", "buffer_minutes": "clean-up", "category_id": "category",
        "email_verified": "email verified", "is_guest": "without account", "every_weeks": "weeks in rotation",
        "slot_minutes": "grid", "hold_minutes": "hold time", "waitlist_minutes": "offer time",
        "notice_minutes": "notice", "horizon_days": "horizon in days", "idle_lock_minutes": "idle lock",
        "valid_from": "from", "valid_to": "until", "taken_by": "taken by", "taken_at": "taken", "till_id": "till",
        "tested_on": "day", "patch_test_months": "months a patch test is good",
    ]

    /// A value as a person reads it; nil for an empty one.
    func text(_ field: String, _ text: String) -> String? {
        guard !text.isEmpty else { return nil }
        if text == "true" || text == "false" { return text == "true" ? "yes" : "no" }
        switch field {
        case "status": return AppointmentStatus(rawValue: text)?.title ?? text
        // A range for the database; its starts and ends are told.
        case "during": return nil
        case "appointment_time", "starts", "ends", "opens", "closes", "from_time", "to_time":
            return LocalTime(text)?.description ?? moment(text)
        case "weekday": return Int(text).flatMap(Weekday.init(rawValue:))?.name ?? text
        case "price", "total_price", "amount", "discount", "discount_amount", "counted", "expected", "difference",
            "opened_with":
            return Money(text, currency)?.grouped ?? text
        case "duration", "processing_minutes", "finishing_minutes", "buffer_minutes", "minutes", "slot_minutes",
            "hold_minutes", "idle_lock_minutes", "waitlist_minutes", "notice_minutes":
            return "\(text) min"
        default:
            if field.hasSuffix("_at") || field.hasSuffix("_date") || field.hasPrefix("valid_") || field == "date"
                || field == "birthday" || field == "tested_on"
            {
                return moment(text)
            }
            return text
        }
    }

    /// A date, a wall-clock time or an instant as the desk says it.
    private func moment(_ text: String) -> String {
        if let date = LocalDate(text) { return date.shortText }
        if let local = LocalDateTime(text) { return "\(local.date.shortText) \(local.time)" }
        if let instant = Instant(text) {
            let local = zone.local(instant)
            return "\(local.date.shortText) \(local.time)"
        }
        return text
    }
}
