import Postgres
import Salon
import Testing

@testable import SalonStore

/// The rules of accounts stand in the domain and in the database: they are asked the same questions.
@Suite struct StaffRulesInTheDatabaseTests {
    private static let ask: Statement = """
        select salon.staff_refusal($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """

    @Test("the database refuses what the domain refuses, for the same reason, in every case")
    func sameAnswers() throws {
        let salon = try SmallSalon()
        let connection = try Connection.connect(salon.database.adminSettings)
        var pipeline = Pipeline()
        var asked: [(ticket: Pipeline.Ticket, expected: SalonError?, words: String)] = []
        for question in Question.all {
            let ticket = pipeline.add(Self.ask, parameters: question.parameters)
            asked.append((ticket, question.refusal, "\(question)"))
        }
        let answers = try connection.run(pipeline)
        #expect(asked.count > 5_000)
        var reasons: Set<String> = []
        for (ticket, expected, words) in asked {
            let name = try answers[ticket].row().decode(0, as: String?.self)
            let refusal = name.flatMap { name in
                Permission(rawValue: name).map(SalonError.forbidden) ?? StaffRule(rawValue: name)?.error
            }
            #expect(refusal == expected, "\(words)")
            if let name { reasons.insert(name) }
        }
        #expect(
            reasons == [
                "users.manage", "staff.manage", "own_account", "own_role", "above", "last_owner", "client",
                "no_address",
            ])
    }

    private struct Question {
        let change: StaffChange
        let actor: Role
        let users: Bool
        let staff: Bool
        let isSelf: Bool
        let target: StaffRules.Target?

        var parameters: [any PostgresEncodable] {
            [
                change.name, change.newRole, actor, users, staff, isSelf, target?.role, target?.isLastOwner ?? false,
                target?.hasAddress ?? true,
            ]
        }

        var refusal: SalonError? {
            var permissions: [Permission: PermissionScope] = [:]
            if users { permissions[.usersManage] = .all }
            if staff { permissions[.staffManage] = .all }
            let session = Session(
                userID: isSelf ? target?.id ?? .random() : .random(), name: "Ana", role: actor, permissions: permissions
            )
            return StaffRules.refusal(of: change, to: target, by: session)
        }

        static var all: [Question] {
            let plain: [StaffChange] = [
                .edit, .resetPassword, .unlock, .verify, .switchOff, .switchOn, .endSessions, .delete,
            ]
            let flags = [false, true]
            var questions: [Question] = []
            for actor in Role.allCases where actor.canSignIn {
                for users in flags {
                    for staff in flags {
                        for role in Role.allCases {
                            questions.append(
                                Question(
                                    change: .add(role), actor: actor, users: users, staff: staff, isSelf: false,
                                    target: nil))
                        }
                        for target in targets {
                            for isSelf in flags where !isSelf || target.role == actor {
                                for change in plain + Role.allCases.map(StaffChange.setRole) {
                                    questions.append(
                                        Question(
                                            change: change, actor: actor, users: users, staff: staff, isSelf: isSelf,
                                            target: target))
                                }
                            }
                        }
                    }
                }
            }
            return questions
        }

        private static var targets: [StaffRules.Target] {
            Role.allCases.flatMap { role in
                [false, true].flatMap { isLast in
                    [false, true].map {
                        StaffRules.Target(
                            id: .random(), role: role, isLastOwner: isLast && role == .owner, hasAddress: $0)
                    }
                }
            }
        }
    }
}
