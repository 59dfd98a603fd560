import Glibc
import Salon
import SalonStore

/// The program in a terminal of 120 × 40, seen from outside.
struct TerminalFigures: Encodable {
    /// Milliseconds from the start of the program to the day's head line, the session being resumed.
    let startMilliseconds: Samples
    /// Milliseconds from a cursor key to the last byte of its frame.
    let keyMilliseconds: Samples
    let bytesPerMove: Samples
    let residentKilobytes: Int

    init(_ bench: Workbench, program: String, rounds: Int) throws {
        let environment = [
            "SALON_HOME=\(bench.home.folder)", "SALON_SESSION=\(bench.desk.token.secret)", "TERM=xterm-256color",
            "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "HOME=\(bench.home.folder)",
        ]
        var starts: [Double] = []
        for _ in 0..<rounds {
            let watch = Stopwatch()
            let terminal = try PseudoTerminal(program, environment: environment, columns: 120, rows: 40)
            guard terminal.read(until: "visits", seconds: 10) else {
                throw SalonError.unavailable(sentence: "\(program) showed no day within ten seconds.")
            }
            starts.append(watch.milliseconds)
        }
        startMilliseconds = Samples(starts)

        let terminal = try PseudoTerminal(program, environment: environment, columns: 120, rows: 40)
        _ = terminal.read(until: "visits", seconds: 10)
        _ = terminal.drain(quiet: 300)
        var times: [Double] = []
        var bytes: [Double] = []
        let walk = ["\u{1B}OB", "\u{1B}OB", "\u{1B}OC", "\u{1B}OA", "\u{1B}OB", "\u{1B}OD"]
        for turn in 0..<rounds * 6 {
            let watch = Stopwatch()
            terminal.write(walk[turn % walk.count])
            let frame = terminal.drain(quiet: 30)
            guard frame.bytes > 0 else { continue }
            times.append(watch.milliseconds - frame.quiet)
            bytes.append(Double(frame.bytes))
        }
        keyMilliseconds = Samples(times)
        bytesPerMove = Samples(bytes)
        residentKilobytes = terminal.residentKilobytes
    }
}
