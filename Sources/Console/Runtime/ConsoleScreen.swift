import Salon
import SalonStore
import Terminal

/// A screen of the console, a tab's or a dialog's: a value, an `update` and a drawing.
///
/// # How the console runs
///
/// The main thread owns the terminal and the model (`App`). It sleeps in `poll`; each turn takes all input and all
/// answers, calls `update`, and draws once (`Loop`). Nothing in `update` or `draw` touches a terminal, a clock or a
/// database: the time and everything else that a screen may know come in as a `Context`.
///
/// What must happen outside is returned from `update` as `Effect` values. A `.load` or `.save` carries the screen's
/// own `Job`, an equatable value that `perform` carries out on a worker thread; the result comes back as
/// `.answer(job, result)`. A load is replaced by the next load of its group, and the answer to the older one never
/// arrives. When the server is away (`SalonError.unavailable`) the screen is told once, the job is kept and repeated
/// until there is another answer; a save is kept even if its screen closes. A job that changes something must
/// therefore be safe to repeat: it carries the id that the console made for it (`Context.newID`).
///
/// A key costs one round trip: loads that are wanted at one time travel together, and a save takes along the loads to
/// which its end leads, as far as that is foreseen (`foresight`).
///
/// A key goes to the top screen: first as an action of the table (`actions`), if one of them claims the key and the
/// screen isn't typing it; else as an action of everywhere; else as `.input`. Nobody has to look before they type on: a
/// key whose answer is on its way waits for it, and those behind it too (`mustWait`, `TypedAhead`).
protocol ConsoleScreen: ActionPlace, SendableMetatype {
    /// The screen's own actions.
    associatedtype ActionName = NoAction
    /// Work for a worker thread.
    associatedtype Job: Equatable & Sendable = Never
    /// What comes back from a job.
    associatedtype Answer: Sendable = Never
    /// What the screen asks through dialogs and other screens; it comes back with the reply.
    associatedtype Question: Equatable & Sendable = Never

    /// Its rows of the table of actions.
    static var actions: [ActionRow<ActionName>] { get }

    /// The part of the screen whose keys are valid now.
    var scope: Scope { get }
    /// A text field has the focus: characters are text and no actions.
    var isTyping: Bool { get }
    /// Every key comes as `.input`, the actions of everywhere too, but for quit, suspend and redraw.
    var takesAllKeys: Bool { get }
    /// What would be lost if the screen closed now, as a sentence; nil for nothing.
    var unsaved: String? { get }
    /// `.tick` comes each second instead of each minute: only while seconds are shown.
    var countsSeconds: Bool { get }
    /// Where the screen stands.
    var presentation: Presentation { get }

    /// The only place where the screen changes.
    mutating func update(_ message: Message<Self>, _ context: Context) -> [Effect<Self>]
    /// Why an action can't be done in the present state, as a sentence; nil if it can. The role is checked before.
    func disabledReason(_ action: ActionName, _ context: Context) -> String?
    /// Whether a key that means this `.action` or `.input` must wait, because it is about what `reading`, the loads that
    /// are on their way, will bring. What an open dialog reads first, and saves, are waited for anyway.
    func mustWait(_ message: Message<Self>, reading: Set<RequestGroup>) -> Bool
    /// Draws the screen. `area` equals `context.area`.
    func draw(in area: Rect, into frame: inout Frame, _ context: Context)
    /// Does a job, on a worker thread.
    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer
    /// What is known beforehand of the end of a job that changes something. The shell tries it on a copy of the
    /// console, and what the screens ask for then comes in the round trip of the change.
    static func foresight(of job: Job) -> Foresight<Self>?
}

/// How a job that changes something will end if nothing comes between.
enum Foresight<Screen: ConsoleScreen> {
    /// With this answer. What of it the database alone knows may be as it was before.
    case answer(Screen.Answer)
    /// The screen closes, and tells of these changes.
    case end(Changes)
}

/// What a screen is told.
enum Message<Screen: ConsoleScreen> {
    /// The screen was opened, or an open tab was navigated to with an argument.
    case opened(Destination)
    /// An action of its own was chosen by key, footer, help or palette, and is enabled.
    case action(Screen.ActionName)
    /// A key, a paste or the mouse, if no action claimed it. Mouse points are those of the frame.
    case input(Input)
    /// A job is done. `.failure(.unavailable)` comes once and means that the job is kept and repeated.
    case answer(Screen.Job, Result<Screen.Answer, SalonError>)
    /// The answer to a question. A question that is left by Esc has no answer.
    case reply(Screen.Question, Reply)
    /// Something was changed, here or at another desk.
    case changed(Changes)
    /// The minute changed; the second, if the screen counts seconds.
    case tick
    /// Esc: take one step back inside the screen, or return `.close`.
    case back
}

extension Message {
    /// Whether what a key means is about an open search of the form that has no answer yet.
    func mustWait(for form: Form) -> Bool {
        switch self {
        case .action: form.isSearching
        case .input(.key(let key)): form.mustWait(for: key)
        default: false
        }
    }
}

/// Where a screen stands and how large it wants to be.
enum Presentation: Equatable, Sendable {
    /// The whole body below the tabs.
    case page
    /// A box in the middle with this title, cut to the body.
    case dialog(title: String, width: Int, height: Int)
    /// Over everything but the footer; the screen draws its own box.
    case overlay
    /// One line below the tabs, over everything, without the keys.
    case strip
}

/// The actions of a screen that has none of its own.
enum NoAction: RawRepresentable, CaseIterable, Hashable, Sendable {
    static let allCases: [NoAction] = []

    init?(rawValue: String) { nil }

    var rawValue: String { switch self {} }
}

extension ConsoleScreen {
    /// By default the screen has no parts.
    var scope: Scope { .whole }
    /// By default no field has the focus.
    var isTyping: Bool { false }
    /// By default the actions of everywhere come first.
    var takesAllKeys: Bool { false }
    /// By default nothing would be lost.
    var unsaved: String? { nil }
    /// By default minutes are enough.
    var countsSeconds: Bool { false }
    /// By default it is a page.
    var presentation: Presentation { .page }
    /// By default nothing is known.
    static func foresight(of job: Job) -> Foresight<Self>? { nil }
    /// By default every action is possible.
    func disabledReason(_ action: ActionName, _ context: Context) -> String? { nil }
    /// By default no key is about what is being read.
    func mustWait(_ message: Message<Self>, reading: Set<RequestGroup>) -> Bool { false }
}

extension ConsoleScreen where ActionName == NoAction {
    /// No actions.
    static var actions: [ActionRow<NoAction>] { [] }
}

extension ConsoleScreen where Job == Never {
    /// Nothing to do.
    static func perform(_ job: Never, with backend: Backend) throws(SalonError) -> Answer {}
}
