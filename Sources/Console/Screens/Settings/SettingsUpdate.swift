import Salon
import SalonStore
import Terminal

extension SettingsScreen {
    typealias Effects = [Effect<SettingsScreen>]

    mutating func update(_ message: Message<SettingsScreen>, _ context: Context) -> Effects {
        switch message {
        case .opened, .action(.refresh): return [.load(.read)]
        case .action(.save): return save()
        case .input(let input):
            guard before != nil else { return [] }
            let event = sheet.take(input, in: context.area)
            if case .submitted = event { return save() }
            showHints()
            return []
        case .answer(.read, .success(.settings(let settings))):
            show(settings)
            return []
        case .answer(.read, .failure(let error)):
            if before == nil { failure = error } else { sheet.problem = error.message }
            return []
        case .answer(.save, .success(.saved(let settings))):
            return [
                .finish(), .shell(.branch(settings.branch)), .toast("Saved the settings of \(settings.branch.name)."),
            ]
        case .answer(.save, .failure(let error)):
            sheet.refuse(error)
            if case .stale = error { return [.load(.read)] }
            return []
        case .back: return sheet.back() ? [.close] : []
        case .answer, .reply, .changed, .tick: return []
        }
    }

    /// Fills the form, or brings together what is typed and what somebody else has saved meanwhile.
    private mutating func show(_ settings: SalonSettings) {
        failure = nil
        if let before {
            sheet.merge(Self.form(settings), base: Self.form(before))
        } else {
            sheet = FormSheet("page", Self.form(settings))
        }
        before = settings
        showHints()
    }

    private mutating func save() -> Effects {
        guard let wanted = wanted() else { return [] }
        sheet.begin()
        return [.save(.save(wanted))]
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        switch action {
        case .save: before == nil ? "The settings are being read." : sheet.reasonAgainstSaving
        case .refresh: before == nil ? nil : "Save or leave what is typed first."
        }
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        guard before != nil else {
            let state = failure.map { error in
                EmptyState(
                    .failed, title: "The settings could not be read", sentence: error.message, key: "f5",
                    action: "try again")
            }
            return (state ?? EmptyState(.loading, title: "Reading the settings…")).draw(in: area, into: &frame)
        }
        let key = context.keyName(ActionID(Self.place, ActionName.save.rawValue))
        sheet.draw(in: area, into: &frame, context, save: KeyHint(key, "save"))
    }
}
