import Salon
import SalonStore
import Terminal

/// What a screen wants done outside of itself, as a value.
enum Effect<Screen: ConsoleScreen>: Equatable {
    /// Does a job that only reads. A newer load of the group makes this one stale.
    case load(Screen.Job, RequestGroup = .main)
    /// Does a job that changes something. It is never dropped: if the server is away it is kept and repeated.
    case save(Screen.Job)
    /// Makes the loads of a group stale.
    case cancel(RequestGroup)
    /// Asks something: yes or no, a typed word, a text, a reason. `.reply(question, .accepted(…))` comes for a yes only.
    case ask(Screen.Question, Dialog)
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
    static func toast(_ text: String, _ level: Toast.Level = .good) -> Effect { .shell(.toast(level, text)) }
    /// Shows an error as a line.
    static func toast(_ error: SalonError) -> Effect { .toast(error.message, .failed) }
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
    case toast(Toast.Level, String)
    /// Puts a text on the terminal's clipboard.
    case copy(String, what: String)
    /// Tells all open screens of a change.
    case changed(Changes)
    /// The branch is another from now on: its name, its grid, its times.
    case branch(Branch)
    /// Somebody signed in: the tabs open. Their token is kept if they want to stay signed in; nil leaves what is kept.
    case signedIn(Arrival, staysSignedIn: Bool?)
    /// The kept token is worth nothing any more.
    case forgetToken
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
    /// A question got a yes: with the text typed, and the index of the reason chosen.
    case accepted(text: String, choice: Int?)
    /// A day.
    case date(LocalDate)
    /// A client.
    case client(ClientID)
    /// An appointment that was made.
    case appointment(AppointmentID)
    /// A client's patch tests as they are now.
    case patchTests(ClientID, [PatchTestRow])
    /// A filter of the log.
    case audit(AuditQuery)
}
