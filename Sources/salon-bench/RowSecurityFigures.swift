import Postgres
import Salon
import SalonStore

/// What row-level security adds: the same calls in turns through a desk's login and through one that policies don't bind.
/// The guards, the log and the constraint bind both.
struct RowSecurityFigures: Encodable {
    let day: Cost
    let booking: Cost

    /// Milliseconds with the policies and without them.
    struct Cost: Encodable {
        let guarded: Samples
        let unguarded: Samples
        /// The median of the differences between neighbours: of the pairs in which the guarded call came first and of the
        /// others by themselves, and then their mean. Whoever comes second finds the rows in the caches.
        let added: Double

        init(_ rounds: Int, _ guarded: (Int) throws -> Void, _ unguarded: (Int) throws -> Void) rethrows {
            var with: [Double] = []
            var without: [Double] = []
            for round in 0..<rounds + Self.warmUps {
                let isGuardedFirst = round % 2 == 0
                for turn in [isGuardedFirst, !isGuardedFirst] {
                    let watch = Stopwatch()
                    try turn ? guarded(round) : unguarded(round)
                    guard round >= Self.warmUps else { continue }
                    if turn { with.append(watch.milliseconds) } else { without.append(watch.milliseconds) }
                }
            }
            self.guarded = Samples(with)
            self.unguarded = Samples(without)
            let differences = zip(with, without).map { $0 - $1 }
            let medians = [0, 1].map { order in
                Samples(differences.enumerated().filter { $0.offset % 2 == order }.map(\.element)).median
            }
            added = (medians[0] + medians[1]) / 2
        }

        /// Until the server has made its plans.
        private static let warmUps = 20
    }

    init(_ bench: Workbench, rounds: Int) throws {
        let logins = try DeskLogins(bench.server.adminSettings)
        let (role, password) = try logins.add("unguarded")
        try Connection.connect(bench.server.adminSettings).script("alter role \(role) bypassrls")
        let settings = bench.server.settings(role: role).connectionString + " password=\(password)"
        let store = Store(settings: ConnectionSettings(settings), poolSize: 1)
        defer { store.close() }
        let other = try store.signIn(email: DemoSalon.email(of: .owner), password: DemoSalon.password).desk
        let desk = bench.desk
        day = try Cost(
            rounds, { _ = try desk.appointments.day(desk.today - $0 % 60) },
            { _ = try other.appointments.day(desk.today - $0 % 60) })
        let supply = try BookingFigures.Supply(bench, count: 2 * (rounds + 20), after: 800)
        booking = try Cost(
            rounds, { try supply.book(supply.items[2 * $0], at: desk) },
            { try supply.book(supply.items[2 * $0 + 1], at: other) })
    }
}
