import Salon
import Terminal
import Testing

@testable import Console

@Suite("Keys that are typed ahead") struct TypedAheadTests {
    @Test("wait for what they are about, with all behind them, and are done in their order") func order() {
        var probe = Probe()
        probe.press("s", "l", "z")
        probe.paste("text")
        #expect(probe.started.count == 1 && probe.log().isEmpty)
        probe.answer(0, .success("found"))
        #expect(probe.started.count == 2)
        #expect(
            probe.log() == ["search(1) found", "input \(Input.key("z"))", "input \(Input.paste("text"))"])
        #expect(probe.app.sitting.typedAhead.isEmpty)
    }

    @Test("wait for nothing that they are not about") func free() {
        var probe = Probe()
        probe.press("l", "z", "s", "s")
        #expect(probe.log() == ["input \(Input.key("z"))"])
        #expect(probe.started.count == 3)
        // Nor do the keys of everywhere, as long as none waits before them.
        probe.press("2")
        #expect(probe.app.sitting.tab == .clients)
    }

    @Test("are never held back from leaving") func leaving() {
        var probe = Probe()
        probe.press("s", "z", "ctrl-c")
        #expect(probe.ended == 0)
    }

    @Test("go to what is below when the form before them is saved and closed") func belowTheForm() {
        var probe = Probe()
        probe.openDialog(ProbeScreen())
        probe.press("w", "c", "e")
        #expect(probe.log(1).isEmpty && probe.app.sitting.dialogs.count == 1)
        probe.answer(0, .success("saved"))
        #expect(probe.app.sitting.dialogs.isEmpty)
        #expect(probe.log() == ["changed \(Changes.appointments.kinds.rawValue)"])
    }

    @Test("on a page wait for what is being saved only if they act, and for every save to take it back") func saving() {
        var probe = Probe()
        probe.press("w", "z")
        #expect(probe.log() == ["input \(Input.key("z"))"])
        probe.press("l")
        #expect(probe.started.count == 1)
        probe.answer(0, .success("saved"))
        #expect(probe.started.count == 2)
        probe.press("w", "u")
        #expect(probe.app.sitting.dialogs.isEmpty)
        probe.answer(2, .success("saved"))
        #expect(probe.app.sitting.dialogs.count == 1)
    }

    @Test("are not done when what they wait for fails, when one of them is refused, or when the server is lost")
    func dropped() {
        let refused = SalonError.notFound(what: "the appointment")
        var probe = Probe()
        probe.press("s", "z")
        probe.answer(0, .failure(refused))
        #expect(probe.log() == ["search(1) \(refused.code)"])
        probe.press("s", "y", "z")
        probe.answer(1, .success("found"))
        #expect(probe.app.sitting.toast?.text == "Nobody can fly.")
        #expect(probe.log().last == "search(2) found")
        probe.press("s", "z")
        probe.answer(2, .failure(.unavailable(sentence: "The database is away.")))
        #expect(probe.log().last == "search(3) unavailable")
        // It goes on being repeated; meanwhile the keys do what can be done.
        probe.press("z")
        #expect(probe.log().last == "input \(Input.key("z"))")
    }

    @Test("are taken back with Esc, which says so") func escape() {
        var probe = Probe()
        probe.openDialog(ProbeScreen())
        probe.press("s", "e", "esc")
        #expect(probe.app.sitting.dialogs.isEmpty && probe.app.sitting.typedAhead.isEmpty)
        #expect(probe.app.sitting.toast?.text == "What you typed ahead is not done.")
        #expect(probe.log().isEmpty)
    }

    @Test("are forgotten when the desk is locked") func locked() {
        var probe = Probe()
        probe.press("s", "z", "L")
        #expect(probe.app.isAtDoor)
        probe.answer(0, .success("found"))
        #expect(probe.log() == ["search(1) found"])
        #expect(probe.app.aside[0].toast?.text == "What you typed ahead is not done.")
    }

    @Test("wait for what an opened dialog reads first, and not for what it reads anew") func beginning() {
        var probe = Probe()
        probe.press("f1")
        probe.app.openDialog(.payment(AppointmentID(UUIDValue(high: 1, low: 1))))
        probe.press("ctrl-t")
        #expect(probe.app.sitting.typedAhead.count == 1)
        probe.app.answer(RequestID(number: 1), .failure(.notFound(what: "the appointment")))
        #expect(probe.app.sitting.typedAhead.isEmpty)
        probe.app.broadcast(.appointments)
        probe.press("ctrl-t")
        #expect(probe.app.sitting.typedAhead.isEmpty)
        #expect(probe.app.sitting.toast?.text == "There is no visit to pay for.")
    }
}
