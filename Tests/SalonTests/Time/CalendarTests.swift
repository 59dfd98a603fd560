import Testing

@testable import Salon

@Suite struct CalendarTests {
    @Test func `days count on from 1 January of year 1 as a calendar does`() throws {
        // Counted naively, month by month, against the formula.
        var expected = try #require(LocalDate(year: 1, month: 1, day: 1)).dayNumber
        #expect(expected == -719_162)
        for year in 1...2_500 {
            for month in 1...12 {
                let first = try #require(LocalDate(year: year, month: month, day: 1))
                #expect(first.dayNumber == expected)
                let length = LocalDate.daysIn(month: month, year: year)
                let last = try #require(LocalDate(year: year, month: month, day: length))
                #expect(last.components == (year, month, length))
                #expect(LocalDate(year: year, month: month, day: length + 1) == nil)
                expected += length
            }
        }
    }

    @Test func `weekdays follow each other`() throws {
        #expect(try day("1970-01-01").weekday == .thursday)
        #expect(try day("2026-11-21").weekday == .saturday)
        #expect(try day("2000-02-29").weekday == .tuesday)
        for number in -10_000...10_000 {
            let today = LocalDate(dayNumber: number)
            let tomorrow = today + 1
            #expect(tomorrow.weekday.rawValue == today.weekday.rawValue % 7 + 1)
            #expect(today.startOfWeek.weekday == .monday && (0..<7).contains(today - today.startOfWeek))
        }
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "26-11-21", "2026-11-2", "2026/11/21", "", "0000-01-01",
    ])
    func `what is no date is refused`(_ text: String) {
        #expect(LocalDate(text) == nil)
    }

    @Test func `dates print, group and move by months`() throws {
        let date = try day("2026-11-21")
        #expect(date.description == "2026-11-21")
        #expect(date.shortText == "Sat 21 Nov 2026")
        #expect(date.longText == "Saturday 21 November")
        #expect(date.startOfMonth == (try day("2026-11-01")))
        #expect(date.startOfYear == (try day("2026-01-01")))
        #expect(try day("2026-01-31").adding(months: 1) == day("2026-02-28"))
        #expect(try day("2024-01-31").adding(months: 1) == day("2024-02-29"))
        #expect(try day("2026-01-15").adding(months: -13) == day("2024-12-15"))
    }

    @Test func `times are read to the minute and may end a day`() throws {
        #expect(LocalTime("9:05")?.minutes == 545)
        #expect(LocalTime("09:05:00")?.minutes == 545)
        #expect(LocalTime("24:00") == .endOfDay)
        #expect(LocalTime("24:00")?.description == "24:00")
        #expect(LocalTime(minutes: 1_530).description == "01:30")
        for text in ["24:01", "9:60", "9", "09:05:30", "-1:00", "9:5", ":05"] { #expect(LocalTime(text) == nil) }
    }

    @Test func `local times cross midnight and years before 1970`() throws {
        let late = try moment("2026-12-31T23:45")
        #expect((late + 30).description == "2027-01-01T00:15")
        #expect(late + 30 - late == 30)
        #expect(try day("2026-12-31").at(24, 15) == late + 30)
        let old = try moment("1969-12-31T23:59")
        #expect(old.minuteNumber == -1 && old.date.description == "1969-12-31" && old.time.minutes == 1_439)
        #expect(LocalDateTime("2026-12-31 23:45:00") == late)
        #expect(LocalDateTime("2026-12-31") == nil)
    }

    @Test func `instants are read with their offsets`() throws {
        let noon = try #require(Instant("2026-11-21T12:00:00Z"))
        #expect(Instant("2026-11-21T17:30+05:30") == noon)
        #expect(Instant("2026-11-21T07:00:00-05") == noon)
        #expect(Instant("2026-11-21T12:00:00.25Z")?.microseconds == noon.microseconds + 250_000)
        #expect(noon.description == "2026-11-21T12:00:00Z")
        #expect(noon.adding(minutes: 2).seconds(until: noon) == -120)
        for text in ["2026-11-21T12:00:00", "2026-11-21T12:00:60Z", "2026-11-21", "2026-11-21T12:00+1x"] {
            #expect(Instant(text) == nil)
        }
    }
}
