import Salon
import SalonStore
import Terminal

/// What a client's card says, in sections.
struct ClientText {
    let client: Client
    /// The figures and the appointments; nil while they are on their way.
    let card: ClientCard?
    /// Why they are not here.
    let failure: SalonError?
    let context: Context

    /// The rows above the appointments.
    func rows(width: Int) -> [CardRow] {
        var rows = CardRows(width: width)
        addContacts(to: &rows)
        addVisits(to: &rows)
        addPatchTests(to: &rows)
        if let notes = client.notes, !notes.allSatisfy(\.isWhitespace) {
            rows.section("Notes")
            rows.add(notes)
        }
        if let card {
            rows.section(context.session.allows(.clientsView) ? "Appointments" : "Appointments with you")
            if card.appointments.isEmpty { rows.add("None yet; b books the first.", .muted) }
        }
        return rows.rows
    }

    private func addContacts(to rows: inout CardRows) {
        rows.section("Contact")
        if context.session.allows(.clientsView) {
            if client.phone == nil, client.email == nil { rows.add("Phone", "none: the desk can't call", .warning) }
            if let phone = client.phone { rows.add("Phone", [(phone, Style(.strong))]) }
            if let email = client.email { rows.add("E-mail", email, .text, limit: 2) }
            if let address = client.address { rows.add("Address", address, .text, limit: 3) }
        } else {
            rows.add("Phone", "known at the desk only", .muted)
        }
        if let birthday = client.birthday { rows.add("Birthday", Self.birthday(birthday, context.today)) }
    }

    private func addVisits(to rows: inout CardRows) {
        rows.section("Visits")
        guard let card else {
            if let failure { rows.add(failure.message, .danger) } else { rows.add("Reading…", .muted) }
            return
        }
        var visits = [(card.completed == 0 ? "none yet" : SpanText.count(card.completed, "visit"), Style(.strong))]
        if let days = card.averageInterval { visits.append((", \(Self.interval(days))", Style())) }
        rows.add("Visits", visits)
        if let first = card.firstVisit, let last = card.lastVisit {
            rows.add("Last", [(last.shortText, Style()), ("  \(Self.ago(last, context.today))", Style(.muted))])
            if first != last { rows.add("First", first.shortText) }
        }
        rows.add("Spent", card.spent.withCode)
        rows.add(
            "Owed", card.owed.isZero ? [("nothing", Style(.good))] : [(card.owed.withCode, Style(.warning, .bold))])
        rows.add("No-shows", "\(card.noShows)", card.noShows > 0 ? .warning : .text)
        rows.add("Cancelled", "\(card.cancelled)")
    }

    /// The last test for each service, and every one to which the skin reacted.
    private func addPatchTests(to rows: inout CardRows) {
        guard let tests = card?.patchTests, !tests.isEmpty else { return }
        rows.section("Patch tests")
        var seen: Set<ServiceID> = []
        for row in tests where seen.insert(row.test.serviceID).inserted || row.test.hasReacted {
            rows.add(
                Self.day(row.test.testedOn, context.today), [standing(row), ("  \(row.serviceName)", Style(.strong))])
            if let note = row.test.note { rows.add("", note, .muted, limit: 2) }
        }
    }

    private func standing(_ row: PatchTestRow) -> (String, Style) {
        if row.test.hasReacted { return ("reacted", Style(.danger, .bold)) }
        guard let until = row.need?.lastDay(ofTestOn: row.test.testedOn) else { return ("tested", Style(.muted)) }
        let day = Self.day(until, context.today)
        return until < context.today ? ("ran out \(day)", Style(.warning)) : ("until \(day)", Style(.good))
    }

    // MARK: Words

    /// "every 5 weeks", "every 9 days".
    static func interval(_ days: Int) -> String {
        switch days {
        case ...1: "every day"
        case 7: "every week"
        case ..<14: "every \(days) days"
        default: "every \((days + 3) / 7) weeks"
        }
    }

    /// "today", "12 days ago", "7 weeks ago", "2 years ago".
    static func ago(_ day: LocalDate, _ today: LocalDate) -> String {
        let days = today - day
        switch days {
        case ..<0: return "in \(SpanText.count(-days, "day"))"
        case 0: return "today"
        case 1..<21: return "\(SpanText.count(days, "day")) ago"
        case 21..<120: return "\(days / 7) weeks ago"
        case 120..<730: return "\(days / 30) months ago"
        default: return "\(days / 365) years ago"
        }
    }

    /// "12 Mar 1988, 38 years", and when it is near, how near.
    static func birthday(_ birthday: LocalDate, _ today: LocalDate) -> [(String, Style)] {
        let text = "\(birthday.day) \(birthday.monthName.prefix(3)) \(birthday.year)"
        var next = birthday.adding(months: 12 * max(0, today.year - birthday.year))
        if next < today { next = birthday.adding(months: 12 * (today.year - birthday.year + 1)) }
        let years = next.year - birthday.year - (next == today ? 0 : 1)
        let near: String? =
            switch next - today {
            case 0: "today"
            case 1: "tomorrow"
            case 2...14: "in \(next - today) days"
            default: nil
            }
        return [(text, Style()), (", \(years) years", Style(.muted))]
            + (near.map { [("  \($0)", Style(.accent, .bold))] } ?? [])
    }

    /// A day as short as it is clear: without its year in this one.
    static func day(_ day: LocalDate, _ today: LocalDate) -> String {
        day == today ? "today" : SpanText.shortDay(day, today: today)
    }
}
