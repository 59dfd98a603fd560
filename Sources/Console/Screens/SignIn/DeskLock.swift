import Salon

/// Somebody who has signed in here, as the door knows them.
struct KnownPerson: Equatable {
    let name: String
    let email: String?

    init(_ arrival: Arrival) {
        name = arrival.session.name
        email = arrival.session.email
    }
}

/// Why the desk is locked, since when, and for whom.
struct DeskLock: Equatable {
    enum Cause {
        /// The key.
        case key
        /// Nobody pressed a key for so long that somebody else may sit here.
        case idle
        /// The server ended the session.
        case sessionOver
    }

    let cause: Cause
    let person: KnownPerson
    let since: LocalDateTime

    init(_ cause: Cause, by person: KnownPerson, at since: LocalDateTime) {
        self.cause = cause
        self.person = person
        self.since = since
    }

    /// Who, why, since when.
    var sentence: String {
        switch cause {
        case .key: "\(person.name) locked this desk at \(since.time)."
        case .idle: "This desk locked itself at \(since.time), because \(person.name) was away."
        case .sessionOver: "The session of \(person.name) is over. Sign in again to go on."
        }
    }
}
