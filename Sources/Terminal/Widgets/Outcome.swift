/// What a widget made of a key, a paste or a click.
///
/// A screen offers the key to its widgets from the inside out and stops at the first that does not ignore it.
public enum Outcome<Event> {
    /// The key means nothing here; the next one out may want it.
    case ignored
    /// The key was used and the widget changed at most its own looks: cursor, scroll, typed text.
    case handled
    /// The key was used and the screen should act on it.
    case event(Event)

    /// Whether the key was used.
    public var isHandled: Bool {
        if case .ignored = self { return false }
        return true
    }

    /// The event, if there is one.
    public var event: Event? {
        if case .event(let event) = self { return event }
        return nil
    }

    /// The same outcome with another type of event, for a widget that contains a widget.
    public func map<Other>(_ transform: (Event) -> Other) -> Outcome<Other> {
        switch self {
        case .ignored: .ignored
        case .handled: .handled
        case .event(let event): .event(transform(event))
        }
    }
}

extension Outcome: Sendable where Event: Sendable {}
extension Outcome: Equatable where Event: Equatable {}
