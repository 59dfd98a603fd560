import Salon
import SalonStore
import Synchronization
import Terminal
import Testing

@testable import Console

@Suite("A series is booked") struct SeriesTests {
    private let friday = BookingSalon.friday

    /// Maria's colour on Friday at three, every four weeks.
    private func open(_ salon: BookingSalon, _ size: Size = Size(120, 36)) -> ConsoleDriver {
        let driver = salon.open(line: "maria colour fri 3pm", size)
        driver.press("enter", "ctrl-t")
        return driver
    }

    @Test("every n weeks, so often; all are booked at once", arguments: sizes) func book(_ size: Size) {
        let salon = BookingSalon()
        let driver = open(salon, size)
        #expect(driver.text.contains("Series of Maria Lopez") && driver.text.contains("Colour, from Fri 27 Nov 15:00"))
        #expect(driver.text.contains("6 visits, the last on"))
        driver.press("ctrl-u")
        driver.type("2")
        driver.press("tab", "ctrl-u")
        driver.type("3")
        #expect(driver.text.contains("3 visits, the last on Fri 25 Dec"))
        driver.press("enter")
        let series = salon.series
        #expect(series.map { $0.visits.map { $0.lines[0].start } } == [[0, 14, 28].map { (friday + $0).at(15) }])
        #expect(series.first?.visits.first?.client == .known(BookingSalon.maria.id))
        // Both dialogs are gone.
        #expect(driver.text.contains("Booked 3 visits of Maria Lopez, the first on Fri 27 Nov 2026 15:00."))
        #expect(!driver.text.contains("New booking") && !driver.text.contains("Series of"))
    }

    @Test("dates for which the patch test will have run out are marked", arguments: sizes) func patchTest(_ size: Size)
    {
        let salon = BookingSalon()
        let friday = friday
        salon.set {
            $0.patchTestMonths = 6
            $0.patchTests = [
                PatchTest(
                    id: .random(), clientID: CardSalon.client, serviceID: BookingSalon.colour.id,
                    testedOn: (friday + 60).adding(months: -6))
            ]
        }
        let driver = open(salon, size)
        // Good for the first three of six.
        #expect(driver.lines.filter { $0.contains("⚠ patch test") }.count == 3, "\(driver.text)")
        #expect(!driver.text.contains("older than 6 months"))
        driver.press("down", "down", "down")
        #expect(driver.text.contains("⚠ Maria's patch test for Colour is older than 6 months by the visit."))
        driver.press("enter")
        #expect(salon.series.first?.visits.count == 6)
    }

    @Test("until a day") func until() {
        let driver = open(BookingSalon())
        driver.press("tab", "ctrl-u")
        driver.type("until 31/1")
        #expect(driver.text.contains("3 visits, the last on Fri 22 Jan 2027"))
        driver.press("ctrl-u")
        driver.type("soon")
        #expect(driver.text.contains("How often, or until when?"))
    }

    @Test("a date that is not free is settled before anything is booked", arguments: sizes)
    func conflict(_ size: Size) {
        let salon = BookingSalon()
        let friday = friday
        salon.set {
            $0.off = [friday + 56]
            $0.busy = [TimeSpan((friday + 28).at(14, 30), (friday + 28).at(16))]
        }
        let driver = open(salon, size)
        #expect(driver.text.contains("another appointment until") || driver.text.contains("another appointment at"))
        #expect(driver.text.contains("Free: 16:00") && driver.text.contains("C-n takes one"))
        driver.press("enter")
        #expect(salon.series.isEmpty && driver.text.contains("2 dates are not free"))
        // The first goes to the next free time, and to the one after; the other date is left out.
        driver.press("ctrl-n")
        #expect(driver.text.contains("in place of 15:00"))
        driver.press("ctrl-o")
        #expect(driver.text.contains("left out"))
        driver.press("enter")
        let starts = salon.series.first?.visits.map { $0.lines[0].start } ?? []
        #expect(starts == [0, 28, 84, 112, 140].map { (friday + $0).at($0 == 28 ? 16 : 15) })
    }

    @Test("a date can be left out and taken in again") func leaveOut() {
        let salon = BookingSalon()
        let driver = open(salon)
        driver.press("down", "ctrl-x")
        #expect(driver.text.contains("left out") && driver.text.contains("books 5 visits"))
        driver.press("ctrl-x")
        #expect(!driver.text.contains("left out") && driver.text.contains("books 6 visits"))
    }

