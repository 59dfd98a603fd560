import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("The catalogue")
struct ServiceTests {
    private let category: CategoryID = SmallSalon.id("ca")

    private func draft(_ name: String, price: Int = 20, minutes: Minutes = 30) -> ServiceDraft {
        ServiceDraft(
            categoryID: category, name: name, price: SmallSalon.euros(price), phases: ServicePhases(handsOn: minutes))
    }

    @Test("one reading has categories, services, add-ons and who does what")
    func catalogue() throws {
        let salon = try SmallSalon()
        let catalogue = try salon.desk.services.catalogue()
        #expect(catalogue.categories.map(\.name) == ["Hair"])
        #expect(catalogue.services.map(\.name) == ["Colour", "Cut"])
        #expect(catalogue.services.first == SmallSalon.colour)
        #expect(catalogue.addOns == [SmallSalon.mask])
        #expect(catalogue.skills.count == 6 && catalogue.experts.count == 3)
    }

    @Test("added once however often it is saved; changed on the version that was seen")
    func editing() throws {
        let salon = try SmallSalon()
        let services = try salon.desk(of: "admin").services
        let id = ServiceID.random()
        try services.addService(id, draft(" Fringe trim "))
        try services.addService(id, draft("Fringe trim"))
        let added = try #require(try services.catalogue().services.first { $0.id == id })
        #expect(added.name == "Fringe trim" && added.version == 1)
        try services.editService(id, version: 1, draft("Fringe trim", price: 25))
        try services.editService(id, version: 1, draft("Fringe trim", price: 25))
        let stale = #expect(throws: SalonError.self) {
            try services.editService(id, version: 1, draft("Fringe trim", price: 30))
        }
        #expect(stale?.code == "stale")
        #expect(try services.catalogue().services.first { $0.id == id }?.price == SmallSalon.euros(25))
        #expect(throws: SalonError.self) { try services.addService(.random(), draft("")) }
        #expect(throws: SalonError.self) { try services.addService(.random(), draft("Free", minutes: 0)) }
    }

    @Test("what is switched off is not offered; what is booked keeps its price")
    func switching() throws {
        let salon = try SmallSalon()
        let services = try salon.desk(of: "admin").services
        try salon.book(at: 10)
        #expect(try services.futureAppointments(of: SmallSalon.cutID) == 1)
        var off = draft("Cut", price: 80, minutes: 60)
        off.isActive = false
        try services.editService(SmallSalon.cutID, version: 1, off)
        #expect(try services.catalogue().services.map(\.name) == ["Colour"])
        #expect(try services.catalogue(includeInactive: true).services.count == 2)
        #expect(try salon.appointments.day(SmallSalon.monday).entries.map(\.price) == [SmallSalon.euros(65)])
        try services.setCategoryActive(category, false)
        #expect(try services.catalogue().services.isEmpty)
        #expect(throws: SalonError.notFound(what: "category")) { try services.setCategoryActive(.random(), true) }
    }

    @Test("categories and add-ons are added, renamed and taken out")
    func addOns() throws {
        let salon = try SmallSalon()
        let services = try salon.desk(of: "admin").services
        let nails = CategoryID.random()
        try services.addCategory(nails, name: "Nails")
        try services.renameCategory(nails, version: 1, name: "Hands")
        #expect(try services.catalogue().categories.map(\.name) == ["Hair", "Hands"])
        var gloss = AddOn(
            id: .random(), serviceID: SmallSalon.colourID, name: "Gloss", price: SmallSalon.euros(22), minutes: 15)
        try services.saveAddOn(gloss)
        gloss.price = SmallSalon.euros(24)
        try services.saveAddOn(gloss)
        try services.saveAddOn(gloss)
        gloss.version = 2
        #expect(Set(try services.catalogue().addOns) == [SmallSalon.mask, gloss])
        try services.removeAddOn(gloss.id)
        #expect(try services.catalogue().addOns == [SmallSalon.mask])
    }

    @Test("a receptionist looks and changes nothing; each call is one round trip, a refusal none")
    func roles() throws {
        let salon = try SmallSalon()
        let admin = try salon.desk(of: "admin")
        let calls: [(Desk) throws -> Void] = [
            { try $0.services.addService(.random(), draft("Trim")) },
            { try $0.services.editService(SmallSalon.cutID, version: 1, draft("Cut", price: 66)) },
            { try $0.services.saveAddOn(SmallSalon.mask) }, { try $0.services.removeAddOn(SmallSalon.maskID) },
            { try $0.services.addCategory(.random(), name: "Nails") },
            { try $0.services.renameCategory(category, version: 1, name: "Hairs") },
            { try $0.services.setCategoryActive(category, true) },
        ]
        for call in calls {
            let before = salon.store.roundTrips
            #expect(throws: SalonError.forbidden(.servicesManage)) { try call(salon.desk) }
            #expect(salon.store.roundTrips == before)
            let adminBefore = admin.store.roundTrips
            try call(admin)
            #expect(admin.store.roundTrips == adminBefore + 1)
        }
        let before = admin.store.roundTrips
        _ = try admin.services.catalogue()
        _ = try admin.services.futureAppointments(of: SmallSalon.cutID)
        #expect(admin.store.roundTrips == before + 2)
    }
}
