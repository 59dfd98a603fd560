import Salon
import SalonStore
import Terminal

/// Keys that are typed before the answer they are about is here.
///
/// Who knows the program types on without looking. A key that can't do what it says yet waits, with all that is typed
/// behind it, and does it once the answer is here: what is typed at once comes to the same as what is typed with pauses.
/// What the person could not know while they typed ends it: a refusal, an error, a server that is away, a locked desk.
/// Esc takes back what waits, and so does whoever locks the desk or leaves.
extension App {
    /// More keys than anybody types while they wait; a key that is held down stops counting there.
    private static let mostTypedAhead = 200

    /// Does what a key or a paste says, or lets it wait.
    mutating func receive(_ input: Input) {
        guard !sitting.typedAhead.isEmpty || mustWait(input) else { return take(input) }
        if goesAtOnce(input) {
            take(input)
        } else if leads(out: input) {
            if !sitting.typedAhead.isEmpty { show(.info, "What you typed ahead is not done.") }
            sitting.typedAhead = []
            take(input)
        } else if sitting.typedAhead.count < Self.mostTypedAhead {
            sitting.typedAhead.append(input)
        }
    }

    /// Does what waited, as far as it needs wait no more.
    mutating func takeTypedAhead() {
        while let input = sitting.typedAhead.first, !mustWait(input) {
            sitting.typedAhead.removeFirst()
            take(input)
        }
    }

    private func goesAtOnce(_ input: Input) -> Bool {
        if case .everywhere(let name) = meaning(of: input) { [.suspend, .redraw].contains(name) } else { false }
    }

    /// The ways out are never closed.
    private func leads(out input: Input) -> Bool {
        if case .everywhere(let name) = meaning(of: input) { return [.back, .lock, .quit].contains(name) }
        return input == .key(.escape)
    }

    private func mustWait(_ input: Input) -> Bool {
        guard !isAtDoor, let top, let index = sitting.index(of: top) else { return false }
        let isSaving = requests.isSaving(for: top)
        let message: AnyMessage
        switch meaning(of: input) {
        // What is to be taken back may be what is being saved.
        case .everywhere(.undo): return requests.isSaving()
        case .everywhere, nil: return false
        case .action(let action):
            if isSaving { return true }
            message = .action(action.rawName)
        case .input:
            if isSaving, sitting.dialogs.contains(top) { return true }
            message = .input(input)
        }
        let reading = requests.reading(for: top)
        let slot = sitting.slots[index]
        return !slot.beginning.isDisjoint(with: reading) || slot.screen.mustWait(message, reading: reading)
    }
}
