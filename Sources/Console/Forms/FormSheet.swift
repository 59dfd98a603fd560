import Salon
import Terminal

/// A form in a dialog that saves something: what is typed, what waits for the server, what went wrong.
struct FormSheet {
    /// How far the saving is.
    enum State: Equatable {
        /// It takes keys.
        case open
        /// The server has it.
        case saving
        /// The server was away; it is saved when it is back, and stays as it is until then.
        case kept
        /// Somebody else has changed the same fields: what shall stay is being chosen.
        case choosing(SideBySide)
    }

    /// What is saved, in a word: "client".
    let what: String
    var form: Form
    private(set) var state = State.open
    /// What went wrong that no field can mend.
    var problem: String?
    /// What somebody else changed meanwhile, as the refusal told it.
    private var change: StaleChange?

    init(_ what: String, _ form: Form) {
        self.what = what
        self.form = form
    }

    /// What would be lost.
    var unsaved: String? {
        switch state {
        case .open, .choosing: form.isChanged ? "What was typed for this \(what) is not saved." : nil
        case .saving, .kept: "This \(what) still waits for the server."
        }
    }

    /// Why it can't be saved now.
    var reasonAgainstSaving: String? {
        switch state {
        case .open: nil
        case .choosing: "Choose yours or theirs in each line, then press Enter."
        case .saving, .kept: "This \(what) still waits for the server."
        }
    }

    // MARK: Keys

    /// Edits the form; answers what the screen should act on.
    mutating func take(_ input: Input, in area: Rect) -> Form.Event? {
        if case .choosing(var sides) = state {
            guard case .key(let key) = input else { return nil }
            guard sides.handle(key) == .chosen else {
                state = .choosing(sides)
                return nil
            }
            settle(sides)
            return .submitted
        }
        guard state == .open else { return nil }
        let event: Form.Event? =
            switch input {
            case .key(let key): form.handle(key).event
            case .paste(let text): form.paste(text).event
            case .mouse(let mouse): form.handle(mouse, in: parts(of: area).form).event
            default: nil
            }
        if case .changed = event { problem = nil }
        return event
    }

    /// Esc: closes an open search first. Answers whether the dialog should close.
    mutating func back() -> Bool {
        if case .choosing(let sides) = state {
            leave(sides)
            return false
        }
        guard state == .open else { return true }
        if case .event(.left) = form.handle(.escape) { return true }
        return false
    }

    // MARK: Saving

    /// Checks the values one by one: shows all that is missing or wrong at its field, and answers nil if anything is.
    mutating func checked<Value>(_ check: (inout FormErrors) -> Value?) -> Value? {
        guard state == .open else { return nil }
        var errors = FormErrors()
        let value = check(&errors)
        return form.check(errors.sentences) ? value : nil
    }

    /// It was handed to the server.
    mutating func begin() {
        state = .saving
        problem = nil
    }

    /// The server took it no, or was away.
    mutating func refuse(_ error: SalonError) {
        if case .unavailable = error {
            state = .kept
            return
        }
        state = .open
        if case .stale(let change) = error { self.change = change }
        if case .invalid(let field, let sentence) = error, form[field] != nil {
            form.showErrors([field: sentence])
        } else {
            problem = error.message
        }
    }

    // MARK: Two at once

    /// Somebody changed the thing while it was open here: both are brought together. Fields that only one of the two
    /// has changed keep that change; where both have, the person here chooses.
    mutating func merge(_ theirs: Form, base: Form) {
        let fields = form.merge(theirs, base: base)
        let change = change ?? StaleChange(what: what)
        let label = { (id: String) in theirs[id]?.label ?? id }
        let rows = fields.contested.compactMap { id in
            theirs[id].map {
                SideBySide.Row(
                    id: id, label: $0.label, mine: form.words(id), theirs: theirs.words(id), control: $0.control)
            }
        }
        let taken = fields.taken.map { id in
            "\(label(id)) is as they left it: \(theirs.words(id).isEmpty ? "empty" : theirs.words(id))"
        }
        if rows.isEmpty, taken.isEmpty {
            problem = "This \(what) stands already as you typed it here."
        } else if rows.isEmpty {
            problem =
                "\(change.by ?? "Somebody") changed this \(what) meanwhile. \(taken.joined(separator: ". ")). "
                + "What you typed is kept: look at it, then save again."
        } else {
            problem = nil
            state = .choosing(SideBySide(change, rows: rows, taken: taken))
        }
    }

    /// Fills in what was chosen.
    private mutating func settle(_ sides: SideBySide) {
        for row in sides.rows where row.takesTheirs == true { form.update(row.id) { $0.control = row.control } }
        state = .open
    }

    /// Goes on typing without having chosen: what is typed stays, and what they wrote is told below it.
    private mutating func leave(_ sides: SideBySide) {
        for row in sides.rows {
            form.update(row.id) { $0.alert = row.theirs.isEmpty ? "They left it empty." : "They wrote: \(row.theirs)" }
        }
        state = .open
        problem = "Where you both wrote, saving now keeps what you typed."
    }

    // MARK: Drawing

    private var notice: (text: String, ink: Ink)? {
        switch state {
        case .saving: ("Saving…", .muted)
        case .kept: ("The server is away. This \(what) is kept and saved when it is back.", .warning)
        case .open: problem.map { ("✗ " + $0, .danger) }
        case .choosing: nil
        }
    }

    private func parts(of area: Rect) -> (form: Rect, notice: Rect) {
        let lines = notice.map { TextWrap.lines($0.text, width: area.width, limit: 3).count } ?? 0
        let (form, notice) = area.inset(top: area.height >= 18 ? 1 : 0).split(bottom: lines)
        return (form, notice)
    }

    /// Draws the form, and what is said about it as a whole at its foot.
    func draw(
        in area: Rect, into frame: inout Frame, _ context: Context, save: KeyHint, others: [KeyHint] = []
    ) {
        if case .choosing(let sides) = state { return sides.draw(in: area.inset(top: 1), into: &frame, context) }
        let parts = parts(of: area)
        var form = form
        form.actions = [save] + others + [KeyHint(.tab, "next"), KeyHint(.escape, "back")]
        form.draw(in: parts.form, into: &frame, isFocused: state == .open)
        guard let notice else { return }
        for (index, line) in TextWrap.lines(notice.text, width: area.width, limit: 3).enumerated() {
            frame.write(line, at: parts.notice.row(index).origin, style: Style(notice.ink), width: area.width)
        }
    }
}

/// What is wrong in a form, by field.
struct FormErrors {
    private(set) var sentences: [String: String] = [:]

    /// A value that passes its check; nil and the reason noted if it doesn't.
    mutating func value<Value>(_ field: String, _ check: () throws(SalonError) -> Value) -> Value? {
        do throws(SalonError) {
            return try check()
        } catch {
            sentences[field] = error.message
            return nil
        }
    }

    /// Notes what is wrong with a field.
    mutating func note(_ field: String, _ sentence: String) { sentences[field] = sentence }
}
