import Salon
import Terminal
import Testing

@testable import Console

private let away = SalonError.unavailable(sentence: "The database is away.")

@Suite("The model") struct AppTests {
    @Test("drops the answer to a load that a newer one has replaced") func staleAnswers() {
        var probe = Probe()
        probe.press("l", "l", "s")
        #expect(probe.started.count == 3)
        probe.answer(0, .success("old"))
        probe.answer(1, .success("new"))
        probe.answer(2, .success("found"))
        #expect(probe.log() == ["load(2) new", "search(3) found"])
        guard case .withdraw? = probe.commands.first else {
            Issue.record("the replaced load was not withdrawn")
            return
        }
    }

    @Test("tells a screen once that the server is away, keeps the save, and repeats it") func keptSave() {
        var probe = Probe()
        probe.press("w")
        probe.answer(0, .failure(away))
        #expect(probe.log() == ["save(1) unavailable"])
        #expect(probe.app.connection == .offline(since: LocalTime(minutes: 14 * 60 + 32)))
        #expect(probe.app.draw().lines[0].contains("○ offline since 14:32"))
        probe.pass(milliseconds: 249)
        #expect(probe.started.count == 1)
        probe.pass(milliseconds: 1)
        #expect(probe.started.count == 2)
        probe.answer(1, .failure(away))
        #expect(probe.log().count == 1)
        probe.pass(milliseconds: 500)
        probe.answer(2, .success("kept"))
        #expect(probe.log() == ["save(1) unavailable", "changed 1023", "save(1) kept"])
        #expect(probe.app.connection == .live)
    }

    @Test("repeats everything at once when news comes that the server is back") func serverIsBack() {
        var probe = Probe()
        probe.press("l", "w")
        probe.answer(0, .failure(away))
        probe.answer(1, .failure(away))
        probe.app.reachedServer()
        probe.pass(milliseconds: 0)
        // Both, and the branch's settings, which may have changed meanwhile.
        #expect(probe.started.count == 5)
    }

    @Test("saves on when the form is closed, and says how it ended") func savesBehindTheScenes() {
        var probe = Probe()
        probe.openDialog(ProbeScreen())
        probe.press("w")
        probe.answer(0, .failure(away))
        probe.press("c")
        #expect(probe.app.sitting.dialogs.isEmpty)
        probe.press("q")
        #expect(probe.asks("Quit?"))
        probe.press("esc")
        probe.pass(milliseconds: 250)
        probe.answer(1, .success("ok"))
        #expect(probe.app.sitting.toast?.text == "The change that waited for the server is saved.")
        probe.press("q")
        #expect(probe.ended == 0)
    }

    @Test("says why an action can't be done: the role first, then the state") func disabled() {
        var probe = Probe()
        probe.press("r")
        #expect(probe.app.sitting.toast?.text == SalonError.forbidden(.paymentsRefund).message)
        probe.press("y")
        #expect(probe.app.sitting.toast?.text == "Nobody can fly.")
        #expect(probe.log().isEmpty)
        let hints = probe.app.footer().hints.hints
        #expect(hints.filter { !$0.isEnabled }.map(\.title) == ["refund", "fly"])
        var admin = Probe(role: .admin)
        admin.press("r")
        #expect(admin.log() == ["refund"])
    }

    @Test("lets letters type in a text field, and other keys act") func typing() {
        var screen = ProbeScreen()
        screen.isTyping = true
        var probe = Probe(screen)
        probe.press("l", "1", "q", "?")
        #expect(probe.log().count == 4)
        #expect(probe.started.isEmpty)
        #expect(probe.ended == nil)
        probe.press("ctrl-c")
        #expect(probe.ended == 0)
    }

