import Postgres
import Salon
import Testing

@testable import SalonStore

@Suite("Settings of the branch")
struct SettingsTests {
    @Test("the owner reads and saves all of them in one round trip each, and the log has it")
    func saving() throws {
        let salon = try SmallSalon()
        let owner = try salon.desk(of: "owner")
        let before = owner.store.roundTrips
        var settings = try owner.settings.read()
        #expect(owner.store.roundTrips == before + 1)
        #expect(settings.branch == owner.branch)
        settings.branch.name = "Maison Claire"
        settings.branch.phone = "+33 1 22 33 44 55"
        settings.branch.holdMinutes = 120
        settings.branch.waitlistMinutes = 9
        settings.branch.noticeMinutes = 60
        settings.branch.horizonDays = 90
        settings.branch.idleLockMinutes = nil
        settings.branch.slotMinutes = 20
        try settings.hours.set("9-13, 14-18", on: .monday)
        try settings.hours.set("closed", on: .tuesday)
        let saved = try owner.settings.save(settings)
        #expect(owner.store.roundTrips == before + 2)
        #expect(saved.branch == settings.branch && saved.hours == settings.hours && saved.version > settings.version)
        #expect(try owner.settings.read() == saved)
        // A save whose answer was lost is repeated, and makes nothing anew.
        #expect(try owner.settings.save(settings) == saved)
        // Whoever signs in, or was told, works by them.
        let desk = try salon.desk(of: "desk")
        #expect(desk.branch == saved.branch && salon.desk.branch.holdMinutes == 240)
        #expect(try salon.desk.renewed().branch == saved.branch)
        #expect(salon.desk.taking(saved.branch).branch.holdMinutes == 120)
        let changes = try owner.history.page(AuditFilter(), PageRequest(limit: 20)).rows
        let hold = changes.lazy.filter { $0.entity == .branches }.flatMap(\.changes).first {
            $0.field == "hold_minutes"
        }
        #expect(hold?.before == "240 min" && hold?.after == "120 min" && hold?.label == "hold time")
        #expect(changes.contains { $0.entity == .openingHours })
    }

    @Test("what the desk does follows them: the grid, the notice, the horizon")
    func effect() throws {
        let salon = try SmallSalon()
        let owner = try salon.desk(of: "owner")
        var settings = try owner.settings.read()
        settings.branch.slotMinutes = 20
        settings.branch.noticeMinutes = 150
        settings.branch.horizonDays = 1
        let desk = salon.desk.taking(try owner.settings.save(settings).branch)
        let facts = try desk.appointments.bookingFacts(FactsQuery(dates: SmallSalon.monday..<SmallSalon.monday + 3))
        let offers = Availability(facts.input, for: SmallSalon.query(with: SmallSalon.aiko)).offers()
        // It is eight o'clock on Monday.
        #expect(offers.prefix(2).map(\.start) == [SmallSalon.monday.at(10, 40), SmallSalon.monday.at(11)])
        #expect(offers.last?.start.date == SmallSalon.monday + 1)
    }

    @Test("only opening hours that changed make a new version; so two people who change them find out")
    func stale() throws {
        let salon = try SmallSalon()
        let owner = try salon.desk(of: "owner")
        let seen = try owner.settings.read()
        #expect(try owner.settings.save(seen).version == seen.version)
        var theirs = seen
        try theirs.hours.set("10-20", on: .saturday)
        let after = try owner.settings.save(theirs)
        #expect(after.version == seen.version + 1)
        // The same opening, another closing.
        try theirs.hours.set("10-19", on: .saturday)
        var mine = seen
        mine.branch.holdMinutes = 60
        try mine.hours.set("closed", on: .saturday)
        let before = owner.store.roundTrips
        let error = #expect(throws: SalonError.self) { try owner.settings.save(mine) }
        #expect(error?.code == "stale" && owner.store.roundTrips == before + 1)
        #expect(try owner.settings.read() == after)
        let again = SalonSettings(branch: theirs.branch, hours: theirs.hours, version: after.version)
        #expect(
            try HoursExpression.words(owner.settings.save(again).hours[.saturday], none: "closed") == "10:00–19:00")
    }

    @Test("nobody else reads or changes them; bad values name their field")
    func refusals() throws {
        let salon = try SmallSalon()
        let settings = try salon.desk(of: "owner").settings.read()
        for name in ["desk", "admin", "expert"] {
            let desk = try salon.desk(of: name)
            #expect(throws: SalonError.forbidden(.settingsManage)) { try desk.settings.read() }
            #expect(throws: SalonError.forbidden(.settingsManage)) { try desk.settings.save(settings) }
        }
        var bad = settings
        bad.branch.waitlistMinutes = 0
        let error = #expect(throws: SalonError.self) { try salon.desk(of: "owner").settings.save(bad) }
        guard case .invalid("waitlist_minutes", _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        // What the program takes, the table takes.
        for setting in BranchSetting.allCases {
            for value in [setting.allowed?.lowerBound, setting.allowed?.upperBound].compactMap(\.self) {
                let owner = try salon.desk(of: "owner")
                var edge = try owner.settings.read()
                try setting.set("\(value)", of: &edge.branch)
                #expect(try setting.text(of: owner.settings.save(edge).branch) == "\(value)")
            }
        }
    }
}
