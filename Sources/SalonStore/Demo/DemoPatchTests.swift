import Salon

/// A client and a service that asks for a patch test.
struct DemoTested: Hashable {
    let client: Int
    let service: Int
}

extension DemoRows {
    /// The patch test for a visit of these weeks: eight in ten are good, one is too old, one was never made; and a few
    /// clients reacted.
    mutating func write(patchTestOf booking: DemoBooking) {
        let service = plan.catalogue.services[booking.line.service]
        guard let months = service.patchTestMonths, booking.day >= today - 14,
            tested.insert(DemoTested(client: booking.client.index, service: service.index)).inserted
        else { return }
        // In turn, so that a small salon has each of them, too.
        let turn = tested.count % 20
        guard turn % 10 != 3 else { return }
        let isOld = turn % 10 == 6
        let hasReacted = turn == 9
        var dice = plan.identities.generator(.patchTest, booking.client.index)
        let last = min(booking.day - PatchTestNeed.leadDays, today)
        let day = (isOld ? last.adding(months: -months) : last) - dice.integer(in: 1...60)
        let by = people.desk[booking.client.index % people.desk.count]
        append(.patchTests) { rows, plan, number in
            rows.row(columns: 8)
            rows.uuid(plan.identities.id(.patchTest, number))
            rows.uuid(booking.client.id)
            rows.uuid(service.id)
            rows.date(day)
            rows.bool(hasReacted)
            rows.text(hasReacted ? "Red and itching behind the ear" : nil)
            rows.uuid(by)
            rows.instant(plan.clock.instant(day, 600))
        }
    }
}
