/// Where a key leads in a list or a grid: the keys that people know from other programs.
enum Motion: Sendable {
    case up, down, left, right, pageUp, pageDown, halfPageUp, halfPageDown, first, last
}

extension Key {
    /// The motion of a key; with `letters`, h j k l and Ctrl with b f u d move too. Text fields take no letters.
    func motion(letters: Bool = true) -> Motion? {
        switch (code, modifiers) {
        case (.up, []): return .up
        case (.down, []): return .down
        case (.left, []): return .left
        case (.right, []): return .right
        case (.pageUp, []): return .pageUp
        case (.pageDown, []): return .pageDown
        case (.home, []): return .first
        case (.end, []): return .last
        default: break
        }
        guard letters, case .character(let character) = code else { return nil }
        switch (character, modifiers) {
        case ("k", []): return .up
        case ("j", []): return .down
        case ("h", []): return .left
        case ("l", []): return .right
        case ("b", .control): return .pageUp
        case ("f", .control): return .pageDown
        case ("u", .control): return .halfPageUp
        case ("d", .control): return .halfPageDown
        default: return nil
        }
    }
}

extension Motion {
    /// The index that the motion leads to in a list of `count`, with `page` rows on a page; nil if it leads sideways.
    func index(from index: Int, count: Int, page: Int) -> Int? {
        let step = max(1, page - 1)
        let target: Int
        switch self {
        case .up: target = index - 1
        case .down: target = index + 1
        case .pageUp: target = index - step
        case .pageDown: target = index + step
        case .halfPageUp: target = index - max(1, page / 2)
        case .halfPageDown: target = index + max(1, page / 2)
        case .first: target = 0
        case .last: target = count - 1
        case .left, .right: return nil
        }
        return max(0, min(target, count - 1))
    }
}
