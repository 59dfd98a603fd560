import Glibc
import Salon
import Synchronization
import TestServer
import Testing

@testable import Postgres
@testable import SalonStore

@Suite("Live changes")
struct LiveChangesTests {
    @Test("what another desk books, moves and rosters is heard with its version")
    func heard() throws {
        let salon = try SmallSalon()
        let log = EventLog()
        let live = try LiveChanges(salon.desk) { log.add($0) }
        try log.wait { $0.first == .connected(isUpToDate: false) }
        let entry = try salon.book(at: 10).entries[0]
        try log.wait { $0.changes.appointments[entry.id] == entry.version }
        let moved = try salon.appointments.move(entry, to: SmallSalon.monday.at(14), on: salon.facts()).entry
        try log.wait { $0.changes.appointments[entry.id] == moved.version }
        try salon.database.run("delete from public.shifts where expert_id = '\(SmallSalon.ben)'")
        try log.wait { $0.changes.rosters == [SmallSalon.ben] }
        live.stop()
        let count = log.events.count
        try salon.book(with: SmallSalon.chloe, at: 10)
        #expect(log.events.count == count)
    }

    @Test("of an offer to somebody who waits every desk hears: when it is made, and when it ends")
    func offers() throws {
        let salon = try SmallSalon()
        let log = EventLog()
        let live = try LiveChanges(salon.desk) { log.add($0) }
        try log.wait { $0.first == .connected(isUpToDate: false) }
        _ = try salon.desk.waitlist.add(
            WaitlistDraft(clientID: SmallSalon.sam, name: "", services: [SmallSalon.cutID]))
        let time = FreedTime(expert: SmallSalon.aiko, span: TimeSpan(SmallSalon.monday.at(10), minutes: 60))
        let heard = { log.events.count(where: \.isOfTheWaitlist) }
        try log.wait { $0.contains(where: \.isOfTheWaitlist) }
        let added = heard()
        let held = try #require(try salon.desk.waitlist.offer([time]).first)
        try log.wait { $0.count(where: \.isOfTheWaitlist) > added }
        let offered = heard()
        _ = try salon.appointments.setStatus(held.appointments[0], to: .cancelled, reason: "ill")
        try log.wait { $0.count(where: \.isOfTheWaitlist) > offered }
        live.stop()
    }

    @Test("what the website, an expert or the server's administrator gives back is told while somebody waits")
    func freed() throws {
        let salon = try SmallSalon()
        let monday = SmallSalon.monday
        func time(_ hour: Int, _ minute: Int = 0, minutes: Int = 60) -> FreedTime {
            FreedTime(expert: SmallSalon.aiko, span: TimeSpan(monday.at(hour, minute), minutes: minutes))
        }
        let log = EventLog()
        let live = try LiveChanges(salon.desk) { log.add($0) }
        try log.wait { $0.first == .connected(isUpToDate: false) }
        let holds = try [9, 11, 15].map { try salon.book(at: $0).entries[0] }
        let paid = try salon.book(at: 13, settlement: .payNow(.card)).entries[0]
        try salon.database.run("update appointments set status = 'cancelled' where id = '\(holds[2].id)'")
        try log.wait { $0.changes.appointments[holds[2].id] == 2 }
        #expect(log.events.changes.freed.isEmpty, "nobody waits")

        _ = try salon.desk.waitlist.add(WaitlistDraft(clientID: SmallSalon.sam, services: [SmallSalon.cutID]))
        // The website's booking lets the hold of 9 o'clock go, wherever on the day it stands itself.
        try salon.database.run(
            """
            update appointments set expires_at = '2026-01-01Z' where id = '\(holds[0].id)';
            update appointments set expires_at = '2100-01-01Z' where id = '\(holds[1].id)'
            """)
        try Connection.connect(salon.database.addLogin("website_freed", in: "salon_website")).query(
            """
            insert into public.appointments (service_id, expert_id, customer_name, appointment_date, appointment_time,
                status, total_price)
            values ($1, $2, 'Wanda Web', '2026-11-23', '16:30', 'confirmed', 65)
            """, SmallSalon.cutID, SmallSalon.aiko)
        try log.wait { $0.changes.freed == [time(9)] }
        try salon.database.run("update appointments set appointment_time = '11:20' where id = '\(holds[1].id)'")
        try log.wait { $0.changes.freed == [time(9), time(11, minutes: 20)] }
        try salon.database.run("delete from appointments where id = '\(holds[1].id)'")
        try log.wait { $0.changes.freed.last == time(11, 20) }
        let expert = try salon.desk(of: "expert", clock: .frozen(SmallSalon.now.adding(minutes: 330)))
        _ = try expert.appointments.setStatus(
            expert.appointments.setStatus(paid, to: .inService), to: .completed)
        try log.wait { $0.changes.freed.last == time(13) }
        // A desk that may give the time to somebody asks who waits itself.
        let told = log.events.changes.freed
        let entry = try salon.book(with: SmallSalon.ben, at: 9).entries[0]
        #expect(try salon.appointments.changeStatus(entry, to: .cancelled, reason: "ill").freed != nil)
        try log.wait { $0.changes.appointments[entry.id] == 2 }
        #expect(log.events.changes.freed == told)
        let other = try salon.book(with: SmallSalon.ben, at: 11).entries[0]
        try salon.desk(of: "admin").appointments.delete(other)
        try log.wait { $0.changes.freed.last == FreedTime(expert: SmallSalon.ben, span: other.busySpans[0]) }
        live.stop()
    }

