import Salon
import SalonStore
import Terminal

/// What stands in the form, and what is read out of it.
extension HoursFormScreen {
    static func form(_ start: HoursFormStart, today: LocalDate) -> Form {
        switch start.kind {
        case .shift: shiftForm(start, today: today)
        case .day: dayForm(start, today: today)
        case .timeOff:
            if case .timeOff(let known) = start.item {
                spanForm(known.during, kind: known.kind, reason: known.reason, today: today)
            } else {
                spanForm(TimeSpan(start.date..<start.date + 1), kind: .vacation, reason: nil, today: today)
            }
        case .closure:
            if case .closure(let known) = start.item {
                spanForm(known.during, kind: nil, reason: known.reason, today: today)
            } else {
                spanForm(TimeSpan(start.date..<start.date + 1), kind: nil, reason: nil, today: today)
            }
        }
    }

    private static func text(_ value: String, _ placeholder: String, limit: Int = 40) -> FormField.Control {
        .text(TextField(value, placeholder: placeholder, limit: limit))
    }

    private static func shiftForm(_ start: HoursFormStart, today: LocalDate) -> Form {
        var known: Shift?
        if case .shift(let shift) = start.item { known = shift }
        let weekday = known?.weekday ?? start.date.weekday
        let hours = known.map { HoursText.span($0.starts, $0.ends) } ?? ""
        let weeks = known.flatMap { $0.everyWeeks > 1 ? "\($0.week) of \($0.everyWeeks)" : nil } ?? ""
        return Form([
            FormField(
                "weekday", "Weekday",
                .choice(ChoiceControl(Weekday.allCases.map(\.shortName), selected: weekday.rawValue - 1))),
            FormField("hours", "Hours", text(hours, "9:00–18:00"), isRequired: true),
            FormField(
                "from", "From", text((known?.validFrom ?? max(start.date, today)).description, "today, mon, 24/12"),
                isRequired: true),
            FormField("to", "Until", text(known?.validTo?.description ?? "", "for good")),
            FormField(
                "weeks", "Weeks", text(weeks, "every week"), hint: "1 of 2: every other week, counted from the first"),
        ])
    }

    private static func dayForm(_ start: HoursFormStart, today: LocalDate) -> Form {
        var hours = ""
        if case .day(_, let known) = start.item { hours = HoursText.hours(known) }
        return Form([
            FormField("day", "Day", text(start.day.description, "fri, +6w, 24/12"), isRequired: true),
            FormField(
                "hours", "Hours", text(hours, "off, or 10:00–14:00, 15:00–18:00", limit: 100),
                hint: "empty: as the shifts say"),
        ])
    }

    private static func spanForm(_ span: TimeSpan, kind: TimeOffKind?, reason: String?, today: LocalDate) -> Form {
        let isWholeDays = span.start.time == .midnight && span.end.time == .midnight
        let to = isWholeDays ? (span.end.date - 1).description : "\(span.end.date) \(span.end.time)"
        let from = isWholeDays ? span.start.date.description : "\(span.start.date) \(span.start.time)"
        var fields = [
            FormField("from", "From", text(from, "fri, 24/12, fri 14:00"), isRequired: true),
            FormField("to", "To", text(to, "sun, 2/1, fri 16:00"), isRequired: true),
        ]
        if let kind {
            let kinds = TimeOffKind.allCases
            fields.append(
                FormField(
                    "kind", "Why",
                    .choice(ChoiceControl(kinds.map(\.rawValue), selected: kinds.firstIndex(of: kind)))))
        }
        fields.append(
            FormField("reason", "Reason", text(reason ?? "", kind == nil ? "Christmas" : "Crete", limit: 500)))
        return Form(fields)
    }

    // MARK: Reading

    /// What the form says; nil if something can't be, which is noted at its field.
    func read(_ form: Form, _ errors: inout FormErrors, today: LocalDate) -> HoursDraft? {
        switch start.kind {
        case .shift: return shift(form, &errors, today).map(HoursDraft.shift)
        case .day: return day(form, &errors, today)
        case .timeOff, .closure:
            guard let span = span(form, &errors, today) else { return nil }
            return errors.value("to") { () throws(SalonError) in try spanDraft(form, span) }
        }
    }

    private func spanDraft(_ form: Form, _ span: TimeSpan) throws(SalonError) -> HoursDraft {
        let reason = form.text("reason")
        guard start.kind == .timeOff else {
            return .closure(
                try RosterRules.checked(Closure(id: known(ClosureID.init), during: span, reason: reason)))
        }
        return .timeOff(
            try RosterRules.checked(
                TimeOff(
                    id: known(TimeOffID.init), expertID: expert.id, during: span,
                    kind: TimeOffKind.allCases[form.choice("kind") ?? 0], reason: reason)))
    }

