import Salon
import SalonStore
import Terminal

extension SeriesChangeScreen {
    /// The place in the series and the form above, the visits below, what is to be said at the foot.
    static func parts(of area: Rect) -> (head: Rect, form: Rect, list: Rect, foot: Rect) {
        let (head, rest) = area.inset(top: area.height >= 18 ? 1 : 0).split(top: 1)
        let (form, lower) = rest.inset(top: 1).split(top: 6)
        let (list, foot) = lower.split(bottom: 3)
        return (head, form, list, foot)
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let parts = Self.parts(of: area)
        let entry = start.entry
        let day = SpanText.day(entry.start.date, today: context.today)
        let x = frame.write(
            "\(entry.serviceName), \(day) \(entry.start.time)", at: parts.head.origin, style: Style(.strong, .bold),
            width: parts.head.width)
        frame.write(
            "  \(start.place.words)", at: parts.head.origin.moved(right: x), style: Style(.muted),
            width: max(0, parts.head.width - x))
        if book == nil, complaint == nil {
            EmptyState(.loading, title: "Reading the series…").draw(in: parts.list, into: &frame)
        } else {
            list.table.draw(in: parts.list, into: &frame)
        }
        let (text, style) = notice(context)
        for (row, line) in TextWrap.lines(text, width: parts.foot.width, limit: parts.foot.height).enumerated() {
            frame.write(line, at: parts.foot.row(row).origin, style: style, width: parts.foot.width)
        }
        form.draw(in: parts.form, into: &frame, isFocused: !isPending)
    }

    private func notice(_ context: Context) -> (String, Style) {
        if isKept { return ("The server is away. This change is kept and made when it is back.", Style(.warning)) }
        if isPending { return (cancels ? "Cancelling…" : "Moving…", Style(.muted)) }
        if let complaint { return ("✗ \(complaint)", Style(.danger)) }
        let key = { (action: ActionName) in context.keyName(ActionID(Self.place, action.rawValue)) }
        if !cancels, let date = list.chosen, date.choice == .leftOut {
            let stays = "It stays at \(date.id.time); \(key(.leaveOut)) moves it with the others again."
            let reason = disabledReason(.apply, context).map { " " + $0 } ?? ""
            return (stays + reason, Style(reason.isEmpty ? .muted : .warning))
        }
        if let obstacle = list.obstacle(key: key(.otherTime), today: context.today) {
            return ("\(obstacle) \(key(.leaveOut)) lets it stay.", Style(.warning))
        }
        if let reason = disabledReason(.apply, context) {
            return (reason, Style(move?.conflicts.isEmpty == false ? .warning : .muted))
        }
        if let warning = patchTestWarnings(context).first { return ("⚠ \(warning.sentence)", Style(.warning)) }
        return ("\(key(.apply)) \(cancels ? "cancels" : "moves") these visits, after a question.", Style(.muted))
    }
}
