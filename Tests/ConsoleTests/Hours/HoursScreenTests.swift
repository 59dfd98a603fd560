import Salon
import Synchronization
import Terminal
import Testing

@testable import Console
@testable import SalonStore

/// Aiko's working time as values, and what was saved.
private final class HoursDesk: Sendable {
    typealias Fixtures = ExpertFixtures

    let saved = Mutex<[HoursFormScreen.Job]>([])
    let removed = Mutex<[HoursItem]>([])
    let refusal = Mutex<SalonError?>(nil)

    static func booked(_ name: String, _ start: LocalDateTime) -> BookedAhead {
        BookedAhead(
            id: .random(), clientName: name, serviceName: "Cut", expertName: "Aiko Tanaka", start: start,
            phases: ServicePhases(handsOn: 60))
    }

    static let hours: ExpertHours = {
        var plan = Fixtures.card(Fixtures.aiko).plan
        plan.closures = [
            Closure(
                id: Fixtures.id(61), during: TimeSpan((Fixtures.saturday + 34)..<(Fixtures.saturday + 35)),
                reason: "Christmas")
        ]
        let wednesday = Fixtures.saturday + 4
        return ExpertHours(
            plan: plan,
            booked: [
                booked("Maria Lopez", wednesday.at(9)), booked("Tom Reed", wednesday.at(16)),
                booked("Zoe Park", (wednesday + 7).at(17)),
            ])
    }()

    func driver(_ size: Size, role: Role = .admin) -> ConsoleDriver {
        let canned = Fixtures.canned()
            .answering(HoursScreen.self) { [self] job in
                switch job {
                case .read: return .success(.hours(Self.hours))
                case .remove(let item, _):
                    removed.withLock { $0.append(item) }
                    return .success(.removed)
                }
            }
            .answering(HoursFormScreen.self) { [self] job in
                if case .booked(let span) = job {
                    return .success(.booked([Self.booked("Ines Roy", span.start)]))
                }
                saved.withLock { $0.append(job) }
                if let error = refusal.withLock({ $0 }) { return .failure(error) }
                return .success(.saved)
            }
        let driver = Support.driver(size, role: role, canned)
        driver.press("4", "r")
        return driver
    }

    var drafts: [HoursDraft] {
        saved.withLock { $0 }.compactMap { if case .save(let draft, _, _) = $0 { draft } else { nil } }
    }
}

@Suite("Working hours") struct HoursScreenTests {
    private typealias Fixtures = ExpertFixtures

    @Test("the week is drawn, and all it is made of is listed", arguments: sizes) func frame(_ size: Size) {
        let driver = HoursDesk().driver(size)
        for text in [
            "Working hours of Aiko Tanaka", "This week", "▸Sat 21", "Tue 09:00–13:00", "every week",
        ] {
            #expect(driver.text.contains(text), "\(text)")
        }
        #expect(driver.lines.contains { $0.contains("▸Sat 21") && $0.contains("8 h") && $0.contains("███") })
        driver.press("end")
        for text in [
            "Salon closed", "Christmas", "Time off", "training: Balayage course", "Other hours", "10:00–12:00",
        ] {
            #expect(driver.text.contains(text), "\(text)")
        }
        driver.press("]", "left")
        #expect(driver.text.contains("Next week") && driver.text.contains("▸Fri 27"))
        driver.press("[", "[")
        #expect(driver.text.contains("This week"))
    }

    @Test("a shift is added, with whom it would leave outside", arguments: sizes) func shift(_ size: Size) {
        let desk = HoursDesk()
        let driver = desk.driver(size)
        driver.press("n")
        #expect(driver.text.contains("New shift of Aiko Tanaka"))
        driver.press("ctrl-s")
        #expect(driver.text.contains("Hours*") && desk.drafts.isEmpty)
        // The cursor went to what is missing.
        driver.press("shift-tab", "left", "left", "left", "tab")
        driver.type("19-22")
        #expect(driver.text.contains("✓ No booked appointment falls outside."))
        driver.press("tab", "tab", "tab")
        driver.type("2 of 3")
        driver.press("ctrl-s")
        guard case .shift(let shift) = desk.drafts.last else { Issue.record("no shift"); return }
        #expect(shift.weekday == .wednesday && shift.starts == LocalTime(minutes: 19 * 60))
        #expect(shift.week == 2 && shift.everyWeeks == 3 && shift.validTo == nil)
        #expect(driver.text.contains("Saved the hours of Aiko Tanaka."))
    }

