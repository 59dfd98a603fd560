import ArgumentParser
import Salon
import SalonStore

/// `salon roles`: what each role may do.
struct RolesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roles", abstract: "What each role may do.", subcommands: [List.self, Set.self],
        defaultSubcommand: List.self)

    /// Shows the table.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Shows who may do what.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in RolesCommand.print(try desk.roles.table(), common) }
        }
    }

    /// Changes the table.
    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "Allows something to a role, or takes it away.")
        @Argument(help: "expert, receptionist or admin.")
        var role: Role
        @Argument(help: "What, such as payments.refund.")
        var permission: Permission
        @Argument(help: "all, own (only the expert's own appointments and clients) or no.")
        var reach: Reach
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                RolesCommand.print(try desk.roles.set(role, permission, reach.scope), common)
            }
        }
    }

    /// How far something is allowed.
    enum Reach: String, CaseIterable, ExpressibleByArgument {
        case all, own, no

        var scope: PermissionScope? { PermissionScope(rawValue: rawValue) }
    }

    private static let roles = Role.allCases.filter(\.canSignIn)

    private static func print(_ table: RolePermissions, _ common: CommonOptions) {
        guard !common.json else {
            let rows = roles.map { role in
                let allowed = table.permissions(of: role).map { ($0.key.rawValue, $0.value.rawValue) }
                return (role.rawValue, Dictionary(uniqueKeysWithValues: allowed))
            }
            return Output.printJSON(["roles": Dictionary(uniqueKeysWithValues: rows)])
        }
        Output.printTable(
            [[""] + roles.map(\.rawValue)]
                + Permission.allCases.map { permission in
                    [permission.rawValue]
                        + roles.map { table.scope(of: permission, for: $0)?.rawValue ?? "-" }
                })
    }
}