    @Test("of settings and opening hours every desk hears")
    func settings() throws {
        let salon = try SmallSalon()
        let owner = try salon.desk(of: "owner")
        let log = EventLog()
        let live = try LiveChanges(salon.desk) { log.add($0) }
        try log.wait { $0.first == .connected(isUpToDate: false) }
        var settings = try owner.settings.read()
        settings.branch.holdMinutes = 90
        settings = try owner.settings.save(settings)
        try log.wait { $0.count(where: \.isOfTheSettings) >= 1 }
        try salon.database.run("update public.opening_hours set closes = '17:30' where weekday = 2")
        try salon.database.run(
            "insert into public.opening_hours (branch_id, weekday, opens, closes) select id, 7, '10:00', '12:00' from branches"
        )
        try log.wait { $0.count(where: \.isOfTheSettings) >= 2 }
        #expect(log.events.changes.isSettings && !log.events.changes.isEverything)
        live.stop()
    }

    @Test("of rights that were changed and sessions that were ended every desk hears, of a sign-out nobody")
    func rights() throws {
        let salon = try SmallSalon()
        let owner = try salon.desk(of: "owner")
        let other = try salon.desk(of: "other")
        let log = EventLog()
        let live = try LiveChanges(salon.desk) { log.add($0) }
        try log.wait { $0.first == .connected(isUpToDate: false) }
        try other.store.signOut(other)
        try owner.roles.set(.receptionist, .tillOpen, nil)
        try log.wait { !$0.changes.isEmpty }
        #expect(log.events.count(where: \.isOfTheRights) == 1)
        let admin = try owner.users.card(try salon.desk(of: "admin").session.userID).user
        try owner.users.setRole(admin.id, version: admin.version, to: .receptionist)
        try log.wait { $0.count(where: \.isOfTheRights) >= 2 }
        _ = try owner.users.revokeSessions(of: salon.desk.session.userID)
        try log.wait { $0.count(where: \.isOfTheRights) >= 3 }
        #expect(!log.events.changes.isEverything)
        live.stop()
    }

    @Test("of an account that becomes an expert, is another's or nobody's every desk hears, of an expert's name nobody")
    func links() throws {
        let salon = try SmallSalon()
        let owner = try salon.desk(of: "owner")
        let log = EventLog()
        let live = try LiveChanges(salon.desk) { log.add($0) }
        try log.wait { $0.first == .connected(isUpToDate: false) }
        try salon.database.run("update public.experts set name = 'Ben O.' where id = '\(SmallSalon.ben)'")
        for (number, step) in [
            "update public.experts set user_id = null where id = '\(SmallSalon.aiko)'",
            "delete from public.users where email = 'expert@test.salon'; insert into public.experts (name, user_id)"
                + " select name, id from public.users where email = 'desk@test.salon'",
            "delete from public.experts where user_id is not null",
        ].enumerated() {
            try salon.database.run(step)
            try log.wait { $0.count(where: \.isOfTheRights) == number + 1 }
        }
        _ = try owner.users.addStaff(
            .random(), AccountDraft(name: "Ben", email: "ben@test.salon", phone: ""), as: .expert,
            expert: SmallSalon.ben)
        try log.wait { $0.count(where: \.isOfTheRights) == 4 }
        #expect(!log.events.changes.isEverything)
        live.stop()
    }

    @Test("of a patch test that is recorded, corrected or removed every desk hears whose it is")
    func tested() throws {
        let salon = try SmallSalon()
        try salon.database.run("update public.services set patch_test_months = 6 where id = '\(SmallSalon.colourID)'")
        let log = EventLog()
        let live = try LiveChanges(salon.desk) { log.add($0) }
        try log.wait { $0.first == .connected(isUpToDate: false) }
        var test = PatchTest(
            id: .random(), clientID: SmallSalon.maria, serviceID: SmallSalon.colourID, testedOn: SmallSalon.monday - 9,
            hasReacted: false, note: nil)
        let heard = { log.events.count { $0.tested == [SmallSalon.maria] } }
        try salon.desk.clients.record(test)
        try log.wait { _ in heard() == 1 }
        test = PatchTest(
            id: .random(), clientID: test.clientID, serviceID: test.serviceID, testedOn: test.testedOn,
            hasReacted: true,
            note: nil)
        let corrected = try #require(try salon.desk(of: "other").clients.record(test).first?.test)
        try log.wait { _ in heard() == 2 }
        try salon.desk.clients.remove(corrected)
        try log.wait { _ in heard() == 3 }
        #expect(!log.events.changes.isEverything && log.events.changes.appointments.isEmpty)
        live.stop()
    }

