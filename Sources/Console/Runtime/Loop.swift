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
    /// What the loop itself can't do: other colours, and what is kept on disk.
    let keep: (Kept) -> Void

    /// A choice that outlives the program.
    enum Kept {
        case theme(String)
        case mouse(Bool)
        case token(SessionToken?)
    }

    /// Runs until the person or the system ends it; answers the exit status.
    func run() -> Int32 {
        var commands = engine.turn([], at: .now(frozen: frozen))
        while true {
            var needsRedraw = false
            for command in commands {
                switch command {
                case .end(let status): return status
                case .suspend: screen.suspend()
                case .redraw: needsRedraw = true
                case .copy(let text): _ = screen.copy(text)
                case .theme(let name): keep(.theme(name))
                case .mouse(let isOn):
                    screen.useMouse(isOn)
                    keep(.mouse(isOn))
                case .keepToken(let token): keep(.token(token))
                case .start, .withdraw: break
                }
            }
            if needsRedraw { screen.present(Frame(engine.app.size)) }
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
