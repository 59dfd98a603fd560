import Testing

@testable import Salon

@Suite("What an owner sets") struct BranchSettingTests {
    private let branch = Branch(
        id: .random(), name: "Maison", phone: "+33 1 22 33 44 55", timeZone: "Europe/Paris", currency: .euro,
        idleLockMinutes: 10, horizonDays: 90)

    private func refused(_ setting: BranchSetting, _ text: String) -> SalonError? {
        var branch = branch
        do throws(SalonError) {
            try setting.set(text, of: &branch)
            return nil
        } catch {
            #expect(branch == self.branch)
            return error
        }
    }

    @Test("each is read as it is written") func roundTrip() throws {
        var copy = branch
        for setting in BranchSetting.allCases { try setting.set(setting.text(of: branch), of: &copy) }
        #expect(copy == branch)
        #expect(BranchSetting.offerMinutes.text(of: branch) == "7" && BranchSetting.offerMinutes.key == "offer-minutes")
        #expect(Set(BranchSetting.allCases.map(\.key)).count == BranchSetting.allCases.count)
    }

    @Test("a number stays within its column, and the sentence says which") func ranges() {
        for setting in BranchSetting.allCases {
            guard let allowed = setting.allowed else { continue }
            #expect(
                refused(setting, "\(allowed.upperBound)") == nil && refused(setting, "\(allowed.lowerBound)") == nil)
            for text in ["\(allowed.upperBound + 1)", "-1", "1.5", "soon"] {
                guard case .invalid(let field, let sentence)? = refused(setting, text) else {
                    Issue.record("\(setting) takes \(text)")
                    continue
                }
                #expect(field == setting.rawValue && sentence.contains("\(allowed.upperBound)"))
            }
        }
        #expect(refused(.horizonDays, "x")?.message == "Enter the horizon in whole days, 1 to 3660.")
        #expect(refused(.name, " ")?.code == "invalid" && refused(.email, "a@b")?.code == "invalid")
    }

    @Test("what may be missing may be taken away") func none() throws {
        var copy = branch
        try BranchSetting.horizonDays.set("none", of: &copy)
        try BranchSetting.idleLockMinutes.set("never", of: &copy)
        try BranchSetting.phone.set(" ", of: &copy)
        try BranchSetting.noticeMinutes.set("", of: &copy)
        #expect(copy.horizonDays == nil && copy.idleLockMinutes == nil && copy.phone == nil && copy.noticeMinutes == 0)
    }

    @Test("opening hours are several a day, in any order, and do not overlap") func week() throws {
        var week = OpeningWeek()
        try week.set("14-18, 9-13", on: .monday)
        try week.set("18:00-2:00", on: .friday)
        #expect(HoursExpression.words(week[.monday], none: "closed") == "09:00–13:00, 14:00–18:00")
        #expect(week.all.map(\.weekday) == [.monday, .monday, .friday])
        for (text, words) in [
            ("9-13, 12-18", "overlap"), ("nine", "Write hours such as"), ("9", "Write hours such as"),
        ] {
            let error = #expect(throws: SalonError.self) { try week.set(text, on: .monday) }
            guard case .invalid("monday", let sentence)? = error else {
                Issue.record("\(text): \(String(describing: error))")
                continue
            }
            #expect(sentence.contains(words))
        }
        #expect(week[.monday].count == 2)
        for text in ["closed", "off", " "] {
            try week.set("9-12", on: .monday)
            try week.set(text, on: .monday)
            #expect(week[.monday].isEmpty)
        }
    }
}
