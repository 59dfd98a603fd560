import Salon
import Synchronization
import Terminal
import Testing

@testable import Console

@Suite("The model with its workers") struct EngineTests {
    @Test("does not ask again for a load that rode along with another and isn't wanted any more") func companion() {
        let asked = Mutex<[String]>([])
        let (isFirstFree, isLastDone) = (WakeUp(), WakeUp())
        let engine = Engine(app: Probe().app) { job, _ in
            asked.withLock { $0.append("\(job.job)") }
            switch job.job as? ProbeScreen.Job {
            case .load: isFirstFree.wait(milliseconds: 60_000)
            default: isLastDone.ring()
            }
            return AnyJob.Done(.success("done"))
        }
        let moment = Moment(instant: Support.instant, uptime: 0)
        _ = engine.turn([.key("l"), .key("s")], at: moment)
        _ = engine.turn([.key("s")], at: moment)
        isLastDone.wait(milliseconds: 60_000)
        _ = isLastDone.drain()
        isFirstFree.ring()
        while !engine.isIdle {
            engine.wakeUp.wait(milliseconds: 60_000)
            _ = engine.turn([], at: moment)
        }
        // The workers take work in its order, so that one more would have begun before this.
        _ = engine.turn([.key("s")], at: moment)
        isLastDone.wait(milliseconds: 60_000)
        #expect(asked.withLock { $0 } == ["load(1)", "search(3)", "search(4)"])
    }
}
