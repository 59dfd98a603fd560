import ArgumentParser
import Salon

/// "2026-11-21T09:00", or a date and a time as people write them: "fri 3pm".
struct WhenArgument: ExpressibleByArgument {
    let text: String

    init?(argument: String) { text = argument }

    /// The moment that is meant, seen from `now`.
    func resolve(now: LocalDateTime) throws(SalonError) -> LocalDateTime {
        if let exact = LocalDateTime(text) { return exact }
        let words = text.split(separator: " ")
        if words.count >= 2, let last = words.last, let time = TimeExpression.parse(String(last)),
            let date = DateExpression.parse(words.dropLast().joined(separator: " "), today: now.date)
        {
            return date.at(time)
        }
        throw .invalid(
            field: "at",
            sentence: "“\(text)” is no time. Write 2026-11-21T09:00, or a day and a time such as “fri 3pm”.")
    }
}

/// A date as the screen takes it: "fri", "+6w", "24/12", "2026-12-24".
struct DateArgument: ExpressibleByArgument {
    let text: String

    init?(argument: String) { text = argument }

    /// The date that is meant, seen from `today`.
    func resolve(field: String, today: LocalDate) throws(SalonError) -> LocalDate {
        guard let date = DateExpression.parse(text, today: today) else {
            throw .invalid(
                field: field, sentence: "“\(text)” is no date. Write 2026-12-24, 24/12, fri, tomorrow or +6w.")
        }
        return date
    }
}

/// A time of the day as people write it: "14:30", "3pm".
struct TimeArgument: ExpressibleByArgument {
    let time: LocalTime

    init?(argument: String) {
        guard let time = TimeExpression.parse(argument) else { return nil }
        self.time = time
    }
}

extension Weekday: ExpressibleByArgument {
    /// "Friday", "fri" or a shorter beginning that only one has.
    public init?(argument: String) {
        let word = Folding.fold(argument)
        let matching = Weekday.allCases.filter { !word.isEmpty && Folding.fold($0.name).hasPrefix(word) }
        guard matching.count == 1 else { return nil }
        self = matching[0]
    }
}

extension PaymentMethod: ExpressibleByArgument {}
extension AppointmentStatus: ExpressibleByArgument {}
extension Role: ExpressibleByArgument {}
extension Permission: ExpressibleByArgument {}
