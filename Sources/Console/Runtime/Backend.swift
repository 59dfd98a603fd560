import Salon
import SalonStore
import Synchronization

/// What jobs work with, on any worker thread: the store, and the desk once somebody is signed in.
final class Backend: Sendable {
    /// The database.
    let store: Store
    private let open = Mutex<Desk?>(nil)
    private let live = Mutex(Listening())

    /// What is heard of other desks, and by whom.
    private struct Listening {
        var hear: (@Sendable (LiveEvent) -> Void)?
        var branch: BranchID?
        var changes: LiveChanges?
    }

    init(store: Store) { self.store = store }

    /// Tells what other desks change, from the next sign-in on, on a thread of its own.
    func listen(_ hear: @escaping @Sendable (LiveEvent) -> Void) { live.withLock { $0.hear = hear } }

    /// Makes the desk the one that jobs work at.
    private func enter(_ desk: Desk) {
        open.withLock { $0 = desk }
        live.withLock { live in
            guard let hear = live.hear, live.branch != desk.branch.id else { return }
            // Without a thread to listen on, the screens are as fresh as their last load.
            live.changes = try? LiveChanges(desk, onEvent: hear)
            live.branch = desk.branch.id
        }
    }

    /// The signed-in desk with its repositories. Throws `forbidden` when nobody is signed in.
    var desk: Desk {
        get throws(SalonError) {
            guard let desk = open.withLock({ $0 }) else { throw .sessionOver }
            return desk
        }
    }

    /// Signs in with e-mail and password. Throws what `Store.signIn` throws.
    func signIn(email: String, password: String) throws(SalonError) -> Arrival {
        let desk = try store.signIn(email: email, password: password).desk
        enter(desk)
        var arrival = Arrival(desk)
        arrival.email = email
        return arrival
    }

    /// Opens the desk of a kept token together with the day, in one round trip. A role that sees no appointments
    /// gets its desk without one. Throws `forbidden` when the session is over, and `unavailable`.
    func resume(_ token: SessionToken) throws(SalonError) -> Arrival {
        let (desk, day) = try opening(token)
        enter(desk)
        return Arrival(desk, day: day)
    }

    private func opening(_ token: SessionToken) throws(SalonError) -> (Desk, DayBook?) {
        do {
            return try store.open(token: token)
        } catch {
            guard case .forbidden(.appointmentsView?, _) = error else { throw error }
            return (try store.resume(token: token), nil)
        }
    }

    /// Ends the session.
    func signOut() throws(SalonError) {
        guard let desk = open.withLock({ $0 }) else { return }
        try store.signOut(desk)
        open.withLock { if $0?.token == desk.token { $0 = nil } }
    }
}

/// Somebody signed in.
struct Arrival: Equatable, Sendable {
    /// Who, and what they may do.
    var session: Session
    /// At which branch.
    var branch: Branch
    /// The branch's time zone.
    var zone: Zone
    /// What signs them in again without a password; kept only if they ask for it.
    var token: SessionToken?
    /// The address they signed in with, if they typed it here: an unlocked desk need not ask for it again.
    var email: String?
    /// Today's appointments, if they came along: what the first screen shows without asking again.
    var day: DayBook?
}

extension Arrival {
    init(_ desk: Desk, day: DayBook? = nil) {
        self.init(session: desk.session, branch: desk.branch, zone: desk.zone, token: desk.token, day: day)
    }

    /// Nobody: what the context of the sign-in screen holds. It allows nothing.
    static let nobody = Arrival(
        session: Session(userID: UserID(UUIDValue(high: 0, low: 0)), name: "", role: .user, permissions: [:]),
        branch: Branch(id: BranchID(UUIDValue(high: 0, low: 0)), name: "", timeZone: "UTC", currency: .euro),
        zone: .utc)
}
