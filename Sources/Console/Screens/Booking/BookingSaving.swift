import Salon
import SalonStore
import Terminal

/// From the form to the booking, and what comes back.
extension BookingScreen {
    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        switch action {
        case .wait: parts.isEmpty ? "Choose a service first." : nil
        case .book: pending == nil ? nil : "It is being booked."
        case .nextFree, .bestFit: parts.isEmpty ? "Choose a service first." : nil
        case .nextStart, .previousStart: starts.isEmpty ? "There is no free start to choose." : nil
        case .series: chosenStart == nil ? "Choose the first start." : pending.map { _ in "It is being booked." }
        case .overbook:
            if wantedTime == nil { "Type the day and the time in When first, such as fri 15:00." } else { nil }
        }
    }

    /// Whether whom and what to book is said, and rightly; if not, each field says what it lacks.
    mutating func isComplete() -> Bool {
        var errors = FormErrors()
        if isNewClient {
            let typed = newClientDraft
            _ = errors.value("client") { () throws(SalonError) in try Validation.personName(typed.name) }
            if !typed.phone.allSatisfy(\.isWhitespace) {
                _ = errors.value("phone") { () throws(SalonError) in try Validation.phone(typed.phone) }
            }
            if !typed.email.allSatisfy(\.isWhitespace) {
                _ = errors.value("email") { () throws(SalonError) in try Validation.email(typed.email) }
            }
        }
        let isComplete = form.check(errors.sentences)
        if !isComplete { pane = .form }
        return isComplete
    }

    /// Books the chosen start.
    mutating func book(_ context: Context) -> Effects {
        guard pending == nil, isComplete() else { return [] }
        guard let offer = chosenStart, isStartChosen || pane == .starts else {
            complaint =
                starts.isEmpty ? "There is no free start yet to book." : "Choose a start."
            pane = starts.isEmpty ? .form : .starts
            return []
        }
        guard let query = query(context), let startFacts else { return [] }
        return send(offer.plans[0], query, startFacts, overbookReason: nil)
    }

    /// The dates of a series that begins with the chosen start.
    mutating func openSeries(_ context: Context) -> Effects {
        guard isComplete() else { return [] }
        guard let offer = chosenStart, let query = query(context) else {
            pane = .form
            return []
        }
        do throws(SalonError) {
            let note = form.text("note")
            var start = SeriesStart(
                query: query, first: offer.start, client: try bookingClient(),
                clientName: form.item("client")?.title ?? "", source: source, notes: note.isEmpty ? nil : note,
                names: facts?.names ?? [:])
            start.patchTests = patchTests
            if let days = client?.averageInterval, days >= 7 { start.weeks = min(52, (days + 3) / 7) }
            return [.open(.series(start), for: .series)]
        } catch {
            show(error)
            return []
        }
    }

    mutating func overbook(_ reason: String, _ context: Context) -> Effects {
        guard pending == nil, isComplete(), let wantedTime, let facts,
            let query = query(context, overbooks: true)
        else { return [] }
        do throws(SalonError) {
            let plan = try Availability(facts.input, for: query).accept(date.at(wantedTime))
            return send(plan, query, facts, overbookReason: reason)
        } catch {
            complaint = error.message
            return []
        }
    }

    private mutating func send(
        _ plan: VisitPlan, _ query: AvailabilityQuery, _ facts: AvailabilityFacts, overbookReason: String?
    ) -> Effects {
        do throws(SalonError) {
            let note = form.text("note")
            let request = BookingRequest(
                plan, of: query, client: try bookingClient(), settlement: settlement, source: source,
                notes: note.isEmpty ? nil : note, overbookReason: overbookReason)
            pending = request
            complaint = nil
            return [.save(.book(request, query, facts))]
        } catch {
            show(error)
            return []
        }
    }

    mutating func finish(
        _ result: Result<Answer, SalonError>, _ request: BookingRequest, _ context: Context
    ) -> Effects {
        guard pending?.visitID == request.visitID else { return [] }
        switch result {
        case .success(.booked(let visit)):
            pending = nil
            guard let first = visit.entries.first else { return [.finish()] }
            let expert = first.expertID.flatMap { catalogue?.expert($0)?.name }
            let isNewClient = if case .new = request.client { true } else { false }
            let held = first.status == .reserved ? " It is held until it is paid." : ""
            return [
                .finish(.appointment(first.id)),
                .changed(
                    .saved(
                        visit.entries, freed: visit.freed, names: facts?.names ?? [:],
                        isNewClient ? [.payments, .clients] : .payments)),
                .toast(
                    "Booked \(first.clientName), \(first.start.date.shortText) \(first.start.time)"
                        + "\(expert.map { " with \($0)" } ?? "").\(held)"),
            ]
        case .success: return []
        case .failure(let error):
            if case .unavailable = error {
                complaint = "The server is away. The booking is kept and will be made when it is back."
                return []
            }
            pending = nil
            show(error)
            return [.load(.facts(wantedDates), "facts")] + (search.map { [.load(.next($0), "next")] } ?? [])
        }
    }

    /// Says what is wrong: at its field if it has one, else above the form.
    private mutating func show(_ error: SalonError) {
        switch error {
        case .conflict(let sentence, let nearest):
            let starts = nearest.prefix(4).map { $0.date == date ? "\($0.time)" : "\($0.date.shortText) \($0.time)" }
            complaint = sentence + (starts.isEmpty ? "" : " Free: \(starts.joined(separator: ", ")).")
            isStartChosen = false
            pane = .starts
        case .invalid(let field, let sentence) where form[field] != nil || field == "name":
            form.showErrors([field == "name" ? "client" : field: sentence])
            pane = .form
        default: complaint = error.message
        }
    }
}
