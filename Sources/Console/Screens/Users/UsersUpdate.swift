import Salon
import SalonStore
import Terminal

extension UsersScreen {
    typealias Effects = [Effect<UsersScreen>]

    mutating func update(_ message: Message<UsersScreen>, _ context: Context) -> Effects {
        list.pages.table.resize(to: parts(of: context.area).list.size)
        switch message {
        case .opened(let destination):
            guard case .users(let id) = destination else { return [] }
            if let id {
                wanted = id
                isOnDetails = true
                list.pages.table.select(id)
            }
            return list.reload() + follow(anew: id != nil)
        case .action(let action): return perform(action)
        case .input(let input): return take(input, context)
        case .answer(.page(let query, _, let edge), .success(.page(let page))):
            guard query == list.query else { return [] }
            list.take(page, at: edge, context)
            if let wanted { list.pages.table.select(wanted) }
            return follow()
        case .answer(.page(let query, _, _), .failure(let error)):
            if query == list.query { list.pages.fail(error) }
            return follow()
        case .answer(.card(let id), .success(.card(let card))):
            guard id == reading else { return [] }
            self.card = card
            failure = nil
            return []
        case .answer(.card(let id), .failure(let error)):
            if id == reading { failure = error }
            return []
        case .answer(.deed(let deed, let user), .success(let answer)):
            if case .code(let handed) = answer { return [.changed(.users), .go(.code(handed))] }
            return [.changed(.users), .toast(Self.news(of: deed, user))]
        case .answer(.deed, .failure(let error)): return [.toast(error)] + list.reload() + follow(anew: true)
        case .reply(let question, let reply): return take(reply, to: question, context)
        case .changed(let changes):
            guard !changes.isDisjoint(with: [.users, .clients, .experts]) else { return [] }
            return list.reload() + follow(anew: true)
        case .tick:
            list.refreshLocks(context)
            return []
        case .back: return back()
        case .answer: return []
        }
    }

    /// The list's keys wait for the accounts that were asked for.
    func mustWait(_ message: Message<UsersScreen>, reading: Set<RequestGroup>) -> Bool {
        guard reading.contains("list"), !isOnDetails else { return false }
        return switch message {
        case .action(let action): ![.find, .new, .next, .previous, .refresh].contains(action)
        case .input(.key(let key)): list.search.isForList(key)
        default: false
        }
    }

    /// Reads the card of the account that the keys are about, if that is another now.
    private mutating func follow(anew: Bool = false) -> Effects {
        guard let subject else {
            reading = nil
            card = nil
            isOnDetails = false
            return [.cancel("card")]
        }
        guard anew || subject != reading else { return [] }
        if subject != reading {
            top = 0
            failure = nil
        }
        reading = subject
        return [.load(.card(subject), "card")]
    }

    /// The list's cursor moved: the details follow it again.
    private mutating func leaveWanted() -> Effects {
        wanted = nil
        return follow()
    }

    private mutating func perform(_ action: ActionName) -> Effects {
        switch action {
        case .open:
            list.search.isTyping = false
            isOnDetails = subject != nil
            return []
        case .turn:
            list.search.isTyping = false
            isOnDetails = !isOnDetails && subject != nil
            return isOnDetails ? [] : leaveWanted()
        case .next, .previous:
            isOnDetails = false
            return list.turn(by: action == .next ? 1 : -1) + leaveWanted()
        case .find:
            isOnDetails = false
            list.search.isTyping = true
            return leaveWanted()
        case .refresh: return list.reload() + follow(anew: true)
        case .new: return [.go(.accountForm(nil))]
        case .edit: return user.map { [.go(.accountForm($0))] } ?? []
        case .sessions: return user.map { [.go(.sessions($0))] } ?? []
        case .history:
            return user.map { [.go(.history(HistorySubject(entity: .users, id: $0.id.value, name: $0.name)))] } ?? []
        default: return user.map { ask(action, about: $0) } ?? []
        }
    }

    // MARK: Input

    private mutating func take(_ input: Input, _ context: Context) -> Effects {
        switch input {
        case .key(let key) where isOnDetails:
            scroll(key, context)
            return []
        case .key(let key):
            let effects = list.take(key)
            return effects + leaveWanted()
        case .paste(let text): return list.paste(text)
        case .mouse(let mouse): return take(mouse, context)
        default: return []
        }
    }

    private mutating func take(_ mouse: Mouse, _ context: Context) -> Effects {
        let parts = parts(of: context.area)
        if parts.list.contains(mouse.point) {
            isOnDetails = false
            if case .doublePress(.left) = mouse.action { isOnDetails = true }
            let effects = list.take(mouse, in: parts.list)
            return effects + leaveWanted()
        }
        if case .press(.left) = mouse.action {
            if let kind = kind(at: mouse.point, in: parts.kinds) {
                isOnDetails = false
                return list.show(kind: kind) + leaveWanted()
            }
            if parts.find.contains(mouse.point) {
                isOnDetails = false
                list.search.isTyping = true
                return leaveWanted()
            }
            if parts.details.contains(mouse.point) { isOnDetails = subject != nil }
        }
        guard parts.details.contains(mouse.point) else { return [] }
        switch mouse.action {
        case .wheelUp: for _ in 0..<3 { scroll(.up, context) }
        case .wheelDown: for _ in 0..<3 { scroll(.down, context) }
        default: break
        }
        return []
    }

    private mutating func scroll(_ key: Key, _ context: Context) {
        let body = bodyArea(in: parts(of: context.area).details)
        let count = rows(width: body.width - 1, context).count
        top = DetailRows.top(after: key, from: top, count: count, height: body.height) ?? top
    }

    /// One step out: the details, the field, the filter.
    private mutating func back() -> Effects {
        if isOnDetails {
            isOnDetails = false
            return leaveWanted()
        }
        return list.back()
    }
}
