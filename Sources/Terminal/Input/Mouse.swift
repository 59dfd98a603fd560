/// Something done with the mouse.
public struct Mouse: Hashable, Sendable {
    /// What was done.
    public enum Action: Hashable, Sendable {
        /// A button went down.
        case press(Button)
        /// A button went down for the second time in the same cell within 400 ms. The first came as `press`.
        case doublePress(Button)
        /// A button went up.
        case release(Button)
        /// The wheel was turned towards the top.
        case wheelUp
        /// The wheel was turned towards the bottom.
        case wheelDown
    }

    /// Which button.
    public enum Button: Hashable, Sendable {
        /// The main button.
        case left
        /// The wheel pressed.
        case middle
        /// The button for menus.
        case right
    }

    /// What was done.
    public var action: Action
    /// In which cell.
    public var point: Point
    /// What was held.
    public var modifiers: Key.Modifiers

    /// Something done with the mouse in a cell.
    public init(_ action: Action, at point: Point, _ modifiers: Key.Modifiers = []) {
        self.action = action
        self.point = point
        self.modifiers = modifiers
    }
}
