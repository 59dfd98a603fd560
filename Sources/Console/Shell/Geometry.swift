import Terminal

/// Where things stand on a screen of a given size: header, tabs, body, footer.
struct Geometry {
    /// The least that the console can be used on.
    static let least = Size(60, 16)

    let size: Size
    /// A line below the tabs is taken by what must not be missed.
    let hasStrip: Bool

    init(_ size: Size, hasStrip: Bool = false) {
        self.size = size
        self.hasStrip = hasStrip
    }

    var isTooSmall: Bool { size.width < Self.least.width || size.height < Self.least.height }

    var header: Rect { Rect(x: 0, y: 0, width: size.width, height: 1) }
    var tabs: Rect { Rect(x: 0, y: 1, width: size.width, height: 1) }
    var footer: Rect { Rect(x: 0, y: size.height - 1, width: size.width, height: 1) }
    /// The line for news, over the last row of the body.
    var toast: Rect { Rect(x: 0, y: size.height - 2, width: size.width, height: 1) }

    /// The line below the tabs for what must not be missed.
    var strip: Rect { Rect(x: 0, y: 2, width: size.width, height: 1) }

    /// Between the tabs and the footer. With room to spare, a line stays free below the tabs.
    var body: Rect {
        let top = size.height >= 30 || hasStrip ? 3 : 2
        return Rect(x: 0, y: top, width: size.width, height: size.height - top - 1)
    }

    /// The box of a dialog with its border; nil for a page.
    func box(of presentation: Presentation) -> Rect? {
        guard case .dialog(_, let width, let height) = presentation else { return nil }
        let top = hasStrip ? 3 : 2
        return Rect(x: 0, y: top, width: size.width, height: size.height - top - 1).centered(Size(width, height))
    }

    /// The cells that a screen draws on: inside a dialog's border a free column at each side.
    func area(of presentation: Presentation, isAtDoor: Bool) -> Rect {
        if let box = box(of: presentation) { return box.inset(columns: 2, rows: 1) }
        if presentation == .strip { return strip }
        if presentation == .overlay { return Rect(x: 0, y: 0, width: size.width, height: size.height - 1) }
        return isAtDoor ? Rect(x: 0, y: 1, width: size.width, height: size.height - 2) : body
    }
}
