/// A column of the time grid: whose time it is.
public struct GridLane<ID: Hashable & Sendable>: Sendable, Equatable {
    /// Names the lane over reloads.
    public var id: ID
    /// The upper header line.
    public var title: String
    /// The lower header line, dimmed.
    public var subtitle: String
    /// The ink of the title.
    public var ink: Ink
    /// Minutes that are shaded: closed, off, on a break.
    public var closed: [Range<Int>]
    /// Words on the ground, such as why time is shaded.
    public var notes: [Note]

    /// Words that stand in a lane's row; a block covers them.
    public struct Note: Sendable, Equatable {
        /// Minutes from the grid's midnight; what begins before the grid stands in its first row.
        public var minute: Int
        /// The words; they are cut at the lane's edge.
        public var text: String
        /// A note.
        public init(_ minute: Int, _ text: String) {
            self.minute = minute
            self.text = text
        }
    }

    /// A lane; `closed` is in minutes from the grid's midnight.
    public init(
        id: ID, title: String, subtitle: String = "", ink: Ink = .strong, closed: [Range<Int>] = [],
        notes: [Note] = []
    ) {
        self.id = id
        self.title = title
        self.subtitle = subtitle
        self.ink = ink
        self.closed = closed
        self.notes = notes
    }
}

/// A block of the time grid: something that takes a lane's time.
public struct GridItem<ID: Hashable & Sendable, LaneID: Hashable & Sendable>: Sendable, Equatable {
    /// A line of a block's text, with an ink of its own where it must be noticed.
    public struct Line: Sendable, Equatable {
        /// The words; they are cut at the block's edge.
        public var text: String
        /// Its ink; none takes the block's.
        public var ink: Ink?
        /// A line of text.
        public init(_ text: String, ink: Ink? = nil) {
            self.text = text
            self.ink = ink
        }
    }

    /// A stretch in the middle in which the lane is free again, drawn dashed.
    public struct Gap: Sendable, Equatable {
        /// Minutes from the grid's midnight.
        public var minutes: Range<Int>
        /// What the dashed part says ("processing to 15:00").
        public var text: String
        /// A gap.
        public init(_ minutes: Range<Int>, text: String) {
            self.minutes = minutes
            self.text = text
        }
    }

    /// Names the block over reloads.
    public var id: ID
    /// The lane it stands in.
    public var lane: LaneID
    /// Minutes from the grid's midnight; may pass 1440.
    public var minutes: Range<Int>
    /// The free stretch in its middle.
    public var gap: Gap?
    /// Its status in one letter, so that the status never rests on colour.
    public var letter: String
    /// The ink of the letter and the left bar.
    public var ink: Ink
    /// The ground of the whole block.
    public var ground: Ground
    /// What it says, the most important line first; as many are shown as fit.
    public var lines: [Line]
    /// The lines of the part after the gap; empty repeats the first line of `lines`.
    public var linesAfterGap: [Line]
    /// A short sign at the right of the first line ("$").
    public var badge: String

    /// A block.
    public init(
        id: ID, lane: LaneID, minutes: Range<Int>, gap: Gap? = nil, letter: String, ink: Ink, ground: Ground,
        lines: [Line], linesAfterGap: [Line] = [], badge: String = ""
    ) {
        self.id = id
        self.lane = lane
        self.minutes = minutes
        self.gap = gap
        self.letter = letter
        self.ink = ink
        self.ground = ground
        self.lines = lines
        self.linesAfterGap = linesAfterGap
        self.badge = badge
    }

    /// The solid stretches: all of it, or what is before and after the gap.
    var solid: [Range<Int>] {
        guard let gap else { return [minutes] }
        let inner = gap.minutes.clamped(to: minutes)
        let parts = [minutes.lowerBound..<inner.lowerBound, inner.upperBound..<minutes.upperBound]
        let kept = parts.filter { !$0.isEmpty }
        return inner.isEmpty || kept.isEmpty ? [minutes] : kept
    }
}