    @Test("asks before typed text is lost: on Esc, on leaving, on quitting") func unsaved() {
        var form = ProbeScreen()
        form.unsaved = "The booking of Maria isn't saved."
        var probe = Probe()
        probe.openDialog(form)
        probe.press("esc")
        #expect(probe.asks("Close without saving?") && probe.asks("The booking of Maria isn't saved."))
        probe.press("enter")
        #expect(probe.app.sitting.dialogs.count == 1)
        probe.press("q")
        #expect(probe.asks("Close without saving?"))
        probe.press("esc", "ctrl-c")
        #expect(probe.asks("Quit?"))
        probe.press("esc")
        #expect(probe.ended == nil)
        probe.app.go(to: .more)
        #expect(probe.asks("Leave without saving?"))
        probe.press("y")
        #expect(probe.app.sitting.dialogs.isEmpty)
        #expect(probe.app.sitting.tab == .more)
    }

    @Test("gives the reply of a question to the screen that asked") func replies() {
        var probe = Probe()
        probe.press("a", "y")
        #expect(probe.log() == [#"sure accepted(text: "", choice: nil)"#])
        probe.press("a", "esc", "o", "esc")
        #expect(probe.log().count == 1)
    }

    @Test("tells hidden screens of changes when they are shown again, once") func missedChanges() {
        var probe = Probe()
        probe.press("7")
        probe.app.hear(.clients)
        probe.app.hear(.appointments)
        #expect(probe.log().isEmpty)
        probe.press("1")
        #expect(probe.log() == ["changed \(Changes.Kinds([.clients, .appointments]).rawValue)"])
        probe.press("7", "1")
        #expect(probe.log().count == 1)
    }

    @Test("wakes up for the minute only, and not at all when the clock is frozen") func idle() {
        var probe = Probe()
        #expect(probe.app.nextDue == 60_001)
        probe.pass(milliseconds: 60_001)
        #expect(probe.log() == ["tick 14:33"])
        #expect(Probe(isFrozen: true).app.nextDue == nil)
    }

    @Test("shows news for some seconds, failures longer") func toasts() {
        var probe = Probe(isFrozen: true)
        probe.press("e")
        #expect(probe.log() == ["changed 1"])
        #expect(probe.app.draw().lines[22].hasSuffix("✓ Told."))
        #expect(probe.app.nextDue == 4_000)
        probe.pass(milliseconds: 4_000)
        #expect(probe.app.sitting.toast == nil)
        probe.press("y")
        #expect(probe.app.nextDue == 12_000)
    }

    @Test("says what it needs on a screen that is too small, and lets one leave") func tooSmall() {
        var probe = Probe()
        probe.app.handle(.resize(Size(40, 10)))
        let lines = probe.app.draw().lines.joined(separator: "\n")
        #expect(lines.contains("It has 40 × 10,"))
        #expect(lines.contains("salon needs 60 × 16."))
        probe.press("l", "x")
        #expect(probe.started.isEmpty && !probe.log().contains { $0.hasPrefix("input key") })
        for size in [Size(0, 0), Size(1, 1), Size(59, 16), Size(60, 15)] {
            probe.app.handle(.resize(size))
            #expect(probe.app.draw().size == size)
        }
        probe.press("q")
        #expect(probe.ended == 0)
    }

    @Test("ends with 128 and the signal's number") func signals() {
        var probe = Probe()
        probe.app.handle(.end(signal: 15))
        probe.press()
        #expect(probe.ended == 143)
    }

    @Test("tells every screen of the window's new size, hidden pages too") func resize() {
        var probe = Probe()
        probe.press("7")
        probe.app.handle(.resize(Size(100, 30)))
        #expect(probe.log() == ["input resize(Terminal.Size(width: 100, height: 30))"])
    }

    @Test("makes other ids for other messages, and the same ones again from the same seed") func ids() {
        var first = Probe()
        let one: ClientID = first.app.context(for: nil).newID()
        let two: ClientID = first.app.context(for: nil).newID(1)
        first.press("e")
        let three: ClientID = first.app.context(for: nil).newID()
        #expect(Set([one, two, three]).count == 3)
        #expect(Probe().app.context(for: nil).newID() as ClientID == one)
    }
}
