import Salon
import SalonStore
import Terminal

/// What stands in the form, and what is read out of it. The fields are named by their columns and days.
extension SettingsScreen {
    static func form(_ settings: SalonSettings) -> Form {
        let texts = BranchSetting.allCases.map { setting in
            FormField(
                setting.rawValue, label(setting),
                .text(
                    TextField(
                        setting.text(of: settings.branch), content: setting.allowed == nil ? .any : .integer,
                        placeholder: placeholder(setting), limit: setting.allowed == nil ? 300 : 5)),
                isRequired: isRequired(setting))
        }
        let days = Weekday.allCases.map { day in
            FormField(
                OpeningWeek.field(day), day.name,
                .text(
                    TextField(
                        HoursExpression.words(settings.hours[day], none: ""), placeholder: "closed", limit: 80)))
        }
        let fixed = [
            FormField(
                "zone", "Time zone", .fixed("\(settings.branch.timeZone): stays, every appointment stands on it")),
            FormField("currency", "Currency", .fixed("\(settings.branch.currency.code): stays, every price is in it")),
        ]
        // Who and where, what stays, then how it works.
        return Form(texts.prefix(4) + fixed + texts.dropFirst(4) + days)
    }

    private static func label(_ setting: BranchSetting) -> String {
        switch setting {
        case .name: "Name"
        case .address: "Address"
        case .phone: "Phone"
        case .email: "E-mail"
        case .slotMinutes: "Starts every"
        case .holdMinutes: "Hold unpaid"
        case .offerMinutes: "Keep an offer"
        case .noticeMinutes: "Notice"
        case .horizonDays: "Book ahead"
        case .idleLockMinutes: "Lock after"
        }
    }

    private static func placeholder(_ setting: BranchSetting) -> String {
        switch setting {
        case .noticeMinutes: "none"
        case .horizonDays: "any"
        case .idleLockMinutes: "never"
        default: ""
        }
    }

    private static func isRequired(_ setting: BranchSetting) -> Bool {
        [.name, .slotMinutes, .holdMinutes, .offerMinutes].contains(setting)
    }

    /// Says below a number what it means.
    mutating func showHints() {
        for setting in BranchSetting.allCases where setting.allowed != nil {
            let number = Int(sheet.form.text(setting.rawValue))
            sheet.form.update(setting.rawValue) { $0.hint = Self.hint(setting, number) }
        }
        for day in Weekday.allCases {
            let field = OpeningWeek.field(day)
            let text = sheet.form.text(field)
            let words = HoursExpression.parse(text).map { HoursExpression.words($0, none: "closed") } ?? ""
            sheet.form.update(field) { $0.hint = words == text ? "" : words }
        }
    }

    private static func hint(_ setting: BranchSetting, _ number: Int?) -> String {
        let time = number.map { SpanText.minutes($0) } ?? "–"
        return switch setting {
        case .slotMinutes: "minutes, counted from midnight"
        case .holdMinutes: "minutes (\(time)): then an unpaid booking lets its time go"
        case .offerMinutes: "minutes that a freed time is kept for the waitlist"
        case .noticeMinutes:
            (number ?? 0) == 0
                ? "minutes: a time can be booked until it begins"
                : "minutes (\(time)) ahead; walk-ins and overbookings need none"
        case .horizonDays:
            number.map { "days: nothing is booked more than \($0) days ahead" } ?? "days: as far as one likes"
        case .idleLockMinutes: number == nil ? "idle minutes: it locks by Ctrl-L only" : "idle minutes"
        case .name, .address, .phone, .email: ""
        }
    }

    /// The settings as the form has them; nil if something can't stay so, which the form then shows.
    mutating func wanted() -> SalonSettings? {
        guard let before else { return nil }
        let form = sheet.form
        return sheet.checked { errors in
            var wanted = before
            for setting in BranchSetting.allCases {
                _ = errors.value(setting.rawValue) { () throws(SalonError) in
                    try setting.set(form.text(setting.rawValue), of: &wanted.branch)
                }
            }
            for day in Weekday.allCases {
                let field = OpeningWeek.field(day)
                _ = errors.value(field) { () throws(SalonError) in try wanted.hours.set(form.text(field), on: day) }
            }
            return wanted
        }
    }
}
