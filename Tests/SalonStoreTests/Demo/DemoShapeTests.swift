import Salon
import Testing

@testable import SalonStore

/// What the generator makes, without a database.
@Suite("The demo salon's shapes")
struct DemoShapeTests {
    private func bookings(_ appointments: Int, seed: UInt64 = 1, now: Instant = demoNow) throws -> [DemoBooking] {
        let zone = try ZoneFiles.zone(named: DemoSalon.timeZone)
        let plan = DemoPlan(.init(appointments: appointments, seed: seed, now: now), zone: zone)
        var days = DemoDays(plan, desk: DemoStaff(plan).desk)
        var all: [DemoBooking] = []
        while let day = days.next() { all += day.bookings }
        return all
    }

    /// What a day's rows are in bytes, folded into one number (FNV-1a).
    private func checksum(_ seed: UInt64) throws -> UInt64 {
        let zone = try ZoneFiles.zone(named: DemoSalon.timeZone)
        let plan = DemoPlan(.init(appointments: 2_000, seed: seed, now: demoNow), zone: zone)
        let people = DemoStaff(plan)
        var days = DemoDays(plan, desk: people.desk)
        var rows = DemoRows(plan, people: people)
        while let day = days.next() { rows.write(day.bookings, of: day.day) }
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        for (_, rows) in rows.take() {
            for byte in rows.bytes { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        return sum
    }

    @Test("the same seed and moment give the same bytes, another seed others")
    func deterministic() throws {
        let first = try checksum(1)
        #expect(try checksum(1) == first)
        #expect(try checksum(2) != first)
    }

    @Test("exactly as many appointments as asked for", arguments: [1, 40, 700, 9_000, 150_000])
    func count(_ wanted: Int) throws {
        #expect(try bookings(wanted).count == wanted)
    }

    @Test("three years back, eight weeks ahead; shares as in a real salon's books")
    func shares() throws {
        let all = try bookings(60_000)
        let today = LocalDate(dayNumber: 20_778)
        let first = try #require(all.map(\.day).min())
        let last = try #require(all.map(\.day).max())
        #expect((1_080...1_250).contains(today - first), "\(first)")
        #expect((50...56).contains(last - today), "\(last)")
        func share(_ part: [DemoBooking], of whole: [DemoBooking]) -> Double {
            100 * Double(part.count) / Double(whole.count)
        }
        let cancelled = all.filter { $0.status == .cancelled }
        let booked = all.filter { $0.status != .expired }
        #expect((11...13).contains(share(cancelled, of: booked)))
        let past = booked.filter { $0.day < today && $0.status != .cancelled }
        #expect((3.2...4.2).contains(share(past.filter { $0.status == .noShow }, of: past)))
        let late = cancelled.filter { booking in
            guard let cancelledAt = booking.cancelledAt else { return false }
            let offset = 3_600 * (booking.day.month > 3 && booking.day.month < 11 ? 2 : 1)
            let start = booking.day.dayNumber * 86_400 + booking.line.start * 60 - offset
            return cancelledAt.seconds > start - 86_400
        }
        #expect((45...58).contains(share(late, of: cancelled)))

        let perWeekday = Dictionary(grouping: all, by: \.day.weekday).mapValues(\.count)
        #expect(Set(perWeekday.keys) == [.tuesday, .wednesday, .thursday, .friday, .saturday])
        #expect(perWeekday.min { $0.value < $1.value }?.key == .wednesday)

        let visits = Dictionary(grouping: past, by: \.visitID).values
        let several = visits.filter { $0.count > 1 }
        #expect((0.13...0.17).contains(Double(several.count) / Double(visits.count)))
        #expect(visits.allSatisfy { $0.count <= 4 && Set($0.map(\.client.index)).count == 1 })
    }

    @Test("half the clients come once only, the others every two to six weeks")
    func returning() throws {
        let all = try bookings(60_000)
        let days = Dictionary(grouping: all, by: \.client.index).mapValues { Set($0.map(\.day)).sorted() }
        let once = days.values.filter { $0.count == 1 }.count
        #expect((0.45...0.6).contains(Double(once) / Double(days.count)))
        let gaps = days.values.flatMap { days in zip(days, days.dropFirst()).map { $1 - $0 } }.sorted()
        #expect((14...25).contains(gaps[gaps.count / 4]))
        #expect((24...32).contains(gaps[gaps.count / 2]))
        #expect((30...45).contains(gaps[gaps.count * 3 / 4]))
    }

    @Test("nobody has two clients at once, and all work lies in the shifts", arguments: [1, 7] as [UInt64])
    func rosters(seed: UInt64) throws {
        let zone = try ZoneFiles.zone(named: DemoSalon.timeZone)
        let plan = DemoPlan(.init(appointments: 20_000, seed: seed, now: demoNow), zone: zone)
        var days = DemoDays(plan, desk: DemoStaff(plan).desk)
        var inGaps = 0
        while let (day, bookings) = days.next() {
            let held = bookings.filter { $0.status != .cancelled && $0.status != .expired }
            for (expert, lines) in Dictionary(grouping: held.map(\.line), by: \.expert) {
                guard let expert else { continue }
                var hands: [Range<Int>] = []
                for line in lines {
                    hands.append(line.start..<line.start + line.handsOn)
                    if line.ends > line.start + line.handsOn + line.processing || line.buffer > 0 {
                        hands.append(line.start + line.handsOn + line.processing..<line.free)
                    }
                    let shifts = plan.roster.working(plan.team.experts[expert], on: day)
                    #expect(shifts.contains { $0.starts <= line.start && line.free <= $0.ends }, "\(day) \(line)")
                    inGaps +=
                        lines.contains {
                            $0.start + $0.handsOn <= line.start && line.free <= $0.start + $0.handsOn + $0.processing
                        } ? 1 : 0
                }
                hands.sort { $0.lowerBound < $1.lowerBound }
                for (one, next) in zip(hands, hands.dropFirst()) {
                    #expect(one.upperBound <= next.lowerBound, "\(day) \(plan.team.experts[expert].name)")
                }
            }
        }
        #expect(inGaps > 50)
    }

    /// Now on a Saturday afternoon, in the night, on a Sunday, on a Monday morning, on a Thursday evening, in summer.
    static let moments = [
        demoNow, Instant("2026-11-21T02:45:00Z"), Instant("2026-11-22T22:40:00Z"), Instant("2026-11-23T08:05:00Z"),
        Instant("2026-11-26T18:20:00Z"), Instant("2026-07-14T13:00:00Z"),
    ].compactMap(\.self)

    @Test(
        "the salon has its usual hours in the day, longer ones early and late, and is open around now at night",
        arguments: [
            // Paris is an hour ahead of Greenwich: a Saturday, then a Thursday.
            ("2026-11-21T13:32:00Z", 9, 19), ("2026-11-21T10:00:00Z", 9, 19), ("2026-11-21T06:24:00Z", 5, 19),
            ("2026-11-21T17:30:00Z", 9, 22), ("2026-11-21T02:45:00Z", 1, 19), ("2026-11-21T22:40:00Z", 9, 27),
            ("2026-11-26T15:50:00Z", 9, 21),
        ])
    func hours(now: String, opens: Int, closes: Int) throws {
        let zone = try ZoneFiles.zone(named: DemoSalon.timeZone)
        let now = try #require(Instant(now))
        let plan = DemoPlan(.init(appointments: 500, now: now), zone: zone)
        let today = try #require(plan.roster.openings.first { $0.weekday == plan.today.weekday })
        #expect(today.opens == opens * 60 && today.closes == closes * 60)
        let minute = zone.local(now).time.minutes
        for spans in plan.roster.exceptions.values {
            let whole = try #require(spans.first).starts..<(try #require(spans.last).ends)
            #expect(whole.contains(minute - 60) && whole.contains(minute + 120) && whole.count <= 14 * 60)
        }
    }

    @Test("today is busy and has one of everything, whatever the hour and the weekday", arguments: moments)
    func today(now: Instant) throws {
        let zone = try ZoneFiles.zone(named: DemoSalon.timeZone)
        let local = zone.local(now)
        let bookings = try bookings(3_000, now: now).filter { $0.day == local.date }
        let minute = local.time.minutes
        #expect(Set(bookings.map(\.visitID)).count >= 14)
        func scene(_ wanted: DemoScene) throws -> DemoBooking {
            try #require(bookings.first { $0.line.scene == wanted }, "\(wanted)")
        }
        let hold = try scene(.hold)
        #expect(hold.status == .reserved && hold.paymentStatus == .unpaid)
        #expect(hold.expiresAt.map { now.seconds(until: $0) } == 720)
        #expect(try scene(.arrived).status == .arrived)
        let colour = try scene(.processing)
        let gap =
            colour.line.start + colour.line.handsOn..<colour.line.start + colour.line.handsOn + colour.line.processing
        #expect(colour.status == .inService && gap.contains(minute))
        let inGap = try scene(.inGap).line
        #expect(gap.lowerBound <= inGap.start && inGap.free <= gap.upperBound)
        let unpaid = try scene(.unpaid)
        #expect(unpaid.status == .completed && unpaid.paymentStatus == .unpaid)
        #expect(try scene(.inService).status == .inService)
        #expect(try scene(.noShow).status == .noShow)
        #expect(try scene(.cancelled).status == .cancelled)
        #expect(try scene(.prepaid).paymentStatus == .paid)
        let website = try scene(.website)
        #expect(website.line.expert == nil && website.source == .online && website.status == .reserved)
        for booking in bookings {
            switch booking.status {
            case .completed: #expect(booking.line.ends <= minute)
            case .noShow, .inService: #expect(booking.line.start <= minute)
            case .reserved, .confirmed, .arrived: #expect(booking.line.start > minute)
            case .cancelled, .expired: break
            }
        }
    }

    @Test("names come from many scripts, some twice; addresses and numbers are nobody's")
    func names() throws {
        let clients = (0..<4_000).map { DemoClient($0, DemoIdentities(seed: 1)) }
        let scripts: [(String, ClosedRange<UInt32>)] = [
            ("Latin with diacritics", 0xC0...0x24F), ("Greek", 0x370...0x3FF), ("Cyrillic", 0x400...0x4FF),
            ("Hebrew", 0x590...0x5FF), ("Arabic", 0x600...0x6FF), ("Devanagari", 0x900...0x97F),
            ("Thai", 0xE00...0xE7F), ("Kana", 0x3040...0x30FF), ("Han", 0x4E00...0x9FFF), ("Hangul", 0xAC00...0xD7A3),
        ]
        for (script, range) in scripts {
            let found = clients.filter { $0.name.unicodeScalars.contains { range.contains($0.value) } }
            #expect(found.count >= 20, "\(script)")
        }
        #expect(Set(clients.map(\.name)).count < clients.count)
        let addresses = clients.compactMap(\.email)
        #expect(Set(addresses).count == addresses.count && addresses.count < clients.count)
        #expect(addresses.allSatisfy { $0.contains("@example.") })
        #expect(Set(clients.map(\.phone)).count == clients.count)
        for client in clients.prefix(500) {
            #expect(throws: Never.self) { try Validation.phone(client.phone) }
            #expect(throws: Never.self) { try Validation.personName(client.name) }
        }
    }

    @Test("seven categories, seventy-five services, from nothing to very dear")
    func catalogue() {
        let catalogue = DemoCatalogue(DemoIdentities(seed: 1))
        #expect(catalogue.categories.count == 7 && catalogue.services.count == 75)
        #expect(Set(catalogue.services.map(\.name)).count == 75)
        #expect(catalogue.services.contains { $0.price == 0 } && catalogue.services.contains { $0.price > 100_000 })
        #expect(catalogue.services.allSatisfy { (10...300).contains($0.handsOn) && $0.handsOn % 5 == 0 })
        #expect(catalogue.services.filter { $0.processing > 0 && $0.finishing > 0 }.count >= 10)
        #expect(catalogue.services.filter { !$0.addOns.isEmpty }.count >= 40)
    }
}
