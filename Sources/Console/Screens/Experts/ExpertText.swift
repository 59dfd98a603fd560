import Salon
import SalonStore
import Terminal

/// What the details say about an expert, in sections.
struct ExpertText {
    let expert: Expert
    /// All else; nil while it is on its way.
    let card: ExpertCard?
    /// Why it is not here.
    let failure: SalonError?
    /// The Monday of the week that is drawn.
    let monday: LocalDate
    let context: Context
    let width: Int

    /// The width from which own prices and the catalogue's stand side by side.
    private static let widthForColumns = 64

    func rows() -> [DetailRow] {
        var rows = words { rows in
            rows.section("Contact")
            if expert.phone == nil, expert.email == nil { rows.add("Phone", "none", .muted) }
            if let phone = expert.phone { rows.add("Phone", [(phone, Style(.strong))]) }
            if let email = expert.email { rows.add("E-mail", email, limit: 2) }
            addAccount(to: &rows)
        }
        guard let card else {
            rows += words { rows in
                rows.add(failure?.message ?? "Reading…", failure == nil ? .muted : .danger)
            }
            return rows
        }
        rows += week(card) + changes(card) + services(card) + reviews(card)
        if let bio = expert.bio, !bio.allSatisfy(\.isWhitespace) {
            rows += section("On the website") { $0.add(bio) }
        }
        return rows
    }

    private func words(_ build: (inout CardRows) -> Void) -> [DetailRow] {
        var rows = CardRows(width: width)
        build(&rows)
        return rows.rows.map { .words($0) }
    }

    private static let gap = DetailRow.words(CardRow())

    private func section(_ title: String, _ build: (inout CardRows) -> Void = { _ in }) -> [DetailRow] {
        [Self.gap]
            + words { rows in
                rows.section(title)
                build(&rows)
            }
    }

    private func addAccount(to rows: inout CardRows) {
        if let account = card?.account {
            let words = account.email ?? "an account without an address"
            rows.add("Signs in", "as \(account.role.rawValue), \(words)", limit: 2)
        } else if card != nil {
            rows.add("Signs in", "has no account", .muted)
        }
        guard let card else { return }
        rows.add(
            "To come", card.upcoming == 0 ? "no appointments" : SpanText.count(card.upcoming, "appointment"),
            card.upcoming == 0 ? .muted : .strong)
    }

    // MARK: Week

    private func week(_ card: ExpertCard) -> [DetailRow] {
        let week = WorkWeek(card.plan, from: monday)
        let turns = card.shifts.map(\.everyWeeks).max() ?? 1
        let keys = ["previousWeek", "nextWeek"].map { context.keyName(ActionID(ExpertsScreen.place, $0)) }
        let change = context.keyName(ActionID(ExpertsScreen.place, "hours"))
        let hint = "\(change) change   \(keys[0]) \(keys[1]) other weeks"
        let title = DetailRow.Part(x: 0, width: width, Self.title(monday, context.today), Style(.heading, .bold))
        var rows: [DetailRow] = [
            Self.gap,
            .parts([title, DetailRow.Part(x: 0, width: width, hint, Style(.muted), align: .trailing)]),
        ]
        guard !card.shifts.isEmpty || week.days.contains(where: { !$0.working.isEmpty }) else {
            return rows + words { $0.add("No shifts yet: nobody can be booked with them.", .warning) }
        }
        rows += week.rows(width: width, today: context.today)
        if turns > 1 { rows += words { $0.add("not every week is the same: \(turns) weeks by turns", .muted) } }
        return rows
    }

    static func title(_ monday: LocalDate, _ today: LocalDate) -> String {
        switch (monday - today.startOfWeek) / 7 {
        case 0: "This week"
        case 1: "Next week"
        default: "Week from \(monday.day) \(monday.monthName.prefix(3))"
        }
    }

    private func changes(_ card: ExpertCard) -> [DetailRow] {
        let exceptions = card.exceptions.filter { $0.date >= context.today }
        let timeOff = card.timeOff.filter { $0.during.end > context.now }
        var rows: [DetailRow] = []
        if !exceptions.isEmpty {
            rows += section("Other hours") { rows in
                for date in Set(exceptions.map(\.date)).sorted().prefix(12) {
                    let hours = exceptions.filter { $0.date == date }.compactMap(\.hours)
                    rows.add(
                        SpanText.day(date, today: context.today),
                        hours.isEmpty ? "off" : hours.map { "\($0.starts)–\($0.ends)" }.joined(separator: ", "),
                        hours.isEmpty ? .muted : .warning)
                }
            }
        }
        if !timeOff.isEmpty {
            rows += section("Time off") { rows in
                for time in timeOff.prefix(12) {
                    let words = time.kind.rawValue + (time.reason.map { ": \($0)" } ?? "")
                    rows.add("\(Self.span(time.during, context.today)), \(words)", limit: 2)
                }
            }
        }
        return rows
    }

