/// Which status may follow which. Everything that is not named here is refused.
public enum StatusRules {
    /// What a step depends on besides the two statuses.
    public struct Circumstances: Hashable, Sendable {
        /// When the appointment begins.
        public var start: LocalDateTime
        /// The branch's wall clock now.
        public var now: LocalDateTime
        /// True when the appointment is reserved and its hold has run out.
        public var isHoldOver: Bool
        /// True when no other live appointment has the expert's time.
        public var isTimeFree: Bool
        /// Why, as the desk typed it; cancelling needs one.
        public var reason: String?

        /// The circumstances of a step.
        public init(
            start: LocalDateTime, now: LocalDateTime, isHoldOver: Bool = false, isTimeFree: Bool = true,
            reason: String? = nil
        ) {
            self.start = start
            self.now = now
            self.isHoldOver = isHoldOver
            self.isTimeFree = isTimeFree
            self.reason = reason
        }
    }

    /// The statuses that can follow `status` at all, in the order of the screen.
    public static func next(after status: AppointmentStatus) -> [AppointmentStatus] {
        switch status {
        case .reserved: [.confirmed, .arrived, .inService, .completed, .cancelled, .expired]
        case .confirmed: [.arrived, .inService, .completed, .cancelled, .noShow]
        case .arrived: [.inService, .completed, .cancelled]
        case .inService: [.completed]
        case .completed: [.confirmed, .inService]
        case .cancelled, .expired, .noShow: [.confirmed]
        }
    }

    /// Checks the step from one status to another. Throws `invalid` with a sentence that names both statuses for a
    /// step that does not exist or is too early, and `conflict` when the time has gone to somebody else.
    public static func step(
        from status: AppointmentStatus, to target: AppointmentStatus, _ circumstances: Circumstances
    ) throws(SalonError) {
        // A hold that has run out is expired, whatever the minute tick has got round to.
        let from = circumstances.isHoldOver && status == .reserved && target != .expired ? .expired : status
        guard next(after: from).contains(target) else { throw impossible(from, target) }
        switch target {
        case .cancelled:
            guard let reason = circumstances.reason, !CleanName.isBlank(reason) else {
                throw .invalid(field: "reason", sentence: "Give a reason: cancelling asks for one.")
            }
        case .noShow:
            guard circumstances.start < circumstances.now else {
                throw .invalid(
                    field: "status",
                    sentence: "A confirmed appointment becomes a no-show only after its start, "
                        + "\(circumstances.start.time) on \(circumstances.start.date.shortText).")
            }
        case .expired:
            guard circumstances.isHoldOver else {
                throw .invalid(
                    field: "status", sentence: "A reserved appointment is expired only once its hold has run out.")
            }
        default: break
        }
        if !from.isLive, !circumstances.isTimeFree {
            throw .conflict(
                sentence: "This appointment is \(from.title) and cannot become \(target.title): "
                    + "its time has been given to somebody else.",
                nearest: [])
        }
    }

    /// Checks that the signed-in person may take the step. Experts move the status of their own appointments, and
    /// neither cancel nor bring back. Reopening needs its own permission. Throws `forbidden`.
    public static func authorize(
        from status: AppointmentStatus, to target: AppointmentStatus, expert: ExpertID?, by session: Session
    ) throws(SalonError) {
        // A step that nobody can take is refused as such, not for want of a permission.
        if status == .completed, next(after: status).contains(target) { try session.require(.appointmentsReopen) }
        try session.require(.appointmentsManage, on: expert)
        let needsAll = target == .cancelled || !status.isLive
        if needsAll, !session.allows(.appointmentsManage) {
            throw .forbidden(
                permission: .appointmentsManage,
                sentence: "Your role may not make an appointment \(target.title) that is \(status.title). "
                    + "Ask the desk.")
        }
    }

    /// The statuses that the signed-in person could choose now: what a menu lights up.
    public static func choices(
        from status: AppointmentStatus, expert: ExpertID?, by session: Session, _ circumstances: Circumstances
    ) -> [AppointmentStatus] {
        var likely = circumstances
        likely.reason = likely.reason ?? "-"
        return AppointmentStatus.allCases.filter { target in
            guard target != .expired else { return false }
            do throws(SalonError) {
                try authorize(from: status, to: target, expert: expert, by: session)
                try step(from: status, to: target, likely)
                return true
            } catch {
                return false
            }
        }
    }

    /// Whether a cancellation came late: within 24 hours of the start, or after it (so the revenue figures count it).
    public static func isLate(cancelledAt: LocalDateTime, start: LocalDateTime) -> Bool {
        start.minuteNumber - cancelledAt.minuteNumber < LocalTime.minutesPerDay
    }

    private static func impossible(_ from: AppointmentStatus, _ target: AppointmentStatus) -> SalonError {
        let sentence =
            from == target
            ? "This appointment is \(from.title) already."
            : "This appointment is \(from.title); it cannot become \(target.title)."
        return .invalid(field: "status", sentence: sentence)
    }
}
