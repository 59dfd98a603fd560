import CNcurses
import Glibc

/// The terminal on standard input and output, through ncurses. There is one at a time, on one thread.
///
/// However the program ends, the terminal is put back as it was found. While the screen is open, what is written to
/// standard error goes to the log, so that it can't spoil the picture.
public final class NcursesScreen: Screen {
    /// How the screen is to be opened.
    public struct Options: Sendable {
        /// The colours.
        public var theme: Theme
        /// Whether the mouse is taken.
        public var mouse: Bool
        /// No colours, whatever the theme and the terminal have (NO_COLOR).
        public var withoutColours: Bool
        /// A file that takes what is written to standard error; nil throws it away.
        public var log: String?

        /// How the screen is to be opened.
        public init(
            theme: Theme = .dark, mouse: Bool = false, withoutColours: Bool = noColourWanted, log: String? = nil
        ) {
            self.theme = theme
            self.mouse = mouse
            self.withoutColours = withoutColours
            self.log = log
        }

        /// Whether the environment asks for no colours: NO_COLOR is set and not empty (https://no-color.org).
        public static var noColourWanted: Bool {
            getenv("NO_COLOR").map { $0[0] != 0 } ?? false
        }
    }

    /// Something the person should know: the terminal's type was not found and another one is used.
    public let notice: String?
    /// Columns and rows at present.
    public private(set) var size: Size
    /// The bytes that the last frame took.
    public private(set) var lastFrameBytes = 0

    private let depth: ColourDepth
    private let isUTF8: Bool
    private var looks: LookTable
    private var pairs: [UInt32: UInt16] = [:]
    private var shown: Frame
    private var isBlank = true
    private var decoder = InputDecoder()
    private var row: [nc_cell] = []
    private var ink: LookTable.Entry?
    private var blanks = 0

    /// So many blanks stand between words; more are an empty stretch.
    private static let narrowGap = 4

