import Salon
import SalonStore
import Terminal

extension WalkInScreen {
    typealias Effects = [Effect<WalkInScreen>]

    mutating func update(_ message: Message<WalkInScreen>, _ context: Context) -> Effects {
        switch message {
        case .opened: return [.load(.catalogue, "catalogue")] + (facts == nil ? readFacts(context) : [])
        case .changed(let changes):
            return changes.isDisjoint(with: [.appointments, .rosters]) ? [] : readFacts(context)
        case .tick: showRows(context)
        case .action(.take): return take(context)
        case .action(.name): isOnName.toggle()
        case .action(.service): isOnName = false
        case .input(let input): type(input, context)
        case .answer(let job, let result): return take(result, of: job, context)
        case .back: return [.close]
        case .reply: break
        }
        return []
    }

    private func readFacts(_ context: Context) -> Effects { [.load(.facts(context.today), "facts")] }

    // MARK: Answers

    private mutating func take(_ result: Result<Answer, SalonError>, of job: Job, _ context: Context) -> Effects {
        switch (job, result) {
        case (.catalogue, .success(.catalogue(let catalogue))):
            self.catalogue = catalogue
            showRows(context)
        case (.facts, .success(.facts(let facts))):
            self.facts = facts
            showRows(context)
        case (.catalogue, .failure(let error)), (.facts, .failure(let error)): failure = error
        case (.book, .success(.booked(let visit))): return finish(visit)
        case (_, .failure(.unavailable)):
            complaint = "The server is away. The walk-in is kept and booked when it is back."
        case (.book, .failure(let error)):
            pending = nil
            complaint = error.message
            return readFacts(context)
        default: break
        }
        return []
    }

    private func finish(_ visit: BookedVisit) -> Effects {
        guard let entry = visit.entries.first else { return [.finish()] }
        let expert = facts?.input.experts.first { $0.id == entry.expertID }?.name ?? "an expert"
        let news =
            entry.status == .inService
            ? "\(entry.serviceName) for \(entry.clientName) has begun with \(expert)."
            : "\(entry.clientName) waits for \(expert) until \(entry.start.time)."
        return [
            .finish(.appointment(entry.id)), .changed(.saved([entry], freed: visit.freed, .clients)), .toast(news),
            .go(.appointments(at: entry.id)),
        ]
    }

    // MARK: Rows

    /// Works out what can begin, and when: the favourites first, or what answers what is typed.
    mutating func showRows(_ context: Context) {
        guard let catalogue, let facts else { return }
        failure = nil
        let before = chosen?.service.id
        var input = facts.input
        input.now = max(input.now, context.now)
        let services = FuzzyMatch.rank(FuzzyMatch.Query(filter.text), ordered(catalogue), limit: Self.mostRows) {
            FuzzyMatch.Text($0.name)
        }
        rows = services.map { Row(service: $0.item, offer: WalkIn($0.item, on: input)) }
        selected = rows.firstIndex { $0.service.id == before } ?? 0
    }

    private func ordered(_ catalogue: Catalogue) -> [Service] {
        let first = favourites.compactMap { catalogue.service($0) }
        let known = Set(first.map(\.id))
        return (first + catalogue.services.filter { !known.contains($0.id) }).filter(\.isActive)
    }

    // MARK: Input

    private mutating func type(_ input: Input, _ context: Context) {
        guard pending == nil else { return }
        complaint = nil
        switch input {
        case .key(.up): selected = max(0, selected - 1)
        case .key(.down): selected = max(0, min(rows.count - 1, selected + 1))
        case .key(let key) where isOnName: _ = name.handle(key)
        case .paste(let text) where isOnName: _ = name.paste(text)
        case .key(let key): if filter.handle(key).event != nil { search(context) }
        case .paste(let text): if filter.paste(text).event != nil { search(context) }
        default: break
        }
    }

    private mutating func search(_ context: Context) {
        selected = 0
        rows = []
        showRows(context)
    }

    // MARK: Taking in

    private mutating func take(_ context: Context) -> Effects {
        guard let row = chosen, let facts else { return [] }
        guard let offer = row.offer else {
            complaint = "Nobody has time for \(row.service.name) any more today."
            return []
        }
        do throws(SalonError) {
            let client = try ClientDraft(name: clientName).client(clientID)
            var input = facts.input
            input.now = offer.plan.start - offer.wait
            let request = BookingRequest(
                offer.plan, of: offer.query, client: .new(client), settlement: .walkedIn(begins: offer.wait == 0),
                source: .walkIn)
            pending = request
            let known = AvailabilityFacts(input: input, rosterVersions: facts.rosterVersions)
            return [.save(.book(request, offer.query, known))]
        } catch {
            complaint = error.message
            isOnName = true
            return []
        }
    }

    private var clientName: String { name.text.allSatisfy(\.isWhitespace) ? name.placeholder : name.text }

    /// Who comes in is new: nothing was tried on their skin.
    func patchTestWarning(_ context: Context) -> BookingWarning? {
        let asked = chosen?.service.patchTestNeed.map { [PatchTestStanding($0, [])] }
        return BookingWarning.patchTests(of: clientName, asked ?? [], on: context.today).first
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        guard action == .take else { return nil }
        if pending != nil { return "It is being booked." }
        return chosen == nil ? "There is no service under the cursor." : nil
    }
}
