import Terminal

extension App {
    /// The footer for the screen that gets the keys, from the table of actions; and the actions behind its hints.
    func footer() -> (hints: FooterHints, actions: [KeyHint: ActionID]) {
        var actions: [KeyHint: ActionID] = [:]
        guard let top, let index = sitting.index(of: top) else { return (FooterHints([]), actions) }
        let screen = sitting.slots[index].screen
        let context = context(for: top)
        // What takes every key says by itself which ones help; the way out is always told.
        if screen.takesAllKeys { return (FooterHints([], help: KeyHint(.escape, "back")), actions) }

        /// A hint with the first key that works now: in a text field, letters type.
        func hint(_ action: Action, isEnabled: Bool) -> KeyHint? {
            guard let key = action.keys.first(where: { !screen.isTyping || $0.typed == nil }) else { return nil }
            let hint = KeyHint(key, action.title, isEnabled: isEnabled)
            actions[hint] = action.id
            return hint
        }
        var hints = table.actions(of: type(of: screen).place, in: screen.scope).filter(\.isHinted).compactMap {
            hint($0, isEnabled: screen.reason(against: $0, context) == nil)
        }
        if !isAtDoor, let palette = table.action(Everywhere.id(.palette)) {
            hint(palette, isEnabled: true).map { hints.append($0) }
        }
        let help = table.action(Everywhere.id(.help)).flatMap { hint($0, isEnabled: true) }
        return (help.map { FooterHints(hints, help: $0) } ?? FooterHints(hints), actions)
    }

    /// The action whose hint stands at a point of the footer.
    func footerAction(at point: Point) -> ActionID? {
        let (hints, actions) = footer()
        return hints.hint(at: point, in: geometry.footer).flatMap { actions[$0] }
    }

    /// The line of tabs; those that the role can't see are dimmed.
    var tabBar: TabBar {
        TabBar(
            Tab.allCases.map { tab in
                TabBar.Tab(tab.title, isEnabled: sitting.arrival?.session.allows(tab) ?? (tab.permission == nil))
            }, selected: sitting.tab.rawValue - 1)
    }
}
