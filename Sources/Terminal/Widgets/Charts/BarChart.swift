/// Vertical bars over an axis, in eighths of a cell.
public struct BarChart: Sendable, Equatable {
    /// A bar.
    public struct Bar: Sendable, Equatable {
        /// What stands below it.
        public var label: String
        /// How high it is; below 0 counts as 0.
        public var value: Double
        /// Whether the eye is led to it: today.
        public var isAccented: Bool
        /// A bar.
        public init(_ label: String, _ value: Double, isAccented: Bool = false) {
            self.label = label
            self.value = value
            self.isAccented = isAccented
        }
    }

    /// A value marked at the left.
    public struct Tick: Sendable, Equatable {
        /// The value.
        public var value: Double
        /// How it is written.
        public var label: String
        /// A mark.
        public init(_ value: Double, _ label: String) {
            self.value = value
            self.label = label
        }
    }

    /// The bars from left to right.
    public var bars: [Bar]
    /// The marks at the left.
    public var ticks: [Tick]

    /// A chart. The highest of bars and ticks reaches the top.
    public init(_ bars: [Bar], ticks: [Tick] = []) {
        self.bars = bars
        self.ticks = ticks
    }

    private var maximum: Double {
        let values = bars.map(\.value) + ticks.map(\.value)
        return values.filter(\.isFinite).max() ?? 0
    }

    /// A good top for an axis: 1, 1.5, 2, 3, 5 or 7.5 times a power of ten, at least `value`.
    public static func ceiling(of value: Double) -> Double {
        guard value.isFinite, value > 0 else { return 1 }
        var power = 1.0
        while power * 10 <= value { power *= 10 }
        while power > value { power /= 10 }
        return [1, 1.5, 2, 3, 5, 7.5, 10].map { $0 * power }.first { $0 >= value } ?? value
    }

    /// Draws the chart; where there are more bars than room, the last ones. Labels are thinned out to fit.
    public func draw(in rect: Rect, into frame: inout Frame) {
        guard rect.width >= 3, rect.height >= 1, !bars.isEmpty else { return }
        let showsAxis = rect.height >= 4
        let axisWidth =
            showsAxis && rect.width >= 20 ? (ticks.map { TextWidth.cells($0.label) }.max().map { $0 + 1 } ?? 0) : 0
        let plot = rect.split(left: axisWidth).rest.inset(bottom: showsAxis ? 2 : 0)
        let pitch = max(1, min(6, plot.width / bars.count))
        let shown = bars.suffix(plot.width / pitch)
        let barWidth = pitch >= 3 ? pitch - 1 : 1
        let scale = maximum > 0 ? maximum : 1
        for (place, bar) in shown.enumerated() {
            let x = plot.x + place * pitch
            let style = Style(bar.isAccented ? .accent : .info)
            for (level, block) in Bars.vertical(bar.value / scale, height: plot.height).enumerated() where block != " "
            {
                frame.fill(
                    Rect(x: x, y: plot.maxY - 1 - level, width: barWidth, height: 1), style: style,
                    with: Character(block))
            }
        }
        guard showsAxis else { return }
        frame.horizontalRule(
            at: Point(plot.x, plot.maxY), length: max(1, shown.count * pitch - (pitch > 1 ? 1 : 0)), style: Style(.rule)
        )
        drawLabels(Array(shown), pitch, barWidth, plot, into: &frame)
        guard axisWidth > 0 else { return }
        for tick in ticks {
            let level = Int((Bars.clamped(tick.value / scale) * Double(plot.height)).rounded())
            frame.write(
                tick.label, at: Point(rect.x, plot.maxY - level), style: Style(.muted), width: axisWidth - 1,
                align: .trailing)
        }
    }

    /// Every nth label, so that none touches the next; the last one always if it's today's.
    private func drawLabels(_ shown: [Bar], _ pitch: Int, _ barWidth: Int, _ plot: Rect, into frame: inout Frame) {
        let widest = shown.map { TextWidth.cells($0.label, upTo: plot.width) }.max() ?? 0
        guard widest > 0 else { return }
        let every = max(1, (widest + 1 + pitch - 1) / pitch)
        for (place, bar) in shown.enumerated() where place % every == 0 {
            let room = min(every * pitch, plot.maxX - plot.x - place * pitch)
            let width = TextWidth.cells(bar.label, upTo: plot.width)
            guard width <= room else { continue }
            // Under its bar, its last cell below the bar's last.
            let shift = max(0, barWidth - width)
            frame.write(
                bar.label, at: Point(plot.x + place * pitch + shift, plot.maxY + 1),
                style: Style(bar.isAccented ? .strong : .muted, bar.isAccented ? .bold : []), width: room)
        }
    }
}