    @Test("a refusal keeps what was typed and chosen, and asks the dates again") func refused() {
        let salon = BookingSalon()
        let driver = open(salon)
        driver.press("down", "ctrl-x", "tab", "ctrl-u")
        driver.type("4")
        salon.set { $0.refusals = [.conflict(sentence: "Fri 27 Nov 15:00: just taken.", nearest: [])] }
        driver.press("enter")
        #expect(driver.text.contains("✗ Fri 27 Nov 15:00: just taken.") && driver.text.contains("left out"))
        #expect(driver.text.contains("4 visits, the last on"))
        driver.press("enter")
        #expect(salon.series.count == 2 && salon.series[1].visits.count == 3)
    }

    @Test("it is sent again as the same when its answer was lost") func lost() {
        let salon = BookingSalon()
        let driver = open(salon)
        salon.set { $0.refusals = [.unavailable(sentence: "Away.", outcomeUnknown: true)] }
        driver.press("enter")
        #expect(driver.text.contains("This series is kept and booked when it is back."))
        driver.pass(seconds: 1)
        #expect(salon.series.count == 2 && Set(salon.series).count == 1)
        #expect(driver.text.contains("Booked 6 visits"))
    }
}

@Suite("A series is changed") struct SeriesChangeTests {
    private let today = CardSalon.today

    /// Maria's colour at two on today's Saturday and the next three.
    private static func entry(_ week: Int) -> DayEntry {
        CardSalon.entry(
            id: AppointmentID(UUIDValue(high: 3, low: UInt64(week + 1))),
            start: (CardSalon.today + week * 7).at(15), visit: VisitID(UUIDValue(high: 4, low: UInt64(week + 1))))
    }

    private final class Salon: Sendable {
        let jobs = Mutex<[SeriesChangeScreen.Job]>([])
        let refusals = Mutex<[SalonError]>([])
        /// When Aiko has other appointments.
        let busy = Mutex<[TimeSpan]>([])
        let card = CardSalon()

