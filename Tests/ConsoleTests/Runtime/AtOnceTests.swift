import Salon
import Terminal
import Testing

@testable import Console

/// What is typed at once, before a single answer has come over the slow line, comes to the same as what is typed with a
/// look after each key.
@Suite("Typed at once as with pauses") struct AtOnceTests {
    /// A morning's work in keys, and words that show that it was done.
    static let works: [(keys: String, sign: String)] = [
        ("} tab p ctrl-s", "Took "),
        ("g + 3 d enter tab x enter tab u u", "Taken back"),
        ("g + 4 d enter tab enter c s p ctrl-s d", "is done"),
        ("} tab m down down enter", "Moved "),
        ("g + 6 d enter tab v W tab x enter", "is cancelled"),
        ("D t w enter", "has begun"),
        ("D t / a n a enter down enter h", "─ History"),
        ("2 / a n a enter tab e tab tab tab N u t s ctrl-s", "Saved "),
        ("2 n Z o e space Q u i s t ctrl-s b", "Zoe Quist"),
        ("D t n a n a enter m e n enter tab tab ctrl-u + 3 d tab pgdn pgdn ctrl-s", "Booked "),
        (": a n a space c u t space f r i enter", "New booking"),
        (": r e v e n enter", "Value of visits"),
        ("D t } tab S", "Swap two appointments"),
        ("7 down down down enter n a n a down enter c o l o enter ctrl-s", " waits."),
        ("4 down down s down space", "Space does it"),
    ]

    @Test("each work of a morning") func equal() throws {
        let slow = try FarDesk(role: .admin)
        let quick = try FarDesk(role: .admin)
        for work in Self.works {
            let keys = work.keys.split(separator: " ").map { Key(stringLiteral: String($0)) }
            for key in keys { slow.driver.press(key) }
            for key in keys { quick.driver.pressOnly(key) }
            quick.driver.settle()
            #expect(quick.driver.text == slow.driver.text, "\(work.keys)")
            #expect(slow.driver.text.contains(work.sign), "\(work.keys)\n\(slow.driver.text)")
            #expect(quick.driver.app.sitting.typedAhead.isEmpty, "\(work.keys)")
            for desk in [slow, quick] { leaveDialogs(desk.driver) }
        }
    }

    private func leaveDialogs(_ driver: ConsoleDriver) {
        while !driver.app.sitting.dialogs.isEmpty {
            driver.press("esc")
            if driver.text.contains("Close without saving?") { driver.press("y") }
        }
        driver.press("1")
    }
}
