import Salon
import TestServer

@testable import SalonStore

/// A call of a repository, and what it needs.
struct RepositoryCall: Sendable {
    let name: String
    let need: Need
    /// Whether only the row tells which permission it is: then the database is asked.
    let isOfAccount: Bool
    let run: @Sendable (Desk, Samples) throws -> Void

    init(
        _ name: String, _ need: Need, isOfAccount: Bool = false,
        _ run: @escaping @Sendable (Desk, Samples) throws -> Void
    ) {
        self.name = name
        self.need = need
        self.isOfAccount = isOfAccount
        self.run = run
    }

    /// What the calls are about, as somebody saw it who may see everything.
    struct Samples: Sendable {
        let own: DayEntry
        let other: DayEntry
        let oldOther: DayEntry
        let facts: AvailabilityFacts
        let receptionist: UserID
        let admin: UserID
        let series: PlanningSamples.Series
        let waiting: PlanningSamples.Waiting

        init(_ salon: AccessSalon) throws {
            let desk = try salon.desk(.owner)
            func entry(_ id: AppointmentID) throws -> DayEntry { try desk.appointments.card(id).appointment.entry }
            own = try entry(AccessSalon.own)
            other = try entry(AccessSalon.other)
            oldOther = try entry(AccessSalon.oldOther)
            facts = try desk.appointments.bookingFacts(FactsQuery(dates: SmallSalon.monday..<SmallSalon.monday + 2))
            func account(_ role: Role) throws -> UserID {
                guard let row = try desk.users.page(.role(role), PageRequest(limit: 1)).rows.first else {
                    throw SalonError.notFound(what: "account")
                }
                return row.user.id
            }
            receptionist = try account(.receptionist)
            admin = try account(.admin)
            series = try PlanningSamples.Series(desk)
            waiting = try PlanningSamples.Waiting(desk)
        }

        /// A cut of Ben's on Tuesday, at a price.
        func booking(price: Money = SmallSalon.euros(65)) throws -> (BookingRequest, AvailabilityQuery) {
            let query = SmallSalon.query(with: SmallSalon.ben)
            let plan = try Availability(facts.input, for: query).accept((SmallSalon.monday + 1).at(11, 0))
            var request = BookingRequest(plan, of: query, client: .known(SmallSalon.sam), settlement: .hold)
            request.lines[0].price = price
            return (request, query)
        }
    }

    static let all = appointments + series + waitlist + money + people + catalogue + salon

    private static let series: [RepositoryCall] = [
        .init("facts of a series", .own(.appointmentsView)) { desk, samples in
            _ = try desk.appointments.seriesFacts(samples.series.place.rule)
        },
        .init("series", .all(.appointmentsView)) { desk, samples in
            _ = try desk.appointments.seriesBook(samples.series.entry, samples.series.place)
        },
        .init("book a series", .all(.appointmentsManage)) { desk, samples in
            _ = try desk.appointments.bookSeries(
                samples.series.booking, for: samples.series.query, on: samples.series.facts)
        },
        .init("change a series", .all(.appointmentsManage)) { desk, samples in
            _ = try desk.appointments.changeSeries(
                samples.series.entry, .all, SeriesChange(hour: .later(15)), in: samples.series.book)
        },
        .init("cancel a series", .all(.appointmentsManage)) { desk, samples in
            _ = try desk.appointments.cancelSeries(
                samples.series.entry, in: samples.series.place, .all, reason: "away")
        },
    ]

    private static let waitlist: [RepositoryCall] = [
        .init("waitlist", .all(.appointmentsView)) { desk, _ in
            _ = try desk.waitlist.page(WaitlistFilter(), PageRequest(limit: 1))
        },
        .init("offers", .all(.appointmentsView)) { desk, _ in _ = try desk.waitlist.offers() },
        .init("who waits", .all(.appointmentsView)) { desk, samples in
            _ = try desk.waitlist.matches(for: [samples.waiting.freed])
        },
        .init("wait", .all(.appointmentsManage)) { desk, _ in
            _ = try desk.waitlist.add(
                WaitlistDraft(clientID: SmallSalon.maria, services: [SmallSalon.cutID]))
        },
        .init("wait without a card", .all(.clientsManage)) { desk, _ in
            _ = try desk.waitlist.add(
                WaitlistDraft(clientID: nil, name: "Zoe", services: [SmallSalon.cutID]))
        },
        .init("wait for something else", .all(.appointmentsManage)) { desk, samples in
            _ = try desk.waitlist.edit(samples.waiting.row.entry, WaitlistDraft(samples.waiting.row.entry))
        },
        .init("offer", .all(.appointmentsManage)) { desk, samples in
            guard let offer = samples.waiting.matches.offers.first else { throw SalonError.notFound(what: "offer") }
            _ = try desk.waitlist.offer(offer, in: samples.waiting.matches)
        },
        .init("book an offer", .all(.appointmentsManage)) { desk, samples in
            _ = try desk.waitlist.book(samples.waiting.held)
        },
        .init("book an offer and take money", .all(.paymentsTake)) { desk, samples in
            _ = try desk.waitlist.book(samples.waiting.held, paying: .cash)
        },
        .init("pass an offer on", .all(.appointmentsManage)) { desk, samples in
            _ = try desk.waitlist.passOn(samples.waiting.held)
        },
        .init("wait no more", .all(.appointmentsManage)) { desk, samples in
            try desk.waitlist.remove(samples.waiting.row)
        },
    ]

