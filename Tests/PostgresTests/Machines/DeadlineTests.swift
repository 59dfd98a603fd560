import Testing

@testable import Postgres

@Suite struct DeadlineTests {
    @Test func itNeverOverflows() {
        #expect(Deadline.after(.seconds(Int64.max)) == .never)
        #expect(Deadline.after(Optional<Duration>.none) == .never)
        #expect(Duration.seconds(-1).wholeNanoseconds == 0)
        #expect(Deadline.never.pollMilliseconds == -1)
    }

    @Test func whatHasPassedPollsWithoutWaiting() {
        #expect(Deadline(nanoseconds: 0).pollMilliseconds == 0)
        #expect(Deadline.after(.days(40)).pollMilliseconds > 0)
    }
}

extension Duration {
    fileprivate static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }
}
