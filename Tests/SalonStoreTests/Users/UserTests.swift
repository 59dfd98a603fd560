import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("Users")
struct UserTests {
    /// Three hundred clients of three names, and staff of one.
    private func crowded() throws -> SmallSalon {
        let salon = try SmallSalon()
        try salon.database.run(
            """
            insert into public.users (id, name, email, role)
            select md5('client ' || n)::uuid, (array['Éva Novák', 'Eva Novak', 'Zoe Park'])[1 + n % 3],
                   'client' || n || '@example.com', 'user'
              from generate_series(1, 300) n
            union all
            select md5('staff ' || n)::uuid, 'Same Name', 'staff' || n || '@test.salon', 'receptionist'
              from generate_series(1, 40) n;
            analyze public.users;
            """)
        return salon
    }

    private func all(_ users: UserRepository, _ kind: UserKind, limit: Int) throws -> [UserRow] {
        var rows: [UserRow] = []
        var page = try users.page(kind, PageRequest(limit: limit))
        #expect(!page.hasMoreBefore)
        while true {
            rows += page.rows
            guard page.hasMoreAfter, let last = rows.last else { return rows }
            page = try users.page(kind, PageRequest(after: last.key, limit: limit))
            #expect(page.hasMoreBefore && page.rows.count <= limit)
        }
    }

    @Test("pages show everybody once over equal names, forwards and back")
    func pages() throws {
        let salon = try crowded()
        let users = try salon.desk(of: "admin").users
        for (kind, count) in [
            (UserKind.role(.user), 303), (.staff, 45), (.role(.receptionist), 42), (.role(.owner), 1),
        ] {
            let forwards = try all(users, kind, limit: 17)
            #expect(forwards.count == count && Set(forwards.map(\.user.id)).count == count)
            #expect(zip(forwards, forwards.dropFirst()).allSatisfy { $0.key.nameKey <= $1.key.nameKey })
            var backwards: [UserRow] = []
            guard var before = forwards.last?.key else { continue }
            while true {
                let page = try users.page(kind, PageRequest(before: before, limit: 13))
                backwards = page.rows + backwards
                guard page.hasMoreBefore, let first = backwards.first else { break }
                before = first.key
            }
            #expect(backwards == forwards.dropLast())
        }
    }

    @Test("a search finds staff by name or address, and clients as the desk finds them")
    func search() throws {
        let salon = try crowded()
        let users = try salon.desk(of: "owner").users
        #expect(try users.page(.staff, text: "OWNER@", PageRequest(limit: 50)).rows.map(\.user.role) == [.owner])
        #expect(try users.page(.staff, text: "same", PageRequest(limit: 50)).rows.count == 40)
        #expect(try users.page(.role(.admin), text: "same", PageRequest(limit: 50)).rows.isEmpty)
        let first = try users.page(.staff, text: "same", PageRequest(limit: 30))
        let last = try #require(first.rows.last)
        #expect(try users.page(.staff, text: "same", PageRequest(after: last.key, limit: 30)).rows.count == 10)
        let found = try users.page(.role(.user), text: "maria", PageRequest(limit: 10)).rows
        #expect(found.map(\.user.name) == ["Maria Lopez"])
        #expect(try users.page(.role(.user), text: "100%", PageRequest(limit: 10)).rows.isEmpty)
    }

    @Test("the card has the role, whether the address is verified, the lock and the last sign-in")
    func card() throws {
        let salon = try SmallSalon()
        try salon.database.run(
            """
            update public.users set failed_login_attempts = 3, lockout_until = '2026-11-23 07:10Z',
                   last_login = '2026-11-20 09:00Z', email_verified = false
             where email = 'expert@test.salon'
            """)
        let admin = try salon.desk(of: "admin")
        let row = try #require(try admin.users.page(.role(.expert), PageRequest(limit: 5)).rows.first)
        let card = try admin.users.card(row.user.id)
        #expect(card.user == row.user && card.user.role == .expert && !card.user.isVerified)
        #expect(card.user.isLocked(at: SmallSalon.now) && card.failedAttempts == 3)
        #expect(card.user.lastSignIn == Instant("2026-11-20T09:00:00Z"))
        #expect(card.expert?.id == SmallSalon.aiko && card.expert?.name == "Aiko Tanaka")
        let client = try admin.users.card(UserID(SmallSalon.maria.value))
        #expect(client.user.role == .user && client.expert == nil)
        #expect(throws: SalonError.notFound(what: "account")) { try admin.users.card(.random()) }
    }

    @Test("for admins and owners only; one round trip, a refusal none")
    func roles() throws {
        let salon = try SmallSalon()
        for desk in [salon.desk, try salon.desk(of: "expert")] {
            let before = desk.store.roundTrips
            #expect(throws: SalonError.forbidden(.usersView)) { try desk.users.page(.staff, PageRequest(limit: 5)) }
            #expect(throws: SalonError.forbidden(.usersView)) { try desk.users.card(.random()) }
            #expect(desk.store.roundTrips == before)
        }
        let admin = try salon.desk(of: "admin")
        let before = admin.store.roundTrips
        _ = try admin.users.page(.staff, PageRequest(limit: 5))
        _ = try admin.users.page(.role(.user), text: "maria", PageRequest(limit: 5))
        _ = try admin.users.card(UserID(SmallSalon.maria.value))
        #expect(admin.store.roundTrips == before + 3)
    }
}
