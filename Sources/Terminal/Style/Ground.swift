/// What a piece of the screen is: the meaning of its background. A theme gives each meaning its colour.
public enum Ground: UInt8, CaseIterable, Sendable {
    /// Whatever ground stands there already (and whether it is lit). What ordinary text is written on.
    case inherit
    /// The screen itself.
    case base
    /// The lines at the top and at the bottom.
    case bar
    /// A dialog, a card, a tile.
    case panel
    /// A form's field.
    case field
    /// The field that takes what is typed.
    case fieldActive
    /// The chosen row, tab or choice.
    case selection
    /// A button.
    case button
    /// Time or space that can't be used.
    case shade
    /// The empty part of a chart or of a measure.
    case chart
    /// The least of eight steps of a heat map.
    case heat1
    /// Second step of a heat map.
    case heat2
    /// Third step of a heat map.
    case heat3
    /// Fourth step of a heat map.
    case heat4
    /// Fifth step of a heat map.
    case heat5
    /// Sixth step of a heat map.
    case heat6
    /// Seventh step of a heat map.
    case heat7
    /// The most of eight steps of a heat map.
    case heat8
    /// Waits for somebody's decision.
    case pending
    /// Decided and to come.
    case settled
    /// Here and waiting.
    case present
    /// Going on now.
    case active
    /// Over, as it should be.
    case done
    /// Over, and it went wrong.
    case failed
    /// Taken back.
    case void

    /// The steps of a heat map, the least first.
    public static let heat: [Ground] = [.heat1, .heat2, .heat3, .heat4, .heat5, .heat6, .heat7, .heat8]
}
