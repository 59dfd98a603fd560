import Salon
import SalonStore
import Terminal

/// Takes back the last change that its person made in this session: first it shows what that is.
struct UndoScreen: ConsoleScreen {
    enum Job: Equatable, Sendable {
        case look
        case undo(UndoOffer)
    }

    enum Answer: Sendable {
        case offer(UndoOffer?)
        case undone(UndoneChange)
    }

    /// How far it is.
    private enum State: Equatable {
        /// There is nothing to take back, or it isn't known yet.
        case telling
        case asking(UndoOffer)
        /// The server has it, or is away.
        case undoing
    }

    static let place = "undo"
    static let placeTitle = "Undo"

    private var state = State.telling
    private var dialog = Dialog.notice(title: "Undo", message: "Looking for your last change…", accept: "Back")

    var takesAllKeys: Bool { true }
    var presentation: Presentation { .overlay }
    var unsaved: String? { state == .undoing ? "Your change is not taken back yet." : nil }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let history = try backend.desk.history
        switch job {
        case .look: return .offer(try history.lastUndoable())
        case .undo(let offer): return .undone(try history.undo(offer))
        }
    }

    static func foresight(of job: Job) -> Foresight<UndoScreen>? {
        switch job {
        case .look: nil
        case .undo(let offer): .end(Changes(foreseeing: offer))
        }
    }

    mutating func update(_ message: Message<UndoScreen>, _ context: Context) -> [Effect<UndoScreen>] {
        switch message {
        case .opened: return [.load(.look)]
        case .input(.key(let key)): return take(key)
        case .back: return [.close]
        case .answer(.look, .success(.offer(let offer))):
            show(offer)
            return []
        case .answer(.undo, .success(.undone(let undone))):
            return [.changed(Changes(undone)), .toast(undone.sentence), .finish()]
        case .answer(_, .failure(let error)):
            refuse(error)
            return []
        case .answer, .action, .input, .reply, .changed, .tick: return []
        }
    }

    private mutating func show(_ offer: UndoOffer?) {
        guard let offer else {
            return tell("Nothing to take back", "You have not changed anything since you signed in.")
        }
        if let refusal = offer.refusal { return tell("Your last change can't be taken back", refusal.message) }
        state = .asking(offer)
        // Money that goes back is handed over by hand: that is not done by one key.
        let isMoney = offer.entries.contains { $0.entity == .payments }
        dialog = .confirm(
            title: "Undo", message: offer.sentence, accept: "Take back", refuse: "Keep", isDangerous: isMoney)
    }

    private mutating func tell(_ title: String, _ sentence: String) {
        state = .telling
        dialog = .notice(title: title, message: sentence, accept: "Back")
    }

    private mutating func refuse(_ error: SalonError) {
        guard case .unavailable = error else { return tell("It can't be taken back", error.message) }
        let waits = state == .undoing
        dialog = .notice(
            title: "Undo",
            message: waits ? "The server is away. Your change is taken back when it is there again." : error.message,
            accept: "Back")
    }

    private mutating func take(_ key: Key) -> [Effect<UndoScreen>] {
        if case .asking(let offer) = state, key == "u" { return undo(offer) }
        switch (dialog.handle(key).event, state) {
        case (.accepted, .asking(let offer)): return undo(offer)
        case (nil, _): return []
        default: return [.close]
        }
    }

    private mutating func undo(_ offer: UndoOffer) -> [Effect<UndoScreen>] {
        state = .undoing
        dialog = .notice(title: "Undo", message: "Taking it back…", accept: "Back")
        return [.save(.undo(offer))]
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        dialog.draw(in: area, into: &frame)
    }
}
