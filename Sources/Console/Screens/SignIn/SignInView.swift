import Salon
import Terminal

extension SignInScreen {
    /// The cells for labels.
    private static let labelWidth = 14

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        if resuming != nil { return drawResuming(in: area, into: &frame) }
        let head = TextWrap.lines(heading, width: 54, limit: 3)
        let box = area.centered(Size(60, bodyHeight + 8 + (head.isEmpty ? 0 : head.count + 1)))
        frame.fill(box, style: Style(.text, on: .panel))
        frame.box(box, style: Style(.accent, on: .panel), title: title)
        var inner = box.inset(columns: 3, rows: 2)
        for (index, line) in head.enumerated() {
            frame.write(line, at: inner.row(index).origin, style: Style(.strong), width: inner.width)
        }
        inner = inner.inset(top: head.isEmpty ? 0 : head.count + 1)
        switch step {
        case .password: drawPassword(in: inner, into: &frame)
        case .newPassword: drawNewPassword(in: inner, into: &frame)
        case .code: drawField("Code", code, .code, in: inner.row(0), into: &frame)
        }
        drawNews(in: inner.inset(top: bodyHeight + 1), into: &frame, context)
    }

    private var title: String {
        switch step {
        case .password: lock == nil ? "Sign in" : "Locked"
        case .newPassword: "Choose a password"
        case .code: "Prove your e-mail address"
        }
    }

    private var heading: String {
        switch step {
        case .password: lock?.sentence ?? ""
        case .newPassword(let ticket):
            "The code for \(ticket.email) was right. It works only once: choose a password of your own now."
        case .code(let ticket):
            "A code was sent to \(ticket.email). Type it here; whoever keeps the staff can also make a new one."
        }
    }

    private var bodyHeight: Int {
        switch step {
        case .password: 5
        case .newPassword: 4 + PasswordRules.height
        case .code: 1
        }
    }

    private func drawPassword(in inner: Rect, into frame: inout Frame) {
        drawField("E-mail", email, .email, in: inner.row(0), into: &frame)
        drawField("Password", password, .password, in: inner.row(2), into: &frame)
        let stay = inner.row(4).inset(left: Self.labelWidth)
        if focus == .stay { frame.fill(stay, style: Style(.text, on: .fieldActive)) }
        frame.write(
            "[\(staysSignedIn ? "x" : " ")] Stay signed in on this computer", at: stay.origin, style: Style(.text),
            width: stay.width)
    }

    private func drawNewPassword(in inner: Rect, into frame: inout Frame) {
        drawField("New password", new, .new, in: inner.row(0), into: &frame)
        drawField("Once more", again, .again, in: inner.row(2), into: &frame)
        PasswordRules.draw(
            for: new.text, in: inner.inset(left: Self.labelWidth, top: 4), into: &frame)
    }

    private func drawField(_ label: String, _ field: TextField, _ place: Focus, in row: Rect, into frame: inout Frame) {
        frame.write(label, at: row.origin, style: Style(.muted), width: Self.labelWidth)
        field.draw(in: row.inset(left: Self.labelWidth), into: &frame, isFocused: focus == place)
    }

    /// Most often the answer is there before anybody could read this, so at first nothing is said.
    private func drawResuming(in area: Rect, into frame: inout Frame) {
        guard isSlow else { return }
        EmptyState(
            news == nil ? .loading : .failed, title: news == nil ? "Opening the salon…" : "No database",
            sentence: news.map { $0.sentence + " It is tried again until it answers." } ?? ""
        ).draw(in: area, into: &frame)
    }

    private func drawNews(in rect: Rect, into frame: inout Frame, _ context: Context) {
        var (text, ink) = ("", Ink.muted)
        if step == .password, let seconds = secondsBanned(context) {
            (text, ink) = (banned(seconds: seconds), .danger)
        } else if let news {
            (text, ink) = (news.sentence, news.isBad ? .danger : .good)
        } else if isChecking {
            text = "Checking…"
        } else if step == .password, let name = lock?.person.name {
            text = "The password opens it again. Somebody else may sign in too: what \(name) has open stays hidden."
        }
        for (index, line) in TextWrap.lines(text, width: rect.width).prefix(rect.height).enumerated() {
            frame.write(line, at: rect.row(index).origin, style: Style(ink), width: rect.width)
        }
    }
}
