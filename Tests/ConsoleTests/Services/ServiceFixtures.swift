import Salon
import SalonStore
import Terminal

@testable import Console

/// A small catalogue for the tests of the tab and of the forms.
enum ServiceFixtures {
    static func id<Entity>(_ number: Int) -> Identifier<Entity> {
        Identifier(UUIDValue(high: 8, low: UInt64(number)))
    }

    static func euros(_ amount: Int) -> Money { Money(minor: amount * 100, .euro) }

    static let hair = ServiceCategory(id: id(1), name: "Hair", description: "Cuts and colour", displayOrder: 1)
    static let nails = ServiceCategory(id: id(2), name: "Nails", displayOrder: 2, isActive: false)
    static let cut = Service(
        id: id(11), categoryID: id(1), name: "Women's cut", description: "Wash, cut and finish", price: euros(65),
        phases: ServicePhases(handsOn: 60, buffer: 5), version: 7)
    static let colour = Service(
        id: id(12), categoryID: id(1), name: "Colour", price: euros(98),
        phases: ServicePhases(handsOn: 45, processing: 35, finishing: 20, buffer: 10))
    static let perm = Service(
        id: id(13), categoryID: id(1), name: "Perm", price: euros(80), phases: ServicePhases(handsOn: 90),
        isActive: false)
    static let gel = Service(
        id: id(14), categoryID: id(2), name: "Gel", price: euros(40), phases: ServicePhases(handsOn: 50))
    static let gloss = AddOn(id: id(21), serviceID: id(11), name: "Gloss", price: euros(22), minutes: 15)

    static let catalogue = Catalogue(
        categories: [hair, nails], services: [cut, colour, perm, gel], addOns: [gloss],
        skills: [
            ExpertService(expertID: id(31), serviceID: id(11), price: euros(75)),
            ExpertService(expertID: id(32), serviceID: id(11), duration: 70),
            ExpertService(expertID: id(32), serviceID: id(12)),
        ],
        experts: [
            Catalogue.Person(id: id(31), name: "Aiko Tanaka"), Catalogue.Person(id: id(32), name: "Ben Okafor"),
        ])

    /// The same with one service in another form.
    static func catalogue(with service: Service) -> Catalogue {
        Catalogue(
            categories: catalogue.categories, services: catalogue.services.map { $0.id == service.id ? service : $0 },
            addOns: catalogue.addOns, skills: catalogue.skills, experts: catalogue.experts)
    }

    static func canned(
        _ catalogue: Catalogue = catalogue,
        _ save: @escaping @Sendable (ServicesScreen.Job) -> Result<ServicesScreen.Answer, SalonError> = { _ in
            .success(.saved)
        }
    ) -> Canned {
        Canned().answering(ServicesScreen.self) { job in
            switch job {
            case .catalogue: .success(.catalogue(catalogue))
            case .future(let id): .success(.count(id == cut.id ? 14 : 0))
            default: save(job)
            }
        }
    }
}
