import Salon
import SalonStore
import Terminal

/// Choosing another password for oneself.
struct PasswordScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case save
    }

    enum Job: Equatable, Sendable {
        case change(from: String, to: String)
    }

    static let place = "password"
    static let placeTitle = "Password"

    static let actions: [ActionRow<ActionName>] = [
        .init(.save, "change", keys: ["ctrl-s"], help: "Changes the password; all your other sessions end.")
    ]

    private var sheet = FormSheet(
        "password",
        Form([
            FormField("old", "Old password", .text(TextField(content: .secret, limit: 200)), isRequired: true),
            FormField("new", "New password", .text(TextField(content: .secret, limit: 200)), isRequired: true),
            FormField("again", "Once more", .text(TextField(content: .secret, limit: 200)), isRequired: true),
        ]))

    var isTyping: Bool { true }
    var unsaved: String? { sheet.unsaved }
    var presentation: Presentation { .dialog(title: "Change password", width: 66, height: 19) }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Bool {
        switch job {
        case .change(let old, let new): try backend.desk.account.changePassword(from: old, to: new)
        }
        return true
    }

    mutating func update(_ message: Message<PasswordScreen>, _ context: Context) -> [Effect<PasswordScreen>] {
        switch message {
        case .action(.save): return save()
        case .input(let input):
            return sheet.take(input, in: Self.formArea(in: context.area)) == .submitted ? save() : []
        case .answer(_, .success):
            return [
                .toast("Your password is changed. All your other sessions have ended."), .finish(), .changed(.users),
            ]
        case .answer(_, .failure(let error)):
            refuse(error)
            return []
        case .back: return sheet.back() ? [.close] : []
        case .opened, .reply, .changed, .tick: return []
        }
    }

    private mutating func save() -> [Effect<PasswordScreen>] {
        let (old, new) = (sheet.form.text("old"), sheet.form.text("new"))
        let again = sheet.form.text("again")
        let checked: String? = sheet.checked { errors in
            if again != new { errors.note("again", "This is not the same. Type the new password once more.") }
            return errors.value("new") { () throws(SalonError) in try Validation.password(new) }
        }
        guard let checked else { return [] }
        sheet.begin()
        return [.save(.change(from: old, to: checked))]
    }

    /// What was typed is not kept: a wrong old one is typed anew, and so is all of it after anything else.
    private mutating func refuse(_ error: SalonError) {
        switch error {
        case .invalid("old password", let sentence):
            sheet.form.set("old", text: "")
            sheet.refuse(.invalid(field: "old", sentence: sentence))
        case .invalid("new password", let sentence): sheet.refuse(.invalid(field: "new", sentence: sentence))
        default:
            if case .unavailable = error {} else { sheet.form.set("old", text: "") }
            sheet.refuse(error)
        }
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? { sheet.reasonAgainstSaving }

    private static func formArea(in area: Rect) -> Rect { area.inset(bottom: PasswordRules.height + 1) }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let key = context.keyName(ActionID(Self.place, ActionName.save.rawValue))
        sheet.draw(in: Self.formArea(in: area), into: &frame, context, save: KeyHint(key, "change"))
        let rules = area.split(bottom: PasswordRules.height).bottom
        PasswordRules.draw(for: sheet.form.text("new"), in: rules, into: &frame)
    }
}
