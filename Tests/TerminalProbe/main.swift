import Glibc
import Terminal

// A program on a real terminal for the tests: shows what it hears, and can be made to end badly.
let arguments = CommandLine.arguments
let options = NcursesScreen.Options(
    theme: arguments.firstIndex(of: "--theme").map { Theme.named(arguments[$0 + 1]) } ?? .dark,
    mouse: arguments.contains("--mouse"),
    log: arguments.firstIndex(of: "--log").map { arguments[$0 + 1] })
do {
    let screen = try NcursesScreen(options)
    if arguments.contains("--measure") {
        measure(screen)
    } else if let place = arguments.firstIndex(of: "--storm") {
        storm(screen, seed: UInt64(arguments[place + 1]) ?? 1)
    } else {
        var probe = Probe(screen)
        exit(probe.run())
    }
} catch {
    tell(error.message + "\n")
    exit(3)
}
