import Salon
import SalonStore

/// Finds what a person names on the command line: by id, else by name, exactly or by a part that only one has.
struct Lookup {
    let desk: Desk
    let catalogue: Catalogue

    /// Reads the catalogue that names are looked up in.
    init(_ desk: Desk) throws(SalonError) {
        self.desk = desk
        catalogue = try desk.services.catalogue()
    }

    func service(_ text: String) throws(SalonError) -> Service {
        try Self.one("service", text, in: catalogue.services, id: { $0.id.description }, name: { $0.name })
    }

    func expert(_ text: String) throws(SalonError) -> Catalogue.Person {
        try Self.one(
            "expert", text, in: catalogue.experts.filter(\.isActive), id: { $0.id.description }, name: { $0.name })
    }

    /// An add-on of one of the services.
    func addOn(_ text: String, of services: [Service]) throws(SalonError) -> AddOn {
        let offered = services.flatMap { catalogue.addOns(of: $0.id) }
        return try Self.one("add-on", text, in: offered, id: { $0.id.description }, name: { $0.name })
    }

    /// A client by id, or the only one whose name, number or address has the text in it; nil for nobody. A search finds
    /// more, by the beginnings of words; but here nobody looks at whom it found.
    func client(_ text: String) throws(SalonError) -> ClientID? {
        if let id = ClientID(text) { return id }
        let hits = try desk.clients.search(text, limit: 10)
        let exact = hits.filter { Folding.fold($0.name) == Folding.fold(text) }
        let candidates = exact.isEmpty ? hits.filter { Self.names($0, text) } : exact
        guard candidates.count > 1 else { return candidates.first?.id }
        let names = candidates.prefix(5).map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
        throw .invalid(
            field: "client", sentence: "Several clients match “\(text)”: \(names). Name one by its id.")
    }

    private static func names(_ hit: ClientHit, _ text: String) -> Bool {
        let wanted = Folding.fold(text)
        let digits = text.filter(\.isNumber)
        return Folding.fold(hit.name).contains(wanted) || hit.email?.lowercased().contains(wanted) == true
            || digits.count >= 4 && hit.phone?.filter(\.isNumber).contains(digits) == true
    }

    static func one<Thing>(
        _ what: String, _ text: String, in things: [Thing], id: (Thing) -> String, name: (Thing) -> String
    ) throws(SalonError) -> Thing {
        if let thing = things.first(where: { id($0) == text.lowercased() }) { return thing }
        let wanted = Folding.fold(text)
        let exact = things.filter { Folding.fold(name($0)) == wanted }
        if exact.count == 1 { return exact[0] }
        let partial = exact.isEmpty ? things.filter { Folding.fold(name($0)).contains(wanted) } : exact
        switch partial.count {
        case 1: return partial[0]
        case 0: throw .invalid(field: what, sentence: "There is no \(what) named “\(text)”.")
        default:
            let names = partial.prefix(5).map { "\(name($0)) (\(id($0)))" }.joined(separator: ", ")
            throw .invalid(field: what, sentence: "Several match “\(text)”: \(names). Name one in full or by its id.")
        }
    }
}

extension Desk {
    /// An account by id, e-mail address or name; members of the staff before clients.
    func account(_ text: String) throws(SalonError) -> StaffMember {
        if let id = UserID(text) { return try users.card(id).user }
        for kind in [UserKind.staff, .role(.user)] {
            let found = try users.page(kind, text: text, PageRequest(limit: 50)).rows.map(\.user)
            if let exact = found.first(where: { $0.email == text.lowercased() }) { return exact }
            if !found.isEmpty {
                return try Lookup.one("account", text, in: found, id: { $0.id.description }, name: { $0.name })
            }
        }
        throw .notFound(what: "account")
    }
}