    /// "Tue 24 Nov – Fri 4 Dec" for whole days, else with the times.
    static func span(_ span: TimeSpan, _ today: LocalDate) -> String {
        let (start, end) = (span.start, span.end)
        let day = { (date: LocalDate) in SpanText.day(date, today: today) }
        if start.time == .midnight, end.time == .midnight {
            let last = end.date - 1
            return start.date == last ? day(last) : "\(day(start.date)) – \(day(last))"
        }
        let close = start.date == end.date ? "\(end.time)" : "\(day(end.date)) \(end.time)"
        return "\(day(start.date)) \(start.time)–\(close)"
    }

    // MARK: Services

    private func services(_ card: ExpertCard) -> [DetailRow] {
        guard !card.skills.isEmpty else {
            return section("Services") { $0.add("None yet: nothing can be booked with them.", .warning) }
        }
        let own = card.skills.count { $0.own.price != nil || $0.own.duration != nil }
        let title =
            "\(SpanText.count(card.skills.count, "service"))" + (own > 0 ? ", \(own) with own price or time" : "")
        var rows: [DetailRow] = [Self.gap, heading(title)]
        var category: String?
        for skill in card.skills {
            if skill.category != category {
                category = skill.category
                rows.append(.parts([DetailRow.Part(x: 0, width: width, skill.category, Style(.muted))]))
            }
            rows += self.rows(of: skill)
        }
        return rows
    }

    private func heading(_ title: String) -> DetailRow {
        var parts = [DetailRow.Part(x: 0, width: width, title, Style(.heading, .bold))]
        if width >= Self.widthForColumns {
            parts[0].width = width - 40
            parts.append(
                DetailRow.Part(x: width - 38, width: 18, "theirs", Style(.muted), align: .trailing))
            parts.append(
                DetailRow.Part(x: width - 18, width: 18, "catalogue", Style(.muted), align: .trailing))
        }
        return .parts(parts)
    }

    private func rows(of skill: ExpertCard.Skill) -> [DetailRow] {
        let hasOwn = skill.own.price != nil || skill.own.duration != nil
        let style = Style(hasOwn ? .strong : .text, hasOwn ? .bold : [])
        let listed = "\(skill.listPrice.grouped) \(Self.minutes(skill.listMinutes))"
        let theirs = "\(skill.price.grouped) \(Self.minutes(skill.minutes))"
        guard width < Self.widthForColumns else {
            return [
                .parts([
                    DetailRow.Part(x: 2, width: width - 42, skill.name, Style()),
                    DetailRow.Part(x: width - 38, width: 18, theirs, style, align: .trailing),
                    DetailRow.Part(x: width - 18, width: 18, listed, Style(.muted), align: .trailing),
                ])
            ]
        }
        let row = DetailRow.parts([
            DetailRow.Part(x: 2, width: width - 21, skill.name, Style()),
            DetailRow.Part(x: width - 18, width: 18, theirs, style, align: .trailing),
        ])
        guard hasOwn else { return [row] }
        return [
            row,
            .parts([
                DetailRow.Part(x: 0, width: width, "catalogue \(listed)", Style(.muted), align: .trailing)
            ]),
        ]
    }

    /// " 45 min", so that columns of them stand in line.
    private static func minutes(_ minutes: Minutes) -> String {
        let text = "\(minutes) min"
        return String(repeating: " ", count: max(0, 7 - text.count)) + text
    }

    // MARK: Reviews

    private func reviews(_ card: ExpertCard) -> [DetailRow] {
        var rows = section("Reviews") { rows in
            if expert.totalReviews == 0 {
                rows.add("none yet", .muted)
            } else {
                rows.add(
                    "Rating",
                    [
                        ("\(Self.rating(expert)) ★", Style(.strong, .bold)),
                        ("  from \(SpanText.count(expert.totalReviews, "review"))", Style(.muted)),
                    ])
            }
        }
        for review in card.reviews.prefix(10) {
            let stars = max(0, min(5, review.stars))
            let day = context.arrival.zone.local(review.writtenAt).date
            let about = [review.client ?? "somebody", review.service, SpanText.day(day, today: context.today)]
            rows.append(
                .parts([
                    DetailRow.Part(
                        x: 0, width: 5, String(repeating: "★", count: stars) + String(repeating: "☆", count: 5 - stars),
                        Style(stars >= 4 ? .good : .warning)),
                    DetailRow.Part(
                        x: 6, width: width - 6, about.compactMap(\.self).joined(separator: " · "), Style(.muted)),
                ]))
            for line in TextWrap.lines(review.comment ?? "", width: max(1, width - 6), limit: 3) where !line.isEmpty {
                rows.append(.parts([DetailRow.Part(x: 6, width: width - 6, line, Style())]))
            }
        }
        return rows
    }

    /// "4.8"; nothing without reviews.
    static func rating(_ expert: Expert) -> String {
        guard expert.totalReviews > 0 else { return "" }
        let tenths = (expert.ratingHundredths + 5) / 10
        return "\(tenths / 10).\(tenths % 10)"
    }
}
