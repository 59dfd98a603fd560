import Testing

@testable import Salon

@Suite struct AccessTests {
    /// The permission table as the salon's owners read it: o own, x all, - none, for expert, receptionist, admin, owner.
    static let table = """
        appointments.view oxxx
        appointments.manage oxxx
        appointments.overbook -xxx
        appointments.reopen --xx
        appointments.delete --xx
        payments.take -xxx
        payments.refund --xx
        payments.discount --xx
        clients.view oxxx
        clients.manage -xxx
        clients.merge --xx
        clients.erase --xx
        till.open -xxx
        till.close -xxx
        services.view xxxx
        experts.view xxxx
        services.manage --xx
        experts.manage --xx
        offers.manage --xx
        courses.manage --xx
        gallery.manage --xx
        reviews.moderate --xx
        users.view --xx
        users.manage --xx
        dashboard.view --xx
        reports.view ---x
        staff.manage ---x
        settings.manage ---x
        roles.manage ---x
        audit.view ---x
        """

    @Test func `the standard table is the salon's`() throws {
        var seen: Set<Permission> = []
        for line in Self.table.split(separator: "\n") {
            let words = line.split(separator: " ")
            let permission = try #require(Permission(rawValue: String(words[0])))
            seen.insert(permission)
            for (role, mark) in zip([Role.expert, .receptionist, .admin, .owner], words[1]) {
                let expected: PermissionScope? = mark == "x" ? .all : mark == "o" ? .own : nil
                #expect(RolePermissions.standard.scope(of: permission, for: role) == expected)
            }
            #expect(RolePermissions.standard.scope(of: permission, for: .user) == nil)
        }
        #expect(seen == Set(Permission.allCases))
    }

    @Test func `a session allows what its role allows and names what is missing`() throws {
        for role in Role.allCases {
            let session = Session(userID: .random(), name: "Ana", role: role)
            for permission in Permission.allCases {
                let scope = RolePermissions.standard.scope(of: permission, for: role)
                #expect(session.allows(permission) == (scope == .all))
                #expect(session.allowsSome(permission) == (scope != nil))
                let error = refusal { () throws(SalonError) in try session.require(permission) }
                #expect((error == nil) == (scope == .all))
                if let error {
                    #expect(error == .forbidden(permission))
                    #expect(error.message.contains(permission.title))
                }
            }
        }
    }

    @Test func `own means the session's expert and nobody else`() {
        let me = ExpertID.random()
        let session = Session(userID: .random(), name: "Ben", role: .expert, expertID: me)
        #expect(session.allows(.appointmentsManage, on: me))
        #expect(!session.allows(.appointmentsManage, on: .random()))
        #expect(!session.allows(.appointmentsManage, on: nil))
        #expect(!session.allows(.paymentsTake, on: me))
        let withoutExpert = Session(userID: .random(), name: "Ben", role: .expert)
        #expect(!withoutExpert.allows(.appointmentsManage, on: nil))
        let desk = Session(userID: .random(), name: "Ana", role: .receptionist)
        #expect(desk.allows(.appointmentsManage, on: nil) && desk.allows(.appointmentsManage, on: me))
    }

    @Test func `clients cannot sign in and roles are ordered`() {
        #expect(Role.allCases.filter(\.canSignIn) == [.expert, .receptionist, .admin, .owner])
        #expect(Role.allCases.sorted() == [.user, .expert, .receptionist, .admin, .owner])
    }

    @Test func `every error has its code and a sentence`() {
        let errors: [(SalonError, String)] = [
            (.conflict(sentence: "Taken.", nearest: []), "conflict"), (.forbidden(.reportsView), "forbidden"),
            (.notFound(what: "client"), "notFound"), (.invalid(field: "name", sentence: "Enter a name."), "invalid"),
            (.stale(what: "client", by: "Ana"), "stale"), (.stale(what: "client", by: nil), "stale"),
            (.locked(seconds: 1), "locked"), (.unverified, "unverified"),
            (.unavailable(sentence: "The database is not there."), "unavailable"),
        ]
        for (error, code) in errors {
            #expect(error.code == code)
            #expect(error.message.hasSuffix("."))
        }
        #expect(SalonError.locked(seconds: 1).message.contains("1 second."))
        #expect(SalonError.locked(seconds: 30).message.contains("30 seconds."))
        #expect(SalonError.stale(what: "client", by: "Ana").message.hasPrefix("Ana changed this client"))
    }
}
