import Salon
import SalonStore
import Terminal

extension PaymentScreen {
    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        guard context.may(.paymentsTake) else {
            EmptyState(
                .forbidden, title: "Not for your role", sentence: SalonError.forbidden(.paymentsTake).message,
                key: .escape, action: "back"
            ).draw(in: area, into: &frame)
            return
        }
        if let failure {
            EmptyState(
                .failed, title: "The visit can't be read", sentence: failure.message, key: .escape, action: "back"
            ).draw(in: area, into: &frame)
            return
        }
        guard let card else {
            EmptyState(.loading, title: "Reading the visit…").draw(in: area, into: &frame)
            return
        }
        let notice = notice
        let parts = Self.parts(of: area, notice: notice)
        var form = form
        form.actions = [
            KeyHint(key(.take, context), "take the payment", isEnabled: disabledReason(.take, context) == nil),
            KeyHint(key(.next, context), "next"), KeyHint(.escape, "back"),
        ]
        form.draw(in: parts.form, into: &frame, isFocused: pending == nil)
        drawVisit(card, in: parts.visit, isShort: parts.isShort, into: &frame)
        if let notice {
            for (index, line) in TextWrap.lines(notice.text, width: area.width, limit: 3).enumerated() {
                frame.write(line, at: parts.notice.row(index).origin, style: Style(notice.ink), width: area.width)
            }
        }
    }

    private func key(_ action: ActionName, _ context: Context) -> String {
        context.keyName(ActionID(Self.place, action.rawValue))
    }

    /// What is said about the form as a whole, at its foot.
    var notice: (text: String, ink: Ink)? {
        if pending?.isKept == true {
            let text =
                "The server is away. This payment is kept and saved when it is back; it is never taken twice. "
                + "Don't take it again."
            return (text, .warning)
        }
        if pending != nil { return ("Saving…", .muted) }
        if let problem { return ("✗ " + problem, .danger) }
        let reason = card.flatMap { AppointmentSteps.reasonAgainstPaying($0.appointment.entry) }
        return reason.map { ($0, .warning) }
    }

    /// The form at the left, the visit at the right, or above where there is no room; the notice at the foot.
    static func parts(
        of area: Rect, notice: (text: String, ink: Ink)?
    ) -> (form: Rect, visit: Rect, notice: Rect, isShort: Bool) {
        let lines = notice.map { TextWrap.lines($0.text, width: area.width, limit: 3).count } ?? 0
        let (rest, foot) = area.inset(top: area.height >= 18 ? 1 : 0).split(bottom: lines)
        guard area.width >= 68 else {
            let (visit, form) = rest.split(top: 3)
            return (form, visit, foot, true)
        }
        let (visit, form) = (rest.split(right: max(28, area.width * 2 / 5)).right, rest)
        return (form.inset(right: visit.width + 3), visit, foot, false)
    }

    // MARK: The visit

    private func drawVisit(_ card: AppointmentCard, in rect: Rect, isShort: Bool, into frame: inout Frame) {
        let entry = card.appointment.entry
        let due = Self.due(of: card)
        var lines = VisitLines(rect: rect)
        lines.add(entry.clientName, Style(.strong, .bold), into: &frame)
        if let alert = card.client?.client.alert ?? entry.alert, !alert.allSatisfy(\.isWhitespace) {
            for line in TextWrap.lines("⚠ " + alert, width: rect.width, limit: isShort ? 1 : 2) {
                lines.add(line, Style(.warning, .bold), into: &frame)
            }
        }
        guard !isShort else {
            lines.add("Due", Style(.muted), due.withCode, Style(.strong, .bold), into: &frame)
            return
        }
        lines.skip()
        let isLong = card.appointments.count > max(2, rect.height - 9)
        let shown = card.appointments.prefix(isLong ? max(1, rect.height - 10) : .max)
        for appointment in shown {
            let entry = appointment.entry
            let counts = entry.status.isLive || entry.status == .completed || entry.id == id
            lines.add(
                "\(entry.start.time) \(entry.serviceName)", Style(counts ? .text : .muted),
                counts ? entry.price.grouped : entry.status.title, Style(counts ? .text : .muted), into: &frame)
        }
        let left = card.appointments.count - shown.count
        if left > 0 { lines.add("and \(left) more", Style(.muted), into: &frame) }
        lines.rule(into: &frame)
        let paid = card.paid
        if !paid.isZero { lines.add("Paid so far", Style(.muted), paid.grouped, Style(.text), into: &frame) }
        lines.add(
            "Due", Style(.strong, .bold), due.withCode, Style(due.isZero ? .good : .strong, .bold), into: &frame)
        lines.skip()
        for row in card.payments.suffix(max(0, lines.left)) {
            let payment = row.payment
            let kind = payment.kind == .payment ? "" : " \(payment.kind.rawValue)"
            lines.add(
                "\(payment.method.rawValue)\(kind)\(row.takenBy.map { ", \($0)" } ?? "")", Style(.muted),
                (payment.kind == .refund ? "-" : "") + payment.amount.grouped, Style(.muted), into: &frame)
        }
    }
}

/// Lines of a small bill, from top to bottom: words at the left, an amount at the right.
private struct VisitLines {
    let rect: Rect
    private var next = 0

    init(rect: Rect) { self.rect = rect }

    /// The lines that are left.
    var left: Int { rect.height - next }

    mutating func skip() { next += 1 }

    mutating func rule(into frame: inout Frame) {
        frame.horizontalRule(at: rect.row(next).origin, length: rect.width, style: Style(.rule))
        next += 1
    }

    mutating func add(
        _ text: String, _ style: Style, _ amount: String = "", _ amountStyle: Style = Style(),
        into frame: inout Frame
    ) {
        let row = rect.row(next)
        next += 1
        guard !row.isEmpty else { return }
        let width = TextWidth.cells(amount)
        frame.write(text, at: row.origin, style: style, width: row.width - (width > 0 ? width + 2 : 0))
        frame.write(amount, at: Point(row.maxX - width, row.y), style: amountStyle, width: width)
    }
}
