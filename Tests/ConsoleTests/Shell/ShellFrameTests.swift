import Salon
import Terminal
import Testing

@testable import Console

@Suite("The shell's frame") struct ShellFrameTests {
    @Test("names the salon, the time, the person and the tabs") func header() {
        let driver = Support.driver()
        #expect(driver.lines[0].contains("Maison Lumière"))
        #expect(driver.lines[0].contains("Saturday 21 November 2026  14:32"))
        #expect(driver.lines[0].contains("● live   Ana Ruiz receptionist"))
        #expect(driver.lines[1].contains("1 Appointments"))
    }
}