    private static let appointments: [RepositoryCall] = [
        .init("day", .own(.appointmentsView)) { desk, _ in _ = try desk.appointments.day(SmallSalon.monday) },
        .init("week", .own(.appointmentsView)) { desk, samples in
            _ = try desk.appointments.days(SmallSalon.monday..<SmallSalon.monday + 1, of: SmallSalon.aiko)
        },
        .init("loads", .own(.appointmentsView)) { desk, _ in
            _ = try desk.appointments.loads(SmallSalon.monday..<SmallSalon.monday + 1)
        },
        .init("list", .own(.appointmentsView)) { desk, _ in
            _ = try desk.appointments.list(AppointmentFilter(), PageRequest(limit: 1))
        },
        .init("own card", .own(.appointmentsView)) { desk, _ in _ = try desk.appointments.card(AccessSalon.own) },
        .init("other card", .all(.appointmentsView)) { desk, _ in _ = try desk.appointments.card(AccessSalon.other) },
        .init("facts", .own(.appointmentsView)) { desk, _ in
            _ = try desk.appointments.bookingFacts(FactsQuery(dates: SmallSalon.monday..<SmallSalon.monday + 1))
        },
        .init("lookup", .own(.appointmentsView)) { desk, _ in _ = try desk.appointments.lookup(.random()) },
        .init("own arrives", .own(.appointmentsManage)) { desk, samples in
            _ = try desk.appointments.setStatus(samples.own, to: .arrived)
        },
        .init("other arrives", .all(.appointmentsManage)) { desk, samples in
            _ = try desk.appointments.setStatus(samples.other, to: .arrived)
        },
        .init("own is cancelled", .all(.appointmentsManage)) { desk, samples in
            _ = try desk.appointments.setStatus(samples.own, to: .cancelled, reason: "ill")
        },
        .init("desk of a move", .both(.all(.appointmentsManage), .own(.appointmentsView))) { desk, _ in
            _ = try desk.appointments.moveDesk(AccessSalon.own, dates: SmallSalon.monday..<SmallSalon.monday + 1)
        },
        .init("own moves", .all(.appointmentsManage)) { desk, samples in
            _ = try desk.appointments.move(samples.own, to: SmallSalon.monday.at(15, 0), on: samples.facts)
        },
        .init("note", .all(.appointmentsManage)) { desk, samples in
            _ = try desk.appointments.editNote(samples.own, "window seat")
        },
        .init("book", .all(.appointmentsManage)) { desk, samples in
            let (request, query) = try samples.booking()
            _ = try desk.appointments.book(request, for: query, on: samples.facts)
        },
        .init("overbook", .all(.appointmentsOverbook)) { desk, samples in
            _ = try desk.appointments.move(
                samples.own, to: SmallSalon.monday.at(10, 0), expert: SmallSalon.ben, on: samples.facts,
                overbookReason: "sister")
        },
        .init("reopen", .all(.appointmentsReopen)) { desk, samples in
            _ = try desk.appointments.setStatus(samples.oldOther, to: .confirmed)
        },
        .init("delete", .all(.appointmentsDelete)) { desk, samples in try desk.appointments.delete(samples.other) },
    ]

    private static let money: [RepositoryCall] = [
        .init("pay", .all(.paymentsTake)) { desk, samples in
            _ = try desk.appointments.pay(samples.other, PaymentRequest(method: .cash))
        },
        .init("refund", .all(.paymentsRefund)) { desk, samples in
            _ = try desk.appointments.refund(samples.oldOther, RefundRequest(method: .cash, reason: "unhappy"))
        },
        .init("discount", .all(.paymentsDiscount)) { desk, samples in
            let (request, query) = try samples.booking(price: SmallSalon.euros(1))
            _ = try desk.appointments.book(request, for: query, on: samples.facts)
        },
        .init("month", .either(.all(.dashboardView), .all(.reportsView))) { desk, _ in
            _ = try desk.revenue.summary(.month(SmallSalon.monday))
        },
        .init("year", .all(.reportsView)) { desk, _ in _ = try desk.revenue.summary(.year(SmallSalon.monday)) },
    ]

