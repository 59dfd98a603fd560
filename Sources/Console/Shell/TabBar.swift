import Salon
import Terminal

/// The line of tabs.
struct TabBar {
    let current: Tab
    let session: Session

    func draw(in rect: Rect, into frame: inout Frame) {
        for (tab, x, width) in Self.places(width: rect.width) {
            let isCurrent = tab == current
            let isAllowed = tab.permission.map(session.allowsSome) ?? true
            if isCurrent {
                frame.fill(
                    Rect(x: rect.x + x, y: rect.y, width: width, height: 1), style: Style(.strong, on: .selection))
            }
            frame.write(
                "\(tab.rawValue)", at: Point(rect.x + x + 1, rect.y), style: Style(isAllowed ? .key : .faint, .bold))
            frame.write(
                tab.title, at: Point(rect.x + x + 3, rect.y),
                style: isCurrent ? Style(.strong, .bold) : Style(isAllowed ? .muted : .faint))
        }
    }

    /// The tab at a column of the line.
    static func tab(at column: Int, width: Int) -> Tab? {
        places(width: width).first { column >= $0.x && column < $0.x + $0.width }?.tab
    }

    /// Where each tab stands: its text with a blank at each side, and gaps as the width allows.
    private static func places(width: Int) -> [(tab: Tab, x: Int, width: Int)] {
        let widths = Tab.allCases.map { $0.title.count + 4 }
        let used = widths.reduce(0, +)
        let gap = min(2, max(0, (width - 1 - used) / Tab.allCases.count))
        var x = used + gap * Tab.allCases.count + 1 <= width ? 1 : 0
        return zip(Tab.allCases, widths).map { tab, width in
            defer { x += width + gap }
            return (tab, x, width)
        }
    }
}
