import Glibc

/// The standard streams: data goes to the output, words about it to the error stream.
enum Standard {
    /// Writes a line to standard error.
    static func error(_ text: String) {
        write(text + "\n", to: STDERR_FILENO)
    }

    /// Shows how far something is, in one line of standard error that the next replaces; an empty text clears it.
    static func progress(_ text: String) {
        write("\r\u{1B}[2K" + text, to: STDERR_FILENO)
    }

    /// Writes `text` as it is to standard output.
    static func output(_ text: String) {
        write(text, to: STDOUT_FILENO)
    }

    /// True when a person reads the output, not a program.
    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Asks for a line; with `secret` what is typed is not shown. Nil at the end of the input.
    static func ask(_ question: String, secret: Bool = false) -> String? {
        guard isatty(STDIN_FILENO) == 1 else { return readLine() }
        write(question + " ", to: STDERR_FILENO)
        guard secret else { return readLine() }
        var before = termios()
        tcgetattr(STDIN_FILENO, &before)
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            write("\n", to: STDERR_FILENO)
        }
        return readLine()
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count < 0 {
                    if errno == EINTR { continue }
                    return
                }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
    }
}
