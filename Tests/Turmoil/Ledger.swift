import Salon
import SalonStore
import Synchronization

/// What the desks asked for and were told, kept by all of them together.
public final class Ledger: Sendable {
    /// What was asked.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case freeStarts, book, move, status, pay, expire
    }

    /// How it was answered.
    public enum Answer: String, Hashable, Sendable {
        /// It was done.
        case done
        /// It was refused by a rule, or because somebody was faster.
        case refused
        /// The connection broke; nothing was done.
        case broken
        /// The connection broke, and only a look could tell.
        case unknown
    }

    /// What has been written down.
    public struct Record: Sendable {
        /// Milliseconds of every call, by what it was for.
        public internal(set) var milliseconds: [Kind: [Double]] = [:]
        /// How many calls were answered how.
        public internal(set) var answers: [Answer: Int] = [:]
        /// Bookings that were acknowledged, at once or by a look.
        public internal(set) var booked: [BookingRequest] = []
        /// Bookings that were refused for good.
        public internal(set) var refused: [BookingRequest] = []
        /// The last that was heard of each appointment.
        var entries: [AppointmentID: DayEntry] = [:]
        var known: [AppointmentID] = []
        /// Which versions somebody was told to have changed.
        var changed: Set<Version> = []
        var faults: [String] = []
    }

    struct Version: Hashable {
        let id: AppointmentID
        let number: Int
    }

    private let state = Mutex(Record())

    init() {}

    var record: Record { state.withLock { $0 } }

    func note(_ faults: [String]) { state.withLock { $0.faults += faults } }

    func time(_ kind: Kind, _ milliseconds: Double, _ answer: Answer) {
        state.withLock {
            $0.milliseconds[kind, default: []].append(milliseconds)
            $0.answers[answer, default: 0] += 1
        }
    }

    func booked(_ request: BookingRequest, _ visit: BookedVisit) {
        state.withLock {
            $0.booked.append(request)
            $0.hear(visit.entries)
        }
    }

    func refused(_ request: BookingRequest) { state.withLock { $0.refused.append(request) } }

    /// A change that was acknowledged: nobody else can have changed the same version.
    func changed(_ seen: DayEntry, to entries: [DayEntry]) {
        state.withLock {
            if !$0.changed.insert(Version(id: seen.id, number: seen.version)).inserted {
                $0.faults.append("version \(seen.version) of \(seen.id) was changed twice")
            }
            $0.hear(entries)
        }
    }

    /// An appointment that somebody has heard of, perhaps a while ago.
    func any(using dice: inout SeededGenerator) -> DayEntry? {
        state.withLock { record in
            // The latest are the ones that are still fought for.
            dice.pick(record.known.suffix(200)).flatMap { record.entries[$0] }
        }
    }
}

extension Ledger.Record {
    fileprivate mutating func hear(_ heard: [DayEntry]) {
        for entry in heard {
            let before = entries[entry.id]
            if before == nil { known.append(entry.id) }
            if before.map({ $0.version <= entry.version }) ?? true { entries[entry.id] = entry }
        }
    }
}
