import Salon
import Terminal

/// All that one person has open: the page of each tab, the dialogs over it, what was last said to them.
///
/// At the door there is a sitting too, of nobody: it holds the sign-in screen. When the desk is locked, its person's
/// sitting is put aside as it is and comes back with them, and with nobody else.
struct Sitting {
    /// An open screen.
    struct Slot {
        let id: Int
        /// The tab that it is the page of; nil for a dialog and for the door.
        let tab: Tab?
        /// Who gets its reply.
        let opener: Opener?
        var screen: any ConsoleScreen
        /// What it reads to begin with, as long as that is on its way.
        var beginning: Set<RequestGroup> = []
        /// Changes since it was last on show.
        var missed: Changes?
    }

    /// Who asked for a dialog.
    enum Opener {
        case screen(Int, any Equatable & Sendable)
        case shell(ShellQuestion)
    }

    /// What the shell itself asks.
    enum ShellQuestion {
        case discard(slot: Int)
        case leave(for: Destination)
        case signOut
        case quit
        case date
        case theme([String])
    }

    /// Who, where, and what they may do; nil at the door.
    var arrival: Arrival?
    /// Their token is kept for the next start.
    var staysSignedIn = false
    var slots: [Slot] = []
    var tab = Tab.appointments
    /// The dialogs over the page, the top one last.
    var dialogs: [Int] = []
    /// The line below the tabs, which has no keys of its own.
    var strip: Int?
    var toast: Toast?
    /// Keys and pastes that wait for an answer, in their order.
    var typedAhead: [Input] = []
    /// The screen's size when the sitting was put aside.
    var size = Size.zero

    /// Whose it is; nil at the door.
    var person: Person? { arrival.map { Person(id: $0.session.userID, name: $0.session.name) } }

    func index(of slot: Int) -> Int? { slots.firstIndex { $0.id == slot } }

    /// The page and the dialogs over it, in the order of drawing.
    var visible: [Int] {
        let page = arrival == nil ? slots.first : slots.first { $0.tab == tab }
        return (page.map { [$0.id] } ?? []) + dialogs
    }

    /// What is told of changes and of the time at once.
    var listening: [Int] { visible + (strip.map { [$0] } ?? []) }

    /// What would be lost if everything closed now.
    var unsaved: String? { slots.lazy.compactMap(\.screen.unsaved).first }

    /// Notes a change for all screens but those that are told at once.
    mutating func miss(_ changes: Changes, except shown: [Int] = []) {
        for index in slots.indices where !shown.contains(slots[index].id) {
            if slots[index].missed?.formUnion(changes) == nil { slots[index].missed = changes }
        }
    }
}

/// Somebody who works at this desk.
struct Person: Hashable, Sendable {
    let id: UserID
    let name: String
}
