import Testing

@testable import Salon

/// Who may do what to whose account: every role × every change × every account.
@Suite struct StaffRulesTests {
    static let changes: [StaffChange] =
        [.edit, .resetPassword, .unlock, .verify, .switchOff, .switchOn, .endSessions, .delete]
        + Role.allCases.map(StaffChange.setRole)

    private func session(_ role: Role, _ permissions: Permission...) -> Session {
        let standard = RolePermissions.standard.permissions(of: role)
        return Session(
            userID: .random(), name: "Ana", role: role,
            permissions: standard.merging(permissions.map { ($0, .all) }) { $1 })
    }

    private func refusal(of change: StaffChange, to target: StaffRules.Target?, by session: Session) -> SalonError? {
        StaffRules.refusal(of: change, to: target, by: session)
    }

    @Test func `experts and receptionists change nobody's account, whatever it is`() {
        for role in [Role.expert, .receptionist] {
            for their in Role.allCases {
                for change in Self.changes {
                    let refusal = refusal(
                        of: change, to: StaffRules.Target(id: .random(), role: their), by: session(role))
                    #expect(refusal?.code == "forbidden")
                }
                #expect(self.refusal(of: .add(their), to: nil, by: session(role)) != nil)
            }
        }
    }

    @Test func `admins keep clients, receptionists and experts; admins and owners are the owners'`() {
        let admin = session(.admin)
        for their in Role.allCases {
            for change in Self.changes where change.newRole == nil {
                let refusal = refusal(of: change, to: StaffRules.Target(id: .random(), role: their), by: admin)
                let isClientsOwn = their == .user && [.resetPassword, .switchOff, .switchOn].contains(change)
                if their >= .admin {
                    #expect(refusal == .forbidden(.staffManage))
                } else {
                    #expect(refusal == (isClientsOwn ? StaffRule.client.error : nil), "\(change) of \(their)")
                }
            }
            for new in Role.allCases {
                let refusal = refusal(of: .setRole(new), to: StaffRules.Target(id: .random(), role: their), by: admin)
                #expect((refusal == nil) == (max(their, new) < .admin), "\(their) to \(new)")
                #expect((self.refusal(of: .add(new), to: nil, by: admin) == nil) == (new < .admin))
            }
        }
    }

    @Test func `owners may all of it, but take the last owner away`() {
        let owner = session(.owner)
        for their in Role.allCases {
            for change in Self.changes {
                for isLast in [false, true] where their == .owner || !isLast {
                    let target = StaffRules.Target(id: .random(), role: their, isLastOwner: isLast)
                    let takesAway = change == .delete || change == .switchOff || (change.newRole ?? .owner) < .owner
                    let isClientsOwn = their == .user && [.resetPassword, .switchOff, .switchOn].contains(change)
                    let expected: StaffRule? = isLast && takesAway ? .lastOwner : isClientsOwn ? .client : nil
                    #expect(refusal(of: change, to: target, by: owner) == expected?.error, "\(change) of \(their)")
                }
            }
        }
    }

    @Test func `nobody deletes, switches off or resets themselves, and nobody raises their own role`() {
        for role in [Role.admin, .owner] {
            // Even with a table of permissions that allows everything to admins.
            let me = session(role, .staffManage, .usersManage)
            let target = StaffRules.Target(id: me.userID, role: role)
            for change in [StaffChange.delete, .switchOff, .resetPassword] {
                #expect(refusal(of: change, to: target, by: me) == StaffRule.ownAccount.error)
            }
            for new in Role.allCases where new > role {
                #expect(refusal(of: .setRole(new), to: target, by: me) == StaffRule.ownRole.error)
            }
            #expect(refusal(of: .setRole(.receptionist), to: target, by: me) == nil)
            #expect(refusal(of: .edit, to: target, by: me) == nil)
        }
    }

    @Test func `nobody reaches above their own role, by whatever permission`() {
        for role in [Role.expert, .receptionist, .admin] {
            let me = session(role, .staffManage, .usersManage)
            for other in Role.allCases where other > role {
                let target = StaffRules.Target(id: .random(), role: other)
                #expect(refusal(of: .edit, to: target, by: me) == StaffRule.above.error)
                #expect(refusal(of: .resetPassword, to: target, by: me) == StaffRule.above.error)
                #expect(refusal(of: .add(other), to: nil, by: me) == StaffRule.above.error)
            }
        }
    }

    @Test func `who signs in has an address`() {
        let owner = session(.owner)
        let target = StaffRules.Target(id: .random(), role: .expert, hasAddress: false)
        let client = StaffRules.Target(id: .random(), role: .user, hasAddress: false)
        for change in [StaffChange.resetPassword, .verify, .setRole(.admin)] {
            #expect(refusal(of: change, to: target, by: owner) == StaffRule.noAddress.error)
        }
        #expect(refusal(of: .setRole(.expert), to: client, by: owner) == StaffRule.noAddress.error)
        #expect(refusal(of: .setRole(.user), to: target, by: owner) == nil)
        #expect(refusal(of: .edit, to: target, by: owner) == nil)
    }

    @Test func `the table of the roles is changed from above, and nobody gives what they don't have`() {
        for me in Role.allCases {
            for role in Role.allCases {
                for permission in Permission.allCases {
                    for scope in [PermissionScope.own, .all, nil] {
                        let refusal = RoleRules.refusal(of: permission, scope, for: role, by: session(me))
                        let isLimitable = scope != .own || RoleRules.limitable.contains(permission)
                        let isFixed = role == .owner || role == .user
                        #expect((refusal == nil) == (me == .owner && !isFixed && isLimitable))
                    }
                }
            }
        }
        let admin = session(.admin, .rolesManage)
        #expect(RoleRules.refusal(of: .paymentsRefund, .all, for: .receptionist, by: admin) == nil)
        #expect(RoleRules.refusal(of: .reportsView, nil, for: .receptionist, by: admin) == nil)
        #expect(RoleRules.refusal(of: .reportsView, .all, for: .receptionist, by: admin) == StaffRule.notYours.error)
        #expect(RoleRules.refusal(of: .paymentsTake, nil, for: .admin, by: admin) == StaffRule.above.error)
    }

    @Test func `each rule says something of its own`() {
        #expect(Set(StaffRule.allCases.map(\.sentence)).count == StaffRule.allCases.count)
    }
}
