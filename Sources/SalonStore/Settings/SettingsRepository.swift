import Postgres
import Salon

/// What the owner sets for the branch, and the usual opening hours.
public struct SalonSettings: Hashable, Sendable {
    /// The branch.
    public var branch: Branch
    /// When it is open.
    public var hours: OpeningWeek
    /// Which version this is; a change of an older one is refused.
    public let version: Int

    /// Settings of given values, as for a screen without a database.
    public init(branch: Branch, hours: OpeningWeek, version: Int) {
        self.branch = branch
        self.hours = hours
        self.version = version
    }
}

/// The branch's settings. Each call takes one round trip.
public struct SettingsRepository: Sendable {
    let desk: Desk

    /// The settings as they are. Throws `forbidden`, `unavailable`.
    public func read() throws(SalonError) -> SalonSettings {
        try desk.session.require(.settingsManage)
        var pipeline = desk.pipeline()
        let row = pipeline.add(SettingsSQL.current, desk.branch.id)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in try SalonSettings(answers[row].row()) }
    }

    /// Saves all of them. The time zone and the currency stay.
    ///
    /// - Parameter settings: As they shall be, with the version that was changed. Throws `stale` when it is not the newest
    ///   any more, unless all stands there already; `invalid`; `forbidden`.
    /// - Returns: The settings as they are now.
    @discardableResult
    public func save(_ settings: SalonSettings) throws(SalonError) -> SalonSettings {
        try desk.session.require(.settingsManage)
        var branch = settings.branch
        for setting in BranchSetting.allCases { try setting.set(setting.text(of: branch), of: &branch) }
        let hours = settings.hours.all
        for day in Weekday.allCases {
            try RosterRules.check(settings.hours[day], field: OpeningWeek.field(day))
        }
        var pipeline = desk.pipeline()
        pipeline.add(
            SettingsSQL.save, desk.branch.id, settings.version, branch.name, branch.address, branch.phone, branch.email,
            branch.slotMinutes, branch.holdMinutes, branch.waitlistMinutes, branch.noticeMinutes, branch.horizonDays,
            branch.idleLockMinutes, hours.map(\.weekday.rawValue), hours.map(\.opens), hours.map(\.closes))
        let edit = Edit(
            what: "settings", entity: .branches, id: desk.branch.id.value, version: settings.version,
            mine: BranchSetting.allCases.map { ($0.rawValue, $0.text(of: branch)) })
        return try edit.settle(
            pipeline, at: desk, reading: SettingsSQL.current, { (row) throws(PostgresError) in try SalonSettings(row) },
            isSaved: { saved in
                BranchSetting.allCases.allSatisfy { $0.text(of: saved.branch) == $0.text(of: branch) }
                    && saved.hours == settings.hours
            })
    }
}

extension Desk {
    /// The branch's settings.
    public var settings: SettingsRepository { SettingsRepository(desk: self) }
}

extension SalonSettings {
    /// Reads a row of `SettingsSQL.current`.
    init(_ row: Row) throws(PostgresError) {
        branch = try Branch(row)
        version = try row.decode(13)
        let weekdays: [Int] = try row.decode(14)
        let opens: [LocalTime] = try row.decode(15)
        let closes: [LocalTime] = try row.decode(16)
        hours = OpeningWeek()
        for (day, (starts, ends)) in zip(weekdays, zip(opens, closes)) {
            if let day = Weekday(rawValue: day) { hours[day].append(.init(starts: starts, ends: ends)) }
        }
    }
}
