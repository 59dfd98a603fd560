import Postgres
import Salon

/// The salon's clients. Each call takes one round trip.
///
/// An expert sees the own clients only, without contact data. All calls throw `forbidden` where the role does not allow
/// it or the session is over, and `unavailable` when the database cannot be reached or cannot do it now.
public struct ClientRepository: Sendable {
    /// The most appointments that a card holds.
    public static let cardAppointments = 100

    let desk: Desk

    /// Clients by any part of name, telephone number or e-mail address, best first; nobody for a blank text.
    public func search(_ text: String, limit: Int = 20) throws(SalonError) -> [ClientHit] {
        try search([text], limit: limit)
    }

    /// The hits of several searches, in one round trip.
    private func search(_ texts: [String], limit: Int) throws(SalonError) -> [ClientHit] {
        try requireView()
        var pipeline = desk.pipeline()
        let found = texts.map { pipeline.add(ClientSQL.search, $0, limit) }
        return try desk.run(pipeline) { (answers) throws(PostgresError) in
            var hits: [ClientHit] = []
            for ticket in found {
                hits += try answers[ticket].read { (row) throws(PostgresError) in
                    var cursor = row.cursor
                    return ClientHit(
                        id: try cursor.next(), name: try cursor.next(), phone: try cursor.next(),
                        email: try cursor.next(), alert: try cursor.next(), lastVisit: try cursor.next(),
                        nextVisit: try cursor.next(), noShows: try cursor.next())
                }
            }
            return hits
        }
    }

    /// A page of the list by name; with a text the clients who match it, best first, in one page.
    public func page(
        _ text: String = "", _ page: PageRequest<ClientKey>
    ) throws(SalonError) -> Page<ClientRow, ClientKey> {
        try requireView()
        var pipeline = desk.pipeline()
        let query = text.trimmed
        let rows: Pipeline.Ticket
        if !query.isEmpty {
            rows = pipeline.add(ClientSQL.found, query, page.limit + 1)
        } else {
            // The list of everybody is not an expert's: they find their own by search.
            guard desk.session.allows(.clientsView) else {
                return Page(rows: [], hasMoreBefore: false, hasMoreAfter: false)
            }
            let key = page.before ?? page.after ?? ClientKey(nameKey: "", id: ClientID(UUIDValue(high: 0, low: 0)))
            rows = pipeline.add(
                page.isBackwards ? ClientSQL.pageBefore : ClientSQL.page, key.nameKey, key.id, page.limit + 1)
        }
        let fetched = try desk.run(pipeline) { (answers) throws(PostgresError) in
            try answers[rows].read { (row) throws(PostgresError) in
                var cursor = row.cursor
                let client = try readClient(&cursor)
                return ClientRow(
                    client: client, key: ClientKey(nameKey: try cursor.next(), id: client.id),
                    lastVisit: try cursor.next())
            }
        }
        if !query.isEmpty { return Page(rows: fetched, hasMoreBefore: false, hasMoreAfter: false) }
        return Page(fetched: fetched, for: page)
    }

    /// Everything about a client. Throws `notFound`.
    public func card(_ id: ClientID) throws(SalonError) -> ClientCard {
        try requireView()
        var pipeline = desk.pipeline()
        let reading = addCard(id, to: &pipeline)
        let card = try desk.run(pipeline) { (answers) throws(PostgresError) in try readCard(reading, answers) }
        guard let card else { throw .notFound(what: "client") }
        return card
    }

    /// Clients who may be the same person: the same e-mail address or telephone number, or the very same name; see
    /// `ClientHit.shared`.
    public func duplicates(of draft: ClientDraft) throws(SalonError) -> [ClientHit] {
        let texts = [draft.email, draft.phone, draft.name].filter { $0.trimmed.count >= 3 }
        guard !texts.isEmpty else { return [] }
        var seen: Set<ClientID> = []
        return try search(texts, limit: 5).filter { !$0.shared(with: draft).isEmpty && seen.insert($0.id).inserted }
    }

