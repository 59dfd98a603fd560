import Console
import Salon
import SalonStore
import Terminal

/// Microseconds from a key to the finished frame in memory, and the cells that it changed.
struct KeyFigures: Encodable {
    let cursorMicroseconds: Samples
    let changedCells: Samples
    let palette: Samples

    init(_ bench: Workbench, rounds: Int) throws {
        let driver = ConsoleDriver(
            size: Size(120, 40), store: Store(settings: bench.server.deskSettings),
            token: bench.desk.token)
        let walk: [Key] = [Key(.down), Key(.right), Key(.up), Key(.down), Key(.left), Key(.down)]
        var changed: [Double] = []
        let moves = Samples.milliseconds(rounds) { round in
            driver.pressOnly(walk[round % walk.count])
            changed.append(Double(driver.screen.changedCells))
        }
        cursorMicroseconds = moves.scaled(by: 1_000)
        changedCells = Samples(changed)
        palette = Samples.milliseconds(rounds / 4) { round in
            driver.pressOnly(round % 2 == 0 ? Key(.character(":")) : Key(.escape))
        }
        .scaled(by: 1_000)
    }
}
