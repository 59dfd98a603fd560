import Salon
import Terminal

/// How each status looks. The theme gives a state its colour; the letter says the same without any.
extension AppointmentStatus {
    /// The ink of its letter and bar.
    var ink: Ink {
        switch self {
        case .reserved: .pending
        case .confirmed: .settled
        case .arrived: .present
        case .inService: .active
        case .completed: .done
        case .noShow: .failed
        case .cancelled, .expired: .void
        }
    }

    /// The ground of its block.
    var ground: Ground {
        switch self {
        case .reserved: .pending
        case .confirmed: .settled
        case .arrived: .present
        case .inService: .active
        case .completed: .done
        case .noShow: .failed
        case .cancelled, .expired: .void
        }
    }
}

/// Spans of time as the desk says them.
enum SpanText {
    /// "45 min", "2 h", "1 h 30".
    static func minutes(_ minutes: Minutes) -> String {
        if minutes < 120, minutes != 60 { return "\(minutes) min" }
        let rest = minutes % 60
        return rest == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(rest < 10 ? "0" : "")\(rest)"
    }

    /// "Sat 21 Nov"; with the year if it is another than today's.
    static func day(_ date: LocalDate, today: LocalDate) -> String {
        let text = date.shortText
        return date.year == today.year ? String(text.dropLast(5)) : text
    }

    /// A day in a column of a list, at most 11 cells wide: "Sat 21 Nov", "21 Nov 2025".
    static func shortDay(_ date: LocalDate, today: LocalDate) -> String {
        date.year == today.year
            ? day(date, today: today) : "\(date.day) \(date.monthName.prefix(3)) \(date.year)"
    }

    /// A clock-like span for a countdown: "0:12", "3:58".
    static func countdown(_ minutes: Minutes) -> String {
        let rest = minutes % 60
        return "\(minutes / 60):\(rest < 10 ? "0" : "")\(rest)"
    }

    /// "1 visit", "14 visits".
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? one + "s")"
    }
}
