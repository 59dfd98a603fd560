import Salon
import SalonStore
import Terminal

/// An appointment of a series, of which several visits shall be changed.
struct SeriesChangeStart: Equatable, Sendable {
    let entry: DayEntry
    let place: SeriesPlace
}

/// Moves or cancels one visit of a series, it and the following, or all to come. It shows what it will touch before it
/// does.
struct SeriesChangeScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case apply, otherTime, leaveOut, leaveOutAll
    }

    /// What the screen asks.
    enum Question: Equatable, Sendable {
        /// Whether so many visits shall be moved.
        case move
        /// Why they are cancelled.
        case cancel
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case book(SeriesChangeStart)
        case move(DayEntry, SeriesScope, SeriesChange, in: SeriesBook)
        case cancel(DayEntry, SeriesScope, in: SeriesPlace, reason: String)
    }

    enum Answer: Sendable {
        case book(SeriesBook)
        case moved(ChangedAppointments)
        case cancelled(CancelledSeries)
    }

    static let place = "seriesChange"
    static let placeTitle = "Change a series"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .apply, "apply…", keys: ["enter", "ctrl-s"], permission: .appointmentsManage, isDangerous: true,
            help: "Moves or cancels the visits that are shown, after a question."),
        .init(
            .otherTime, "another time", keys: ["ctrl-n"],
            help: "Takes the next of the free times around a visit's new time that is not free."),
        .init(
            .leaveOut, "let it stay", keys: ["ctrl-x"],
            help: "Leaves a visit where it is, or moves it with the others again."),
        .init(
            .leaveOutAll, "let the rest stay", keys: ["ctrl-o"],
            help: "Leaves all visits where they are whose new time is not free and that have no other yet."),
    ]

    let start: SeriesChangeStart
    var form: Form
    var book: SeriesBook?
    /// What the move would do; nil while it is to be cancelled, or nothing is typed that could be done.
    var move: SeriesMove?
    var list = SeriesDateList(
        whenEmpty: EmptyState(title: "No visit to change", sentence: "What is past, cancelled or done stays as it is."))
    var isPending = false
    /// The server was away: the change is kept.
    var isKept = false
    /// Why there is nothing to change, or why the last try was refused.
    var complaint: String?

    init(_ start: SeriesChangeStart) {
        self.start = start
        form = Form([
            FormField("what", "What", .choice(ChoiceControl(["move", "cancel"]))),
            FormField(
                "which", "Which", .choice(ChoiceControl(["this visit", "this and the following", "all to come"]))),
            FormField("hour", "To", .text(TextField(placeholder: "15:30, or +30 or -15 minutes", limit: 12))),
            FormField("expert", "With", .picker(PickerControl(Picker(items: [Self.asNow]), item: Self.asNow))),
        ])
    }

    static let asNow = PickerItem(id: "", title: "who does it now")

    var isTyping: Bool { true }
    var presentation: Presentation { .dialog(title: "Series of \(start.entry.clientName)", width: 96, height: 26) }
    var unsaved: String? {
        if isPending { return "This change still waits for the server." }
        return form.isChanged ? "Nothing of the series is changed yet." : nil
    }

    var cancels: Bool { form.choice("what") == 1 }
    var scope: SeriesScope { [.one, .following, .all][form.choice("which") ?? 0] }

    /// What is typed and chosen; nil when the hour is none.
    var change: SeriesChange? {
        var change = SeriesChange(expert: form.item("expert").flatMap { ExpertID($0.id) })
        let text = form.text("hour").filter { !$0.isWhitespace }
        if let sign = text.first, sign == "+" || sign == "-" {
            guard let minutes = Int(text), abs(minutes) < LocalTime.minutesPerDay else { return nil }
            change.hour = .later(minutes)
        } else if !text.isEmpty {
            guard let time = TimeExpression.parse(text) else { return nil }
            change.hour = .at(time)
        }
        for date in list.dates {
            switch date.choice {
            case .other(let time): change.exceptions[date.id] = .at(time)
            case .leftOut: change.exceptions[date.id] = .stays
            case .planned, .open: break
            }
        }
        return change
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let appointments = try backend.desk.appointments
        switch job {
        case .book(let start): return .book(try appointments.seriesBook(start.entry, start.place))
        case .move(let entry, let scope, let change, let book):
            return .moved(try appointments.changeSeries(entry, scope, change, in: book))
        case .cancel(let entry, let scope, let place, let reason):
            return .cancelled(try appointments.cancelSeries(entry, in: place, scope, reason: reason))
        }
    }

    static func foresight(of job: Job) -> Foresight<SeriesChangeScreen>? {
        switch job {
        case .move, .cancel: .end(.saved([]))
        case .book: nil
        }
    }
}
