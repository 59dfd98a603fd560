import Salon

/// What a screen wants done outside of itself, as a value.
enum Effect<Screen: ConsoleScreen>: Equatable {
    /// Does a job that only reads. A newer load of the group makes this one stale.
    case load(Screen.Job, RequestGroup = .main)
    /// Does a job that changes something. It is never dropped: if the server is away it is kept and repeated.
    case save(Screen.Job)
    /// Makes the loads of a group stale.
    case cancel(RequestGroup)
    /// Asks yes or no; the safe answer has the focus. `.reply(question, .yes)` comes for yes only.
    case confirm(Screen.Question, Confirmation)
    /// Asks for a line of text; `.reply(question, .text(…))`.
    case ask(Screen.Question, Prompt)
    /// Asks to choose from a list; `.reply(question, .choice(index))`.
    case choose(Screen.Question, Choices)
    /// Opens another screen over this one and gets its reply, if it finishes with one.
    case open(Destination, for: Screen.Question)
    /// Closes this dialog; asks first if something is unsaved. A tab's page has nowhere to go and stays.
    case close
    /// Closes this dialog at once, and gives its opener the reply.
    case finish(Reply = .done)
    /// Something that the shell does, whoever asks.
    case shell(ShellRequest)

    /// Shows another screen: a tab, or a dialog over this one.
    static func go(_ destination: Destination) -> Effect { .shell(.go(destination)) }
    /// Shows a line for some seconds.
    static func toast(_ text: String, _ level: Toast.Level = .done) -> Effect {
        .shell(.toast(Toast(text, level)))
    }
    /// Shows an error as a line.
    static func toast(_ error: SalonError) -> Effect { .toast(error.message, .failure) }
    /// Puts a text on the terminal's clipboard; `what` is named in the toast: "the phone number".
    static func copy(_ text: String, what: String) -> Effect { .shell(.copy(text, what: what)) }
    /// Tells all open screens that something was changed here.
    static func changed(_ changes: Changes) -> Effect { .shell(.changed(changes)) }
}

/// What the shell does for any screen.
enum ShellRequest: Equatable {
    /// Shows a screen.
    case go(Destination)
    /// Shows a line for some seconds.
    case toast(Toast)
    /// Puts a text on the terminal's clipboard.
    case copy(String, what: String)
    /// Tells all open screens of a change.
    case changed(Changes)
    /// Somebody signed in: the tabs open. Their token is kept if they want to stay signed in.
    case signedIn(Arrival, staysSignedIn: Bool)
    /// Ends the session and shows the sign-in screen.
    case signOut
    /// Does an action, as if its key had been pressed.
    case perform(ActionID)
    /// Draws in the colours of another theme from now on, and keeps it.
    case theme(String)
    /// Turns the mouse on or off, and keeps it.
    case mouse(Bool)
    /// Ends the program, without asking.
    case quit
}

/// What a question or another screen gave back.
enum Reply: Equatable, Sendable {
    /// Nothing but that it is done.
    case done
    /// Yes.
    case yes
    /// A line of text.
    case text(String)
    /// The index of the chosen row.
    case choice(Int)
    /// A day.
    case date(LocalDate)
    /// A client.
    case client(ClientID)
}

/// A question with two answers.
struct Confirmation: Equatable, Sendable {
    /// What it is about: "Cancel Maria Lopez, 9:00?".
    var title: String
    /// What it leads to.
    var effect: String
    /// The word on the button that does it: "Cancel the appointment".
    var yes: String
    /// The word on the safe button, which has the focus.
    var no: String
    /// A word that must be typed before the button works: for what touches many rows or can't be taken back.
    var typedWord: String?

    /// A question; name the object in the title and say what follows in `effect`.
    init(_ title: String, effect: String, yes: String, no: String = "Keep", typedWord: String? = nil) {
        self.title = title
        self.effect = effect
        self.yes = yes
        self.no = no
        self.typedWord = typedWord
    }
}

/// A question for a line of text.
struct Prompt: Equatable, Sendable {
    /// What it is about: "Why is it cancelled?".
    var title: String
    /// The label before the field.
    var label: String
    /// What stands in the field to begin with.
    var text: String
    /// A line of help below it.
    var help: String
    /// Whether an empty answer is taken.
    var mayBeEmpty: Bool

    /// A question for a line of text.
    init(_ title: String, label: String, text: String = "", help: String = "", mayBeEmpty: Bool = false) {
        self.title = title
        self.label = label
        self.text = text
        self.help = help
        self.mayBeEmpty = mayBeEmpty
    }
}

/// A question with a list of answers.
struct Choices: Equatable, Sendable {
    /// What it is about.
    var title: String
    /// The answers.
    var rows: [String]
    /// The row that has the focus to begin with.
    var selected: Int

    /// A list to choose from.
    init(_ title: String, _ rows: [String], selected: Int = 0) {
        self.title = title
        self.rows = rows
        self.selected = selected
    }
}

/// A line that shows for some seconds.
struct Toast: Equatable, Sendable {
    /// What kind of news it is.
    enum Level: Equatable, Sendable {
        /// It was done: 4 seconds.
        case done
        /// Something to know: 4 seconds.
        case note
        /// It was not done: 8 seconds, or until the next key that says more.
        case failure
    }
    /// One sentence.
    var text: String
    /// Its kind.
    var level: Level

    /// A line to show.
    init(_ text: String, _ level: Level = .done) {
        self.text = text
        self.level = level
    }
}
