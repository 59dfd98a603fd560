import Postgres
import Salon
import Testing

@testable import SalonStore

@Suite("A change and what is read behind it, in one round trip")
struct SharedTripTests {
    private typealias Seen = Result<Client, SalonError>

    private let salon: SmallSalon
    private let before: Client

    init() throws {
        salon = try SmallSalon()
        before = try salon.desk.clients.card(SmallSalon.maria).client
    }

    private func rename(version: Int, at desk: Desk) -> SalonError? {
        var draft = ClientDraft(before)
        draft.name = "Maria Lopez-Marsh"
        do throws(SalonError) {
            try desk.clients.edit(before.id, version: version, draft)
            return nil
        } catch {
            return error
        }
    }

    private func read(_ id: ClientID, at desk: Desk) -> Seen {
        do throws(SalonError) {
            return .success(try desk.clients.card(id).client)
        } catch {
            return .failure(error)
        }
    }

    @Test("what is read shows the change, in the order asked, and what is not there is said") func together() throws {
        let trips = salon.store.roundTrips
        let (refusal, seen) = salon.desk.together(
            { rename(version: before.version, at: $0) },
            thenReading: [
                { read(SmallSalon.sam, at: $0) }, { read(before.id, at: $0) }, { read(.random(), at: $0) },
            ])
        #expect(salon.store.roundTrips == trips + 1)
        #expect(refusal == nil)
        #expect(try seen[0]?.get().id == SmallSalon.sam)
        #expect(try seen[1]?.get().name == "Maria Lopez-Marsh")
        guard case .failure(.notFound)? = seen[2] else {
            Issue.record("\(seen)")
            return
        }
    }

    @Test("a change that the database refuses says why, and nothing is read behind it") func refused() throws {
        let facts = try salon.facts()
        let query = SmallSalon.query(with: SmallSalon.aiko)
        let request = try salon.request(query, at: SmallSalon.monday.at(10), on: facts)
        try salon.book(at: 10)
        let trips = salon.store.roundTrips
        let (error, seen) = salon.desk.together(
            { desk -> SalonError? in
                do throws(SalonError) {
                    _ = try desk.appointments.book(request, for: query, on: facts)
                    return nil
                } catch {
                    return error
                }
            }, thenReading: [{ read(before.id, at: $0) }])
        #expect(salon.store.roundTrips == trips + 1)
        #expect(error?.code == "conflict" && seen.count == 1 && seen[0] == nil)
    }

    @Test("a reading that fails leaves the change as it is, and is to be asked for again") func failedReading() throws {
        let (refusal, seen) = salon.desk.together(
            { rename(version: before.version, at: $0) },
            thenReading: [
                { desk -> Seen in
                    var pipeline = desk.pipeline()
                    pipeline.add(Statement(unprepared: "select 1 / 0"))
                    do throws(SalonError) {
                        _ = try desk.run(pipeline)
                        return .success(before)
                    } catch {
                        return .failure(error)
                    }
                }
            ])
        #expect(refusal == nil && seen.count == 1 && seen[0] == nil)
        #expect(try salon.desk.clients.card(before.id).client.name == "Maria Lopez-Marsh")
    }
}
