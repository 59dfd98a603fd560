import Salon

/// A day as people type it, with or without a time behind it: "fri", "24/12 15:00", "+6w 9".
struct DayAndTime: Equatable {
    let date: LocalDate
    let time: LocalTime?

    /// Nil for what is no day.
    ///
    /// - Parameter day: what a time alone belongs to; without it, a time alone means nothing.
    init?(_ text: String, today: LocalDate, day: LocalDate? = nil) {
        if let date = DateExpression.parse(text, today: today) {
            self.date = date
            time = nil
            return
        }
        let words = text.split(separator: " ")
        guard let last = words.last, let time = TimeExpression.parse(last) else { return nil }
        let rest = words.dropLast().joined(separator: " ")
        guard let date = rest.isEmpty ? day : DateExpression.parse(rest, today: today) else { return nil }
        self.date = date
        self.time = time
    }
}