    private static let people: [RepositoryCall] = [
        .init("search", .own(.clientsView)) { desk, _ in _ = try desk.clients.search("maria") },
        .init("clients", .own(.clientsView)) { desk, _ in _ = try desk.clients.page("", PageRequest(limit: 1)) },
        .init("own client", .own(.clientsView)) { desk, _ in _ = try desk.clients.card(SmallSalon.maria) },
        .init("other client", .all(.clientsView)) { desk, _ in _ = try desk.clients.card(SmallSalon.sam) },
        .init("add client", .all(.clientsManage)) { desk, _ in
            try desk.clients.add(.random(), ClientDraft(name: "New Client"))
        },
        .init("edit client", .all(.clientsManage)) { desk, _ in
            try desk.clients.edit(SmallSalon.sam, version: 1, ClientDraft(name: "Sam Hillman"))
        },
        .init("record a patch test", .all(.clientsManage)) { desk, _ in
            try desk.clients.record(
                PatchTest(
                    id: .random(), clientID: SmallSalon.maria, serviceID: SmallSalon.colourID,
                    testedOn: SmallSalon.monday - 30))
        },
        .init("remove a patch test", .all(.clientsManage)) { desk, _ in
            try desk.clients.remove(
                PatchTest(
                    id: .random(), clientID: SmallSalon.maria, serviceID: SmallSalon.colourID,
                    testedOn: SmallSalon.monday - 30))
        },
        .init("users", .all(.usersView)) { desk, _ in _ = try desk.users.page(.staff, PageRequest(limit: 1)) },
        .init("user", .all(.usersView)) { desk, samples in _ = try desk.users.card(samples.receptionist) },
        .init("unlock a receptionist", .all(.usersManage), isOfAccount: true) { desk, samples in
            try desk.users.unlock(samples.receptionist)
        },
        .init("add a receptionist", .all(.usersManage)) { desk, _ in
            _ = try desk.users.addStaff(
                .random(), AccountDraft(name: "New Desk", email: "new@test.salon"), as: .receptionist, expert: nil)
        },
        .init("unlock an admin", .all(.staffManage), isOfAccount: true) { desk, samples in
            try desk.users.unlock(samples.admin)
        },
    ]

    private static let catalogue: [RepositoryCall] = [
        .init("catalogue", .all(.servicesView)) { desk, _ in _ = try desk.services.catalogue() },
        .init("future appointments", .all(.servicesView)) { desk, _ in
            _ = try desk.services.futureAppointments(of: SmallSalon.cutID)
        },
        .init("add category", .all(.servicesManage)) { desk, _ in try desk.services.addCategory(.random(), name: "Feet")
        },
        .init("rename category", .all(.servicesManage)) { desk, _ in
            try desk.services.renameCategory(SmallSalon.id("ca"), version: 1, name: "Hair and beard")
        },
        .init("save add-on", .all(.servicesManage)) { desk, _ in try desk.services.saveAddOn(SmallSalon.mask) },
        .init("remove add-on", .all(.servicesManage)) { desk, _ in try desk.services.removeAddOn(SmallSalon.maskID) },
        .init("roster", .all(.expertsView)) { desk, _ in _ = try desk.experts.roster() },
        .init("expert", .all(.expertsView)) { desk, _ in _ = try desk.experts.card(SmallSalon.ben) },
        .init("add expert", .all(.expertsManage)) { desk, _ in
            try desk.experts.add(.random(), ExpertDraft(name: "Dina Haddad"))
        },
        .init("switch expert off", .all(.expertsManage)) { desk, _ in
            try desk.experts.setActive(SmallSalon.chloe, false)
        },
    ]

    private static let salon: [RepositoryCall] = [
        .init("roles", .all(.rolesManage)) { desk, _ in _ = try desk.roles.table() },
        .init("settings", .all(.settingsManage)) { desk, _ in _ = try desk.settings.read() },
        .init("set settings", .all(.settingsManage)) { desk, _ in
            // What one may not read, one may guess.
            let known = SalonSettings(branch: desk.branch, hours: OpeningWeek(), version: 1)
            _ = try desk.settings.save((try? desk.settings.read()) ?? known)
        },
        .init("set a role", .all(.rolesManage)) { desk, _ in _ = try desk.roles.set(.expert, .clientsView, nil) },
        .init("log", .all(.auditView)) { desk, _ in _ = try desk.history.page(AuditFilter(), PageRequest(limit: 1)) },
    ]
}
