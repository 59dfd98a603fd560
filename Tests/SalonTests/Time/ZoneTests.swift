import Foundation
import Testing

@testable import Salon

@Suite struct ZoneTests {
    /// North, south, a half-hour zone, a half-hour summer, winter time that is "summer time", no changes, changes
    /// at midnight, a zone west of everything, and one that skipped a whole day.
    static let names = [
        "Europe/Paris", "America/New_York", "Australia/Sydney", "America/Santiago", "Asia/Kolkata",
        "Australia/Lord_Howe", "Europe/Dublin", "Asia/Tokyo", "America/Asuncion", "Africa/Casablanca",
        "Pacific/Honolulu", "Pacific/Chatham", "America/St_Johns", "UTC",
    ]

    @Test(arguments: names)
    func `offsets agree with Foundation from 1950 to 2080`(_ name: String) throws {
        let zone = try zone(name)
        let oracle = try #require(TimeZone(identifier: name))
        let first = Int(try #require(Instant("1950-01-01T00:00Z")).seconds)
        let last = Int(try #require(Instant("2080-01-01T00:00Z")).seconds)
        for seconds in stride(from: first, to: last, by: 86_400 * 3 + 3_607) {
            let expected = oracle.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
            guard zone.secondsFromUTC(at: Instant(seconds: seconds)) == expected else {
                Issue.record("\(name) at \(Instant(seconds: seconds))")
                return
            }
        }
    }

    @Test(arguments: names)
    func `every wall-clock time resolves to its first moment or to a gap`(_ name: String) throws {
        let zone = try zone(name)
        // Every quarter of an hour of a year and more, forwards: what no moment shows is skipped.
        let start = try #require(Instant("2025-12-30T00:00Z"))
        var firstMoments: [LocalDateTime: Instant] = [:]
        for step in 0..<(370 * 96) {
            let instant = start.adding(minutes: step * 15)
            let local = zone.local(instant)
            if firstMoments[local] == nil { firstMoments[local] = instant }
        }
        var local = zone.local(start.adding(minutes: 2 * 1_440))
        for _ in 0..<(365 * 96) {
            switch zone.resolve(local) {
            case .moment(let instant): #expect(firstMoments[local] == instant)
            case .skipped(let first, let resumes):
                #expect(firstMoments[local] == nil)
                #expect(first <= local && local < resumes)
            }
            local = local + 15
        }
    }

    @Test func `the hour that spring skips does not exist`() throws {
        let paris = try zone("Europe/Paris")
        let skipped = try moment("2026-03-29T02:30")
        #expect(
            paris.resolve(skipped)
                == .skipped(first: try moment("2026-03-29T02:00"), resumes: try moment("2026-03-29T03:00")))
        let error = refusal { () throws(SalonError) in try paris.instant(skipped) }
        #expect(error?.code == "invalid")
        #expect(error?.message.contains("clocks go forward from 02:00 to 03:00") == true)
        #expect(try paris.instant(moment("2026-03-29T03:00")).description == "2026-03-29T01:00:00Z")
        #expect(try paris.instant(moment("2026-03-29T01:59")).description == "2026-03-29T00:59:00Z")
    }

    @Test func `the hour that autumn repeats means the first of the two`() throws {
        #expect(
            try zone("Europe/Paris").instant(moment("2026-10-25T02:30")).description == "2026-10-25T00:30:00Z")
        // South of the equator in April.
        #expect(
            try zone("Australia/Sydney").instant(moment("2026-04-05T02:30")).description == "2026-04-04T15:30:00Z")
        // A change of half an hour.
        #expect(
            try zone("Australia/Lord_Howe").instant(moment("2026-04-05T01:45")).description
                == "2026-04-04T14:45:00Z")
    }

    @Test func `nine stays nine whatever the clocks do`() throws {
        let paris = try zone("Europe/Paris")
        for number in try day("2026-01-01").dayNumber..<day("2027-01-01").dayNumber {
            let nine = LocalDate(dayNumber: number).at(9)
            #expect(paris.local(try paris.instant(nine)) == nine)
        }
    }

    @Test func `what the days lack is known`() throws {
        let paris = try zone("Europe/Paris")
        let year = try day("2026-01-01")..<day("2027-01-01")
        #expect(
            paris.skipped(in: year) == [TimeSpan(try moment("2026-03-29T02:00"), try moment("2026-03-29T03:00"))])
        #expect(try paris.skipped(in: day("2026-03-29")..<day("2026-03-30")).count == 1)
        #expect(try paris.skipped(in: day("2026-03-28")..<day("2026-03-29")).isEmpty)
        #expect(try paris.skipped(in: day("2026-03-30")..<day("2026-04-01")).isEmpty)
        #expect(
            try zone("Australia/Lord_Howe").skipped(in: year)
                == [TimeSpan(try moment("2026-10-04T02:00"), try moment("2026-10-04T02:30"))])
        // Santiago's clocks jump from midnight: the gap begins with the day.
        #expect(
            try zone("America/Santiago").skipped(in: year)
                == [TimeSpan(try moment("2026-09-06T00:00"), try moment("2026-09-06T01:00"))])
        #expect(try zone("Asia/Kolkata").skipped(in: year).isEmpty)
    }

    @Test func `the earliest start is this minute, and after the repeated hour in its second pass`() throws {
        let paris = try zone("Europe/Paris")
        let now = try #require(Instant("2026-11-21T13:32:10Z"))
        #expect(paris.earliestStart(at: now) == (try moment("2026-11-21T14:32")))
        let firstPass = try #require(Instant("2026-10-25T00:10Z"))
        #expect(paris.earliestStart(at: firstPass) == (try moment("2026-10-25T02:10")))
        let secondPass = try #require(Instant("2026-10-25T01:10Z"))
        #expect(paris.local(secondPass) == (try moment("2026-10-25T02:10")))
        #expect(paris.earliestStart(at: secondPass) == (try moment("2026-10-25T03:00")))
    }

    @Test func `what is no zone file is refused`() throws {
        let paris = try Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/Europe/Paris"))
        let bytes = [UInt8](paris)
        for broken in [[], [UInt8]("TZif".utf8), Array(bytes.prefix(60)), Array(bytes.prefix(bytes.count / 2))] {
            #expect(refusal { () throws(SalonError) in try Zone(name: "X/Y", tzif: broken) }?.code == "invalid")
        }
        #expect(Zone.utc.secondsFromUTC(at: Instant(seconds: 0)) == 0)
    }

    @Test(arguments: ["EST5EDT,M3.2.0", "E5", "EST5EDT,M3.2.0,M13.1.0", "EST5EDT,M3.2.0,M11.1.0x", "EST", ""])
    func `a malformed rule is refused`(_ text: String) {
        #expect(ZoneRule(posix: text) == nil)
    }

    @Test func `rules by day of the year and a summer without end are understood`() throws {
        let julian = try #require(ZoneRule(posix: "AAA0BBB,J60/0,J300/0"))
        // J60 is 1 March in leap years too.
        let march = try #require(Instant("2028-03-01T00:00Z")).seconds
        #expect(julian.offset(at: march) == 3_600 && julian.offset(at: march - 1) == 0)
        let zeroBased = try #require(ZoneRule(posix: "AAA0BBB,59/0,300/0"))
        #expect(zeroBased.offset(at: try #require(Instant("2028-02-29T00:00Z")).seconds) == 3_600)
        let always = try #require(ZoneRule(posix: "XXX3EDT4,0/0,J365/23"))
        for month in 1...12 {
            let date = try #require(LocalDate(year: 2026, month: month, day: 1))
            #expect(always.offset(at: date.dayNumber * 86_400) == -4 * 3_600)
        }
    }
}
