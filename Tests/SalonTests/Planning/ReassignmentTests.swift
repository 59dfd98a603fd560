import Testing

@testable import Salon

@Suite struct ReassignmentTests {
    private let salon = LittleSalon()

    private func part(
        _ service: Service, at start: String, with expert: ExpertID?, isRequested: Bool = false,
        phases: ServicePhases? = nil
    ) -> BookedPart {
        BookedPart(
            id: .random(), serviceID: service.id, name: service.name, phases: phases ?? service.phases,
            price: service.price, expert: expert, start: salon.today.at(LocalTime(start) ?? .midnight),
            isExpertRequested: isRequested)
    }

    private func busy(_ parts: [BookedPart]) -> [BusySpan] { parts.flatMap { $0.busySpans(at: $0.start) } }

    @Test func `each goes to the least booked who can, at its own time; the rest is listed with why and when`() {
        var ben = salon.expert("Ben")
        var aiko = salon.expert("Aiko")
        var chloe = salon.expert("Chloé", does: [salon.colour])
        let ill = [
            part(salon.cut, at: "09:00", with: ben.id, isRequested: true),
            // Off the grid, and longer than the service is now.
            part(salon.cut, at: "10:05", with: ben.id, phases: ServicePhases(handsOn: 55)),
            part(salon.colour, at: "14:00", with: ben.id), part(salon.cut, at: "16:00", with: ben.id),
        ]
        ben.busy = busy(ill)
        aiko.busy = [salon.busy("15:00", "17:00")]
        chloe.busy = [salon.busy("09:00", "09:30")]
        let result = Reassignment(
            of: ill.reversed(), from: ben.id, salon.input([ben, aiko, chloe]), today: salon.today)
        #expect(result.placed.map(\.part.id) == ill.prefix(3).map(\.id))
        #expect(result.placed.map(\.expert) == [aiko.id, aiko.id, chloe.id])
        #expect(result.toCall.map(\.part.id) == [ill[0].id])
        #expect(result.unplaced.map(\.part.id) == [ill[3].id])
        #expect(result.unplaced.first?.refusals.map(\.sentence) == ["Aiko has another appointment until 17:00."])
        #expect(result.unplaced.first?.nearest.first == salon.today.at(17))
    }

    @Test func `nobody is given two at one time`() {
        var ben = salon.expert("Ben")
        let aiko = salon.expert("Aiko")
        // Ben's were overbooked.
        let ill = [
            part(salon.cut, at: "10:00", with: ben.id), part(salon.cut, at: "10:15", with: ben.id),
            part(salon.blowDry, at: "10:45", with: ben.id),
        ]
        ben.busy = busy(ill)
        let result = Reassignment(of: ill, from: ben.id, salon.input([ben, aiko]), today: salon.today)
        #expect(result.placed.map(\.part.id) == [ill[0].id, ill[2].id])
        #expect(result.unplaced.map(\.part.id) == [ill[1].id])
    }

    private func swap(_ one: BookedPart, _ other: BookedPart, _ experts: [ExpertRoster]) -> SalonError? {
        refusal { () throws(SalonError) in
            try Swap.check(one, other, salon.input(experts), today: salon.today)
        }
    }

    @Test func `two change places when both fit, each with its own length`() {
        var ben = salon.expert("Ben")
        var aiko = salon.expert("Aiko")
        let cut = part(salon.cut, at: "10:00", with: ben.id)
        let dry = part(salon.blowDry, at: "15:05", with: aiko.id)
        ben.busy = busy([cut])
        aiko.busy = busy([dry])
        #expect(swap(cut, dry, [ben, aiko]) == nil)
        // The cut takes a quarter of an hour more than was there.
        aiko.busy.append(salon.busy("15:35", "16:00"))
        let error = swap(cut, dry, [ben, aiko])
        #expect(error?.code == "conflict")
        #expect(error?.message == "Aiko has another appointment at 15:35, before this would be done.")
        var nails = salon.expert("Dina", does: [salon.colour])
        let colour = part(salon.colour, at: "15:00", with: nails.id)
        nails.busy = busy([colour])
        #expect(swap(cut, colour, [ben, nails])?.message == "Dina does not do Cut.")
    }

    @Test func `with one expert they must not run into each other`() {
        var ben = salon.expert("Ben")
        let cut = part(salon.cut, at: "10:00", with: ben.id)
        let dry = part(salon.blowDry, at: "10:45", with: ben.id)
        ben.busy = busy([cut, dry])
        // The blow-dry at ten and the cut at a quarter to eleven leave a gap, and that is all.
        #expect(swap(cut, dry, [ben]) == nil)
        let early = part(salon.blowDry, at: "09:30", with: ben.id)
        ben.busy = busy([early, cut])
        #expect(swap(early, cut, [ben])?.code == "conflict")
        #expect(swap(cut, early, [ben])?.code == "conflict")
    }

    @Test func `nothing is swapped with itself or with nobody's`() {
        let ben = salon.expert("Ben")
        let cut = part(salon.cut, at: "10:00", with: ben.id)
        #expect(swap(cut, cut, [ben])?.code == "invalid")
        #expect(swap(cut, part(salon.cut, at: "11:00", with: nil), [ben])?.code == "invalid")
    }
}
