import Testing

@testable import Salon

@Suite struct StatusRulesTests {
    /// The salon's diagram, written once more by hand: who may follow whom, and what it takes.
    private func isAllowed(
        _ from: AppointmentStatus, _ to: AppointmentStatus, afterStart: Bool, isFree: Bool, hasReason: Bool,
        isHoldOver: Bool
    ) -> Bool {
        switch (from, to) {
        case (.reserved, .expired): isHoldOver
        case (.reserved, .confirmed) where isHoldOver: isFree
        case (.reserved, _) where isHoldOver: false
        case (.reserved, .confirmed), (.reserved, .arrived), (.reserved, .inService), (.reserved, .completed): true
        case (.confirmed, .arrived), (.confirmed, .inService), (.confirmed, .completed): true
        case (.arrived, .inService), (.arrived, .completed), (.inService, .completed): true
        case (.reserved, .cancelled), (.confirmed, .cancelled), (.arrived, .cancelled): hasReason
        case (.confirmed, .noShow): afterStart
        case (.cancelled, .confirmed), (.expired, .confirmed), (.noShow, .confirmed): isFree
        case (.completed, .confirmed), (.completed, .inService): isFree
        default: false
        }
    }

    @Test func `every step between two statuses is allowed or refused as the diagram says`() throws {
        let start = try moment("2026-11-21T10:00")
        var allowed = 0
        for from in AppointmentStatus.allCases {
            for to in AppointmentStatus.allCases {
                for bits in 0..<16 {
                    let (after, free, reason, over) = (bits & 1 > 0, bits & 2 > 0, bits & 4 > 0, bits & 8 > 0)
                    let circumstances = StatusRules.Circumstances(
                        start: start, now: after ? start + 1 : start, isHoldOver: over && from == .reserved,
                        isTimeFree: free, reason: reason ? "ill" : " \u{200B}")
                    let error = refusal { () throws(SalonError) in
                        try StatusRules.step(from: from, to: to, circumstances)
                    }
                    let expected = isAllowed(
                        from, to, afterStart: after, isFree: free, hasReason: reason,
                        isHoldOver: circumstances.isHoldOver)
                    #expect((error == nil) == expected, "\(from) to \(to), \(circumstances)")
                    if expected { allowed += 1 }
                    // A hold that has run out is spoken of as expired.
                    let shown: AppointmentStatus = circumstances.isHoldOver && to != .expired ? .expired : from
                    guard let error, !StatusRules.next(after: shown).contains(to) else { continue }
                    #expect(error.code == "invalid")
                    #expect(error.message.contains(shown.title) && error.message.contains(to.title))
                }
            }
        }
        #expect(allowed > 100)
    }

    @Test func `a time that has gone is a conflict that names both statuses`() throws {
        let start = try moment("2026-11-21T10:00")
        let error = refusal { () throws(SalonError) in
            try StatusRules.step(
                from: .noShow, to: .confirmed, .init(start: start, now: start + 30, isTimeFree: false))
        }
        #expect(error?.code == "conflict")
        #expect(error?.message.contains("no-show") == true && error?.message.contains("confirmed") == true)
    }

    @Test func `a cancellation without a reason asks for one`() throws {
        let start = try moment("2026-11-21T10:00")
        for reason in [nil, "", "   "] {
            let error = refusal { () throws(SalonError) in
                try StatusRules.step(from: .confirmed, to: .cancelled, .init(start: start, now: start, reason: reason))
            }
            #expect(error == .invalid(field: "reason", sentence: "Give a reason: cancelling asks for one."))
        }
    }

