import Salon

/// Somebody who comes to the same expert every two weeks: visits of the demo around today that are bound together.
struct DemoSeries {
    /// The series.
    let id: UUIDValue
    /// Weeks from one visit to the next.
    static let everyWeeks = 2
    /// How many visits it was booked for.
    static let times = 4
    private let days: [LocalDate]
    /// Whose, once a visit was bound.
    private(set) var client: DemoClient?
    /// The visits, the latest first.
    private(set) var starts: [LocalDateTime] = []
    private var expert: Int?

    init(_ plan: DemoPlan) {
        id = plan.identities.id(.series, 0)
        days = (0..<Self.times).map { plan.today - 21 + 7 * Self.everyWeeks * $0 }
    }

    /// Makes one of a day's visits one of the series, if there is one that suits. Days come from the last to the first.
    mutating func bind(_ bookings: inout [DemoBooking], of day: LocalDate, _ clientele: inout DemoClientele) {
        guard days.contains(day) else { return }
        let index = bookings.firstIndex { booking in
            booking.line.expert != nil && (expert == nil || booking.line.expert == expert)
                && (booking.status == .confirmed || booking.status == .completed)
                && bookings.count { $0.visitID == booking.visitID } == 1
                && (client != nil || booking.client.index >= clientele.once)
        }
        guard let index else { return }
        let who = client ?? bookings[index].client
        client = who
        expert = bookings[index].line.expert
        bookings[index].client = who
        bookings[index].series = id
        starts.append(day.at(LocalTime(minutes: bookings[index].line.start)))
        clientele.sees(who.index, on: day)
    }

    /// When it began, or would have.
    var first: LocalDateTime { starts.last ?? days[0].at(10) }
}
