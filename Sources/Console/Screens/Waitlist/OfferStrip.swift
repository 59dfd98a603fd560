import Salon
import SalonStore
import Terminal

/// The line below the tabs while a time is kept for somebody of the waitlist: it can't be missed, and takes no key from
/// whatever is being done. Two keys of everywhere answer it.
struct OfferStrip: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case book, pass
    }

    /// What the line asks of the database; `offer` works in the background and takes as many round trips as there are
    /// offers.
    enum Job: Equatable, Sendable {
        case offers
        case offer([FreedTime])
        case book(HeldOffer)
        case passOn(HeldOffer)
        case expire
    }

    enum Answer: Sendable {
        case offers([HeldOffer])
        case booked(BookedVisit)
        case passed(FreedMatch?)
        case expired(ExpiredHolds)
    }

    static let place = "offer"
    static let placeTitle = "An offer of the waitlist"
    /// Its keys are keys of everywhere.
    static let actions: [ActionRow<ActionName>] = []

    /// What is kept for somebody, the first to end first.
    private var offers: [HeldOffer] = []
    private var hasLooked = false
    /// An answer is on its way.
    private var isAnswering = false
    /// Seconds are shown in the last minute only.
    private(set) var countsSeconds = false

    var presentation: Presentation { .strip }

    /// The offer to be answered first.
    var offer: HeldOffer? { offers.first }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let desk = try backend.desk
        switch job {
        case .offers: return .offers(try desk.waitlist.offers())
        case .offer(let times): return .offers(try desk.waitlist.offer(times))
        case .book(let offer): return .booked(try desk.waitlist.book(offer))
        case .passOn(let offer): return .passed(try desk.waitlist.passOn(offer))
        case .expire: return .expired(try desk.appointments.expireHolds())
        }
    }

    static func foresight(of job: Job) -> Foresight<OfferStrip>? {
        switch job {
        case .book(let offer):
            .answer(
                .booked(
                    BookedVisit(
                        visitID: offer.visitID, clientID: offer.entry.clientID, entries: offer.appointments)))
        case .passOn: .answer(.passed(nil))
        case .offers, .offer, .expire: nil
        }
    }

    mutating func update(_ message: Message<OfferStrip>, _ context: Context) -> [Effect<OfferStrip>] {
        defer { countsSeconds = offer.map { secondsLeft($0, context) < 60 } ?? false }
        switch message {
        case .action(let action): return answer(action)
        case .changed(let changes):
            let freed = changes.freed.flatMap { FreedTime.left(of: [$0.span], by: $0.expert, now: context.now) }
            let offer: [Effect<OfferStrip>] = freed.isEmpty ? [] : [.save(.offer(freed))]
            return offer + (isNews(changes) ? [.load(.offers)] : [])
        case .tick: return look(context)
        case .answer(let job, let result): return take(result, of: job)
        case .opened, .input, .reply, .back: return []
        }
    }

    /// Once at the first minute, so that signing in costs no more; then only when an offer is over.
    private mutating func look(_ context: Context) -> [Effect<OfferStrip>] {
        if !hasLooked {
            hasLooked = true
            return [.load(.offers)]
        }
        let open = offers.filter { secondsLeft($0, context) > 0 }
        guard open.count < offers.count else { return [] }
        offers = open
        return [.save(.expire)]
    }

    /// Whether other offers may stand by now.
    private func isNews(_ changes: Changes) -> Bool {
        if changes.contains(.waitlist) { return true }
        if changes.isNewsOfPatchTests(for: offers.flatMap(\.appointments)) { return true }
        guard changes.contains(.appointments), let versions = changes.versions else { return false }
        return offers.flatMap(\.appointments).contains { entry in
            versions[entry.id].map { $0 != entry.version } ?? false
        }
    }

    private mutating func answer(_ action: ActionName) -> [Effect<OfferStrip>] {
        guard let offer, !isAnswering else { return [] }
        isAnswering = true
        return [.save(action == .book ? .book(offer) : .passOn(offer))]
    }

    private mutating func take(_ result: Result<Answer, SalonError>, of job: Job) -> [Effect<OfferStrip>] {
        switch (job, result) {
        case (.offers, .success(.offers(let offers))):
            self.offers = offers
            return []
        case (.offer, .success(.offers(let held))):
            guard !held.isEmpty else { return [] }
            return [.changed(.saved(held.flatMap(\.appointments))), .load(.offers)]
        case (.book(let offer), .success(.booked(let visit))):
            drop(offer)
            let news = "\(offer.entry.name) is booked for \(offer.start.date.shortText) \(offer.start.time)."
            let warnings = AppointmentSteps.words(offer.patchTestWarnings)
            return [
                .changed(.saved(visit.entries, .waitlist)),
                warnings.isEmpty ? .toast(news) : .toast("Booked. \(warnings)", .warning),
            ]
        case (.passOn(let offer), .success(.passed(let freed))):
            drop(offer)
            return [
                .changed(.appointments), .changed(.saved([], freed: freed, .waitlist)),
                .toast(
                    freed == nil
                        ? "Nobody else waits for that time: it is free."
                        : "The time is offered to the next whom it suits, if there is one."),
            ]
        case (.expire, .success(.expired(let expired))):
            return [.changed(.appointments), .changed(.saved([], freed: expired.freed, .waitlist))]
        case (_, .failure(.unavailable)): return []
        case (.book, .failure(let error)), (.passOn, .failure(let error)):
            isAnswering = false
            return [.toast(error), .load(.offers)]
        default: return []
        }
    }

    private mutating func drop(_ offer: HeldOffer) {
        isAnswering = false
        offers.removeAll { $0.visitID == offer.visitID }
    }

    // MARK: Looks

    private func secondsLeft(_ offer: HeldOffer, _ context: Context) -> Int64 {
        (offer.expiresAt.microseconds - context.instant.microseconds + 999_999) / 1_000_000
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        guard let offer else { return }
        let style = Style(.warning, on: .selection, .bold)
        frame.fill(area, style: style)
        let left = max(0, secondsLeft(offer, context))
        let time = left < 60 ? "\(left) s" : "\((left + 59) / 60) min"
        let keys = [Everywhere.ActionName.bookOffer, .passOffer].map { context.keyName(Everywhere.id($0)) }
        let more = offers.count > 1 ? "  +\(offers.count - 1)" : ""
        let answer = "\(time) left   \(keys[0]) books  \(keys[1]) passes on\(more) "
        let width = TextWidth.cells(answer)
        let what = offer.appointments.map(\.serviceName).joined(separator: " + ")
        let day = offer.start.date == context.today ? "today" : SpanText.day(offer.start.date, today: context.today)
        let room = max(0, area.width - width - 1)
        let due = offer.patchTestWarnings.isEmpty ? "" : " (⚠ patch test)"
        let text = " ▸ \(offer.entry.name)\(due) waits: \(day) \(offer.start.time), \(what)"
        frame.write(Self.fit(text, Self.extras(of: offer), room), at: area.origin, style: style, width: room)
        frame.write(answer, at: Point(area.maxX - width, area.y), style: style, width: width)
    }

    /// What is told besides where there is room: whom to call comes before who does it.
    private static func extras(of offer: HeldOffer) -> [String] {
        let phone = offer.entry.phone.isEmpty ? "" : " · \(offer.entry.phone)"
        guard !offer.expertNames.isEmpty else { return [phone] }
        let names = offer.expertNames.joined(separator: ", ")
        let firstNames = offer.expertNames.map { String($0.prefix { $0 != " " }) }.joined(separator: ", ")
        return [" with \(names)", " with \(firstNames)", ", \(firstNames)", ""].map { $0 + phone }
    }

    /// The text with the first of the extras that fits whole; else with the last.
    private static func fit(_ text: String, _ extras: [String], _ room: Int) -> String {
        let extra = extras.first { TextWidth.cells(text + $0) <= room } ?? extras.last
        return text + (extra ?? "")
    }
}
