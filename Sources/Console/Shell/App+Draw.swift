import Salon
import Terminal

extension App {
    /// The whole screen as it is now.
    func draw() -> Frame {
        var frame = Frame(size)
        let geometry = self.geometry
        if geometry.isTooSmall {
            drawTooSmall(into: &frame)
            return frame
        }
        Header(arrival: sitting.arrival, now: zone == nil ? nil : now, connection: connection)
            .draw(in: geometry.header, into: &frame)
        if !isAtDoor { tabBar.draw(in: geometry.tabs, into: &frame) }
        for slot in sitting.visible { draw(slot, geometry, into: &frame) }
        if let strip, strip.offer != nil, let slot = sitting.strip {
            strip.draw(in: geometry.strip, into: &frame, context(for: slot))
        }
        footer().hints.draw(in: geometry.footer, into: &frame)
        sitting.toast?.draw(in: geometry.toast, into: &frame)
        return frame
    }

    private func draw(_ slot: Int, _ geometry: Geometry, into frame: inout Frame) {
        guard let index = sitting.index(of: slot) else { return }
        let screen = sitting.slots[index].screen
        let context = context(for: slot)
        // Only the screen that gets the keys may place the cursor.
        frame.cursor = nil
        if case .dialog(let title, _, _) = screen.presentation, let box = geometry.box(of: screen.presentation) {
            frame.recede(Rect(x: 0, y: 0, width: size.width, height: size.height - 1))
            frame.fill(box, style: Style(.text, on: .panel))
            frame.box(box, style: Style(.accent, on: .panel), title: title)
        }
        frame.clipped(to: context.area) { frame in screen.draw(in: context.area, into: &frame, context) }
    }

    private func drawTooSmall(into frame: inout Frame) {
        let least = Geometry.least
        let lines = [
            "This window is too small.", "It has \(size.width) × \(size.height),",
            "salon needs \(least.width) × \(least.height).",
        ]
        let top = max(0, (size.height - lines.count) / 2)
        for (index, line) in lines.enumerated() {
            frame.write(
                line, at: Point(0, top + index), style: Style(index == 0 ? .warning : .text), width: size.width,
                align: .center)
        }
    }
}
