import Salon
import SalonStore

/// A desk at which somebody does one thing after another, whatever comes to mind.
final class RandomDesk: @unchecked Sendable {
    // By hand: it is made on one thread and used on another, never on two at a time.
    private let store: Store
    private let desk: Desk
    private let place: Turmoil.Place
    private let ledger: Ledger
    private let reaper: Reaper
    private var dice: SeededGenerator
    /// What the screen shows, perhaps no longer true.
    private var facts: AvailabilityFacts?

    /// Opens the desk with a connection of its own. Throws when it can't be opened.
    init(at now: Instant, place: Turmoil.Place, ledger: Ledger, reaper: Reaper, seed: UInt64) throws {
        store = Store(settings: place.desk, poolSize: 1, clock: .frozen(now))
        desk = try store.resume(token: place.token)
        self.place = place
        self.ledger = ledger
        self.reaper = reaper
        dice = SeededGenerator(seed: seed)
    }

    /// Does one thing.
    func act() {
        defer { reaper.tick() }
        if facts == nil || dice.chance(percent: 30) { look() }
        guard let facts else { return }
        let turn = dice.integer(in: 1...100)
        guard turn > 45, let entry = ledger.any(using: &dice) else { return book(on: facts) }
        switch turn {
        case ..<60: move(entry, on: facts)
        case ..<66: pay(entry)
        case ..<72: expire()
        case ..<76: setStatus(entry, to: .confirmed)
        case ..<80: setStatus(entry, to: .arrived)
        case ..<88: setStatus(entry, to: .completed)
        default: setStatus(entry, to: .cancelled)
        }
    }

    private func look() {
        guard let date = dice.pick(Array(place.dates)) else { return }
        let query = FactsQuery(dates: date..<date + 1, experts: place.experts)
        if case .success(let fresh) = ask(
            .freeStarts,
            { () throws(SalonError) in
                try desk.appointments.bookingFacts(query)
            })
        {
            facts = fresh
        }
    }

    // MARK: - Booking

    private func book(on facts: AvailabilityFacts) {
        let parts = (0..<(dice.chance(percent: 25) ? 2 : 1)).compactMap { _ in dice.pick(place.wishes) }
        let query = AvailabilityQuery(parts, today: desk.today)
        let offers = Availability(facts.input, for: query).offers()
        guard let offer = dice.pick(offers), let plan = dice.pick(offer.plans) else { return }
        let request = BookingRequest(
            plan, of: query, client: .known(place.client),
            settlement: dice.chance(percent: 40) ? .payNow(.card) : .hold)
        var mustBeThere = false
        while true {
            let answer = ask(.book) { () throws(SalonError) in
                try desk.appointments.book(request, for: query, on: facts)
            }
            switch answer {
            case .success(let visit): return ledger.booked(request, visit)
            case .failure(.unavailable(_, let isUnknown)):
                // As a person would: look whether it is there, then send the very same request again.
                if isUnknown { mustBeThere = lookUp(request.visitID) }
            case .failure(let error):
                if mustBeThere { ledger.note(["a booking that was there is refused: \(error.message)"]) }
                return ledger.refused(request)
            }
        }
    }

    private func lookUp(_ visit: VisitID) -> Bool {
        while true {
            let answer = ask(.freeStarts) { () throws(SalonError) in try desk.appointments.lookup(visit) }
            switch answer {
            case .success(let isThere): return isThere
            case .failure(.unavailable): continue
            case .failure(let error):
                ledger.note(["no look: \(error.message)"])
                return false
            }
        }
    }

    // MARK: - Changing

    private func move(_ entry: DayEntry, on facts: AvailabilityFacts) {
        let expert = dice.pick(place.experts)
        let starts = Availability(moving: entry, to: expert, on: facts.input, today: desk.today).offers()
        guard let start = dice.pick(starts)?.start else { return }
        change(.move, entry) { () throws(SalonError) in
            [try desk.appointments.move(entry, to: start, expert: expert, on: facts).entry]
        }
    }

    private func pay(_ entry: DayEntry) {
        change(.pay, entry) { () throws(SalonError) in
            try desk.appointments.pay(entry, PaymentRequest(method: .cash)).entries
        }
    }

    private func setStatus(_ entry: DayEntry, to status: AppointmentStatus) {
        change(.status, entry) { () throws(SalonError) in
            [try desk.appointments.setStatus(entry, to: status, reason: "changed their mind")]
        }
    }

    private func expire() {
        _ = ask(.expire) { () throws(SalonError) in try desk.appointments.expireHolds() }
    }

    private func change(_ kind: Ledger.Kind, _ entry: DayEntry, _ body: () throws(SalonError) -> [DayEntry]) {
        if case .success(let entries) = ask(kind, body) { ledger.changed(entry, to: entries) }
    }

    /// Times a call and writes down how it ended. A refusal that the rules know without asking is not a call.
    private func ask<Value>(
        _ kind: Ledger.Kind, _ body: () throws(SalonError) -> Value
    ) -> Result<Value, SalonError> {
        let before = store.roundTrips
        let begin = ContinuousClock.now
        let result: Result<Value, SalonError>
        do throws(SalonError) { result = .success(try body()) } catch { result = .failure(error) }
        let milliseconds = begin.duration(to: .now) / .milliseconds(1)
        guard store.roundTrips > before else { return result }
        switch result {
        case .success: ledger.time(kind, milliseconds, .done)
        case .failure(.unavailable(let sentence, let isUnknown)):
            ledger.time(kind, milliseconds, isUnknown ? .unknown : .broken)
            if case .never = reaper.killing { ledger.note(["\(kind.rawValue) failed: \(sentence)"]) }
        case .failure(.conflict), .failure(.stale), .failure(.invalid): ledger.time(kind, milliseconds, .refused)
        case .failure(let error): ledger.note(["\(kind.rawValue): \(error.message)"])
        }
        return result
    }
}