    @Test("a change names who falls outside, and stays open when it is refused", arguments: sizes)
    func change(_ size: Size) {
        let desk = HoursDesk()
        let driver = desk.driver(size)
        driver.press("down", "down", "enter")
        #expect(driver.text.contains("Shift of Aiko Tanaka") && driver.text.contains("09:00–18:00"))
        driver.press("tab", "ctrl-u")
        driver.type("9:30–17")
        #expect(driver.text.contains("⚠ 2 booked appointments fall outside."))
        #expect(driver.text.contains("Wed 25 Nov 09:00  Maria Lopez, Cut"))
        #expect(driver.text.contains("Wed 2 Dec 17:00  Zoe Park, Cut") && !driver.text.contains("Tom Reed"))
        desk.refusal.withLock { $0 = .stale(what: "shift", by: "Marc") }
        driver.press("ctrl-s")
        #expect(driver.text.contains("Shift of Aiko Tanaka") && driver.text.contains("✗"))
        driver.press("esc")
        #expect(driver.text.contains("Close without saving?"))
    }

    @Test("other hours, times off and closures are written as people write them")
    func others() {
        let desk = HoursDesk()
        let driver = desk.driver(Size(120, 36))
        driver.press("]", "left", "left", "left", "o", "tab")
        driver.type("10-14, 15:30-18")
        driver.press("ctrl-s")
        guard case .day(let date, let exceptions, let known) = desk.drafts.last else { Issue.record("no day"); return }
        #expect(
            date == Fixtures.saturday + 4 && known.isEmpty && HoursText.hours(exceptions) == "10:00–14:00, 15:30–18:00")
        driver.press("a", "tab")
        driver.press("ctrl-u")
        driver.type("fri")
        driver.press("ctrl-s")
        guard case .timeOff(let timeOff) = desk.drafts.last else { Issue.record("no time off"); return }
        #expect(
            timeOff.during == TimeSpan((Fixtures.saturday + 4)..<(Fixtures.saturday + 7)) && timeOff.kind == .vacation)
        driver.press("c", "ctrl-u")
        driver.type("24/12 14:00")
        driver.press("tab", "ctrl-u")
        driver.type("18:00")
        #expect(driver.text.contains("Ines Roy, Cut with Aiko Tanaka"))
        driver.press("ctrl-s")
        guard case .closure(let closure) = desk.drafts.last else { Issue.record("no closure"); return }
        #expect(closure.during == TimeSpan((Fixtures.saturday + 33).at(14), (Fixtures.saturday + 33).at(18)))
    }

    @Test("what can't be is said at its field")
    func refusals() {
        let desk = HoursDesk()
        let driver = desk.driver(Size(120, 36))
        driver.press("n", "tab")
        driver.type("nine")
        driver.press("tab", "tab")
        driver.type("20/11/2026")
        driver.press("tab")
        driver.type("4 of 3")
        driver.press("ctrl-s")
        for text in ["Write one span", "must not come before the first", "Write 1 of 2"] {
            #expect(driver.text.contains(text), "\(text)")
        }
        driver.press("esc", "y")
        driver.press("a", "ctrl-u", "tab", "ctrl-u")
        driver.type("some day")
        driver.press("ctrl-s")
        #expect(driver.text.contains("✗ From is needed.") && driver.text.contains("✗ No day."), "\(driver.text)")
        #expect(desk.drafts.isEmpty)
    }

    @Test("removing asks, and says who falls outside")
    func removing() {
        let desk = HoursDesk()
        let driver = desk.driver(Size(120, 36))
        driver.press("down", "down", "del")
        #expect(driver.text.contains("Remove the shift Wed 09:00–18:00?"))
        #expect(driver.text.contains("3 booked appointments fall outside") && driver.text.contains("Tom Reed"))
        driver.press("left", "enter")
        if desk.removed.withLock({ $0.isEmpty }) { driver.press("right", "enter") }
        #expect(desk.removed.withLock { $0.count } == 1)
        #expect(driver.text.contains("Removed the shift Wed 09:00–18:00."))
    }

    @Test("a receptionist sees the hours; the keys that change them say why not", arguments: sizes)
    func receptionist(_ size: Size) {
        let desk = HoursDesk()
        let driver = desk.driver(size, role: .receptionist)
        #expect(driver.text.contains("Tue 09:00–13:00"))
        driver.press("n")
        #expect(!driver.text.contains("New shift") && driver.text.contains("Your role does not allow you"))
    }
}
