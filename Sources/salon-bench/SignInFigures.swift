import Postgres
import Salon
import SalonStore

/// Milliseconds that a wrong password takes at an address that somebody has and at one that nobody has: how long it lasts
/// must not tell which.
struct SignInFigures: Encodable {
    let known: Samples
    let unknown: Samples
    /// The median of the unknown by that of the known.
    let unknownByKnown: Double

    /// Both under the same conditions: in turns, on one warm connection, each the first wrong try since the last right one.
    init(_ bench: Workbench, rounds: Int) throws {
        let admin = try Connection.connect(bench.server.adminSettings)
        let emails = [DemoSalon.email(of: .owner), "nobody@demo.salon"]
        var milliseconds: [[Double]] = [[], []]
        for round in 0...rounds {
            for turn in emails.indices {
                let whose = (turn + round) % emails.count
                let watch = Stopwatch()
                _ = try? bench.store.signIn(email: emails[whose], password: "Wrong!one1")
                // The first round warms up.
                if round > 0 { milliseconds[whose].append(watch.milliseconds) }
                try admin.script(
                    """
                    update salon.sign_in_counters set failed = 0, locked_until = 'epoch';
                    delete from salon.sign_in_attempts;
                    update public.users set failed_login_attempts = 0 where failed_login_attempts > 0;
                    """)
            }
        }
        known = Samples(milliseconds[0])
        unknown = Samples(milliseconds[1])
        unknownByKnown = (unknown.median / known.median * 1_000).rounded() / 1_000
    }
}
