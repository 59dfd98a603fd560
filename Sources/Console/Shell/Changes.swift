import Salon
import SalonStore

/// What was changed, here or at another desk: what open screens show may be old.
struct Changes: Hashable, Sendable {
    /// Kinds of things.
    struct Kinds: OptionSet, Hashable, Sendable {
        let rawValue: Int

        /// Appointments, holds and their statuses.
        static let appointments = Kinds(rawValue: 1 << 0)
        /// Shifts, exceptions, time off, closures.
        static let rosters = Kinds(rawValue: 1 << 1)
        /// Clients.
        static let clients = Kinds(rawValue: 1 << 2)
        /// Categories, services, add-ons and who does them.
        static let services = Kinds(rawValue: 1 << 3)
        /// Experts.
        static let experts = Kinds(rawValue: 1 << 4)
        /// Payments and tills.
        static let payments = Kinds(rawValue: 1 << 5)
        /// Accounts.
        static let users = Kinds(rawValue: 1 << 6)
        /// Who waits for a time, and what is offered to them.
        static let waitlist = Kinds(rawValue: 1 << 7)
        /// The branch's settings and opening hours.
        static let settings = Kinds(rawValue: 1 << 8)
        /// What roles may do, and who is still signed in.
        static let rights = Kinds(rawValue: 1 << 9)
        /// Anything: news may have been missed.
        static let all = Kinds(rawValue: 0x3FF)
    }

    /// The kinds that were changed.
    private(set) var kinds: Kinds
    /// The appointments with their new versions, 0 for a deleted one; nil when it isn't told which.
    private(set) var versions: [AppointmentID: Int]?
    /// The clients whose patch tests were recorded, corrected or removed.
    private(set) var tested: Set<ClientID> = []
    /// Appointments as they are now, where a change made here brought them along: nobody has to ask for them again.
    private(set) var entries: [AppointmentID: DayEntry] = [:]
    /// The payments of visits, where a change made here brought them along.
    private(set) var payments: [VisitID: [CardPayment]] = [:]
    /// What the experts of these appointments are called, as far as whoever changed them knows it.
    private(set) var names: [ExpertID: String] = [:]
    /// Appointments with all that their cards show, where an undo made here brought it along.
    private(set) var cards: [AppointmentID: CardAppointment] = [:]
    /// Times that became free and that somebody on the waitlist may want: given back here, or by whoever does not offer
    /// them.
    private(set) var freed: [FreedTime] = []

    init(_ kinds: Kinds, versions: [AppointmentID: Int]? = nil) {
        self.kinds = kinds
        self.versions = versions
    }

    /// Appointments that were changed here.
    ///
    /// - Parameters:
    ///   - entries: They as they are now.
    ///   - payments: All payments of their visit, if money changed hands.
    ///   - freed: What became free by it, if somebody waits.
    ///   - names: What their experts are called, where one may be another now.
    ///   - others: What else was changed.
    static func saved(
        _ entries: [DayEntry], payments: [CardPayment]? = nil, freed: FreedMatch? = nil,
        names: [ExpertID: String] = [:], _ others: Kinds = []
    ) -> Changes {
        var changes = Changes(
            others.union(.appointments),
            versions: Dictionary(entries.map { ($0.id, $0.version) }) { left, right in max(left, right) })
        changes.entries = Dictionary(entries.map { ($0.id, $0) }) { _, last in last }
        changes.freed = freed?.times ?? []
        changes.names = names
        if let payments, let visit = entries.first?.visitID { changes.payments[visit] = payments }
        return changes
    }

