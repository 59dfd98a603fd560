import Postgres
import Salon
import Testing

@testable import SalonStore

@Suite("Two desks edit the same thing")
struct StaleTests {
    private let monday = SmallSalon.monday

    /// What the second desk is told.
    private func stale(_ change: () throws -> Void) throws -> StaleChange {
        let error = #expect(throws: SalonError.self) { try change() }
        guard case .stale(let change) = error else {
            Issue.record("\(String(describing: error))")
            return StaleChange(what: "")
        }
        return change
    }

    @Test("a client: who, when, and each field with what it was, is, and was to be")
    func client() throws {
        let salon = try SmallSalon()
        let seen = try salon.desk.clients.card(SmallSalon.maria).client
        let other = try salon.desk(of: "other")
        var theirs = ClientDraft(seen)
        theirs.phone = "+33 6 99 88 77 66"
        theirs.alert = ""
        try other.clients.edit(seen.id, version: seen.version, theirs)
        var mine = ClientDraft(seen)
        mine.phone = "+33 6 12 12 12 12"
        mine.notes = "likes tea"
        let before = salon.store.roundTrips
        let change = try stale { try salon.desk.clients.edit(seen.id, version: seen.version, mine) }
        #expect(salon.store.roundTrips == before + 1)
        #expect(change.by == "other" && change.at != nil && change.what == "client")
        #expect(
            change.fields == [
                .init(field: "alert", label: "alert", base: "nut allergy", mine: "nut allergy", theirs: nil),
                .init(
                    field: "phone", label: "phone", base: "+33 6 11 22 33 44", mine: "+33 6 12 12 12 12",
                    theirs: "+33 6 99 88 77 66"),
            ])
        #expect(change.fields.map(\.isContested) == [false, true])
        #expect(
            SalonError.stale(change).message
                == "other changed this client in the meantime: alert is now empty, phone is now +33 6 99 88 77 66. "
                + "Look at it again, then repeat your change.")
        let now = try salon.desk.clients.card(SmallSalon.maria).client
        #expect(now.phone == "+33 6 99 88 77 66" && now.notes == nil)
    }

    @Test("an add-on and a category: nothing is overwritten, and what was saved already is no quarrel")
    func addOnAndCategory() throws {
        let salon = try SmallSalon()
        let (admin, owner) = (try salon.desk(of: "admin"), try salon.desk(of: "owner"))
        let seen = try #require(try admin.services.catalogue().addOns.first)
        var (theirs, mine) = (seen, seen)
        theirs.price = SmallSalon.euros(13)
        mine.price = SmallSalon.euros(14)
        try owner.services.saveAddOn(theirs)
        try owner.services.saveAddOn(theirs)
        let price = try stale { try admin.services.saveAddOn(mine) }
        #expect(price.what == "add-on" && price.by == "owner" && price.fields.map(\.theirs) == ["13.00"])
        #expect(try admin.services.catalogue().addOns.first?.price == theirs.price)
        try owner.services.removeAddOn(seen.id)
        #expect(throws: SalonError.notFound(what: "add-on")) { try admin.services.saveAddOn(mine) }

        let hair = try #require(try admin.services.catalogue().categories.first)
        try owner.services.renameCategory(hair.id, version: hair.version, name: "Hair and beard")
        let name = try stale { try admin.services.renameCategory(hair.id, version: hair.version, name: "Barber") }
        #expect(name.fields.map(\.theirs) == ["Hair and beard"] && name.fields.map(\.mine) == ["Barber"])
        try admin.services.renameCategory(hair.id, version: hair.version, name: "Hair and beard")
        #expect(try admin.services.catalogue().categories.first?.name == "Hair and beard")
    }

    @Test("a service and an expert")
    func catalogue() throws {
        let salon = try SmallSalon()
        let (admin, owner) = (try salon.desk(of: "admin"), try salon.desk(of: "owner"))
        let cut = try #require(try admin.services.catalogue().service(SmallSalon.cutID))
        func draft(_ euros: Int, _ minutes: Int) -> ServiceDraft {
            ServiceDraft(
                categoryID: cut.categoryID, name: cut.name, price: SmallSalon.euros(euros),
                phases: ServicePhases(handsOn: minutes))
        }
        try owner.services.editService(cut.id, version: cut.version, draft(70, 60))
        let service = try stale { try admin.services.editService(cut.id, version: cut.version, draft(65, 45)) }
        #expect(service.by == "owner")
        #expect(
            service.fields == [.init(field: "price", label: "price", base: "65.00", mine: "65.00", theirs: "70.00")])

        let card = try admin.experts.card(SmallSalon.ben)
        var theirs = ExpertDraft(card.expert)
        theirs.specialty = "Fades"
        try owner.experts.edit(SmallSalon.ben, version: card.version, theirs)
        var mine = ExpertDraft(card.expert)
        mine.specialty = "Beards"
        let expert = try stale { try admin.experts.edit(SmallSalon.ben, version: card.version, mine) }
        #expect(
            expert.fields == [
                .init(field: "specialty", label: "specialty", base: nil, mine: "Beards", theirs: "Fades")
            ])
    }

    @Test("what an expert does: each service with both prices; a repeated save is content")
    func skills() throws {
        let salon = try SmallSalon()
        let (admin, owner) = (try salon.desk(of: "admin"), try salon.desk(of: "owner"))
        let seen = try admin.experts.card(SmallSalon.ben).skills.map(\.own)
        func doing(_ service: ServiceID, _ price: Int?) -> ExpertService {
            ExpertService(
                expertID: SmallSalon.ben, serviceID: service, price: price.map { SmallSalon.euros($0) }, duration: nil)
        }
        let theirs = [doing(SmallSalon.cutID, 80)]
        try owner.experts.setServices(SmallSalon.ben, theirs, knowing: seen)
        try owner.experts.setServices(SmallSalon.ben, theirs, knowing: seen)
        let change = try stale {
            try admin.experts.setServices(
                SmallSalon.ben, [doing(SmallSalon.cutID, 75), doing(SmallSalon.colourID, nil)], knowing: seen)
        }
        #expect(change.by == "owner")
        #expect(change.fields.map(\.label).sorted() == ["Cut", "a service"])
        let cut = try #require(change.fields.first { $0.label == "Cut" })
        #expect(cut.base == "as in the catalogue" && cut.mine == "75.00" && cut.theirs == "80.00")
        #expect(try admin.experts.card(SmallSalon.ben).skills.map(\.own) == theirs)
    }

    @Test("a shift: changed, removed, added again by undo")
    func shift() throws {
        let salon = try SmallSalon()
        let (admin, owner) = (try salon.desk(of: "admin"), try salon.desk(of: "owner"))
        var shift = try #require(try admin.experts.card(SmallSalon.aiko).shifts.first)
        let seen = shift
        shift.ends = LocalTime(minutes: 17 * 60)
        try owner.experts.editShift(shift)
        try owner.experts.editShift(shift)
        var mine = seen
        mine.starts = LocalTime(minutes: 10 * 60)
        let change = try stale { try admin.experts.editShift(mine) }
        #expect(change.by == "owner" && change.fields.map(\.label) == ["ends"])
        #expect(change.fields[0].theirs == "17:00" && change.fields[0].base == "18:00")
        #expect(try stale { try admin.experts.removeShift(seen.id, version: seen.version) }.by == "owner")

        try admin.experts.removeShift(shift.id, version: seen.version + 1)
        try admin.experts.removeShift(shift.id, version: seen.version + 1)
        #expect(throws: SalonError.notFound(what: "shift")) { try admin.experts.editShift(mine) }
        let offer = try #require(try admin.history.lastUndoable())
        #expect(offer.sentence.hasPrefix("Take back that you removed the shift of Aiko Tanaka") && offer.refusal == nil)
        #expect(try admin.history.undo(offer).offer == offer)
        let back = try admin.experts.card(SmallSalon.aiko).shifts.first { $0.id == shift.id }
        #expect(back?.ends == shift.ends && back?.weekday == shift.weekday)
    }

    @Test("an appointment: moved, its status and its note")
    func appointment() throws {
        let salon = try SmallSalon()
        let entry = try salon.book(at: 10).entries[0]
        let facts = try salon.facts()
        let other = try salon.desk(of: "other")
        _ = try other.appointments.move(entry, to: monday.at(14), expert: SmallSalon.ben, on: facts)
        let move = try stale {
            _ = try salon.appointments.move(entry, to: monday.at(16), expert: SmallSalon.chloe, on: facts)
        }
        #expect(move.by == "other" && move.at != nil)
        #expect(move.fields.map(\.label) == ["time", "expert", "expert asked for"])
        #expect(move.fields.map(\.base) == ["10:00", "Aiko Tanaka", "yes"])
        #expect(move.fields.map(\.mine) == ["16:00", "Chloé Martin", "yes"])
        #expect(move.fields.map(\.theirs) == ["14:00", "Ben Okafor", "no"])

        let seen = try salon.appointments.card(entry.id).appointment.entry
        _ = try other.appointments.editNote(seen, "asks for tea")
        let note = try stale { _ = try salon.appointments.editNote(seen, "wants coffee") }
        #expect(
            note.fields == [
                .init(field: "notes", label: "notes", base: nil, mine: "wants coffee", theirs: "asks for tea")
            ])
        #expect(try salon.appointments.editNote(seen, "asks for tea").notes == "asks for tea")
    }
}
