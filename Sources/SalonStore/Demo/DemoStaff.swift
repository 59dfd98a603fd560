import Salon

/// The people of the demo who have accounts at the desk.
struct DemoStaff: Sendable {
    struct Account: Sendable {
        let id: UUIDValue
        let name: String
        let email: String
        let role: Role
        let phone: String
    }

    let accounts: [Account]
    /// Who takes bookings and money.
    let desk: [UUIDValue]
    /// The account of each expert of today.
    let experts: [UUIDValue]

    init(_ plan: DemoPlan) {
        var accounts: [Account] = []
        func add(_ name: String, _ email: String, _ role: Role) -> UUIDValue {
            let index = accounts.count
            let id = plan.identities.id(.user, index)
            accounts.append(
                Account(id: id, name: name, email: email, role: role, phone: "+33 6 39 98 99 \(10 + index)"))
            return id
        }
        _ = add("Léa Morel", DemoSalon.email(of: .owner), .owner)
        _ = add("Marc Oliveira", DemoSalon.email(of: .admin), .admin)
        desk = [
            add("Ana Ruiz", DemoSalon.email(of: .receptionist), .receptionist),
            add("Tomás Silva", "tomas@demo.salon", .receptionist),
        ]
        experts = plan.team.experts.prefix(plan.team.active).map { expert in
            let isFirst = expert.index == 0
            return add(
                expert.name, isFirst ? DemoSalon.email(of: .expert) : "expert\(expert.index + 1)@demo.salon", .expert)
        }
        self.accounts = accounts
    }
}
