import Glibc
import Terminal

/// A day of appointments, about as rich as the console's: six columns of blocks with four styles each.
func day(_ size: Size, cursor: Int) -> Frame {
    var frame = Frame(size)
    frame.fill(Rect(x: 0, y: 0, width: size.width, height: 1), style: Style(.text, on: .bar))
    frame.write("Maison Lumière", at: Point(1, 0), style: Style(.strong, on: .bar, .bold))
    frame.write("Saturday 21 November 2026  14:32", at: Point(46, 0), style: Style(.text, on: .bar))
    let states: [(Ground, Ink)] = [
        (.settled, .settled), (.present, .present), (.active, .active), (.pending, .pending), (.done, .done),
    ]
    let width = 21
    for row in 5..<(size.height - 1) {
        frame.write("12:\(row)", at: Point(1, row), style: Style(.muted))
    }
    for column in 0..<(max(1, (size.width - 9) / (width + 1))) {
        let x = 9 + column * (width + 1)
        frame.write("Chloé Martin", at: Point(x, 3), style: Style(.strong, .bold))
        for (index, y) in stride(from: 5, to: size.height - 5, by: 5).enumerated() {
            let (ground, ink) = states[(index + column) % states.count]
            let isLit = column == cursor % 5 && index == cursor / 5 % 6
            let lit: Attributes = isLit ? .lit : []
            let block = Rect(x: x, y: y, width: width, height: 4)
            frame.fill(block, style: Style(.text, on: ground, lit))
            frame.verticalRule(at: block.origin, length: 4, style: Style(ink), with: "▌")
            frame.write("C", at: Point(x + 1, y), style: Style(ink, .bold))
            frame.write("Hanako Satō", at: Point(x + 3, y), style: Style(.strong, .bold), width: width - 4)
            frame.write("Cut & blow-dry, long hair", at: Point(x + 3, y + 1), style: Style(.muted), width: width - 4)
            frame.write("60 min · 65.00", at: Point(x + 3, y + 2), style: Style(.muted), width: width - 4)
        }
    }
    frame.fill(Rect(x: 0, y: size.height - 1, width: size.width, height: 1), style: Style(.text, on: .bar))
    for hint in 0..<10 {
        frame.write("n", at: Point(1 + hint * 9, size.height - 1), style: Style(.key, .bold))
        frame.write("new", at: Point(3 + hint * 9, size.height - 1), style: Style(.muted))
    }
    return frame
}

/// A list with the cursor's row lit.
func list(_ size: Size, cursor: Int) -> Frame {
    var frame = Frame(size)
    for row in 0..<(size.height - 4) {
        let point = Point(1, 3 + row)
        frame.write("Sat 21 Nov  14:\(10 + row)", at: point, width: 20)
        frame.write("Hanako Satō \(row)", at: point.moved(right: 20), style: Style(.strong), width: 25)
        frame.write("Cut & blow-dry", at: point.moved(right: 46), width: 25)
        frame.write("confirmed", at: point.moved(right: 72), style: Style(.settled), width: 12)
        frame.write("65.00", at: point.moved(right: 90), width: 10, align: .trailing)
    }
    frame.restyle(Rect(x: 0, y: 3 + cursor % (size.height - 4), width: size.width, height: 1)) {
        $0.ground = .selection
    }
    return frame
}

private func now() -> Double {
    var time = timespec()
    // The processor's time, which other programs don't lengthen.
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
}

private func memory() -> String {
    guard let file = fopen("/proc/self/status", "re") else { return "?" }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, 256, file) != nil {
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if text.hasPrefix("VmRSS") { return text.split(separator: " ").dropFirst().prefix(1).joined() + " kB" }
    }
    return "?"
}

/// Moves a cursor through both pictures and tells bytes and microseconds on standard error.
func measure(_ screen: NcursesScreen) {
    var report = "size \(screen.size.width)x\(screen.size.height)\n"
    for (name, picture) in [("day", day), ("list", list)] {
        screen.present(picture(screen.size, 0))
        report += "\(name): first frame \(screen.lastFrameBytes) bytes\n"
        var (drawing, sending, bytes, most) = (0.0, 0.0, 0, 0)
        let turns = 300
        for turn in 1...turns {
            let start = now()
            let frame = picture(screen.size, turn)
            let drawn = now()
            screen.present(frame)
            sending += now() - drawn
            drawing += drawn - start
            bytes += screen.lastFrameBytes
            most = max(most, screen.lastFrameBytes)
        }
        report += "\(name): a move draws in \(Int(drawing) / turns) µs, is sent in \(Int(sending) / turns) µs, "
        report += "\(bytes / turns) bytes (at most \(most))\n"
    }
    screen.close()
    tell(report + "resident \(memory())\n")
}