    /// The id of what is changed, or of what is new.
    private func known<Entity>(_ make: (UUIDValue) -> Identifier<Entity>) -> Identifier<Entity> {
        switch start.item {
        case .shift(let shift): make(shift.id.value)
        case .timeOff(let timeOff): make(timeOff.id.value)
        case .closure(let closure): make(closure.id.value)
        case .day, nil: make(ids[0])
        }
    }

    private func shift(_ form: Form, _ errors: inout FormErrors, _ today: LocalDate) -> Shift? {
        let hours = HoursExpression.parse(form.text("hours"))
        if hours?.count != 1 {
            errors.note("hours", "Write one span such as 9:00–18:00; a break is between two shifts.")
        }
        let from = DateExpression.parse(form.text("from"), today: today)
        if from == nil { errors.note("from", "No date. Write today, mon, 24/12.") }
        let until = form.text("to").allSatisfy(\.isWhitespace) ? "" : form.text("to")
        let to = until.isEmpty ? nil : DateExpression.parse(until, today: today)
        if to == nil, !until.isEmpty {
            errors.note("to", "No date. Leave it empty for good.")
        } else if let from, let to, to < from {
            errors.note("to", "The last day must not come before the first.")
        }
        let weeks = Self.weeks(form.text("weeks"))
        if weeks == nil { errors.note("weeks", "Write 1 of 2, 2 of 3, or leave it empty for every week.") }
        guard errors.sentences.isEmpty, let hours = hours?.first, let from, let weeks else { return nil }
        var shift = Shift(
            id: known(ShiftID.init), expertID: expert.id,
            weekday: Weekday(rawValue: (form.choice("weekday") ?? 0) + 1) ?? .monday, starts: hours.starts,
            ends: hours.ends, validFrom: from, validTo: to, week: weeks.week, everyWeeks: weeks.of)
        if case .shift(let before) = start.item { shift.version = before.version }
        return shift
    }

    /// "2 of 3", "2/3"; nothing for every week.
    private static func weeks(_ text: String) -> (week: Int, of: Int)? {
        let words = text.split { !$0.isNumber && !$0.isLetter }.filter { $0 != "of" && $0 != "week" }
        guard !words.isEmpty, Folding.fold(text) != "every week", Folding.fold(text) != "every" else { return (1, 1) }
        guard words.count == 2, let week = Int(words[0]), let of = Int(words[1]), (1...52).contains(of),
            (1...of).contains(week)
        else { return nil }
        return (week, of)
    }

    private func day(_ form: Form, _ errors: inout FormErrors, _ today: LocalDate) -> HoursDraft? {
        let date = DateExpression.parse(form.text("day"), today: today)
        if date == nil { errors.note("day", "No date. Write fri, +6w, 24/12.") }
        let text = form.text("hours")
        let hours: DayHours? =
            text.allSatisfy(\.isWhitespace)
            ? .shifts : HoursExpression.parse(text).map { $0.isEmpty ? .off : .other($0) }
        guard let hours else {
            errors.note("hours", "Write off, or spans such as 10:00–14:00, 15:00–18:00.")
            return nil
        }
        if case .other(let spans) = hours {
            guard errors.value("hours", { () throws(SalonError) in try RosterRules.check(spans) }) != nil else {
                return nil
            }
        }
        guard let date else { return nil }
        return .day(
            date, hours.exceptions(of: expert.id, on: date) { ShiftExceptionID(ids[$0]) },
            knowing: expert.exceptions.filter { $0.date == date })
    }

    /// Whole days where no times are typed, the last one included.
    private func span(_ form: Form, _ errors: inout FormErrors, _ today: LocalDate) -> TimeSpan? {
        let sentence = "No day. Write fri, 24/12, or fri 14:00."
        let from = DayAndTime(form.text("from"), today: today)
        if from == nil { errors.note("from", sentence) }
        let to = DayAndTime(form.text("to"), today: today, day: from?.date ?? today)
        if to == nil { errors.note("to", sentence) }
        guard let from, let to else { return nil }
        return TimeSpan(
            from.date.at(from.time ?? .midnight), to.time.map { to.date.at($0) } ?? (to.date + 1).at(.midnight))
    }
}

extension HoursFormStart {
    /// The day whose hours are changed.
    var day: LocalDate { if case .day(let date, _) = item { date } else { date } }
}
