import Glibc
import Terminal

/// Presents a few hundred frames, each a small change of the one before, says so, and on a key paints the last one anew.
func storm(_ screen: NcursesScreen, seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func number(below limit: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state >> 33) % limit
    }
    let size = screen.size
    let texts = ["日本語 text", "plain words here", "e\u{301}a\u{323} q\u{301}", "│ ─ ▌░", "   ", "Café · 65.00"]
    var frame = Frame(size)
    for _ in 0..<400 {
        let attributes = Attributes(rawValue: UInt8(number(below: 64)) & 0b101101)
        let style = Style(
            Ink.allCases[number(below: Ink.allCases.count)], on: Ground.allCases[number(below: Ground.allCases.count)],
            attributes)
        let point = Point(number(below: size.width), number(below: size.height))
        let rect = Rect(
            x: point.x, y: point.y, width: 1 + number(below: 20), height: 1 + number(below: 5))
        switch number(below: 4) {
        case 0: frame.fill(rect, style: style)
        case 1: frame.restyle(rect) { $0.ink = style.ink }
        case 2: frame.restyle(rect) { $0.attributes = attributes }
        default: frame.write(texts[number(below: texts.count)], at: point, style: style, width: rect.width)
        }
        screen.present(frame)
    }
    // The lowest row, because a picture is painted from the top: who sees the words sees the whole.
    let place = Point(0, size.height - 1)
    frame.fill(Rect(place, Size(size.width, 1)), style: Style(.text, on: .base))
    frame.write("storm over \(screen.notice ?? "")", at: place, style: Style(.text, on: .base))
    screen.present(frame)
    guard wait(for: "r", on: screen) else { return }
    screen.repaint()
    frame.write("storm again \(screen.notice ?? "")", at: place, style: Style(.text, on: .base))
    screen.present(frame)
    _ = wait(for: "q", on: screen)
}

/// Waits until a key is pressed; false when the program is to end instead, as when its terminal is gone.
private func wait(for key: Key, on screen: NcursesScreen) -> Bool {
    while true {
        for input in screen.readInput() {
            if input == .key(key) { return true }
            if case .end = input { return false }
        }
        var waiting = screen.descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        poll(&waiting, nfds_t(waiting.count), -1)
    }
}
