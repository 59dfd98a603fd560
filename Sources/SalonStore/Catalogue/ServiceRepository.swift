import Postgres
import Salon

/// The catalogue: categories, services, add-ons, who does what. Each call takes one round trip.
///
/// All calls throw `forbidden` where the role does not allow it or the session is over, and `unavailable` when the
/// database cannot be reached or cannot do it now.
public struct ServiceRepository: Sendable {
    let desk: Desk

    /// The whole catalogue.
    ///
    /// - Parameter includeInactive: Also what is switched off, for the screens that keep it.
    public func catalogue(includeInactive: Bool = false) throws(SalonError) -> Catalogue {
        try desk.session.require(.servicesView)
        var pipeline = desk.pipeline()
        let reading = CatalogueReading(includeInactive: includeInactive, desk: desk, in: &pipeline)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in try reading.read(answers) }
    }

    // MARK: Services

    /// Adds a service. The id is the caller's, so that a repeated save adds nothing.
    ///
    /// Throws `invalid` for a name, price or time that no service can have.
    public func addService(_ id: ServiceID, _ draft: ServiceDraft) throws(SalonError) {
        try desk.session.require(.servicesManage)
        let draft = try draft.checked()
        var pipeline = desk.pipeline()
        pipeline.add(
            CatalogueSQL.addService, id, draft.categoryID, draft.name, draft.description, draft.price,
            draft.phases.handsOn, draft.phases.processing, draft.phases.finishing, draft.phases.buffer,
            draft.patchTestMonths, draft.isActive)
        _ = try desk.run(pipeline)
    }

    /// Changes a service. Appointments that are booked keep their price, name and times.
    ///
    /// - Parameter version: The version that was changed. Throws `stale` when it is not the newest any more, unless the
    ///   service already is what the draft says; `notFound`; `invalid`.
    public func editService(_ id: ServiceID, version: Int, _ draft: ServiceDraft) throws(SalonError) {
        try desk.session.require(.servicesManage)
        let draft = try draft.checked()
        var pipeline = desk.pipeline()
        pipeline.add(
            CatalogueSQL.editService, id, version, draft.categoryID, draft.name, draft.description, draft.price,
            draft.phases.handsOn, draft.phases.processing, draft.phases.finishing, draft.phases.buffer,
            draft.patchTestMonths, draft.isActive)
        let edit = Edit(what: "service", entity: .services, id: id.value, version: version, mine: draft.columns)
        try edit.settle(pipeline, at: desk, reading: CatalogueSQL.service, reader.service) { draft.matches($0) }
    }

    /// How many appointments that are still to come keep the price at which they were booked.
    public func futureAppointments(of service: ServiceID) throws(SalonError) -> Int {
        try desk.session.require(.servicesView)
        var pipeline = desk.pipeline()
        let count = pipeline.add(CatalogueSQL.futureAppointments, service, desk.today)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in try answers[count].row().decode(0) }
    }

    // MARK: Add-ons

    /// Adds an add-on, or changes the one of this id. Throws `stale` when its version is not the newest any more, unless
    /// it already is what shall be saved; `notFound` when it was removed; `invalid`.
    public func saveAddOn(_ addOn: AddOn) throws(SalonError) {
        try desk.session.require(.servicesManage)
        var addOn = addOn
        addOn.name = try Validation.name(addOn.name)
        _ = try Validation.price(addOn.price.description, addOn.price.currency)
        _ = try Validation.minutes("\(addOn.minutes)", field: "minutes", allowed: 0...LocalTime.minutesPerDay)
        var pipeline = desk.pipeline()
        pipeline.add(
            CatalogueSQL.saveAddOn, addOn.id, addOn.serviceID, addOn.name, addOn.price, addOn.minutes, addOn.version)
        let edit = Edit(
            what: "add-on", entity: .addOns, id: addOn.id.value, version: addOn.version, mine: addOn.columns)
        try edit.settle(pipeline, at: desk, reading: CatalogueSQL.addOn, reader.addOn) { saved in
            addOn.version = saved.version
            return saved == addOn
        }
    }

    /// Takes an add-on out of the catalogue; appointments that have it keep it. Throws `notFound`.
    public func removeAddOn(_ id: AddOnID) throws(SalonError) {
        try change("add-on", CatalogueSQL.removeAddOn, [id])
    }

    // MARK: Categories

    /// Adds a category at the end. Throws `invalid` for an empty or overlong name.
    public func addCategory(_ id: CategoryID, name: String) throws(SalonError) {
        try desk.session.require(.servicesManage)
        let name = try Validation.name(name)
        var pipeline = desk.pipeline()
        pipeline.add(CatalogueSQL.addCategory, id, name)
        _ = try desk.run(pipeline)
    }

    /// Renames a category.
    ///
    /// - Parameter version: The version that was changed. Throws `stale` when it is not the newest any more, unless the
    ///   category is called so already; `invalid`; `notFound`.
    public func renameCategory(_ id: CategoryID, version: Int, name: String) throws(SalonError) {
        try desk.session.require(.servicesManage)
        let name = try Validation.name(name)
        var pipeline = desk.pipeline()
        pipeline.add(CatalogueSQL.renameCategory, id, version, name)
        let edit = Edit(what: "category", entity: .categories, id: id.value, version: version, mine: [("name", name)])
        try edit.settle(pipeline, at: desk, reading: CatalogueSQL.category, reader.category) { $0.name == name }
    }

    /// Switches a category with all its services off or on. Throws `notFound`.
    public func setCategoryActive(_ id: CategoryID, _ isActive: Bool) throws(SalonError) {
        try change("category", CatalogueSQL.setCategoryActive, [id, isActive])
    }

    // MARK: What came of it

    private var reader: CatalogueReader { CatalogueReader(currency: desk.branch.currency) }

    private func change(
        _ what: String, _ statement: Statement, _ parameters: [any PostgresEncodable]
    ) throws(SalonError) {
        try desk.session.require(.servicesManage)
        var pipeline = desk.pipeline()
        let changed = pipeline.add(statement, parameters: parameters)
        guard try desk.run(pipeline)[changed].count > 0 else { throw .notFound(what: what) }
    }
}

