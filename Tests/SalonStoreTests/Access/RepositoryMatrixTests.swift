import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

/// Who may do what, by the console's own calls: refused before they speak SQL.
@Suite("Who may do what, in the repositories")
struct RepositoryMatrixTests {
    /// No call needs them yet; the database guards what they are about.
    static let unused: Set<Permission> = [
        .clientsMerge, .clientsErase, .tillOpen, .tillClose, .offersManage, .coursesManage, .galleryManage,
        .reviewsModerate,
    ]

    @Test("every role may call what the table says", arguments: Role.allCases.filter(\.canSignIn))
    func roles(_ role: Role) throws {
        let salon = try AccessSalon()
        let samples = try RepositoryCall.Samples(salon)
        let granted = RolePermissions.standard.permissions(of: role)
        // The changes come after what is refused, so that they take nothing away from it.
        for call in RepositoryCall.all where !call.need.isMet(by: granted) {
            try expectRefusal(call, by: salon.desk(role), samples)
        }
        for call in RepositoryCall.all where call.need.isMet(by: granted) {
            expectPassage(call, by: try salon.desk(role), samples)
        }
    }

    @Test("a single permission taken away takes exactly its calls")
    func withoutOne() throws {
        let salon = try AccessSalon()
        let samples = try RepositoryCall.Samples(salon)
        for permission in Permission.allCases where !Self.unused.contains(permission) {
            try salon.grantAdminAll(but: permission)
            var granted = RolePermissions.standard.permissions(of: .owner)
            granted[permission] = nil
            let calls = RepositoryCall.all.filter { $0.need.permissions.contains(permission) }
            #expect(!calls.isEmpty, "\(permission)")
            for call in calls where !call.need.isMet(by: granted) {
                try expectRefusal(call, by: salon.desk(.admin), samples)
            }
        }
        #expect(Self.unused.isDisjoint(with: RepositoryCall.all.flatMap(\.need.permissions)))
    }

    /// Forbidden without a word to the database; or, for somebody else's row, not to be found.
    private func expectRefusal(_ call: RepositoryCall, by desk: Desk, _ samples: RepositoryCall.Samples) throws {
        let before = desk.store.roundTrips
        let error = #expect(throws: SalonError.self, "\(desk.session.role): \(call.name)") {
            try call.run(desk, samples)
        }
        if case .forbidden = error {
            #expect(desk.store.roundTrips == before || call.isOfAccount, "\(desk.session.role): \(call.name)")
        } else {
            let isOthers = call.need.permissions.allSatisfy { desk.session.scope(of: $0) == .own }
            #expect(isOthers && error?.code == "notFound", "\(desk.session.role): \(call.name): \(error as Any)")
        }
    }

    /// Whatever else is wrong by now, it is not the permission.
    private func expectPassage(_ call: RepositoryCall, by desk: Desk, _ samples: RepositoryCall.Samples) {
        do {
            try call.run(desk, samples)
        } catch {
            #expect((error as? SalonError)?.code != "forbidden", "\(desk.session.role): \(call.name): \(error)")
        }
    }
}
