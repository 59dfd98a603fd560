import Salon
import Terminal

extension SignInScreen {
    /// The cells for labels.
    private static let labelWidth = 12

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        if resuming != nil { return drawResuming(in: area, into: &frame) }
        let head = lock.map { TextWrap.lines($0.sentence, width: 54, limit: 2) } ?? []
        let box = area.centered(Size(60, 12 + (head.isEmpty ? 0 : head.count + 1)))
        frame.fill(box, style: Style(.text, on: .panel))
        frame.box(box, style: Style(.accent, on: .panel), title: lock == nil ? "Sign in" : "Locked")
        var inner = box.inset(columns: 3, rows: 2)
        for (index, line) in head.enumerated() {
            frame.write(line, at: inner.row(index).origin, style: Style(.strong), width: inner.width)
        }
        inner = inner.inset(top: head.isEmpty ? 0 : head.count + 1)
        drawField("E-mail", email, in: inner.row(0), isActive: focus == .email, into: &frame)
        drawField("Password", password, in: inner.row(2), isActive: focus == .password, into: &frame)
        let stay = inner.row(4).inset(left: Self.labelWidth)
        if focus == .stay { frame.fill(stay, style: Style(.text, on: .fieldActive)) }
        frame.write(
            "[\(staysSignedIn ? "x" : " ")] Stay signed in on this computer", at: stay.origin, style: Style(.text),
            width: stay.width)
        drawNews(in: inner.inset(top: 6), into: &frame, context)
    }

    /// Most often the answer is there before anybody could read this, so at first nothing is said.
    private func drawResuming(in area: Rect, into frame: inout Frame) {
        guard isSlow else { return }
        EmptyState(
            news == nil ? .loading : .failed, title: news == nil ? "Opening the salon…" : "No database",
            sentence: news.map { $0.sentence + " It is tried again until it answers." } ?? ""
        ).draw(in: area, into: &frame)
    }

    private func drawField(
        _ label: String, _ field: TextField, in row: Rect, isActive: Bool, into frame: inout Frame
    ) {
        frame.write(label, at: row.origin, style: Style(.muted), width: Self.labelWidth)
        field.draw(in: row.inset(left: Self.labelWidth), into: &frame, isFocused: isActive)
    }

    private func drawNews(in rect: Rect, into frame: inout Frame, _ context: Context) {
        var (text, ink) = ("", Ink.muted)
        if let seconds = secondsBanned(context) {
            (text, ink) = (Self.banned(seconds: seconds), .danger)
        } else if let news {
            (text, ink) = (news.sentence, news.isBad ? .danger : .good)
        } else if isChecking {
            text = "Checking your password…"
        } else if let name = lock?.person.name {
            text = "The password opens it again. Somebody else may sign in too: what \(name) has open stays hidden."
        }
        for (index, line) in TextWrap.lines(text, width: rect.width).prefix(rect.height).enumerated() {
            frame.write(line, at: rect.row(index).origin, style: Style(ink), width: rect.width)
        }
    }
}
