import Salon
import SalonStore
import Terminal

extension ExpertServicesScreen {
    typealias Effects = [Effect<ExpertServicesScreen>]

    mutating func update(_ message: Message<ExpertServicesScreen>, _ context: Context) -> Effects {
        switch message {
        case .opened: return [.load(.catalogue)]
        case .action(let action): return perform(action, context)
        case .input(let input):
            if state == .open { take(input, context) }
            return []
        case .answer(.catalogue, .success(.catalogue(let catalogue))):
            show(catalogue)
            return []
        case .answer(.catalogue, .failure(let error)):
            if lines == nil { failure = error }
            return []
        case .answer(.save(_, let services, _), .success):
            let news = "\(expert.name) does \(SpanText.count(services.count, "service"))."
            return [.changed([.experts, .services]), .toast(news), .finish()]
        case .answer(.save, .failure(.unavailable)):
            state = .kept
            return []
        case .answer(.save, .failure(let error)):
            state = .open
            problem = error.message
            // What was marked here stays, all else becomes as they left it; saving again is then no surprise.
            if case .stale = error { return [.load(.catalogue)] }
            return []
        case .changed(let changes):
            // What was marked here isn't lost; what wasn't touched follows the catalogue.
            guard state == .open, lines == nil || lines == saved, !isTyping else { return [] }
            return changes.isDisjoint(with: [.services, .experts]) ? [] : [.load(.catalogue)]
        case .back: return back() ? [.close] : []
        case .answer, .reply, .tick: return []
        }
    }

    private mutating func show(_ catalogue: Catalogue) {
        let theirs = Self.lines(catalogue, of: expert.id)
        let base = Dictionary(saved.map { ($0.service.id, $0) }) { first, _ in first }
        let mine = Dictionary((lines ?? []).map { ($0.service.id, $0) }) { first, _ in first }
        lines = theirs.map { line in
            guard let own = mine[line.service.id], own != base[line.service.id] else { return line }
            return own
        }
        saved = theirs
        failure = nil
        if line == nil { selected = (saved.first(where: \.isDone) ?? saved.first)?.service.id }
    }

    // MARK: Actions

    private mutating func perform(_ action: ActionName, _ context: Context) -> Effects {
        switch action {
        case .save: return save(context)
        case .toggle: change(selected) { $0.isDone.toggle() }
        case .own: begin(.price)
        case .clear:
            change(selected) { line in
                line.price = nil
                line.minutes = nil
            }
        case .category: toggleCategory()
        case .find: isFinding = true
        case .take:
            if isFinding {
                isFinding = false
            } else if let column, commit(context) {
                column == .price ? begin(.minutes) : end()
            }
        }
        return []
    }

    private mutating func save(_ context: Context) -> Effects {
        guard column == nil || commit(context), let lines else { return [] }
        end()
        state = .saving
        problem = nil
        return [.save(.save(expert.id, services(lines), knowing: services(saved)))]
    }

    private func services(_ lines: [Line]) -> [ExpertService] {
        lines.filter(\.isDone).map {
            ExpertService(expertID: expert.id, serviceID: $0.service.id, price: $0.price, duration: $0.minutes)
        }
    }

    private mutating func toggleCategory() {
        guard let category = line?.category else { return }
        let marked = shown.filter { $0.category == category }
        let isDone = !marked.allSatisfy(\.isDone)
        for line in marked { change(line.service.id) { $0.isDone = isDone } }
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        if state != .open { return "These services still wait for the server." }
        switch action {
        case .save: return lines == nil ? "The services are still on their way." : nil
        case .find, .take: return nil
        case .toggle, .own, .category: return line == nil ? "There is no service under the cursor." : nil
        case .clear:
            guard let line else { return "There is no service under the cursor." }
            return line.price == nil && line.minutes == nil ? "It has the catalogue's price and time already." : nil
        }
    }

    // MARK: Own price and time

