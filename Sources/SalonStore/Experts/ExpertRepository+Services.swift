import Postgres
import Salon

extension ExpertRepository {
    /// Says what an expert does, and at which own price and in which own time; what is not named they do no more.
    /// Booked appointments stay.
    ///
    /// - Parameters:
    ///   - services: All that they do from now on.
    ///   - known: What they did when the form was opened.
    /// Throws `stale` with what is different when they do something else by now, unless it is what was wanted;
    /// `invalid` for a price or time that no service can have.
    public func setServices(
        _ id: ExpertID, _ services: [ExpertService], knowing known: [ExpertService]
    ) throws(SalonError) {
        try desk.session.require(.expertsManage)
        for service in services {
            if let price = service.price { _ = try Validation.price(price.description, price.currency) }
            if let minutes = service.duration { _ = try Validation.minutes("\(minutes)", field: "duration") }
        }
        var change = Change(by: desk)
        change.add(ExpertSQL.lock, id)
        change.add(ExpertSQL.demandServices, id, known.map(\.serviceID), known.prices, known.minutes)
        change.add(ExpertSQL.forgetServices, id, services.map(\.serviceID))
        change.add(ExpertSQL.keepServices, id, services.map(\.serviceID), services.prices, services.minutes)
        change.thenRead()
        let skills = change.add(ExpertSQL.skills, id)
        let history = change.add(HistorySQL.of, AuditedEntity.skills, id.value)
        let outcome = try change.run()
        guard let refusal = outcome.refusal else { return }
        guard refusal.sqlState == .changedMeanwhile else { throw SalonError(refusal) }

        let (found, entries) = try SalonError.mapped { () throws(PostgresError) in
            (
                try outcome.answers[skills].read { (row) throws(PostgresError) in try skill(row, of: id) },
                try LogReader(desk: desk).read(outcome.answers[history])
            )
        }
        guard Set(found.map(\.own)) != Set(services) else { return }
        let names = Dictionary(found.map { ($0.own.serviceID, $0.name) }) { first, _ in first }
        let fields = Set(known.map(\.serviceID)).union(names.keys).compactMap { service -> StaleChange.Field? in
            let (base, theirs) = (known.words(service), found.map(\.own).words(service))
            guard base != theirs else { return nil }
            return StaleChange.Field(
                field: service.description, label: names[service] ?? "a service", base: base,
                mine: services.words(service), theirs: theirs)
        }
        throw .stale(
            StaleChange(
                what: "expert", by: entries.first?.actor?.name, at: entries.first?.at,
                fields: fields.sorted { ($0.label, $0.field) < ($1.label, $1.field) }))
    }
}

extension [ExpertService] {
    fileprivate var prices: [String?] { map { $0.price?.description } }
    fileprivate var minutes: [Int32?] { map { $0.duration.map(Int32.init) } }

    /// What is said about a service: "65.00, 60 min"; nil for one that is not done.
    fileprivate func words(_ service: ServiceID) -> String? {
        guard let own = first(where: { $0.serviceID == service }) else { return nil }
        let parts = [own.price?.grouped, own.duration.map { "\($0) min" }].compactMap(\.self)
        return parts.isEmpty ? "as in the catalogue" : parts.joined(separator: ", ")
    }
}
