@testable import Salon

/// A little salon for the tests of availability: Saturday 21 November 2026, in the wall clock of the branch.
struct LittleSalon {
    /// Saturday 21 November 2026.
    let today = LocalDate(dayNumber: 20_778)
    let cut = Service(
        id: .random(), categoryID: .random(), name: "Cut", price: euros(4_000), phases: ServicePhases(handsOn: 45))
    let colour = Service(
        id: .random(), categoryID: .random(), name: "Colour", price: euros(9_000),
        phases: ServicePhases(handsOn: 30, processing: 60, finishing: 30))
    let blowDry = Service(
        id: .random(), categoryID: .random(), name: "Blow-dry", price: euros(3_000),
        phases: ServicePhases(handsOn: 30))

    var services: [Service] { [cut, colour, blowDry] }

    /// A shift on every day of the week.
    func shifts(_ expert: ExpertID, _ hours: (String, String)..., everyDay: Bool = true) -> [Shift] {
        hours.flatMap { starts, ends in
            (everyDay ? Weekday.allCases : [today.weekday]).map { weekday in
                Shift(
                    id: .random(), expertID: expert, weekday: weekday, starts: LocalTime(starts) ?? .midnight,
                    ends: LocalTime(ends) ?? .midnight, validFrom: today - 700)
            }
        }
    }

    /// An expert who does everything, from 9 to 18 with a break from 13 to 13:30.
    func expert(_ name: String, does: [Service]? = nil) -> ExpertRoster {
        let id = ExpertID.random()
        return ExpertRoster(
            id: id, name: name, shifts: shifts(id, ("09:00", "13:00"), ("13:30", "18:00")),
            services: (does ?? services).map { ExpertService(expertID: id, serviceID: $0.id) })
    }

    /// A busy span on the day, by times.
    func busy(_ starts: String, _ ends: String) -> BusySpan {
        BusySpan(
            appointmentID: .random(),
            span: TimeSpan(today.at(LocalTime(starts) ?? .midnight), today.at(LocalTime(ends) ?? .midnight)))
    }

    func input(
        _ experts: [ExpertRoster], days: Int = 1, now: LocalDateTime? = nil, slot: Minutes = 15,
        closures: [Closure] = [], skipped: [TimeSpan] = []
    ) -> AvailabilityInput {
        AvailabilityInput(
            dates: today..<today + days, now: now ?? today.at(0), slotMinutes: slot, experts: experts,
            closures: closures, skipped: skipped)
    }

    func query(_ services: Service..., expert: ExpertID? = nil) -> AvailabilityQuery {
        AvailabilityQuery(services.map { VisitPart($0, expert: expert) }, today: today)
    }
}

extension Availability {
    /// The offered starts as times of the day; tight ones with an apostrophe.
    var times: [String] { offers().map { "\($0.start.time)\($0.isTight ? "'" : "")" } }

    /// The reasons at a start; none when it can be had.
    func reasons(at start: LocalDateTime) -> [String] {
        switch verdict(at: start) {
        case .accepted: []
        case .refused(let refusals): refusals.map(\.sentence)
        }
    }
}
