/// The yearly rule of a TZif footer: a POSIX TZ string such as "CET-1CEST,M3.5.0,M10.5.0/3", with the extension of
/// RFC 8536 3.3.1 that times may lie between -167 and 167 hours.
struct ZoneRule: Hashable, Sendable {
    private let standard: Int
    private let summer: Summer?

    private struct Summer: Hashable {
        let offset: Int
        let starts: YearDay
        let ends: YearDay
    }

    /// Parses the string; nil when it is malformed.
    init?(posix text: String) {
        var scanner = Scanner(text)
        guard scanner.skipName(), let standard = scanner.offset() else { return nil }
        self.standard = -standard
        if scanner.isAtEnd {
            summer = nil
            return
        }
        guard scanner.skipName() else { return nil }
        var offset = -standard + 3_600
        if scanner.next != UInt8(ascii: ",") {
            guard let given = scanner.offset() else { return nil }
            offset = -given
        }
        guard let starts = scanner.yearDay(), let ends = scanner.yearDay(), scanner.isAtEnd else { return nil }
        summer = Summer(offset: offset, starts: starts, ends: ends)
    }

    /// Seconds east of Greenwich at `seconds` since 1970.
    func offset(at seconds: Int) -> Int {
        guard let summer else { return standard }
        let year = LocalDate(dayNumber: Arithmetic.floorDivide(seconds + standard, 86_400)).year
        let starts = summer.starts.seconds(year: year) - standard
        let ends = summer.ends.seconds(year: year) - summer.offset
        // South of the equator the summer runs over the turn of the year.
        let isSummer = starts < ends ? seconds >= starts && seconds < ends : seconds >= starts || seconds < ends
        return isSummer ? summer.offset : standard
    }

    /// A day of each year and the local time of the change on it.
    private struct YearDay: Hashable {
        enum Day: Hashable {
            /// 1 to 365, 29 February never counted.
            case julian(Int)
            /// 0 to 365, 29 February counted.
            case zeroBased(Int)
            /// The `week`th (5 is the last) `weekday` (0 is Sunday) of a month.
            case weekday(month: Int, week: Int, weekday: Int)
        }
        let day: Day
        let time: Int

        func seconds(year: Int) -> Int { date(year: year).dayNumber * 86_400 + time }

        private func date(year: Int) -> LocalDate {
            let first = LocalDate(year: year, month: 1, day: 1) ?? LocalDate(dayNumber: 0)
            switch day {
            case .zeroBased(let count): return first + count
            case .julian(let count):
                let isLeap = LocalDate.daysIn(month: 2, year: year) == 29
                return first + (isLeap && count >= 60 ? count : count - 1)
            case .weekday(let month, let week, let weekday):
                let start = first.adding(months: month - 1)
                let ahead = Arithmetic.modulo(weekday - start.weekday.rawValue, 7)
                let day = start + ahead + 7 * (week - 1)
                return day.month == start.month ? day : day - 7
            }
        }
    }

    /// Reads the pieces of the string from left to right.
    private struct Scanner {
        private var rest: Substring.UTF8View

        init(_ text: String) { rest = text[...].utf8 }

        var isAtEnd: Bool { rest.isEmpty }
        var next: UInt8? { rest.first }

        mutating func skipName() -> Bool {
            if take(UInt8(ascii: "<")) {
                guard let close = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
                rest = rest[rest.index(after: close)...]
                return true
            }
            let letters = rest.prefix { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
            rest = rest.dropFirst(letters.count)
            return letters.count >= 3
        }

        /// [+-]hh[:mm[:ss]] in seconds.
        mutating func offset() -> Int? {
            let isNegative = take(UInt8(ascii: "-"))
            if !isNegative { _ = take(UInt8(ascii: "+")) }
            guard let hours = number(), hours <= 167 else { return nil }
            var seconds = hours * 3_600
            for unit in [60, 1] where take(UInt8(ascii: ":")) {
                guard let value = number(), value < 60 else { return nil }
                seconds += value * unit
            }
            return isNegative ? -seconds : seconds
        }

        mutating func yearDay() -> YearDay? {
            guard take(UInt8(ascii: ",")), let day = day() else { return nil }
            guard take(UInt8(ascii: "/")) else { return YearDay(day: day, time: 7_200) }
            return offset().map { YearDay(day: day, time: $0) }
        }

        private mutating func day() -> YearDay.Day? {
            if take(UInt8(ascii: "J")) {
                return number().flatMap { (1...365).contains($0) ? .julian($0) : nil }
            }
            guard take(UInt8(ascii: "M")) else {
                return number().flatMap { $0 <= 365 ? .zeroBased($0) : nil }
            }
            guard let month = number(), take(UInt8(ascii: ".")), let week = number(), take(UInt8(ascii: ".")),
                let weekday = number(), (1...12).contains(month), (1...5).contains(week), weekday <= 6
            else { return nil }
            return .weekday(month: month, week: week, weekday: weekday)
        }

        private mutating func number() -> Int? {
            let digits = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
            rest = rest.dropFirst(digits.count)
            return Digits.value(Substring(digits))
        }

        private mutating func take(_ byte: UInt8) -> Bool {
            guard rest.first == byte else { return false }
            rest = rest.dropFirst()
            return true
        }
    }
}