extension Desk {
    /// The catalogue.
    public var services: ServiceRepository { ServiceRepository(desk: self) }
}

/// Reads the rows of `CatalogueSQL`.
struct CatalogueReader {
    let currency: Currency

    func category(_ row: Row) throws(PostgresError) -> ServiceCategory {
        var cursor = row.cursor
        return ServiceCategory(
            id: try cursor.next(), name: try cursor.next(), description: try cursor.next(),
            displayOrder: try cursor.next(), isActive: try cursor.next(), version: try cursor.next())
    }

    func service(_ row: Row) throws(PostgresError) -> Service {
        var cursor = row.cursor
        return Service(
            id: try cursor.next(), categoryID: try cursor.next(), name: try cursor.next(),
            description: try cursor.next(), price: try Money.decode(try cursor.next(), currency),
            phases: try ServicePhases(&cursor), patchTestMonths: try cursor.next(), isActive: try cursor.next(),
            version: try cursor.next())
    }

    func addOn(_ row: Row) throws(PostgresError) -> AddOn {
        var cursor = row.cursor
        return AddOn(
            id: try cursor.next(), serviceID: try cursor.next(), name: try cursor.next(),
            price: try Money.decode(try cursor.next(), currency), minutes: try cursor.next(),
            version: try cursor.next())
    }

    func skill(_ row: Row) throws(PostgresError) -> ExpertService {
        var cursor = row.cursor
        return ExpertService(
            expertID: try cursor.next(), serviceID: try cursor.next(), price: try amount(&cursor),
            duration: try cursor.next())
    }

    func person(_ row: Row) throws(PostgresError) -> Catalogue.Person {
        var cursor = row.cursor
        return Catalogue.Person(id: try cursor.next(), name: try cursor.next(), isActive: try cursor.next())
    }

    func offer(_ row: Row) throws(PostgresError) -> Offer {
        var cursor = row.cursor
        let id: OfferID = try cursor.next()
        let title: String = try cursor.next()
        let percentage: String? = try cursor.next()
        let amount = try amount(&cursor)
        let from: LocalDate = try cursor.next()
        let to: LocalDate = try cursor.next()
        return Offer(
            id: id, title: title, percentage: percentage.flatMap { Percentage($0) }, amount: amount, days: from...to,
            serviceID: try cursor.next(), isActive: try cursor.next())
    }

    private func amount(_ cursor: inout RowCursor) throws(PostgresError) -> Money? {
        let text: String? = try cursor.next()
        return try text.map { (text) throws(PostgresError) in try Money.decode(text, currency) }
    }
}

extension AddOn {
    /// What a form writes, by column.
    fileprivate var columns: [(field: String, value: String?)] {
        [("name", name), ("price", price.description), ("duration", "\(minutes)")]
    }
}

extension ServiceDraft {
    /// What a form writes, by column. The category stands in the log by its name, which a draft does not know.
    fileprivate var columns: [(field: String, value: String?)] {
        [
            ("name", name), ("description", description), ("price", price.description),
            ("duration", "\(phases.handsOn)"), ("processing_minutes", "\(phases.processing)"),
            ("finishing_minutes", "\(phases.finishing)"), ("buffer_minutes", "\(phases.buffer)"),
            ("patch_test_months", patchTestMonths.map { "\($0)" }), ("is_active", "\(isActive)"),
        ]
    }
}
