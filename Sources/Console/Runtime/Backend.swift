import Salon
import SalonStore
import Synchronization

/// What jobs work with, on any worker thread: the store, and the desk of the person in whose name the job is done.
struct Backend: Sendable {
    private let open: OpenDesks
    private let person: UserID?
    /// The desk to work at, in place of the person's.
    private var place: Desk?

    init(store: Store) { self.init(OpenDesks(store: store), nil) }

    private init(_ open: OpenDesks, _ person: UserID?) {
        self.open = open
        self.person = person
    }

    /// The same database, for the jobs of somebody else.
    func of(_ person: UserID?) -> Backend { Backend(open, person) }

    /// The same, for a job that shares a round trip with others.
    func at(_ desk: Desk) -> Backend {
        var backend = self
        backend.place = desk
        return backend
    }

    /// The database.
    var store: Store { open.store }

    /// Tells what other desks change, from the next sign-in on, on a thread of its own.
    func listen(_ hear: @escaping @Sendable (LiveEvent) -> Void) { open.listen(hear) }

    /// The person's desk with its repositories. Throws `forbidden` when they are not signed in.
    var desk: Desk {
        get throws(SalonError) {
            guard let desk = place ?? open.desk(of: person) else { throw .sessionOver }
            return desk
        }
    }

    /// Signs in with e-mail and password. Who had locked the desk goes on in the same session: what they can take
    /// back belongs to it. Throws what `Store.beginSignIn` throws.
    func signIn(email: String, password: String) throws(SalonError) -> SignInScreen.Answer {
        if let locked = open.desk(of: email), let desk = try unlock(locked, password) { return .arrived(enter(desk)) }
        return switch try store.beginSignIn(email: email, password: password) {
        case .signedIn(let signedIn): .arrived(enter(signedIn.desk))
        case .mustChoosePassword(let ticket): .mustChoosePassword(ticket)
        case .mustVerify(let ticket): .mustVerify(ticket)
        }
    }

    /// Nil when the session is over meanwhile.
    private func unlock(_ desk: Desk, _ password: String) throws(SalonError) -> Desk? {
        do {
            return try store.unlock(desk, password: password)
        } catch {
            guard error == .sessionOver else { throw error }
            open.leave(desk)
            return nil
        }
    }

    /// Replaces a one-time code by a password and signs in.
    func choosePassword(_ ticket: SignInTicket, new: String) throws(SalonError) -> Arrival {
        enter(try store.choosePassword(ticket, new: new).desk)
    }

    /// Proves the e-mail address by the code that was mailed to it and signs in.
    func verify(_ ticket: SignInTicket, code: String) throws(SalonError) -> Arrival {
        enter(try store.verify(ticket, code: code).desk)
    }

    private func enter(_ desk: Desk) -> Arrival {
        open.enter(desk)
        return Arrival(desk)
    }

    /// Opens the desk of a kept token together with the day, in one round trip. A role that sees no appointments
    /// gets its desk without one. Throws `forbidden` when the session is over, and `unavailable`.
    func resume(_ token: SessionToken) throws(SalonError) -> Arrival {
        let (desk, day) = try opening(token)
        open.enter(desk)
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

    /// Reads anew what the person may do and how the branch is set: both count here from now on.
    func renew() throws(SalonError) -> Arrival {
        let desk = try desk.renewed()
        open.renew(desk)
        return Arrival(desk)
    }

    /// The settings of the branch have changed: whoever is signed in here works by them from now on.
    func take(_ branch: Branch) { open.take(branch) }

    /// Ends the person's session.
    func signOut() throws(SalonError) {
        guard let desk = open.desk(of: person) else { return }
        try store.signOut(desk)
        open.leave(desk)
    }
}

/// The desks of those who are signed in here: the one who works, and those who locked the desk and will be back.
private final class OpenDesks: Sendable {
    let store: Store
    private let desks = Mutex<[UserID: Desk]>([:])
    private let live = Mutex(Listening())

    /// What is heard of other desks, and by whom.
    private struct Listening {
        var hear: (@Sendable (LiveEvent) -> Void)?
        var branch: BranchID?
        var changes: LiveChanges?
    }

    init(store: Store) { self.store = store }

    func listen(_ hear: @escaping @Sendable (LiveEvent) -> Void) { live.withLock { $0.hear = hear } }

    func desk(of person: UserID?) -> Desk? { person.flatMap { person in desks.withLock { $0[person] } } }

    /// The desk of whoever signs in with this address.
    func desk(of email: String) -> Desk? {
        desks.withLock { $0.values.first { $0.session.email?.lowercased() == email.lowercased() } }
    }

    func enter(_ desk: Desk) {
        desks.withLock { $0[desk.session.userID] = desk }
        live.withLock { live in
            guard let hear = live.hear, live.branch != desk.branch.id else { return }
            // Without a thread to listen on, the screens are as fresh as their last load.
            live.changes = try? LiveChanges(desk, onEvent: hear)
            live.branch = desk.branch.id
        }
    }

    /// Takes a desk as it is now, unless its person has left or signed in anew, and its branch for everybody.
    func renew(_ desk: Desk) {
        desks.withLock { desks in
            if desks[desk.session.userID]?.token == desk.token { desks[desk.session.userID] = desk }
        }
        take(desk.branch)
    }

    func take(_ branch: Branch) {
        desks.withLock { desks in
            for (person, desk) in desks where desk.branch.id == branch.id { desks[person] = desk.taking(branch) }
        }
    }

    /// Forgets a desk, unless its person has signed in anew.
    func leave(_ desk: Desk) {
        desks.withLock { if $0[desk.session.userID]?.token == desk.token { $0[desk.session.userID] = nil } }
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