    /// Opens the terminal.
    ///
    /// - Throws: `ScreenError` if there is no terminal or none that is known.
    public init(_ options: Options = Options()) throws(ScreenError) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
        isUTF8 = nc_locale_is_utf8()
        let wanted = getenv("TERM").map { String(cString: $0) } ?? ""
        let candidates = [wanted, "xterm-256color", "xterm", "vt100"]
        Self.divertErrors(to: options.log)
        guard let used = candidates.first(where: { !$0.isEmpty && nc_open($0, !options.withoutColours) }) else {
            throw .unknownTerminal(wanted)
        }
        notice =
            used == wanted
            ? nil : "The terminal “\(CleanText.cut(wanted, to: 40))” is not known here; taken for \(used)."
        depth = options.withoutColours ? .none : ColourDepth(count: Int(nc_colours()))
        looks = LookTable(options.theme, depth: depth)
        size = Self.currentSize()
        shown = Frame(size)
        if options.mouse { nc_use_mouse(true) }
    }

    deinit { close() }

    private static func divertErrors(to log: String?) {
        let file = Glibc.open(log ?? "/dev/null", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { return }
        let place = log.map { " What it said last is in \($0)." } ?? ""
        nc_redirect_errors(file, "The program ended unexpectedly; nothing that was saved is lost.\(place)\n")
        Glibc.close(file)
    }

    private static func currentSize() -> Size {
        var (columns, rows): (Int32, Int32) = (0, 0)
        nc_size(&columns, &rows)
        return Size(Int(columns), Int(rows))
    }

    /// The keyboard and the signals.
    public var descriptors: [Int32] { [STDIN_FILENO, nc_signal_descriptor()] }

    // MARK: Drawing

    /// Changes the colours; the next frame is drawn whole.
    public func use(_ theme: Theme) {
        looks = LookTable(theme, depth: depth)
        isBlank = true
    }

    /// Forgets what the terminal shows; the next frame is sent whole (Ctrl-L).
    public func repaint() {
        nc_invalidate()
        isBlank = true
    }

    /// Sends what the frame changes, in one write. A frame larger than the screen is cut.
    public func present(_ frame: Frame) {
        let whole = isBlank || frame.size != shown.size
        for y in 0..<min(frame.size.height, size.height) { send(frame, row: y, whole: whole) }
        shown = frame
        isBlank = false
        let cursor = frame.cursor.flatMap { Rect(size).contains($0) ? $0 : nil }
        lastFrameBytes = nc_refresh(Int32(cursor?.x ?? -1), Int32(cursor?.y ?? 0))
    }

    /// Hands the cells of a row that changed to ncurses, run by run.
    private func send(_ frame: Frame, row y: Int, whole: Bool) {
        let width = min(frame.size.width, size.width)
        let start = y * frame.size.width
        frame.cells.withUnsafeBufferPointer { new in
            shown.cells.withUnsafeBufferPointer { old in
                if !whole, isSame(new, old, from: start, count: width) { return }
                var x = 0
                while x < width {
                    if !whole, new[start + x] == old[start + x] {
                        x += 1
                        continue
                    }
                    // A run starts at the left half of a wide character.
                    if x > 0, new[start + x].isTrailing { x -= 1 }
                    let from = x
                    row.removeAll(keepingCapacity: true)
                    (ink, blanks) = (nil, 0)
                    repeat {
                        // In ASCII a sign and a blank stand for a wide character.
                        if !new[start + x].isTrailing || !isUTF8 { row.append(prepared(new[start + x])) }
                        x += 1
                    } while x < width
                        && (whole || new[start + x] != old[start + x] || new[start + x].isTrailing
                            || leansBack(new[start + x]))
                    nc_put(Int32(from), Int32(y), row, Int32(row.count))
                }
            }
        }
    }

    /// Whether a row has not changed: most have not, and bytes are compared faster than cells.
    private func isSame(
        _ new: UnsafeBufferPointer<Cell>, _ old: UnsafeBufferPointer<Cell>, from start: Int, count: Int
    ) -> Bool {
        guard count > 0, let new = new.baseAddress, let old = old.baseAddress else { return true }
        return memcmp(new + start, old + start, count * MemoryLayout<Cell>.stride) == 0
    }

    /// Whether a cell is a blank that takes its ink from the one before it, on the same ground, which has just changed:
    /// ncurses writes over such a gap rather than jump it, and would change the ink twice.
    private func leansBack(_ cell: Cell) -> Bool {
        guard cell.scalar == 0 || cell.scalar == 0x20, blanks < Self.narrowGap, let before = ink else { return false }
        return looks[cell.style].colours & 0xFFFF == before.colours & 0xFFFF
    }

    /// A cell as the terminal gets it. A few blanks between words have no ink to be seen, so they take the one before
    /// them: changes less to send. Long blanks keep theirs, because ncurses clears those that are alike.
    private func prepared(_ cell: Cell) -> nc_cell {
        var entry = looks[cell.style]
        var scalar = cell.scalar
        if scalar == 0 { scalar = 0x20 }
        if scalar == 0x20, entry.fill != 0 { scalar = entry.fill }
        blanks = scalar == 0x20 ? blanks + 1 : 0
        if (1...Self.narrowGap).contains(blanks), entry.attributes.isDisjoint(with: [.underline, .reverse]),
            let before = ink
        {
            entry.colours = before.colours & 0xFFFF_0000 | entry.colours & 0xFFFF
            entry.attributes = before.attributes.subtracting([.underline, .reverse])
        }
        ink = depth == .palette ? entry : nil
        if !isUTF8 { scalar = PlainGlyphs.plain(scalar) }
        return nc_cell(
            scalar: scalar, attributes: UInt16(entry.attributes.rawValue), pair: pair(entry.colours),
            marks: isUTF8 ? cell.marks : 0)
    }

    /// The number of a pair of colours; defined when it is first needed.
    private func pair(_ colours: UInt32) -> UInt16 {
        if looks.depth == .none { return 0 }
        if let pair = pairs[colours] { return pair }
        guard pairs.count + 1 < min(Int(nc_pair_limit()), 32_000) else { return 0 }
        let pair = UInt16(pairs.count + 1)
        pairs[colours] = pair
        let ink = Int16(bitPattern: UInt16(colours >> 16))
        let ground = Int16(bitPattern: UInt16(colours & 0xFFFF))
        nc_define_pair(Int32(pair), Int32(ink), Int32(ground))
        return pair
    }

    // MARK: Input

    /// What was typed, pasted, clicked and signalled since the last call.
    public func readInput() -> [Input] {
        var inputs: [Input] = []
        var codes: [Int32] = []
        while codes.count < 1 << 16, case let code = nc_read(), code >= 0 {
            codes.append(code)
            // ncurses keeps few mouse events; each is fetched while it is the newest.
            if code == Int32(NC_MOUSE.rawValue) { inputs += decode(&codes) }
        }
        inputs += decode(&codes)
        while case let signal = nc_next_signal(), signal > 0 { take(signal, &inputs) }
        if inputs.isEmpty, nc_is_gone() { inputs.append(.end(signal: SIGHUP)) }
        return inputs
    }

    private func decode(_ codes: inout [Int32]) -> [Input] {
        defer { codes.removeAll(keepingCapacity: true) }
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return decoder.decode(codes, now: time.tv_sec * 1_000 + time.tv_nsec / 1_000_000, mouse: Self.mouse)
    }

    private func take(_ signal: Int32, _ inputs: inout [Input]) {
        switch signal {
        case SIGWINCH:
            nc_resize()
            adopt(&inputs)
        case SIGCONT:
            nc_resume()
            adopt(&inputs)
        case SIGTSTP:
            nc_suspend()
            adopt(&inputs)
        default:
            inputs.append(.end(signal: signal))
        }
    }

    /// Takes the terminal's size; everything is drawn anew.
    private func adopt(_ inputs: inout [Input]) {
        size = Self.currentSize()
        isBlank = true
        if inputs.last != .resize(size) { inputs.append(.resize(size)) }
    }

    private static func mouse() -> Mouse? {
        var (x, y, held): (Int32, Int32, Int32) = (0, 0, 0)
        let event = nc_mouse(&x, &y, &held)
        guard event >= 0 else { return nil }
        let action: Mouse.Action? =
            switch nc_mouse_events(UInt32(event)) {
            case NC_LEFT_PRESS: .press(.left)
            case NC_MIDDLE_PRESS: .press(.middle)
            case NC_RIGHT_PRESS: .press(.right)
            case NC_LEFT_RELEASE: .release(.left)
            case NC_MIDDLE_RELEASE: .release(.middle)
            case NC_RIGHT_RELEASE: .release(.right)
            case NC_WHEEL_UP: .wheelUp
            case NC_WHEEL_DOWN: .wheelDown
            default: nil
            }
        return action.map { Mouse($0, at: Point(Int(x), Int(y)), InputDecoder.modifiers(UInt32(held))) }
    }

    // MARK: The rest

    /// Rings the terminal's bell.
    public func ring() { send("\u{7}") }

    /// Copies by OSC 52, through tmux as well. False if the text is too long for terminals to take.
    public func copy(_ text: String) -> Bool {
        guard let sequence = Clipboard.sequence(for: text, inTmux: getenv("TMUX") != nil) else { return false }
        send(sequence)
        return true
    }

    /// Takes the mouse, or leaves it to the terminal.
    public func useMouse(_ on: Bool) { nc_use_mouse(on) }

    /// Stops the program as the shell's Ctrl-Z does; returns when it goes on. A `resize` input follows.
    public func suspend() {
        nc_suspend()
        size = Self.currentSize()
        isBlank = true
        kill(getpid(), SIGWINCH)
    }

    /// Puts the terminal back as it was found. Harmless when done twice.
    public func close() { nc_close() }

    private func send(_ bytes: String) {
        var bytes = bytes
        bytes.withUTF8 { buffer in
            buffer.withMemoryRebound(to: CChar.self) { nc_send($0.baseAddress, $0.count) }
        }
    }
}
