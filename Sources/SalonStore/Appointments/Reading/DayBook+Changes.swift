import Salon

extension DayBook {
    /// The day after a change whose answer brought these appointments along: nothing is asked again for it.
    ///
    /// - Parameters:
    ///   - changed: The appointments as they are now, whatever day they are on.
    ///   - expert: Whose day it is alone; nil for everybody's.
    public func taking(_ changed: [DayEntry], of expert: ExpertID? = nil) -> DayBook {
        let ids = Set(changed.map(\.id))
        let day = TimeSpan(date..<date + 1)
        let then = changed.filter { $0.isThere(on: date) }
        let here = then.filter { expert == nil || $0.expertID == expert }
        let others = expert == nil ? [] : then.filter { $0.expertID != expert && $0.status.isLive }
        var input = facts.input
        for index in input.experts.indices {
            let id = input.experts[index].id
            input.experts[index].busy.removeAll { ids.contains($0.appointmentID) }
            input.experts[index].busy += changed.filter {
                $0.expertID == id && $0.status.isLive && !$0.isHoldOver(at: readAt)
            }
            .flatMap { BusySpan.spans(of: $0.id, start: $0.start, phases: $0.phases) }
        }
        return DayBook(
            date: date,
            lanes: lanes.map { lane in
                let busy = input.experts.first { $0.id == lane.expertID }?.busy ?? []
                return lane.booked(TimeSpans(busy.lazy.map(\.span)).intersection(TimeSpans([day])).minutes)
            },
            entries: (entries.filter { !ids.contains($0.id) } + here).sorted { ($0.start, $0.id) < ($1.start, $1.id) },
            elsewhere: elsewhere.filter { !ids.contains($0.entry.id) }
                + others.map { AppointmentRow(entry: $0, expertName: $0.expertID.flatMap { facts.names[$0] }) },
            openingHours: openingHours, closures: closures,
            facts: AvailabilityFacts(input: input, rosterVersions: facts.rosterVersions), readAt: readAt)
    }
}

extension DayLane {
    /// The lane with other booked minutes.
    fileprivate func booked(_ minutes: Minutes) -> DayLane {
        DayLane(
            expertID: expertID, name: name, colour: colour, shifts: shifts, offReason: offReason, timeOff: timeOff,
            bookedMinutes: minutes)
    }
}
