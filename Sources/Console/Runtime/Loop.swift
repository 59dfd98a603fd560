import Glibc
import Salon
import SalonStore
import Terminal

/// The main thread's loop: sleeps until there is a reason, takes everything, draws once.
struct Loop {
    let engine: Engine
    let screen: any Screen
    /// The instant of `SALON_NOW`.
    let frozen: Instant?
    /// Does what is beyond any screen: other colours, a whole repaint, and what is kept on disk.
    let outside: (Outside) -> Void

    /// What is beyond any screen.
    enum Outside {
        /// Draw in other colours from now on, and keep the choice.
        case theme(String)
        /// Keep the choice.
        case mouse(Bool)
        /// Keep the token, or forget the one that is kept.
        case token(SessionToken?)
        /// The terminal shows something else: forget what it should show.
        case repaint
    }

    /// Runs until the person or the system ends it; answers the exit status.
    ///
    /// - Parameter first: what the beginning of the model left to do.
    func run(_ first: [App.Command]) -> Int32 {
        var commands = first + engine.turn([], at: .now(frozen: frozen))
        while true {
            for command in commands {
                switch command {
                case .end(let status): return status
                case .suspend: screen.suspend()
                case .redraw: outside(.repaint)
                case .copy(let text): _ = screen.copy(text)
                case .theme(let name): outside(.theme(name))
                case .mouse(let isOn):
                    screen.useMouse(isOn)
                    outside(.mouse(isOn))
                case .keepToken(let token): outside(.token(token))
                case .start, .withdraw: break
                }
            }
            screen.present(engine.app.draw())
            sleep()
            commands = engine.turn(screen.readInput(), at: .now(frozen: frozen))
        }
    }

    /// Sleeps until a key, an answer or a signal comes, or until something is due.
    private func sleep() {
        var entries = (screen.descriptors + [engine.wakeUp.readEnd]).map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        let timeout = engine.app.nextDue.map { due in
            Int32(clamping: max(0, due - Moment.now(frozen: frozen).uptime))
        }
        poll(&entries, nfds_t(entries.count), timeout ?? -1)
    }
}
