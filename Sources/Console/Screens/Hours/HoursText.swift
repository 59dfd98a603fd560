import Salon
import SalonStore

/// Working time in words.
enum HoursText {
    /// "09:00–18:00".
    static func span(_ starts: LocalTime, _ ends: LocalTime) -> String { "\(starts)–\(ends)" }

    /// What kind of thing it is.
    static func kind(_ item: HoursItem) -> String {
        switch item {
        case .shift: "Shift"
        case .day: "Other hours"
        case .timeOff: "Time off"
        case .closure: "Salon closed"
        }
    }

    /// When it counts: "Mon 09:00–18:00", "Tue 24 Nov", "Tue 24 Nov – Fri 4 Dec".
    static func when(_ item: HoursItem, today: LocalDate) -> String {
        switch item {
        case .shift(let shift): "\(shift.weekday.shortName) \(span(shift.starts, shift.ends))"
        case .day(let date, _): SpanText.day(date, today: today)
        case .timeOff(let timeOff): ExpertText.span(timeOff.during, today)
        case .closure(let closure): ExpertText.span(closure.during, today)
        }
    }

    /// What else is to say about it.
    static func details(_ item: HoursItem, today: LocalDate) -> String {
        switch item {
        case .shift(let shift):
            var words = [shift.everyWeeks > 1 ? "week \(shift.week) of \(shift.everyWeeks)" : "every week"]
            if shift.validFrom > today || shift.everyWeeks > 1 {
                words.append("from \(SpanText.day(shift.validFrom, today: today))")
            }
            if let last = shift.validTo { words.append("until \(SpanText.day(last, today: today))") }
            return words.joined(separator: ", ")
        case .day(_, let exceptions): return hours(exceptions)
        case .timeOff(let timeOff): return timeOff.kind.rawValue + (timeOff.reason.map { ": \($0)" } ?? "")
        case .closure(let closure): return closure.reason ?? ""
        }
    }

    /// "10:00–14:00, 15:00–18:00", or "off".
    static func hours(_ exceptions: [ShiftException]) -> String {
        HoursExpression.words(exceptions.compactMap(\.hours), none: "off")
    }

    /// A shift, a date … as a question names it.
    static func name(_ item: HoursItem, today: LocalDate) -> String {
        switch item {
        case .shift: "the shift \(when(item, today: today))"
        case .day: "the other hours of \(when(item, today: today))"
        case .timeOff: "the time off \(when(item, today: today))"
        case .closure: "the closure \(when(item, today: today))"
        }
    }

    // MARK: What falls outside

    /// How many booked appointments a change leaves without working time.
    static func losses(_ count: Int) -> String {
        switch count {
        case 0: "No booked appointment falls outside."
        case 1: "1 booked appointment falls outside. It stays booked until you move it:"
        default: "\(count) booked appointments fall outside. They stay booked until you move them:"
        }
    }

    /// "Tue 24 Nov 10:00  Maria Lopez, Cut"; with the expert where several are concerned.
    static func loss(_ booked: BookedAhead, today: LocalDate, namesExpert: Bool) -> String {
        "\(SpanText.day(booked.start.date, today: today)) \(booked.start.time)  \(booked.clientName), "
            + booked.serviceName + (namesExpert ? " with \(booked.expertName)" : "")
    }
}
