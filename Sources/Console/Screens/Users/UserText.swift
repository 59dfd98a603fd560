import Salon
import SalonStore
import Terminal

/// What the details say about an account.
struct UserText {
    let user: StaffMember
    /// All else; nil while it is on its way.
    let card: UserCard?
    /// Why it is not here.
    let failure: SalonError?
    let context: Context

    func rows(width: Int) -> [CardRow] {
        var rows = CardRows(width: width)
        addAccount(to: &rows)
        addSignIn(to: &rows)
        if let expert = card?.expert {
            rows.section("In the day")
            rows.add("Expert", [(expert.name, Style(.strong))])
        }
        return rows.rows
    }

    private func addAccount(to rows: inout CardRows) {
        rows.section("Account")
        rows.add("Role", Self.role(user.role), .strong, limit: 2)
        if let email = user.email { rows.add("E-mail", email, limit: 2) } else { rows.add("E-mail", "none", .muted) }
        if let phone = user.phone { rows.add("Phone", phone) }
        if let card {
            rows.add("Since", Self.moment(card.createdAt, context))
            if card.isGuest { rows.add("Website", "has no account there", .muted) }
        } else {
            rows.add("Since", failure?.message ?? "…", failure == nil ? .muted : .danger)
        }
    }

    private func addSignIn(to rows: inout CardRows) {
        rows.section("Signing in")
        if user.role == .user { rows.add("Clients sign in on the website only.", .muted) }
        if user.isVerified {
            rows.add("E-mail", "verified", .good)
        } else if user.email != nil {
            rows.add("E-mail", "not verified: signing in waits for it", .warning)
        }
        if let disabled = user.disabledAt {
            rows.add("Access", "switched off since \(Self.moment(disabled, context))", .danger)
        }
        if let until = user.lockedUntil, context.instant < until {
            rows.add(
                "Locked",
                "for \(Self.left(until: until, context)), until \(context.arrival.zone.local(until).time)", .danger)
        } else {
            rows.add("Locked", "no")
        }
        if let failed = card?.failedAttempts, failed > 0 {
            rows.add("Failed", "\(SpanText.count(failed, "wrong password")) since the last right one", .warning)
        } else if card != nil {
            rows.add("Failed", "no wrong password since the last right one", .muted)
        }
        if let changed = card?.passwordChangedAt {
            rows.add("Password", "chosen \(Self.moment(changed, context))", .muted)
        }
        if let seen = user.lastSignIn {
            rows.add("Last seen", Self.moment(seen, context))
        } else {
            rows.add("Last seen", "never", .muted)
        }
    }

    // MARK: Words

    /// "desk front" for the login `desk_front`.
    static func desk(_ login: String) -> String { login.split(separator: "_").joined(separator: " ") }

    static func role(_ role: Role) -> String {
        switch role {
        case .user: "client"
        case .expert: "expert: sees the own day"
        case .receptionist: "receptionist: keeps the day"
        case .admin: "admin: keeps catalogue and staff"
        case .owner: "owner: may do everything"
        }
    }

    /// "today 09:12", "Fri 20 Nov 2026 09:12"; short without what can be missed.
    static func moment(_ instant: Instant, _ context: Context, isShort: Bool = false) -> String {
        let local = context.arrival.zone.local(instant)
        if local.date == context.today { return isShort ? "\(local.time)" : "today \(local.time)" }
        guard isShort else { return "\(local.date.shortText) \(local.time)" }
        return local.date.year == context.today.year
            ? "\(local.date.weekday.shortName) \(local.date.day) \(local.date.monthName.prefix(3))" : "\(local.date)"
    }

    /// "12 min": how long it still is, rounded up.
    static func left(until: Instant, _ context: Context) -> String {
        SpanText.minutes(max(1, (context.instant.seconds(until: until) + 59) / 60))
    }
}
