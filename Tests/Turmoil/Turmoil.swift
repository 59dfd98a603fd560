import Postgres
import Salon
import SalonStore

/// Many desks that book, move, cancel, pay, finish early and let holds run out at random, at few experts and on few days,
/// each on a connection of its own: and what the database holds afterwards, looked at as naively as can be.
///
/// Half of the desks live so much later that the others' holds have run out for them.
public struct Turmoil: Sendable {
    /// When a desk stops.
    public enum Length: Sendable {
        /// After so many appointments that it booked or changed, or tried to.
        case operations(Int)
        case time(Duration)
    }

    /// How often a connection is killed on the server, in the middle of a call if there is one.
    public enum Killing: Sendable {
        case never
        case everySecond
        /// Whenever a desk has done so many operations.
        case everyOperations(Int)
    }

    /// The salon in which it happens.
    public struct Place: Sendable {
        /// As the cluster's owner, to look and to kill.
        public var admin: ConnectionSettings
        /// As a desk.
        public var desk: ConnectionSettings
        /// A session that may do everything that is done here; all desks use it.
        public var token: SessionToken
        /// The moment it is for the earlier desks.
        public var now: Instant
        /// Days without appointments of others.
        public var dates: DateSpan
        /// Who is fought for.
        public var experts: [ExpertID]
        /// What is booked, one or two at a time.
        public var wishes: [VisitPart]
        /// Who comes.
        public var client: ClientID

        /// A place.
        public init(
            admin: ConnectionSettings, desk: ConnectionSettings, token: SessionToken, now: Instant, dates: DateSpan,
            experts: [ExpertID], wishes: [VisitPart], client: ClientID
        ) {
            self.admin = admin
            self.desk = desk
            self.token = token
            self.now = now
            self.dates = dates
            self.experts = experts
            self.wishes = wishes
            self.client = client
        }
    }

    let place: Place
    let killing: Killing
    private let desks: Int
    private let length: Length
    private let seed: UInt64

    /// A turmoil that has not begun.
    public init(at place: Place, desks: Int = 32, for length: Length, killing: Killing = .never, seed: UInt64 = 1) {
        self.place = place
        self.desks = desks
        self.length = length
        self.killing = killing
        self.seed = seed
    }

    /// Lets it happen, and looks what is left. Throws when it could not begin or not be looked at.
    public func run() throws -> TurmoilReport {
        let inspector = Inspector(place: place)
        let deadlocks = try inspector.deadlocks()
        let later = place.now.adding(minutes: try holdMinutes() + 1)
        let ledger = Ledger()
        let reaper = Reaper(killing, place: place)
        let workers = try (0..<desks).map { index in
            try RandomDesk(
                at: index % 2 == 0 ? place.now : later, place: place, ledger: ledger, reaper: reaper,
                seed: seed &* 1_000 &+ UInt64(index))
        }
        let begin = ContinuousClock.now
        let threads = try workers.enumerated().map { index, worker in
            // One of them looks around while the others work.
            let watch = index == 0 ? inspector : nil
            return try WorkerThread {
                var count = 0
                while goesOn(after: count, begin) {
                    worker.act()
                    count += 1
                    if count % 20 == 0, let watch { ledger.note(watch.doubleBookings()) }
                }
            }
        }
        for thread in threads { thread.join() }
        let seconds = begin.duration(to: .now) / .seconds(1)
        let record = ledger.record
        return TurmoilReport(
            seconds: seconds, kills: reaper.kills, deadlocks: try inspector.deadlocks() - deadlocks,
            record: record, faults: record.faults + (try inspector.faults(of: record)),
            inGaps: try inspector.appointmentsInGaps())
    }

    private func holdMinutes() throws -> Minutes {
        let store = Store(settings: place.desk, poolSize: 1)
        defer { store.close() }
        return try store.resume(token: place.token).branch.holdMinutes
    }

    private func goesOn(after count: Int, _ begin: ContinuousClock.Instant) -> Bool {
        switch length {
        case .operations(let limit): count < limit
        case .time(let limit): begin.duration(to: .now) < limit
        }
    }
}

/// What came of it.
public struct TurmoilReport: Sendable {
    /// How long it lasted.
    public let seconds: Double
    /// How many connections were killed.
    public let kills: Int
    /// How many deadlocks the server has found in this database meanwhile.
    public let deadlocks: Int
    /// What the desks were told.
    public let record: Ledger.Record
    /// Everything that must not be: overlaps, lost, half-made or unasked-for bookings, wrong answers. Empty when all is well.
    public let faults: [String]
    /// How many appointments stand in the processing gap of another: whether gaps were put to the test.
    public let inGaps: Int
}