    private mutating func begin(_ column: Column, typing text: String? = nil) {
        guard let line else { return }
        self.column = column
        problem = nil
        let present = column == .price ? line.price?.description : line.minutes.map { "\($0)" }
        field = TextField(
            text ?? present ?? "", content: column == .price ? .decimal : .integer,
            placeholder: column == .price ? line.service.price.description : "\(line.service.phases.handsOn)",
            limit: 12)
    }

    private mutating func end() { column = nil }

    /// Puts what is typed into the line; nothing typed is the catalogue's. Answers false for what can't be taken.
    private mutating func commit(_ context: Context) -> Bool {
        guard let column else { return true }
        problem = nil
        let text = field.text
        do throws(SalonError) {
            switch column {
            case .price:
                let price = text.isEmpty ? nil : try Validation.price(text, context.branch.currency)
                change(selected) { line in
                    line.price = price
                    line.isDone = line.isDone || price != nil
                }
            case .minutes:
                let minutes = text.isEmpty ? nil : try Validation.minutes(text, field: "time")
                change(selected) { line in
                    line.minutes = minutes
                    line.isDone = line.isDone || minutes != nil
                }
            }
            return true
        } catch {
            problem = error.message
            return false
        }
    }

    // MARK: Input

    private mutating func take(_ input: Input, _ context: Context) {
        switch input {
        case .key(let key): take(key, context)
        case .paste(let text):
            if isFinding {
                search { $0.paste(text) }
            } else if column != nil {
                _ = field.paste(text)
            }
        case .mouse(let mouse): take(mouse, context)
        default: break
        }
    }

    private mutating func take(_ key: Key, _ context: Context) {
        if let motion = Self.step(key, page: bodyArea(in: context.area).height), !isFinding || key.typed == nil {
            // Walking on takes what is typed.
            if column != nil {
                guard key.typed == nil, commit(context) else {
                    if key.typed != nil { _ = field.handle(key) }
                    return
                }
                end()
            }
            return walk(motion)
        }
        if isFinding {
            search { $0.handle(key) }
        } else if column != nil {
            _ = field.handle(key)
        } else if let digit = key.typed, digit.isASCII, digit.isNumber {
            begin(.price, typing: String(digit))
        }
    }

    private mutating func search(_ change: (inout TextField) -> Outcome<TextField.Event>) {
        guard change(&filter).event != nil else { return }
        if line == nil { selected = shown.first?.service.id }
    }

    private static func step(_ key: Key, page: Int) -> Int? {
        switch key {
        case .down, "j": 1
        case .up, "k": -1
        case .pageDown: max(1, page - 2)
        case .pageUp: -max(1, page - 2)
        case .home: -10_000
        case .end: 10_000
        default: nil
        }
    }

    private mutating func walk(_ count: Int) {
        let shown = shown
        let index = shown.firstIndex { $0.service.id == selected } ?? 0
        guard !shown.isEmpty else { return }
        selected = shown[max(0, min(shown.count - 1, index + count))].service.id
    }

    private mutating func take(_ mouse: Mouse, _ context: Context) {
        switch mouse.action {
        case .wheelDown: walk(3)
        case .wheelUp: walk(-3)
        case .press(.left), .doublePress(.left):
            let body = bodyArea(in: context.area)
            guard body.contains(mouse.point), column == nil || commit(context) else { return }
            end()
            let rows = rows
            let index = firstRow(rows, height: body.height) + mouse.point.y - body.y
            guard rows.indices.contains(index), case .service(let line) = rows[index] else { return }
            selected = line.service.id
            if mouse.point.x < body.x + 5 { change(selected) { $0.isDone.toggle() } }
        default: break
        }
    }

    /// One step out: what is typed, the field, the filter. Answers whether the dialog should close.
    private mutating func back() -> Bool {
        if column != nil {
            end()
            problem = nil
        } else if isFinding {
            isFinding = false
        } else if !filter.isEmpty {
            filter.text = ""
        } else {
            return true
        }
        return false
    }
}
