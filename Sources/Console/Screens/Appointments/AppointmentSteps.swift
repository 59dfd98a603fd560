import Salon
import SalonStore
import Terminal

/// What can be done with an appointment, wherever it is shown: why not, what is asked first, what is said after.
enum AppointmentSteps {
    /// A step of its status that has a key.
    enum Step: CaseIterable {
        case confirm, checkIn, start, done, cancel, noShow, reopen

        /// What the appointment becomes.
        var target: AppointmentStatus {
            switch self {
            case .confirm, .reopen: .confirmed
            case .checkIn: .arrived
            case .start: .inService
            case .done: .completed
            case .cancel: .cancelled
            case .noShow: .noShow
            }
        }

        /// Where it can begin, if that is narrower than the rules.
        fileprivate var origins: [AppointmentStatus]? {
            switch self {
            case .confirm: [.reserved]
            case .reopen: [.cancelled, .expired, .noShow, .completed]
            default: nil
            }
        }
    }

    // MARK: Why not

    /// Why the step can't be taken by this role or from this status; nil if it can.
    static func reason(against step: Step, _ entry: DayEntry, _ context: Context) -> String? {
        if let origins = step.origins, !origins.contains(entry.status) {
            return entry.status == .confirmed ? "It is confirmed already." : "It is \(entry.status.title)."
        }
        do throws(SalonError) {
            try StatusRules.authorize(
                from: entry.status, to: step.target, expert: entry.expertID, by: context.session)
            try StatusRules.step(
                from: entry.status, to: step.target,
                StatusRules.Circumstances(
                    start: entry.start, now: context.now, isHoldOver: entry.isHoldOver(at: context.instant),
                    reason: step == .cancel ? "-" : nil))
            return nil
        } catch {
            return error.message
        }
    }

    /// Why nothing can be booked; nil if it can. An expert's own appointments are theirs to see, not to book.
    static func reasonAgainstBooking(_ context: Context) -> String? {
        context.session.allows(.appointmentsManage) ? nil : "Your role may not book. Ask the desk."
    }

    /// Why it can't be moved; nil if it can.
    static func reasonAgainstMoving(_ entry: DayEntry, _ context: Context) -> String? {
        guard context.session.allows(.appointmentsManage) else {
            return "Your role may not move appointments. Ask the desk."
        }
        switch entry.status {
        case .reserved, .confirmed, .arrived: return nil
        case .inService: return "It has begun; it can't be moved any more."
        case .completed, .cancelled, .noShow, .expired:
            return "It is \(entry.status.title); only what is to come can be moved."
        }
    }

    /// The appointments of a visit that can still be moved, by start.
    static func movable(_ card: AppointmentCard) -> [DayEntry] {
        card.appointments.map(\.entry).filter { $0.status.isLive && $0.status != .inService }
            .sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    }

    /// Why no money can be taken for it; nil if some can. What is paid can still get a tip.
    static func reasonAgainstPaying(_ entry: DayEntry) -> String? {
        switch entry.status {
        case .cancelled, .expired: "It is \(entry.status.title): there is nothing to pay."
        default: entry.paymentStatus == .refunded ? "It is refunded: there is nothing to pay." : nil
        }
    }

    // MARK: What is asked first

    /// The reasons that a desk hears every day.
    static let cancelReasons = ["Client called it off", "Client is ill", "Expert is ill", "Booked by mistake"]

    /// Why an appointment is called off; the answer does it.
    static func cancelDialog(_ entry: DayEntry) -> Dialog {
        .reasons(
            title: "Cancel \(entry.clientName), \(entry.start.date.shortText) \(entry.start.time)?",
            message: "\(entry.serviceName). The time is free again at once. Why is it cancelled?",
            reasons: cancelReasons, other: TextField(placeholder: "in your own words", limit: 200),
            accept: "Cancel the appointment", refuse: "Keep it")
    }

    /// Why a whole visit is called off; the answer does it.
    static func cancelDialog(_ visit: [DayEntry]) -> Dialog {
        let name = visit.first?.clientName ?? ""
        let parts = visit.map { "\($0.start.time) \($0.serviceName)" }.joined(separator: ", ")
        return .reasons(
            title: "Cancel the whole visit of \(name)?",
            message: "\(parts). The time is free again at once. Why is it cancelled?",
            reasons: cancelReasons, other: TextField(placeholder: "in your own words", limit: 200),
            accept: "Cancel the visit", refuse: "Keep it")
    }

    /// The reason in the reply to `cancelDialog`.
    static func cancelReason(_ text: String, _ choice: Int?) -> String {
        guard text.isEmpty, let choice, cancelReasons.indices.contains(choice) else { return text }
        return cancelReasons[choice]
    }

    /// That a client did not come.
    static func noShowDialog(_ entry: DayEntry) -> Dialog {
        .confirm(
            title: "\(entry.clientName), \(entry.start.time): no-show?",
            message: "It counts on the client's card, and the time is free again.", accept: "No-show",
            refuse: "Not yet")
    }

    // MARK: What is said after

    /// What happened to its status.
    static func news(of entry: DayEntry, _ status: AppointmentStatus) -> String {
        switch status {
        case .confirmed: "\(entry.clientName) is confirmed for \(entry.start.time)."
        case .arrived: "\(entry.clientName) is here."
        case .inService: "\(entry.serviceName) for \(entry.clientName) has begun."
        case .completed: "\(entry.clientName) is done\(entry.due.isZero ? "." : "; \(entry.due.withCode) to pay: p.")"
        case .cancelled: "\(entry.clientName), \(entry.start.time), is cancelled. The time is free."
        case .noShow: "\(entry.clientName) is noted as a no-show."
        case .reserved, .expired: "\(entry.clientName): \(status.title)."
        }
    }

    /// Where it was moved to; the day is named only if it is another.
    static func news(ofMoving entry: DayEntry, from previous: LocalDateTime, to expertName: String?) -> String {
        let day = entry.start.date == previous.date ? "" : "\(entry.start.date.shortText), "
        return "Moved \(entry.clientName) to \(day)\(entry.start.time)\(expertName.map { " with \($0)" } ?? "")."
    }

    // MARK: What should be known

    /// Warnings in one text, each said once.
    static func words(_ warnings: [BookingWarning]) -> String {
        warnings.eachOnce.map(\.sentence).joined(separator: " ")
    }

    /// What the desk should know before it gives an appointment another place.
    ///
    /// - Parameters:
    ///   - entry: The appointment where it stands.
    ///   - entries: Those among which the client may have others.
    ///   - name: What an expert is called.
    static func warnings(
        ofMoving entry: DayEntry, to expert: ExpertID?, at start: LocalDateTime, among entries: [DayEntry],
        name: (ExpertID?) -> String?
    ) -> [BookingWarning] {
        let others = entries.filter {
            $0.clientID != nil && $0.clientID == entry.clientID && $0.id != entry.id && $0.status.isLive
        }
        let sameTime = BookingWarning.sameTime(
            TimeSpan(start, minutes: entry.phases.clientMinutes),
            others: others.map {
                .init(service: $0.serviceName, expert: name($0.expertID), span: TimeSpan($0.start, $0.end))
            })
        let patchTests = entry.patchTestWarnings(on: start.date)
        guard entry.isExpertRequested, expert != entry.expertID, let asked = name(entry.expertID) else {
            return sameTime + patchTests
        }
        return [.askedFor(expert: asked)] + sameTime + patchTests
    }
}