    @Test("a lost connection is told, made again, and told again")
    func reconnects() throws {
        let salon = try SmallSalon()
        let log = EventLog()
        let live = try LiveChanges(salon.desk) { log.add($0) }
        try log.wait { $0.first == .connected(isUpToDate: false) }
        try salon.database.run(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and query ilike '%pg_current_snapshot%' and pid <> pg_backend_pid()
            """)
        try log.wait { $0 == [.connected(isUpToDate: false), .lost, .connected(isUpToDate: false)] }
        let entry = try salon.book(at: 10).entries[0]
        try log.wait { $0.changes.appointments[entry.id] == entry.version }
        live.stop()
    }

    @Test("a desk hears whether anything was committed between its opening and the connection")
    func upToDate() throws {
        let salon = try SmallSalon()
        let token = salon.desk.token
        // Other tests commit on the same server: it takes some tries until they leave a gap.
        let end = ContinuousClock.now + .seconds(60)
        var isUpToDate = false
        while !isUpToDate, ContinuousClock.now < end {
            isUpToDate = try firstEvent(of: salon.store.open(token: token).desk) == .connected(isUpToDate: true)
        }
        #expect(isUpToDate)
        let desk = try salon.store.open(token: token).desk
        try salon.book(at: 10)
        #expect(try firstEvent(of: desk) == .connected(isUpToDate: false))
    }

    private func firstEvent(of desk: Desk) throws -> LiveEvent? {
        let log = EventLog()
        let live = try LiveChanges(desk) { log.add($0) }
        try log.wait { !$0.isEmpty }
        live.stop()
        return log.events.first
    }

    @Test("notices that come close together are told as one, a stream in portions")
    func gathers() {
        let log = EventLog()
        var gathering = Gathering { log.add($0) }
        let first = AppointmentID.random()
        let second = AppointmentID.random()
        gathering.take(notice("\(first):1,\(second):4"))
        gathering.take(notice("\(first):3"))
        #expect(log.events.isEmpty && !gathering.isEmpty)
        gathering.take(nil)
        #expect(log.events.changes.appointments == [first: 3, second: 4])
        #expect(log.events.count == 1 && gathering.isEmpty)
        for version in 1...Gathering.portion { gathering.take(notice("\(first):\(version)")) }
        #expect(log.events.count == 2)
        gathering.take(notice("\(first):9"))
        gathering.take(.connected(nil))
        #expect(gathering.isEmpty && log.events.last == .connected(isUpToDate: false))
    }

    @Test(
        "a notice that is not understood means everything",
        arguments: [
            "*", "roster:*", "", "something new", "12:3", "\(AppointmentID.random()):x", "tested:*",
            "freed:\(ExpertID.random())/2026-11-23T09:00",
        ])
    func unknown(text: String) {
        let change = LiveChange(notice: text)
        #expect(change.isEverything && change.appointments.isEmpty)
    }

    @Test("a deleted appointment stays deleted")
    func deleted() {
        let id = AppointmentID.random()
        var change = LiveChange(notice: "\(id):0")
        change.merge(LiveChange(notice: "\(id):7"))
        #expect(change.appointments == [id: 0])
    }

    @Test("the channel is the database's")
    func channel() throws {
        let salon = try SmallSalon()
        let id = salon.desk.branch.id
        #expect(try salon.value("select salon.channel('\(id)')") == LiveChanges.channel(of: id))
    }

    private func notice(_ payload: String) -> ListenerEvent {
        .notification(Notification(channel: "salon", payload: payload, senderProcessID: 1))
    }
}

/// What was told, to wait for.
private final class EventLog: Sendable {
    private let log = Mutex<[LiveEvent]>([])

    var events: [LiveEvent] { log.withLock { $0 } }

    func add(_ event: LiveEvent) { log.withLock { $0.append(event) } }

    /// Waits until the events are as wanted. Throws after a minute.
    func wait(_ condition: ([LiveEvent]) -> Bool) throws {
        let end = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < end {
            if condition(events) { return }
            usleep(1_000)
        }
        throw NeverCame(events: events)
    }

    struct NeverCame: Error { let events: [LiveEvent] }
}

extension LiveEvent {
    fileprivate var isOfTheWaitlist: Bool { if case .changed(let change) = self { change.isWaitlist } else { false } }
}

extension LiveEvent {
    fileprivate var isOfTheSettings: Bool { if case .changed(let change) = self { change.isSettings } else { false } }
}

extension LiveEvent {
    fileprivate var isOfTheRights: Bool { if case .changed(let change) = self { change.isRights } else { false } }
}

extension LiveEvent {
    fileprivate var tested: Set<ClientID> { if case .changed(let change) = self { change.tested } else { [] } }
}

extension [LiveEvent] {
    /// All changes together.
    fileprivate var changes: LiveChange {
        reduce(into: LiveChange()) { all, event in if case .changed(let change) = event { all.merge(change) } }
    }
}
