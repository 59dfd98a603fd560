/// A product that was tried on a client's skin: a row of `patch_tests`.
public struct PatchTest: Hashable, Sendable {
    /// Its id.
    public let id: PatchTestID
    /// Whose skin.
    public let clientID: ClientID
    /// The service whose product was tried.
    public let serviceID: ServiceID
    /// The day on which it was tried.
    public let testedOn: LocalDate
    /// True when the skin reacted.
    public let hasReacted: Bool
    /// What the desk noted.
    public let note: String?

    /// A test of given values.
    public init(
        id: PatchTestID, clientID: ClientID, serviceID: ServiceID, testedOn: LocalDate, hasReacted: Bool = false,
        note: String? = nil
    ) {
        self.id = id
        self.clientID = clientID
        self.serviceID = serviceID
        self.testedOn = testedOn
        self.hasReacted = hasReacted
        self.note = note
    }
}

/// That a service is done only on skin on which its product was tried.
public struct PatchTestNeed: Hashable, Sendable {
    /// The service.
    public let serviceID: ServiceID
    /// What it is called.
    public let serviceName: String
    /// For how many months a test is good.
    public let months: Int

    /// The months for which a test may be good.
    public static let allowedMonths = 1...60

    /// The months, if a test may be good for so many. Throws `invalid`.
    public static func checked(months: Int) throws(SalonError) -> Int {
        guard allowedMonths.contains(months) else {
            throw .invalid(field: "patch test", sentence: "A patch test is good for 1 to 60 months.")
        }
        return months
    }

    /// Days from a test to the visit, at least: the 48 hours that the makers of hair colour ask for. A test has no hour.
    public static let leadDays = 2

    /// What a service asks for.
    public init(serviceID: ServiceID, serviceName: String, months: Int) {
        self.serviceID = serviceID
        self.serviceName = serviceName
        self.months = months
    }

    /// The last day for which a test that was made on a day is good.
    public func lastDay(ofTestOn day: LocalDate) -> LocalDate { day.adding(months: months) }

}

/// What a service asks for, and what a client has of it.
public struct PatchTestStanding: Hashable, Sendable {
    /// What the service asks for.
    public let need: PatchTestNeed
    /// The days on which its product was tried on the client, in any order.
    public let days: [LocalDate]
    /// The last day on which the skin reacted; nil when it never did.
    public let reaction: LocalDate?

    /// A standing of given values.
    public init(_ need: PatchTestNeed, days: [LocalDate], reaction: LocalDate?) {
        self.need = need
        self.days = days
        self.reaction = reaction
    }

    /// How the tests of a client stand to a need; those of other services say nothing.
    public init(_ need: PatchTestNeed, _ tests: [PatchTest]) {
        let tests = tests.filter { $0.serviceID == need.serviceID }
        self.init(need, days: tests.map(\.testedOn), reaction: tests.filter(\.hasReacted).map(\.testedOn).max())
    }

    /// Whether the client may have the service on a day.
    public func verdict(on day: LocalDate) -> PatchTestVerdict {
        if let reaction { return .reacted(on: reaction) }
        let days = days.filter { $0 <= day }
        let inTime = days.filter { $0 + PatchTestNeed.leadDays <= day }.max()
        if let inTime, need.lastDay(ofTestOn: inTime) >= day { return .good(until: need.lastDay(ofTestOn: inTime)) }
        if days.contains(where: { $0 + PatchTestNeed.leadDays > day }) { return .tooLate }
        return inTime == nil ? .missing : .tooOld(months: need.months)
    }
}

/// Whether a client may have a service that asks for a patch test.
public enum PatchTestVerdict: Hashable, Sendable {
    /// They may, up to a day and on it.
    case good(until: LocalDate)
    /// There is no test.
    case missing
    /// The last test is older than it may be.
    case tooOld(months: Int)
    /// The test is made less than 48 hours before the visit.
    case tooLate
    /// The skin reacted: never.
    case reacted(on: LocalDate)
}

extension Service {
    /// What it asks for; nil when no test is needed.
    public var patchTestNeed: PatchTestNeed? {
        patchTestMonths.map { PatchTestNeed(serviceID: id, serviceName: name, months: $0) }
    }
}

extension BookingWarning {
    /// What stands against services on a day, each said once.
    ///
    /// - Parameters:
    ///   - client: The client's name.
    ///   - standings: What the services ask for, and what the client has of it.
    public static func patchTests(
        of client: String, _ standings: [PatchTestStanding], on day: LocalDate
    ) -> [BookingWarning] {
        let firstName = String(client.prefix { $0 != " " })
        var seen: Set<ServiceID> = []
        return standings.filter { seen.insert($0.need.serviceID).inserted }.compactMap { standing in
            let verdict = standing.verdict(on: day)
            if case .good = verdict { return nil }
            return .patchTest(client: firstName, service: standing.need.serviceName, verdict)
        }
    }

    /// The sentence about a patch test.
    static func sentence(_ client: String, _ service: String, _ verdict: PatchTestVerdict) -> String {
        switch verdict {
        case .good(let until): "\(client)'s patch test for \(service) is good until \(until.shortText)."
        case .missing: "\(client) has no patch test for \(service); it is made 48 hours before."
        case .tooOld(let months):
            "\(client)'s patch test for \(service) is older than \(months) \(months == 1 ? "month" : "months") by the visit."
        case .tooLate: "\(client)'s patch test for \(service) is made less than 48 hours before the visit."
        case .reacted(let day):
            "\(client) reacted to the patch test for \(service) on \(day.shortText): don't book it."
        }
    }
}
