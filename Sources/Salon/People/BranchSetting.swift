/// What an owner sets for the branch. Named by its column; the time zone and the currency are not among them, because
/// every appointment stands on the one and every price is in the other.
public enum BranchSetting: String, CaseIterable, Hashable, Sendable {
    /// The name on the door.
    case name
    /// Street and town.
    case address
    /// Telephone number.
    case phone
    /// E-mail address.
    case email
    /// Starts are offered every so many minutes.
    case slotMinutes = "slot_minutes"
    /// How long an unpaid booking is held.
    case holdMinutes = "hold_minutes"
    /// How long a freed time is kept for somebody of the waitlist.
    case offerMinutes = "waitlist_minutes"
    /// How many minutes ahead a visit must be booked.
    case noticeMinutes = "notice_minutes"
    /// How many days ahead a visit can be booked.
    case horizonDays = "horizon_days"
    /// After how many idle minutes the console locks.
    case idleLockMinutes = "idle_lock_minutes"

    /// As a command names it: "hold-minutes".
    public var key: String {
        self == .offerMinutes ? "offer-minutes" : String(rawValue.map { $0 == "_" ? "-" : $0 })
    }

    /// What it is called in a sentence: "hold time".
    public var title: String {
        switch self {
        case .name: "name"
        case .address: "address"
        case .phone: "phone"
        case .email: "e-mail"
        case .slotMinutes: "grid"
        case .holdMinutes: "hold time"
        case .offerMinutes: "offer time"
        case .noticeMinutes: "notice"
        case .horizonDays: "horizon"
        case .idleLockMinutes: "idle lock"
        }
    }

    /// The numbers that it takes, as the column does; nil for a text.
    public var allowed: ClosedRange<Int>? {
        switch self {
        case .name, .address, .phone, .email: nil
        case .slotMinutes: 1...240
        case .holdMinutes: 1...10_080
        case .offerMinutes, .idleLockMinutes: 1...1_440
        case .noticeMinutes: 0...43_200
        case .horizonDays: 1...3_660
        }
    }

    /// As it is for a branch; empty for none.
    public func text(of branch: Branch) -> String {
        switch self {
        case .name: branch.name
        case .address: branch.address ?? ""
        case .phone: branch.phone ?? ""
        case .email: branch.email ?? ""
        case .slotMinutes: "\(branch.slotMinutes)"
        case .holdMinutes: "\(branch.holdMinutes)"
        case .offerMinutes: "\(branch.waitlistMinutes)"
        case .noticeMinutes: "\(branch.noticeMinutes)"
        case .horizonDays: branch.horizonDays.map { "\($0)" } ?? ""
        case .idleLockMinutes: branch.idleLockMinutes.map { "\($0)" } ?? ""
        }
    }

    /// Sets it as it is typed; empty or "none" for no address, no horizon, no lock. Throws `invalid`, which names its
    /// column.
    public func set(_ text: String, of branch: inout Branch) throws(SalonError) {
        let isNone = ["", "none", "never"].contains(Folding.fold(CleanName.trimmed(text)))
        switch self {
        case .name: branch.name = try Validation.name(text)
        case .address: branch.address = isNone ? nil : try Validation.note(text, field: rawValue, longest: 1_000)
        case .phone: branch.phone = isNone ? nil : try Validation.phone(text)
        case .email: branch.email = isNone ? nil : try Validation.email(text)
        case .slotMinutes: branch.slotMinutes = try number(text)
        case .holdMinutes: branch.holdMinutes = try number(text)
        case .offerMinutes: branch.waitlistMinutes = try number(text)
        case .noticeMinutes: branch.noticeMinutes = isNone ? 0 : try number(text)
        case .horizonDays: branch.horizonDays = isNone ? nil : try number(text)
        case .idleLockMinutes: branch.idleLockMinutes = isNone ? nil : try number(text)
        }
    }

    private func number(_ text: String) throws(SalonError) -> Int {
        guard let allowed, let number = Digits.value(CleanName.trimmed(text)), allowed.contains(number) else {
            let unit = self == .horizonDays ? "days" : "minutes"
            let range = allowed.map { ", \($0.lowerBound) to \($0.upperBound)" } ?? ""
            throw .invalid(field: rawValue, sentence: "Enter the \(title) in whole \(unit)\(range).")
        }
        return number
    }
}
