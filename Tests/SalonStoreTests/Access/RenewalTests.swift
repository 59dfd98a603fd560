import Postgres
import Salon
import Testing

@testable import SalonStore

/// A desk that looks at its own rights again.
@Suite("Renewed rights")
struct RenewalTests {
    @Test("what the role may do counts at once, and the session's end stays where it is")
    func rights() throws {
        let salon = try SmallSalon()
        let owner = try salon.desk(of: "owner")
        let ends = "select max(expires_at)::text || max(seen_at) from salon.sessions where desk <> 'x'"
        let before: String = try salon.value(ends)
        #expect(try salon.desk.renewed().session == salon.desk.session)
        try owner.roles.set(.receptionist, .paymentsTake, nil)
        try owner.roles.set(.receptionist, .dashboardView, .all)
        let session = try salon.desk.renewed().session
        #expect(!session.allowsSome(.paymentsTake) && session.allows(.dashboardView))
        #expect(session.allows(.appointmentsManage) && session.userID == salon.desk.session.userID)
        #expect(try salon.value(ends) == before)
    }

    @Test("who has another role, or whose session was ended, is told that it is over")
    func over() throws {
        let salon = try SmallSalon()
        let owner = try salon.desk(of: "owner")
        let people = [salon.desk, try salon.desk(of: "other")]
        let cards = try people.map { try owner.users.card($0.session.userID).user }
        try owner.users.setRole(cards[0].id, version: cards[0].version, to: .admin)
        _ = try owner.users.revokeSessions(of: cards[1].id)
        for desk in people {
            #expect(throws: SalonError.sessionOver) { _ = try desk.renewed() }
        }
    }
}
