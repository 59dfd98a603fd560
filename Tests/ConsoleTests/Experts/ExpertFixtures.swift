import Salon
import Terminal

@testable import Console
@testable import SalonStore

/// Experts for the tests of the tab and of its forms. Today is Saturday 21 November 2026.
enum ExpertFixtures {
    static func id<Entity>(_ number: Int) -> Identifier<Entity> {
        Identifier(UUIDValue(high: 9, low: UInt64(number)))
    }

    static let saturday = LocalDate(year: 2026, month: 11, day: 21) ?? LocalDate(dayNumber: 0)
    static let monday = saturday - 5

    static let aiko = expert(1, "Aiko Tanaka", specialty: "Cuts and colour")
    static let ben = expert(2, "Ben Okafor", specialty: "Barber")
    static let cleo = expert(3, "Cleo Dubois", isActive: false)

    static func expert(_ number: Int, _ name: String, specialty: String? = nil, isActive: Bool = true) -> Expert {
        Expert(
            id: id(number), branchID: id(90), userID: id(80 + number), name: name, email: "e\(number)@example.com",
            phone: "+33 6 12 34 56 7\(number)", specialty: specialty, bio: "Bobs and soft layers.", colour: "blue",
            displayOrder: number, ratingHundredths: 482, totalReviews: 120, isActive: isActive)
    }

    static func span(_ date: LocalDate, _ from: Int, _ to: Int) -> TimeSpan { TimeSpan(date.at(from), date.at(to)) }

    /// Aiko works with a break, Ben is off, Cleo has left.
    static let roster = [
        row(aiko, shifts: [span(saturday, 9, 13), span(saturday, 14, 18)], booked: 324, services: 2),
        row(ben, offReason: "vacation", services: 0), row(cleo, services: 5),
    ]

    static func row(
        _ expert: Expert, shifts: [TimeSpan] = [], offReason: String? = nil, booked: Minutes = 0, services: Int = 1
    ) -> ExpertRow {
        ExpertRow(
            expert: expert, version: 4,
            day: expert.isActive
                ? DayLane(
                    expertID: expert.id, name: expert.name, shifts: shifts, offReason: offReason, bookedMinutes: booked)
                : nil,
            services: services)
    }

    static func shift(_ weekday: Weekday, _ from: Int, _ to: Int, week: Int = 1, of weeks: Int = 1) -> Shift {
        Shift(
            id: id(200 + weekday.rawValue * 30 + from), expertID: aiko.id, weekday: weekday,
            starts: LocalTime(minutes: from * 60), ends: LocalTime(minutes: to * 60), validFrom: monday - 70,
            week: week, everyWeeks: weeks)
    }

    static func card(_ expert: Expert, version: Int = 4) -> ExpertCard {
        ExpertCard(
            expert: expert, version: version,
            account: ExpertCard.Account(id: id(80), email: "aiko@demo.salon", role: .expert),
            skills: [
                skill(11, "Women's cut", price: Money(minor: 7_500, .euro)), skill(12, "Fringe trim", minutes: 20),
                skill(13, "Gloss"),
            ],
            shifts: [
                shift(.tuesday, 9, 13), shift(.tuesday, 14, 18), shift(.wednesday, 9, 18),
                shift(.saturday, 9, 13), shift(.saturday, 14, 18), shift(.thursday, 22, 26, week: 2, of: 2),
            ],
            exceptions: [
                ShiftException(
                    id: id(41), expertID: expert.id, date: saturday + 5,
                    hours: ShiftException.Hours(
                        starts: LocalTime(minutes: 600), ends: LocalTime(minutes: 720))),
                ShiftException(id: id(42), expertID: expert.id, date: saturday + 10, hours: nil),
            ],
            timeOff: [
                TimeOff(
                    id: id(51), expertID: expert.id,
                    during: TimeSpan((monday + 2)..<(monday + 3)), kind: .sick),
                TimeOff(
                    id: id(52), expertID: expert.id, during: span(saturday + 3, 9, 12), kind: .training,
                    reason: "Balayage course"),
            ],
            upcoming: 14,
            reviews: [
                ExpertCard.Review(
                    stars: 4, comment: "Quick and kind.", client: "Maria Lopez", service: "Women's cut",
                    writtenAt: Support.instant.adding(seconds: -86_400))
            ])
    }

    private static func skill(
        _ number: Int, _ name: String, price: Money? = nil, minutes: Minutes? = nil
    ) -> ExpertCard.Skill {
        ExpertCard.Skill(
            own: ExpertService(expertID: aiko.id, serviceID: id(number), price: price, duration: minutes), name: name,
            category: "Hair", listPrice: Money(minor: 6_500, .euro), listMinutes: 60)
    }

    /// Answers the tab with these experts, and saves with `save`.
    static func canned(
        _ roster: [ExpertRow] = roster,
        _ save: @escaping @Sendable (ExpertsScreen.Job) -> Result<ExpertsScreen.Answer, SalonError> = { _ in
            .success(.saved)
        }
    ) -> Canned {
        Canned().answering(ExpertsScreen.self) { job in
            switch job {
            case .roster(let everybody): .success(.roster(roster.filter { everybody || $0.expert.isActive }))
            case .card(let id):
                roster.first { $0.expert.id == id }.map { .success(.card(card($0.expert))) }
                    ?? .failure(.notFound(what: "expert"))
            case .switchTo: save(job)
            }
        }
    }
}