    /// Whole visits that were changed here, with all that their cards show.
    ///
    /// - Parameters:
    ///   - visits: All of their appointments as they are now.
    ///   - payments: All of their payments; nil where the role may not see them.
    ///   - freed: What became free by it, if somebody waits.
    ///   - others: What else was changed.
    static func saved(
        visits: [CardAppointment], payments: [CardPayment]?, freed: FreedMatch?, _ others: Kinds
    ) -> Changes {
        var changes = saved(visits.map(\.entry), freed: freed, others)
        for shown in visits {
            changes.cards[shown.entry.id] = shown
            if let expert = shown.entry.expertID { changes.names[expert] = shown.expertName }
        }
        for (visit, parts) in Dictionary(grouping: visits, by: \.entry.visitID) {
            let ids = Set(parts.map(\.entry.id))
            changes.payments[visit] = payments?.filter { ids.contains($0.payment.appointmentID) }
        }
        return changes
    }

    /// What the database told.
    init(_ change: LiveChange) {
        guard !change.isEverything else {
            self.init(.all)
            freed = change.freed
            return
        }
        self.init([])
        freed = change.freed
        if !change.appointments.isEmpty {
            kinds.insert(.appointments)
            versions = change.appointments
        }
        if !change.rosters.isEmpty { kinds.insert(.rosters) }
        if change.isWaitlist { kinds.insert(.waitlist) }
        if change.isSettings { kinds.insert(.settings) }
        if change.isRights { kinds.insert(.rights) }
        tested = change.tested
    }

    /// Appointments, holds and their statuses.
    static let appointments = Changes(.appointments)
    /// Shifts, exceptions, time off, closures.
    static let rosters = Changes(.rosters)
    /// Clients.
    static let clients = Changes(.clients)
    /// Categories, services, add-ons and who does them.
    static let services = Changes(.services)
    /// Experts.
    static let experts = Changes(.experts)
    /// Payments and tills, and with them what appointments owe.
    static let payments = Changes([.payments, .appointments])
    /// Accounts.
    static let users = Changes(.users)
    /// Who waits for a time, and what is offered to them.
    static let waitlist = Changes(.waitlist)
    /// Anything.
    static let all = Changes(.all)

    /// Whether all of these kinds were changed.
    func contains(_ kinds: Kinds) -> Bool { self.kinds.isSuperset(of: kinds) }

    /// Whether none of these kinds was changed.
    func isDisjoint(with kinds: Kinds) -> Bool { self.kinds.isDisjoint(with: kinds) }

    /// Whether appointments were changed beyond what a screen already holds.
    ///
    /// - Parameter held: the version in which the screen holds an appointment; nil if it doesn't.
    func isNewsOfAppointments(held: (AppointmentID) -> Int?) -> Bool {
        guard contains(.appointments) else { return false }
        guard let versions else { return true }
        return versions.contains { id, version in (version == 0) != (held(id) == nil) || version > (held(id) ?? 0) }
    }

    /// Whether a patch test that one of these appointments may need was recorded, corrected or removed.
    func isNewsOfPatchTests(for entries: [DayEntry]) -> Bool {
        !tested.isEmpty && entries.contains { $0.patchTest != nil && $0.clientID.map(tested.contains) == true }
    }

    /// Adds other changes.
    mutating func formUnion(_ other: Changes) {
        if contains(.appointments), other.contains(.appointments) {
            versions = versions.flatMap { own in
                other.versions.map { own.merging($0) { left, right in left == 0 || right == 0 ? 0 : max(left, right) } }
            }
        } else if other.contains(.appointments) {
            versions = other.versions
        }
        kinds.formUnion(other.kinds)
        tested.formUnion(other.tested)
        entries.merge(other.entries) { left, right in left.version > right.version ? left : right }
        payments.merge(other.payments) { _, last in last }
        names.merge(other.names) { _, last in last }
        cards.merge(other.cards) { left, right in left.entry.version > right.entry.version ? left : right }
        freed += other.freed
    }
}

extension Changes: ExpressibleByArrayLiteral {
    /// Several kinds: `[.appointments, .payments]`.
    init(arrayLiteral elements: Kinds...) {
        self.init(elements.reduce([]) { $0.union($1) })
    }
}
