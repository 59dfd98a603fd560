import Salon
import SalonStore
import Testing

@Suite("Periods of a report")
struct RevenuePeriodTests {
    private func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

    @Test(
        "a period has its days and what it is measured against",
        arguments: [
            ("day", "2026-11-21", "2026-11-21", "2026-11-14", "2026-11-14"),
            ("week", "2026-11-16", "2026-11-22", "2026-11-09", "2026-11-14"),
            ("month", "2026-11-01", "2026-11-30", "2026-10-01", "2026-10-21"),
            ("quarter", "2026-10-01", "2026-12-31", "2026-07-01", "2026-08-21"),
            ("year", "2026-01-01", "2026-12-31", "2025-01-01", "2025-11-21"),
        ])
    func running(kind: String, first: String, last: String, firstBefore: String, lastBefore: String) throws {
        let today = try day("2026-11-21")
        let periods: [String: RevenuePeriod] = [
            "day": .day(today), "week": .week(today), "month": .month(today), "quarter": .quarter(today),
            "year": .year(today),
        ]
        let period = try #require(periods[kind])
        #expect(period.days == (try day(first))...(try day(last)))
        #expect(period.previousDays(today: today) == (try day(firstBefore))...(try day(lastBefore)))
    }

    @Test("a period that is over is measured against the whole one before")
    func over() throws {
        let today = try day("2026-11-21")
        let march = RevenuePeriod.month(try day("2026-03-15"))
        #expect(march.previousDays(today: today) == (try day("2026-02-01"))...(try day("2026-02-28")))
        let range = RevenuePeriod.range((try day("2026-05-04"))...(try day("2026-05-10")))
        #expect(range.previousDays(today: today) == (try day("2026-04-27"))...(try day("2026-05-03")))
    }

    @Test("the last days of a long month are measured against a whole short one")
    func shortMonth() throws {
        let today = try day("2026-03-31")
        #expect(
            RevenuePeriod.month(today).previousDays(today: today) == (try day("2026-02-01"))...(try day("2026-02-28")))
    }

    @Test("forwards and back is where it began")
    func moved() throws {
        let today = try day("2026-11-21")
        for period in [RevenuePeriod.day(today), .week(today), .month(today), .quarter(today), .year(today)] {
            #expect(period.moved(by: 1).days.lowerBound == period.days.upperBound + 1)
            #expect(period.moved(by: -3).moved(by: 3).days == period.days)
        }
        let range = RevenuePeriod.range(today...(today + 9))
        #expect(range.moved(by: -1).days == (today - 10)...(today - 1))
    }

    @Test("a change is in percent, rounded, and none from nothing")
    func change() {
        func euros(_ minor: Int) -> Money { Money(minor: minor, .euro) }
        #expect(RevenueReport.change(euros(106), from: euros(100)) == 6)
        #expect(RevenueReport.change(euros(995), from: euros(1_000)) == -1)
        #expect(RevenueReport.change(euros(1_004), from: euros(1_000)) == 0)
        #expect(RevenueReport.change(euros(5), from: euros(0)) == nil)
    }
}
