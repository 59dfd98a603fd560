/// A span in which an appointment holds its expert's hands.
public struct BusySpan: Hashable, Sendable {
    /// Whose span it is, so that moving an appointment does not stand in its own way.
    public let appointmentID: AppointmentID
    /// When.
    public let span: TimeSpan

    /// A span of an appointment that holds its time: live, and its hold not over.
    public init(appointmentID: AppointmentID, span: TimeSpan) {
        self.appointmentID = appointmentID
        self.span = span
    }

    /// The spans of an appointment with these times.
    public static func spans(
        of appointmentID: AppointmentID, start: LocalDateTime, phases: ServicePhases
    ) -> [BusySpan] {
        phases.busySpans(from: start).map { BusySpan(appointmentID: appointmentID, span: $0) }
    }
}

/// One expert as far as availability needs to know, as one round trip fetched it.
public struct ExpertRoster: Hashable, Sendable {
    /// The expert.
    public var id: ExpertID
    /// Their name, for the reasons.
    public var name: String
    /// False once they have left.
    public var isActive: Bool
    /// Their shifts, whether they fall into the dates or not.
    public var shifts: [Shift]
    /// The exceptions of the dates, one day before and one after included.
    public var exceptions: [ShiftException]
    /// Their times off that touch the dates.
    public var timeOff: [TimeOff]
    /// The busy spans that touch the dates, one day before and two after included.
    public var busy: [BusySpan]
    /// What they do.
    public var services: [ServiceID: ExpertService]

    /// An expert's roster.
    public init(
        id: ExpertID, name: String, isActive: Bool = true, shifts: [Shift] = [], exceptions: [ShiftException] = [],
        timeOff: [TimeOff] = [], busy: [BusySpan] = [], services: [ExpertService] = []
    ) {
        self.id = id
        self.name = name
        self.isActive = isActive
        self.shifts = shifts
        self.exceptions = exceptions
        self.timeOff = timeOff
        self.busy = busy
        self.services = Dictionary(services.map { ($0.serviceID, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The working hours that begin on the days of `dates`: exceptions replace a date's shifts, and what overlaps
    /// or touches is one. Closures and times off are not taken away yet.
    public func workingHours(in dates: DateSpan) -> TimeSpans {
        var spans: [TimeSpan] = []
        spans.reserveCapacity(dates.count * 2)
        let replaced = Set(exceptions.map(\.date))
        for date in dates where !replaced.contains(date) {
            for shift in shifts where shift.falls(on: date) { spans.append(shift.span(on: date)) }
        }
        for exception in exceptions where dates.contains(exception.date) {
            if let span = exception.span { spans.append(span) }
        }
        return TimeSpans(spans)
    }
}

/// Everything that decides which starts are free, as values.
public struct AvailabilityInput: Hashable, Sendable {
    /// The days on which a visit may begin.
    public var dates: DateSpan
    /// The first minute that is not past: `Zone.earliestStart`.
    public var now: LocalDateTime
    /// The first start that keeps the notice asked for, `now` or later.
    public var notBefore: LocalDateTime?
    /// The last day that can be booked yet; nil for any.
    public var lastDate: LocalDate?
    /// The branch's grid.
    public var slotMinutes: Minutes
    /// The experts in the order of the screen.
    public var experts: [ExpertRoster]
    /// The closures that touch the dates.
    public var closures: [Closure]
    /// What spring skips in the dates: `Zone.skipped`.
    public var skipped: [TimeSpan]

    /// The input for some dates.
    public init(
        dates: DateSpan, now: LocalDateTime, notBefore: LocalDateTime? = nil, lastDate: LocalDate? = nil,
        slotMinutes: Minutes, experts: [ExpertRoster], closures: [Closure] = [], skipped: [TimeSpan] = []
    ) {
        self.dates = dates
        self.now = now
        self.notBefore = notBefore
        self.lastDate = lastDate
        self.slotMinutes = slotMinutes
        self.experts = experts
        self.closures = closures
        self.skipped = skipped
    }

    /// The first minute at which a visit may start.
    var firstStart: LocalDateTime { notBefore.map { max($0, now) } ?? now }

    /// The input for some dates at a branch whose clock is `zone`. A start keeps the branch's notice in real minutes,
    /// whatever the clocks do meanwhile, and its horizon.
    public init(
        dates: DateSpan, at instant: Instant, zone: Zone, branch: Branch, experts: [ExpertRoster],
        closures: [Closure] = []
    ) {
        let notice = branch.noticeMinutes
        self.init(
            dates: dates, now: zone.earliestStart(at: instant),
            notBefore: notice > 0 ? zone.earliestStart(at: instant.adding(minutes: notice)) : nil,
            lastDate: branch.horizonDays.map { zone.local(instant).date + $0 }, slotMinutes: branch.slotMinutes,
            experts: experts,
            closures: closures, skipped: zone.skipped(in: dates.lowerBound - 1..<dates.upperBound + 2))
    }
}
