import Postgres
import Synchronization

/// Kills connections on the server while they are in use.
final class Reaper: Sendable {
    private struct State {
        var operations = 0
        var kills = 0
        var last = ContinuousClock.now
    }

    let killing: Turmoil.Killing
    private let place: Turmoil.Place
    private let state = Mutex(State())

    init(_ killing: Turmoil.Killing, place: Turmoil.Place) {
        self.killing = killing
        self.place = place
    }

    var kills: Int { state.withLock { $0.kills } }

    /// Told by the desks after each operation; the one that finds it due does it.
    func tick() {
        let isDue = state.withLock { state in
            state.operations += 1
            switch killing {
            case .never: return false
            case .everySecond:
                guard state.last.duration(to: .now) >= .seconds(1) else { return false }
                state.last = .now
                return true
            case .everyOperations(let count): return state.operations % count == 0
            }
        }
        if isDue { kill() }
    }

    private func kill() {
        let victims = try? Connection.connect(place.admin).query(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and usename <> current_user
             order by state = 'active' desc, random() limit 1
            """)
        state.withLock { $0.kills += victims?.count ?? 0 }
    }
}
