import Postgres
import Salon

/// The statements that fetch the catalogue, and the reading of their answers.
struct CatalogueReading {
    private let categories, services, addOns, skills, experts, offers: Pipeline.Ticket
    private let reader: CatalogueReader

    init(includeInactive: Bool = false, desk: Desk, in pipeline: inout Pipeline) {
        categories = pipeline.add(CatalogueSQL.categories, includeInactive)
        services = pipeline.add(CatalogueSQL.services, includeInactive)
        addOns = pipeline.add(CatalogueSQL.addOns)
        skills = pipeline.add(CatalogueSQL.skills)
        experts = pipeline.add(CatalogueSQL.experts, desk.branch.id, includeInactive)
        offers = pipeline.add(CatalogueSQL.offers, desk.today)
        reader = CatalogueReader(currency: desk.branch.currency)
    }

    func read(_ answers: PipelineAnswers) throws(PostgresError) -> Catalogue {
        Catalogue(
            categories: try answers[categories].read(reader.category),
            services: try answers[services].read(reader.service), addOns: try answers[addOns].read(reader.addOn),
            skills: try answers[skills].read(reader.skill), experts: try answers[experts].read(reader.person),
            offers: try answers[offers].read(reader.offer))
    }
}
