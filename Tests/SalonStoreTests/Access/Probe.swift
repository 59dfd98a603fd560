import Postgres
import Salon
import TestServer

@testable import SalonStore

/// What a statement needs to do anything at all.
indirect enum Need: Hashable, Sendable, CustomStringConvertible {
    /// Somebody is signed in.
    case session
    /// The permission, for what is everybody's.
    case all(Permission)
    /// The permission, if only for one's own.
    case own(Permission)
    /// One of them.
    case either(Need, Need)
    /// Both of them.
    case both(Need, Need)
    /// No desk may do it.
    case never

    /// Whether a role that may do `granted` may do it; nil for nobody signed in.
    func isMet(by granted: [Permission: PermissionScope]?) -> Bool {
        guard let granted else { return false }
        switch self {
        case .session: return true
        case .all(let permission): return granted[permission] == .all
        case .own(let permission): return granted[permission] != nil
        case .either(let left, let right): return left.isMet(by: granted) || right.isMet(by: granted)
        case .both(let left, let right): return left.isMet(by: granted) && right.isMet(by: granted)
        case .never: return false
        }
    }

    /// The permissions of which it is about.
    var permissions: Set<Permission> {
        switch self {
        case .session, .never: []
        case .all(let permission), .own(let permission): [permission]
        case .either(let left, let right), .both(let left, let right): left.permissions.union(right.permissions)
        }
    }

    var description: String {
        switch self {
        case .session: "a session"
        case .all(let permission): permission.rawValue
        case .own(let permission): "\(permission.rawValue) (own)"
        case .either(let left, let right): "\(left) or \(right)"
        case .both(let left, let right): "\(left) and \(right)"
        case .never: "nobody"
        }
    }
}

/// A statement sent past the console, and what it needs.
struct Probe: Sendable {
    /// The tables of whose rules it tells.
    let tables: [String]
    let need: Need
    let sql: String

    init(_ tables: String..., need: Need, _ sql: String) {
        self.tables = tables
        self.need = need
        self.sql = sql
    }
}

/// Somebody's session at the database, and nothing between the two.
struct Bypass {
    let connection: Connection
    let token: String

    private static let refusals: Set<SQLState> = [.insufficientPrivilege, .nobodySignedIn, .notSettled, "28000"]

    /// Whether the statement does anything, and would at its commit: it is undone again. Throws what is neither an answer
    /// nor a refusal.
    func does(_ probe: Probe) throws -> Bool {
        try connection.script("savepoint probe")
        defer { try? connection.script("rollback to savepoint probe") }
        try connection.query("select set_config('salon.token', $1, true)", token)
        do throws(PostgresError) {
            let does = try connection.query(Statement(unprepared: probe.sql)).affected > 0
            try connection.script("set constraints all immediate")
            return does
        } catch {
            guard let state = error.sqlState, Self.refusals.contains(state) else { throw error }
            return false
        }
    }
}
