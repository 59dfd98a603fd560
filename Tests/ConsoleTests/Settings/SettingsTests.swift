import Salon
import SalonStore
import Synchronization
import Terminal
import Testing

@testable import Console

@Suite("Settings of the salon") struct SettingsTests {
    /// The settings as a database would keep them.
    private final class Kept: Sendable {
        let jobs = Mutex<[SettingsScreen.Job]>([])
        let refusals = Mutex<[SalonError]>([])
        let settings: Mutex<SalonSettings>

        init() {
            var hours = OpeningWeek()
            for day in Weekday.allCases.prefix(6) {
                hours[day] = [.init(starts: LocalTime(minutes: 540), ends: LocalTime(minutes: 1080))]
            }
            let start = SalonSettings(branch: Support.arrival().branch, hours: hours, version: 1)
            settings = Mutex(start)
        }

        var saved: [SalonSettings] {
            jobs.withLock { $0 }.compactMap { job in if case .save(let wanted) = job { wanted } else { nil } }
        }

        func change(_ body: (inout SalonSettings) -> Void) {
            settings.withLock { kept in
                body(&kept)
                kept = SalonSettings(branch: kept.branch, hours: kept.hours, version: kept.version + 1)
            }
        }

        func open(_ size: Size = Size(120, 36), role: Role = .owner) -> ConsoleDriver {
            let canned = Canned().answering(SettingsScreen.self) { [self] job in
                jobs.withLock { $0.append(job) }
                let now = settings.withLock { $0 }
                switch job {
                case .read: return .success(.settings(now))
                case .save(let wanted):
                    if let refusal = refusals.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
                        return .failure(refusal)
                    }
                    change { ($0.branch, $0.hours) = (wanted.branch, wanted.hours) }
                    return .success(.saved(settings.withLock { $0 }))
                }
            }.answering(AccountScreen.self) { [self] job in
                var standing = Support.arrival(role)
                standing.branch = settings.withLock(\.branch)
                return job == .standing ? .success(.standing(standing)) : .failure(.notFound(what: "account"))
            }
            let driver = Support.driver(size, role: role, canned)
            driver.press("7", "down", "down", "down", "down", "enter")
            return driver
        }
    }

    private func erase(_ driver: ConsoleDriver, _ text: String) {
        driver.press("ctrl-u")
        driver.type(text)
    }

    @Test("shows them, with what they mean and what stays", arguments: sizes) func shown(_ size: Size) {
        let driver = Kept().open(size)
        #expect(driver.text.contains("Maison Lumière") && driver.text.contains("Hold unpaid"))
        #expect(driver.text.contains("minutes (4 h)"))
        #expect(driver.text.contains("UTC: stays, every appointment stands on it"))
        #expect(driver.text.contains("EUR: stays, every price is in it"))
        driver.press("shift-tab")
        #expect(driver.text.contains("Sunday") && driver.text.contains("closed"))
        driver.type("9-12,14-16")
        #expect(driver.text.contains("09:00–12:00, 14:00–16:00"))
    }

    @Test("saves them with one save; this console works by them at once", arguments: sizes) func save(_ size: Size) {
        let kept = Kept()
        let driver = kept.open(size)
        erase(driver, "Maison Claire")
        driver.press("tab", "tab", "tab", "tab", "tab")
        erase(driver, "120")
        driver.press("tab")
        erase(driver, "9")
        driver.press("ctrl-s")
        #expect(kept.saved.count == 1)
        #expect(kept.saved.first?.branch.holdMinutes == 120 && kept.saved.first?.branch.waitlistMinutes == 9)
        #expect(driver.text.contains("Saved the settings of Maison Claire.") && !driver.text.contains("Hold unpaid"))
        #expect(driver.lines[0].contains("Maison Claire"))
        #expect(driver.app.sitting.arrival?.branch.holdMinutes == 120)
    }

    @Test("what cannot be names its field, and nothing is saved") func invalid() {
        let kept = Kept()
        let driver = kept.open()
        driver.press("tab", "tab", "tab", "tab", "tab")
        erase(driver, "0")
        driver.press("shift-tab")
        for _ in 0..<5 { driver.press("shift-tab") }
        erase(driver, "noon")
        driver.press("ctrl-s")
        #expect(kept.saved.isEmpty)
        #expect(driver.text.contains("Enter the hold time in whole minutes, 1 to 10080."))
        for _ in 0..<6 { driver.press("shift-tab") }
        #expect(driver.text.contains("Write hours such as 9:00–13:00, 14:00–18:00, or closed."))
    }

    @Test("two who change the same choose between both; what only one changed is kept") func stale() {
        let kept = Kept()
        let driver = kept.open()
        erase(driver, "Maison Claire")
        kept.change {
            $0.branch.name = "Maison Rose"
            $0.branch.noticeMinutes = 30
        }
        kept.refusals.withLock { $0 = [.stale(what: "settings", by: "Ben Okafor")] }
        driver.press("ctrl-s")
        #expect(driver.text.contains("Maison Claire") && driver.text.contains("Maison Rose"))
        #expect(driver.text.contains("Notice is as they left it: 30"))
        driver.press("left", "enter")
        #expect(kept.saved.last?.branch.name == "Maison Claire" && kept.saved.last?.branch.noticeMinutes == 30)
        #expect(kept.saved.last?.version == 2)
    }

    @Test("is dimmed in More for everybody else", arguments: [Role.receptionist, .admin, .expert])
    func forbidden(_ role: Role) {
        let kept = Kept()
        let driver = kept.open(role: role)
        #expect(driver.text.contains("does not allow you to change settings"), "\(driver.text)")
        #expect(kept.jobs.withLock { $0.isEmpty })
    }

    @Test("what another desk saves counts here from the notice on") func heard() {
        let kept = Kept()
        let driver = kept.open()
        driver.press("esc")
        kept.change { $0.branch.name = "Maison Rose" }
        driver.hear(.changed([.settings]))
        #expect(driver.lines[0].contains("Maison Rose"))
    }

    @Test("on a real database a running console books by what the owner has just set") func real() throws {
        let database = try Support.demo(appointments: 300)
        let store = Support.store(database.deskSettings)
        let owner = try store.signIn(as: .owner).desk
        let token = try store.signIn(as: .receptionist).token
        let driver = ConsoleDriver(size: Size(120, 36), store: store, token: token)
        var settings = try owner.settings.read()
        settings.branch.name = "Maison Rose"
        settings.branch.holdMinutes = 30
        try owner.settings.save(settings)
        #expect(driver.lines[0].contains(DemoSalon.name))
        driver.hear(.changed([.settings]))
        #expect(driver.lines[0].contains("Maison Rose"))
        driver.press("n")
        #expect(driver.text.contains("30 min"))
    }
}
