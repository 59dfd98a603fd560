import ArgumentParser
import Glibc
import Salon

/// The program: runs the sub-command that was typed and turns what went wrong into an exit status.
@main
enum Program {
    static func main() {
        // libpq and pipes to a pager report a gone reader by an error; a signal would end the console without a word.
        signal(SIGPIPE, SIG_IGN)
        do {
            // The console takes no arguments; starting without the parser saves about half a millisecond.
            if CommandLine.argc <= 1 {
                try ConsoleCommand().run()
            } else {
                var command = try SalonCommand.parseAsRoot()
                try command.run()
            }
        } catch let failure as CommandFailure {
            failure.report()
            exit(failure.status.rawValue)
        } catch {
            end(with: error)
        }
    }

    /// Help and version pages end well; everything else that the parser throws is a wrong command line.
    private static func end(with error: any Error) -> Never {
        let text = SalonCommand.fullMessage(for: error)
        switch SalonCommand.exitCode(for: error) {
        case .success:
            if !text.isEmpty { print(text) }
            exit(ExitStatus.done.rawValue)
        case .validationFailure:
            Standard.error(text)
            exit(ExitStatus.usage.rawValue)
        case let other:
            if !text.isEmpty { Standard.error(text) }
            exit(other.rawValue)
        }
    }
}

/// What the shell is told.
enum ExitStatus: Int32 {
    case done = 0
    case refused = 1
    case usage = 2
    case noDatabase = 3
}
