import Salon
import SalonStore
import Testing

@testable import Console
@testable import Terminal

/// Without colours, what differs in meaning still differs on the screen: by its text or by its attributes.
@Suite("Without colours") struct MonoTests {
    /// What a person sees of a frame on a terminal without colours.
    private func seen(_ driver: ConsoleDriver) -> [String] {
        let frame = driver.screen.frame
        let mono = Theme.named("mono")
        return (0..<frame.size.height).flatMap { y in
            (0..<frame.size.width).map { x in
                guard let cell = frame[Point(x, y)] else { return "" }
                let look = mono.look(cell.style, depth: .none)
                return "\(cell.text)\(look.attributes.rawValue)\(look.fill)"
            }
        }
    }

    private func changes(_ driver: ConsoleDriver, _ keys: Key...) -> Bool {
        let before = seen(driver)
        for key in keys { driver.press(key) }
        return seen(driver) != before
    }

    @Test("the cursor is seen in the log, in the table of roles and in the sessions", arguments: sizes)
    func cursors(_ size: Size) {
        let canned = Canned()
            .answering(RolesScreen.self) { _ in .success(.standard) }
            .answering(AuditScreen.self) { job in
                guard case .page(_, let request, _) = job else { return .failure(.notFound(what: "job")) }
                return .success(.page(HistoryFixtures.page(HistoryFixtures.log(5), request)))
            }
        let driver = Support.driver(size, role: .owner, canned)
        driver.press("7", "down", "enter")
        #expect(changes(driver, "right") && changes(driver, "down"))
        driver.press("esc", "down", "enter")
        #expect(changes(driver, "down"))
        driver.press("esc")
        #expect(changes(driver, "down"))
    }

    @Test("what is dimmed in More says why") func dimmed() {
        let driver = Support.driver(Size(80, 24))
        driver.press("7")
        #expect(driver.text.contains("Your role does not allow you to change what roles may do."))
    }

    @Test("a chosen side, a kept rule and the field with the focus are seen") func marks() {
        let driver = Support.driver(Size(80, 24))
        driver.press("7", "enter", "p", "tab")
        #expect(changes(driver, "tab"))
        driver.press("shift-tab")
        driver.type("A")
        #expect(driver.text.contains("✓ a capital letter") && driver.text.contains("· a digit"))
    }
}
