import Testing

@testable import Salon

@Suite("Patch tests") struct PatchTestTests {
    private static let visit = LocalDate(year: 2026, month: 11, day: 30) ?? LocalDate(dayNumber: 0)
    private static let colour = PatchTestNeed(serviceID: .random(), serviceName: "Full colour", months: 6)
    private let maria = ClientID.random()

    private func test(_ day: LocalDate, of service: ServiceID = colour.serviceID, reacted: Bool = false) -> PatchTest {
        PatchTest(id: .random(), clientID: maria, serviceID: service, testedOn: day, hasReacted: reacted)
    }

    private func verdict(_ tests: PatchTest...) -> PatchTestVerdict {
        PatchTestStanding(Self.colour, tests).verdict(on: Self.visit)
    }

    @Test("good from the second day after it to the same day of the month, so many months later")
    func days() {
        for age in -3...400 {
            let day = Self.visit - age
            let expected: PatchTestVerdict =
                switch age {
                case ..<0: .missing
                case 0...1: .tooLate
                // 30 May: 6 months before 30 November.
                case 2...184: .good(until: day.adding(months: 6))
                default: .tooOld(months: 6)
                }
            #expect(verdict(test(day)) == expected, "\(age) days before")
        }
    }

    @Test("months end when the month does") func shortMonths() throws {
        let february = try #require(LocalDate(year: 2027, month: 2, day: 28))
        let august = try #require(LocalDate(year: 2026, month: 8, day: 31))
        #expect(PatchTestStanding(Self.colour, [test(august)]).verdict(on: february) == .good(until: february))
        #expect(PatchTestStanding(Self.colour, [test(august)]).verdict(on: february + 1) == .tooOld(months: 6))
    }

    @Test("of several the newest that is old enough counts, in whatever order they come")
    func several() {
        let (old, good, fresh) = (test(Self.visit - 300), test(Self.visit - 30), test(Self.visit - 1))
        let until = (Self.visit - 30).adding(months: 6)
        for tests in [[old, good, fresh], [fresh, good, old], [good, fresh, old]] {
            #expect(PatchTestStanding(Self.colour, tests).verdict(on: Self.visit) == .good(until: until))
        }
        #expect(verdict(old, fresh) == .tooLate)
        #expect(verdict(old, test(Self.visit + 5)) == .tooOld(months: 6))
        #expect(verdict() == .missing)
    }

    @Test("a test of another service says nothing; a reaction is for ever") func others() {
        #expect(verdict(test(Self.visit - 30, of: .random())) == .missing)
        #expect(verdict(test(Self.visit - 30, of: .random(), reacted: true)) == .missing)
        let reaction = test(Self.visit - 900, reacted: true)
        #expect(verdict(reaction, test(Self.visit - 30)) == .reacted(on: Self.visit - 900))
        #expect(verdict(test(Self.visit + 1, reacted: true)) == .reacted(on: Self.visit + 1))
    }

    @Test("a sentence for each, said once for a service that is booked twice, and none where nothing stands against it")
    func sentences() {
        func said(_ tests: PatchTest..., twice: Bool = false) -> [String] {
            BookingWarning.patchTests(
                of: "Maria Lopez", Array(repeating: PatchTestStanding(Self.colour, tests), count: twice ? 2 : 1),
                on: Self.visit
            ).map(\.sentence)
        }
        #expect(said(twice: true) == ["Maria has no patch test for Full colour; it is made 48 hours before."])
        #expect(
            said(test(Self.visit - 300)) == ["Maria's patch test for Full colour is older than 6 months by the visit."])
        #expect(
            said(test(Self.visit - 1))
                == ["Maria's patch test for Full colour is made less than 48 hours before the visit."])
        #expect(
            said(test(Self.visit - 3, reacted: true))
                == ["Maria reacted to the patch test for Full colour on Fri 27 Nov 2026: don't book it."])
        #expect(said(test(Self.visit - 30)).isEmpty)
        #expect(BookingWarning.patchTests(of: "Maria", [], on: Self.visit).isEmpty)
        let monthly = BookingWarning.patchTest(client: "Maria", service: "Tint", .tooOld(months: 1))
        #expect(monthly.sentence.contains("1 month by"))
    }

    @Test("a service says what it needs, for 1 to 60 months") func need() throws {
        var service = LittleSalon().cut
        #expect(service.patchTestNeed == nil)
        service.patchTestMonths = 12
        #expect(
            service.patchTestNeed == PatchTestNeed(serviceID: service.id, serviceName: service.name, months: 12))
        #expect(try PatchTestNeed.checked(months: 1) == 1 && PatchTestNeed.checked(months: 60) == 60)
        for months in [-1, 0, 61] {
            #expect(throws: SalonError.self) { try PatchTestNeed.checked(months: months) }
        }
    }
}