    /// Adds a client. The id is the caller's, so that a repeated save adds nothing. Throws `invalid`, also for an
    /// e-mail address that somebody has already.
    public func add(_ id: ClientID, _ draft: ClientDraft) throws(SalonError) {
        try desk.session.require(.clientsManage)
        let client = try draft.client(id)
        var pipeline = desk.pipeline()
        pipeline.add(
            ClientSQL.add, id, client.name, client.email, client.phone, client.address, client.birthday, client.alert,
            client.notes)
        _ = try desk.run(pipeline)
    }

    /// Changes a client.
    ///
    /// - Parameter version: The version that was changed. Throws `stale` when it is not the newest any more, unless the
    ///   client already is what the draft says; it tells what is different; `notFound`; `invalid`.
    public func edit(_ id: ClientID, version: Int, _ draft: ClientDraft) throws(SalonError) {
        try desk.session.require(.clientsManage)
        let wanted = try draft.client(id)
        var pipeline = desk.pipeline()
        pipeline.add(
            ClientSQL.edit, id, version, wanted.name, wanted.email, wanted.phone, wanted.address, wanted.birthday,
            wanted.alert, wanted.notes)
        let now = pipeline.add(ClientSQL.one, id)
        let missed = MissedChanges(of: .users, id.value, since: version, desk: desk, in: &pipeline)
        let answers = try desk.run(pipeline)
        let client = try SalonError.mapped { () throws(PostgresError) in
            try answers[now].first.map { (row) throws(PostgresError) in
                var cursor = row.cursor
                return try readClient(&cursor)
            }
        }
        guard let client else { throw .notFound(what: "client") }
        guard ClientDraft(client) != ClientDraft(wanted) else { return }
        throw try missed.stale("client", mine: wanted.columns, in: answers)
    }

    private func requireView() throws(SalonError) {
        guard desk.session.allowsSome(.clientsView) else { throw .forbidden(.clientsView) }
    }

    // MARK: Reading

    private func readClient(_ cursor: inout RowCursor) throws(PostgresError) -> Client {
        var client = Client(
            id: try cursor.next(), name: try cursor.next(), email: try cursor.next(), phone: try cursor.next(),
            address: try cursor.next(), gender: try cursor.next(), birthday: try cursor.next(),
            alert: try cursor.next(), notes: try cursor.next(), isGuest: try cursor.next(),
            version: try cursor.next())
        if !desk.session.allows(.clientsView) {
            client.email = nil
            client.phone = nil
            client.address = nil
        }
        return client
    }

    /// Where the answers to the statements of a card will be.
    struct CardTickets {
        fileprivate let head, appointments, patchTests: Pipeline.Ticket
    }

    func addCard(_ id: ClientID, to pipeline: inout Pipeline) -> CardTickets {
        CardTickets(
            head: pipeline.add(ClientSQL.card, id),
            appointments: pipeline.add(ClientSQL.cardAppointments, id, Self.cardAppointments),
            patchTests: pipeline.add(PatchTestSQL.ofClient, id))
    }

    /// The card; nil when there is no such client.
    func readCard(_ tickets: CardTickets, _ answers: PipelineAnswers) throws(PostgresError) -> ClientCard? {
        guard let row = answers[tickets.head].first else { return nil }
        var cursor = row.cursor
        let reader = EntryReader(desk: desk)
        let client = try readClient(&cursor)
        return ClientCard(
            client: client, completed: try cursor.next(), noShows: try cursor.next(), cancelled: try cursor.next(),
            spent: try reader.money(&cursor), owed: try reader.money(&cursor), firstVisit: try cursor.next(),
            lastVisit: try cursor.next(),
            appointments: try reader.readLines(answers[tickets.appointments]),
            patchTests: try answers[tickets.patchTests].read { (row) throws(PostgresError) in try PatchTestRow(row) })
    }
}

extension Desk {
    /// The desk's clients.
    public var clients: ClientRepository { ClientRepository(desk: self) }
}

extension Client {
    /// What a form writes, by column.
    fileprivate var columns: [(field: String, value: String?)] {
        [
            ("name", name), ("email", email), ("phone", phone), ("address", address),
            ("birthday", birthday?.description), ("alert", alert), ("notes", notes),
        ]
    }
}