        func open(_ size: Size) throws -> ConsoleDriver {
            let entries = (0..<4).map(SeriesChangeTests.entry)
            let rule = try SeriesRule(first: entries[0].start, everyWeeks: 1, end: .times(4))
            let visits = entries.map { SeriesPlace.Visit(id: $0.visitID, start: $0.start, isLive: true) }
            let place = try #require(
                SeriesPlace(id: SeriesID(UUIDValue(high: 9, low: 9)), rule: rule, visits: visits, visit: visits[1].id))
            let plain = CardSalon.card(entries[1])
            card.set {
                $0.card = .success(
                    AppointmentCard(
                        id: entries[1].id, appointments: plain.appointments, payments: [], client: plain.client,
                        series: place))
            }
            let facts = CardSalon.facts(CardSalon.today..<CardSalon.today + 28)
            var input = facts.input
            let others = busy.withLock { $0 }.map { BusySpan(appointmentID: .random(), span: $0) }
            for index in input.experts.indices where input.experts[index].id == entries[0].expertID {
                input.experts[index].busy += others
            }
            let book = SeriesBook(
                id: place.id, entries: entries,
                facts: AvailabilityFacts(input: input, rosterVersions: facts.rosterVersions))
            let driver = card.open(size) { canned in
                canned.answering(SeriesChangeScreen.self) { [self] job in
                    jobs.withLock { $0.append(job) }
                    if case .book = job { return .success(.book(book)) }
                    let refusal = refusals.withLock { $0.isEmpty ? nil : $0.removeFirst() }
                    if let refusal { return .failure(refusal) }
                    guard case .cancel = job else { return .success(.moved(ChangedAppointments(entries: entries))) }
                    return .success(.cancelled(CancelledSeries(entries: entries, count: 3)))
                }
            }
            driver.press("r")
            return driver
        }
    }

    @Test("the following visits go to another hour, after a question", arguments: sizes) func move(_ size: Size) throws
    {
        let salon = Salon()
        let driver = try salon.open(size)
        #expect(driver.text.contains("2 of 4, every week") && driver.text.contains("Type the new hour"))
        driver.press("tab", "right", "tab")
        driver.type("16:30")
        // The second to the fourth; the first stays.
        for day in ["Sat 28 Nov", "Sat 5 Dec", "Sat 12 Dec"] { #expect(driver.text.contains(day), "\(day)") }
        #expect(driver.text.contains("16:30, Aiko Tanaka"))
        driver.press("enter")
        #expect(driver.text.contains("Move 3 visits of Maria Lopez?") && driver.text.contains("Sat 5 Dec"))
        driver.press("tab", "enter")
        guard case .move(_, let scope, let change, _)? = salon.jobs.withLock({ $0 }).dropFirst().first else {
            Issue.record("nothing was moved")
            return
        }
        #expect(scope == .following && change == SeriesChange(hour: .at(LocalTime(minutes: 990))))
        #expect(driver.text.contains("Moved 3 visits of Maria Lopez."))
    }

    @Test("no hour is told as such") func noHour() throws {
        let driver = try Salon().open(Size(120, 36))
        driver.press("tab", "right", "right", "tab")
        driver.type("noon-ish")
        #expect(driver.text.contains("No hour. Write 15:30"))
    }

    @Test("a date in the way takes another time or stays, one by one; then all go", arguments: sizes)
    func conflict(_ size: Size) throws {
        let salon = Salon()
        let days = (0..<4).map { Self.entry($0).start.date }
        salon.busy.withLock { $0 = [TimeSpan(days[1].at(16), minutes: 120), TimeSpan(days[2].at(16), minutes: 120)] }
        let driver = try salon.open(size)
        driver.press("tab", "right", "right", "tab")
        driver.type("16:30")
        // The cursor stands on the first that is not free.
        #expect(driver.text.contains("has another appointment until 18:00") && driver.text.contains("C-n takes one"))
        driver.press("enter")
        #expect(!driver.text.contains("Move 4 visits"))
        driver.press("ctrl-n")
        #expect(driver.text.contains("in place of 16:30"))
        driver.press("down", "ctrl-x")
        #expect(driver.text.contains("stays at 15:00"))
        #expect(driver.text.contains("It stays at 15:00; C-x moves it with the others again."))
        #expect(!driver.text.contains("C-n takes one") && !driver.text.contains("lets it stay."))
        driver.press("ctrl-x")
        #expect(driver.text.contains("C-n takes one") && driver.text.contains("lets it stay."))
        #expect(!driver.text.contains("stays at 15:00"))
        driver.press("ctrl-o", "enter")
        #expect(driver.text.contains("Move 3 visits of Maria Lopez?") && driver.text.contains("1 other stays as"))
        driver.press("tab", "enter")
        guard case .move(_, .all, let change, _)? = salon.jobs.withLock({ $0 }).dropFirst().first else {
            Issue.record("nothing was moved")
            return
        }
        #expect(change.hour == .at(LocalTime(minutes: 990)) && change.exceptions.count == 2)
        #expect(change.exceptions[days[2].at(15)] == .stays)
        guard case .at(let time)? = change.exceptions[days[1].at(15)] else {
            Issue.record("no alternative was taken")
            return
        }
        #expect(abs(time - days[1].at(16, 30)) <= 3 * 1_440)
        #expect(driver.text.contains("Moved 3 visits of Maria Lopez."))
    }

    @Test("what was chosen for a date stays when the hour changes and comes back; all may not stay") func choices()
        throws
    {
        let salon = Salon()
        salon.busy.withLock { $0 = [TimeSpan(Self.entry(1).start.date.at(16), minutes: 120)] }
        let driver = try salon.open(Size(120, 36))
        driver.press("tab", "tab")
        driver.type("16:30")
        driver.press("ctrl-x")
        #expect(driver.text.contains("stays at 15:00"))
        driver.press("enter")
        #expect(driver.text.contains("All of these visits stay where they are."))
        driver.press("backspace", "backspace", "backspace", "backspace", "backspace")
        driver.type("-15")
        #expect(driver.text.contains("stays at 15:00"))
        driver.press("ctrl-x")
        #expect(driver.text.contains("14:45, Aiko Tanaka"))
        driver.press("shift-tab", "shift-tab", "right", "ctrl-n")
        #expect(driver.text.contains("What is cancelled needs no other time."))
    }

    @Test("visits are cancelled with a reason; a refusal keeps what was chosen", arguments: sizes)
    func cancel(_ size: Size) throws {
        let salon = Salon()
        salon.refusals.withLock { $0 = [.stale(what: "appointment", by: "Ben")] }
        let driver = try salon.open(size)
        driver.press("right", "tab", "right")
        #expect(driver.text.contains("is cancelled") && !driver.text.contains("15:30, or +30"))
        driver.press("enter")
        #expect(driver.text.contains("Cancel 3 visits of Maria Lopez?"))
        driver.press("down", "enter")
        #expect(driver.text.contains("(•) cancel") && driver.text.contains("(•) this and the following"))
        driver.press("enter", "down", "enter")
        let cancels = salon.jobs.withLock { $0 }.compactMap { job -> (SeriesScope, String)? in
            if case .cancel(_, let scope, _, let reason) = job { (scope, reason) } else { nil }
        }
        #expect(cancels.count == 2 && cancels.allSatisfy { $0 == (.following, "Client is ill") })
        #expect(driver.text.contains("Cancelled 3 appointments of Maria Lopez."))
    }
}
