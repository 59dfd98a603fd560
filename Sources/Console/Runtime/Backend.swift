import Salon
import SalonStore
import Synchronization

/// What jobs work with, on any thread: the signed-in desk, and the door before it.
struct Backend: Sendable {
    /// Signs in and out.
    let door: any Door
}

/// Sign-in as the console needs it.
protocol Door: Sendable {
    /// Signs in with e-mail and password. Throws `invalid`, `locked`, `unverified` or `unavailable`.
    func signIn(email: String, password: String) throws(SalonError) -> Arrival
    /// Ends the session. What the server doesn't hear ends by itself later.
    func signOut() throws(SalonError)
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
    var token: String
}

extension Arrival {
    /// Nobody: what the context of the sign-in screen holds. It allows nothing.
    static let nobody = Arrival(
        session: Session(userID: UserID(UUIDValue(high: 0, low: 0)), name: "", role: .user, permissions: [:]),
        branch: Branch(id: BranchID(UUIDValue(high: 0, low: 0)), name: "", timeZone: "UTC", currency: .euro),
        zone: .utc, token: "")
}
