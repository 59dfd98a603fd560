import Testing

@testable import Salon

@Suite struct DateExpressionTests {
    // Saturday.
    let today = LocalDate(dayNumber: 20_778)

    @Test(arguments: [
        ("today", "2026-11-21"), ("Tomorrow", "2026-11-22"), ("yesterday", "2026-11-20"), ("sat", "2026-11-21"),
        ("fri", "2026-11-27"), ("Friday", "2026-11-27"), ("su", "2026-11-22"), ("tues", "2026-11-24"),
        ("next fri", "2026-11-27"), ("next sat", "2026-11-28"), ("next  week", "2026-11-28"),
        ("+6w", "2027-01-02"), ("+3d", "2026-11-24"), ("+3", "2026-11-24"), ("-1w", "2026-11-14"),
        ("+1m", "2026-12-21"), ("+1y", "2027-11-21"), ("in 2 weeks", "2026-12-05"), ("in 1 day", "2026-11-22"),
        ("24/12", "2026-12-24"), ("24.12.", "2026-12-24"), ("24.12", "2026-12-24"), ("3/11", "2027-11-03"),
        ("21/11", "2026-11-21"), ("24.12.2027", "2027-12-24"), ("24/12/25", "2025-12-24"), ("24 dec", "2026-12-24"),
        ("Dec 24", "2026-12-24"), ("24 December 2028", "2028-12-24"), ("1st jan", "2027-01-01"),
        ("24. dec", "2026-12-24"), ("29 feb", "2028-02-29"), ("2026-12-24", "2026-12-24"), ("9 sept", "2027-09-09"),
    ])
    func `people's dates are understood`(_ text: String, _ expected: String) throws {
        #expect(DateExpression.parse(text, today: today) == (try day(expected)))
    }

    @Test(arguments: [
        "", "f", "foo", "next", "next foo", "+", "+w", "+6x", "in weeks", "in two weeks", "31/2", "0/12", "24/13",
        "24/",
        "/12", "2026-02-30", "24 foo", "32 dec", "9", "9:30", "3pm", "today tomorrow", "24 dec 26x", "+99999d",
        "1/2/3/4",
    ])
    func `anything else is no date`(_ text: String) {
        #expect(DateExpression.parse(text, today: today) == nil)
    }

    @Test func `within a week "next" is the week after`() throws {
        let monday = try day("2026-11-16")
        #expect(DateExpression.parse("fri", today: monday) == (try day("2026-11-20")))
        #expect(DateExpression.parse("next fri", today: monday) == (try day("2026-11-27")))
        #expect(DateExpression.parse("next mon", today: monday) == (try day("2026-11-23")))
    }

    @Test func `a date at the front of a line says how much of it it takes`() throws {
        func count(_ line: String) -> Int? {
            DateExpression.parse(line.split(separator: " ").map { String($0) }[...], today: today)?.words
        }
        #expect(count("fri 3pm ben") == 1)
        #expect(count("next fri 3pm") == 2)
        #expect(count("in 2 weeks 15h") == 3)
        #expect(count("24 dec 3pm") == 2)
        #expect(count("24 dec 2026 3pm") == 3)
        #expect(count("maria cut") == nil)
    }

    @Test(arguments: [
        ("9", "09:00"), ("9:30", "09:30"), ("09:30", "09:30"), ("930", "09:30"), ("1530", "15:30"), ("3pm", "15:00"),
        ("3:30 PM", "15:30"), ("12am", "00:00"), ("12pm", "12:00"), ("12:30am", "00:30"), ("15h30", "15:30"),
        ("15h", "15:00"), ("15.30", "15:30"), ("noon", "12:00"), ("0", "00:00"), ("23:59", "23:59"), ("330p", "15:30"),
    ])
    func `people's times are understood`(_ text: String, _ expected: String) throws {
        #expect(TimeExpression.parse(text) == (try time(expected)))
    }

    @Test(arguments: [
        "", "24", "25", "9:60", "960", "13pm", "0am", "9:5", "9:", ":30", "pm", "12345", "9:30:00", "x9", "-9",
    ])
    func `anything else is no time`(_ text: String) {
        #expect(TimeExpression.parse(text) == nil)
    }
}
