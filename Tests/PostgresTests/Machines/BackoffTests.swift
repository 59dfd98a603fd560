import Testing

@testable import Postgres

@Suite struct BackoffTests {
    @Test func itGrowsToItsLimitAndStaysThere() {
        var backoff = Backoff(first: .milliseconds(100), limit: .seconds(5))
        let waits = (0..<9).map { _ in backoff.next(random: 1).wholeMilliseconds }
        #expect(waits == [100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000])
        backoff.reset()
        #expect(backoff.next(random: 1).wholeMilliseconds == 100)
    }

    @Test func chanceShortensItByAQuarterAtMost() {
        var backoff = Backoff(first: .milliseconds(100), limit: .seconds(5))
        #expect(backoff.next(random: 0).wholeMilliseconds == 75)
    }
}
