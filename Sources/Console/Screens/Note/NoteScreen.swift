import Salon
import SalonStore
import Terminal

/// The note of an appointment.
struct NoteScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case save
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case save(DayEntry, note: String)
        /// The appointment as somebody else left it.
        case fresh(AppointmentID)
    }

    enum Answer: Sendable {
        case saved(DayEntry)
        case card(AppointmentCard)
    }

    static let place = "note"
    static let placeTitle = "Note"

    static let actions: [ActionRow<ActionName>] = [
        .init(.save, "save", keys: ["ctrl-s"], permission: .appointmentsManage, help: "Saves the note.")
    ]

    /// The appointment as the note was opened, or as somebody else left it since.
    private var before: DayEntry
    private var sheet: FormSheet

    init(_ entry: DayEntry) {
        before = entry
        sheet = FormSheet("appointment", Self.form(entry))
    }

    private static func form(_ entry: DayEntry) -> Form {
        Form([FormField("notes", "Note", .area(TextArea(entry.notes ?? "", height: 6, limit: 10_000)))])
    }

    var isTyping: Bool { true }
    var unsaved: String? { sheet.unsaved }
    var presentation: Presentation {
        .dialog(title: "Note: \(before.clientName), \(before.start.time)", width: 78, height: 16)
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let appointments = try backend.desk.appointments
        switch job {
        case .save(let entry, let note): return .saved(try appointments.editNote(entry, note))
        case .fresh(let id): return .card(try appointments.card(id))
        }
    }

    static func foresight(of job: Job) -> Foresight<NoteScreen>? {
        switch job {
        case .save: .end(.saved([]))
        case .fresh: nil
        }
    }

    mutating func update(_ message: Message<NoteScreen>, _ context: Context) -> [Effect<NoteScreen>] {
        switch message {
        case .action(.save): return save()
        case .input(let input): return sheet.take(input, in: context.area) == .submitted ? save() : []
        case .answer(.save, .success(.saved(let entry))):
            return [.finish(), .changed(.saved([entry])), .toast("The note of \(entry.clientName) is saved.")]
        case .answer(.save, .failure(let error)):
            sheet.refuse(error)
            if case .stale = error { return [.load(.fresh(before.id))] }
            return []
        case .answer(.fresh, .success(.card(let card))):
            sheet.merge(Self.form(card.appointment.entry), base: Self.form(before))
            before = card.appointment.entry
            return []
        case .answer(.fresh, .failure(let error)):
            if case .unavailable = error {} else { sheet.problem = error.message }
            return []
        case .back: return sheet.back() ? [.close] : []
        case .opened, .answer, .reply, .changed, .tick: return []
        }
    }

    private mutating func save() -> [Effect<NoteScreen>] {
        let typed = sheet.form.text("notes")
        let checked: String?? = sheet.checked { errors in
            errors.value("notes") { () throws(SalonError) in
                try Validation.note(typed, field: "notes", longest: 10_000)
            }
        }
        guard let note = checked else { return [] }
        sheet.begin()
        return [.save(.save(before, note: note ?? ""))]
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? { sheet.reasonAgainstSaving }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let key = context.keyName(ActionID(Self.place, ActionName.save.rawValue))
        sheet.draw(in: area, into: &frame, context, save: KeyHint(key, "save"))
    }
}