    @Test func `experts move their own forward, the desk does the rest, admins reopen`() {
        let me = ExpertID.random()
        for role in Role.allCases {
            let session = Session(userID: .random(), name: "Ana", role: role, expertID: me)
            for from in AppointmentStatus.allCases {
                for to in AppointmentStatus.allCases {
                    for expert in [me, .random(), nil] as [ExpertID?] {
                        let expected: Bool
                        switch role {
                        case .user: expected = false
                        case .expert: expected = expert == me && from.isLive && to != .cancelled
                        case .receptionist:
                            expected = from != .completed || !StatusRules.next(after: from).contains(to)
                        case .admin, .owner: expected = true
                        }
                        let error = refusal { () throws(SalonError) in
                            try StatusRules.authorize(from: from, to: to, expert: expert, by: session)
                        }
                        #expect((error == nil) == expected, "\(role): \(from) to \(to)")
                        if let error { #expect(error.code == "forbidden") }
                    }
                }
            }
        }
    }

    @Test func `who may not reopen is told so only of what can be reopened`() throws {
        let desk = Session(userID: .random(), name: "Ana", role: .receptionist)
        let start = try moment("2026-11-21T10:00")
        func words(_ target: AppointmentStatus) -> String? {
            refusal { () throws(SalonError) in
                try StatusRules.authorize(from: .completed, to: target, expert: nil, by: desk)
                try StatusRules.step(from: .completed, to: target, .init(start: start, now: start, reason: "ill"))
            }?.message
        }
        #expect(words(.completed) == "This appointment is completed already.")
        #expect(words(.cancelled) == "This appointment is completed; it cannot become cancelled.")
        #expect(words(.inService) == SalonError.forbidden(.appointmentsReopen).message)
    }

    @Test func `a cancellation is late within a day of the start`() throws {
        let start = try moment("2026-11-21T10:00")
        #expect(!StatusRules.isLate(cancelledAt: start - 24 * 60, start: start))
        #expect(StatusRules.isLate(cancelledAt: start - 24 * 60 + 1, start: start))
        #expect(StatusRules.isLate(cancelledAt: start + 5, start: start))
    }

    @Test func `a menu offers exactly what would be accepted`() throws {
        let start = try moment("2026-11-21T10:00")
        let desk = Session(userID: .random(), name: "Ana", role: .receptionist)
        let owner = Session(userID: .random(), name: "Eve", role: .owner)
        func choices(_ from: AppointmentStatus, _ session: Session, now: LocalDateTime, free: Bool = true)
            -> [AppointmentStatus]
        {
            StatusRules.choices(
                from: from, expert: nil, by: session, .init(start: start, now: now, isTimeFree: free))
        }
        #expect(choices(.confirmed, desk, now: start) == [.arrived, .inService, .completed, .cancelled])
        #expect(choices(.confirmed, desk, now: start + 1).contains(.noShow))
        #expect(choices(.cancelled, desk, now: start) == [.confirmed])
        #expect(choices(.cancelled, desk, now: start, free: false).isEmpty)
        #expect(choices(.completed, desk, now: start).isEmpty)
        #expect(choices(.completed, owner, now: start) == [.confirmed, .inService])
    }

    @Test func `each status has its own letter and live ones hold their time`() {
        #expect(Set(AppointmentStatus.allCases.map(\.letter)).count == AppointmentStatus.allCases.count)
        #expect(AppointmentStatus.allCases.filter(\.isLive) == [.reserved, .confirmed, .arrived, .inService])
        #expect(AppointmentStatus(rawValue: "in_service") == .inService)
        #expect(AppointmentStatus(rawValue: "no_show") == .noShow)
    }

    @Test func `a hold runs out to the second`() {
        let now = Instant(seconds: 1_000_000)
        let branch = Branch(id: .random(), name: "Maison", timeZone: "UTC", currency: .euro)
        let end = HoldRules.expiry(from: now, branch: branch)
        #expect(end == now.adding(seconds: 4 * 3_600))
        #expect(!HoldRules.isOver(status: .reserved, expiresAt: end, at: end.adding(seconds: -1)))
        #expect(HoldRules.isOver(status: .reserved, expiresAt: end, at: end))
        #expect(!HoldRules.isOver(status: .confirmed, expiresAt: end, at: end))
        #expect(!HoldRules.isOver(status: .reserved, expiresAt: nil, at: end))
        #expect(HoldRules.minutesLeft(until: end, at: now) == 240)
        #expect(HoldRules.minutesLeft(until: end, at: end.adding(seconds: -61)) == 2)
        #expect(HoldRules.minutesLeft(until: end, at: end.adding(seconds: -60)) == 1)
        #expect(HoldRules.minutesLeft(until: end, at: end.adding(seconds: 5)) == 0)
    }
}
