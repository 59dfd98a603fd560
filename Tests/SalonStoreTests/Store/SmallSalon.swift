import Postgres
import Salon
import TestServer

@testable import SalonStore

/// A salon of three experts in Paris, on Monday 23 November 2026, 08:00: everybody works Monday to Saturday from 9 to 18,
/// Ben with a break from 13:00 to 13:30.
struct SmallSalon {
    let database: TestDatabase
    /// A receptionist's desk.
    let desk: Desk

    var store: Store { desk.store }
    var appointments: AppointmentRepository { desk.appointments }

    static let now = Instant(seconds: 1_795_417_200)
    static let monday = LocalDate(dayNumber: 20_780)
    static let password = "Salon-demo-1!"

    static let aiko: ExpertID = id("e1")
    static let ben: ExpertID = id("e2")
    static let chloe: ExpertID = id("e3")
    static let cutID: ServiceID = id("51")
    static let colourID: ServiceID = id("52")
    static let maskID: AddOnID = id("a1")
    static let maria: ClientID = id("c1")
    static let sam: ClientID = id("c2")

    /// 60 minutes, 65.00.
    static let cut = Service(
        id: cutID, categoryID: id("ca"), name: "Cut", price: euros(65), phases: ServicePhases(handsOn: 60))
    /// 30 minutes, 30 of processing, 15 of finishing and 5 of clean-up, 90.00.
    static let colour = Service(
        id: colourID, categoryID: id("ca"), name: "Colour", price: euros(90),
        phases: ServicePhases(handsOn: 30, processing: 30, finishing: 15, buffer: 5))
    /// 15 minutes more, 12.50.
    static let mask = AddOn(id: maskID, serviceID: cutID, name: "Mask", price: Money(minor: 1250, .euro), minutes: 15)

    static func id<Entity>(_ tail: String) -> Identifier<Entity> {
        let text = "00000000-0000-4000-8000-0000000000" + tail
        guard let id = Identifier<Entity>(text) else { preconditionFailure("no UUID: \(text)") }
        return id
    }

    static func euros(_ amount: Int) -> Money { Money(minor: amount * 100, .euro) }

    /// Opens it and signs the receptionist in.
    init(clock: StoreClock = .frozen(now), poolSize: Int = 4) throws {
        database = try TestServer.database()
        try database.run(Self.script)
        if let moment = clock.parameter {
            try Connection.connect(database.adminSettings).query("insert into salon.clock (moment) values ($1)", moment)
        }
        let store = Store(settings: database.deskSettings, poolSize: poolSize, clock: clock)
        desk = try store.signIn(email: "desk@test.salon", password: Self.password).desk
    }

    /// Signs somebody else in: "admin", "owner", "expert" (Aiko) or "other" (a second receptionist).
    func desk(of name: String, clock: StoreClock = .frozen(now)) throws -> Desk {
        try Store(settings: database.deskSettings, clock: clock)
            .signIn(email: "\(name)@test.salon", password: Self.password).desk
    }

    /// What the database answers to an admin.
    func value<Value: PostgresDecodable>(_ sql: String, as _: Value.Type = Value.self) throws -> Value {
        try Connection.connect(database.adminSettings).query(Statement(unprepared: sql)).row().decode(0)
    }

    static func query(_ services: [Service] = [cut], with expert: ExpertID? = nil) -> AvailabilityQuery {
        AvailabilityQuery(services.map { VisitPart($0, expert: expert) }, today: monday)
    }

    func facts(_ date: LocalDate = monday) throws -> AvailabilityFacts {
        try appointments.bookingFacts(FactsQuery(dates: date..<date + 1))
    }

    /// The request for a start that is free.
    func request(
        _ query: AvailabilityQuery, at start: LocalDateTime, on facts: AvailabilityFacts,
        client: BookingClient = .known(maria), settlement: Settlement = .hold, overbookReason: String? = nil
    ) throws -> BookingRequest {
        let plan = try Availability(facts.input, for: query).accept(start)
        return BookingRequest(
            plan, of: query, client: client, settlement: settlement, overbookReason: overbookReason)
    }

    /// Books a visit.
    @discardableResult
    func book(
        _ services: [Service] = [cut], with expert: ExpertID? = aiko, at hour: Int, _ minute: Int = 0,
        client: BookingClient = .known(maria), settlement: Settlement = .hold
    ) throws -> BookedVisit {
        let query = Self.query(services, with: expert)
        let facts = try facts()
        let request = try request(
            query, at: Self.monday.at(hour, minute), on: facts, client: client, settlement: settlement)
        return try appointments.book(request, for: query, on: facts)
    }

    private static let script = """
        insert into public.branches (id, name, time_zone, currency)
        values ('\(id("b1") as BranchID)', 'Maison Lumière', 'Europe/Paris', 'EUR');
        insert into public.opening_hours (branch_id, weekday, opens, closes)
        select id, day, '09:00', '18:00' from public.branches, generate_series(1, 6) day;
        insert into public.users (name, email, role, password_hash, email_verified)
        select person.name, person.name || '@test.salon', person.role, hash, true
          from (select salon.hash_password('\(password)') as hash) h,
               (values ('desk', 'receptionist'), ('other', 'receptionist'), ('admin', 'admin'), ('owner', 'owner'),
                       ('expert', 'expert'), ('client', 'user')) as person (name, role);
        insert into public.users (id, name, email, phone, alert, role)
        values ('\(maria)', 'Maria Lopez', 'maria@example.com', '+33 6 11 22 33 44', 'nut allergy', 'user'),
               ('\(sam)', 'Sam Hill', null, '0611223355', null, 'user');
        insert into public.experts (id, name, branch_id, display_order, user_id)
        values ('\(aiko)', 'Aiko Tanaka', '\(id("b1") as BranchID)', 1,
                (select u.id from public.users u where u.email = 'expert@test.salon')),
               ('\(ben)', 'Ben Okafor', '\(id("b1") as BranchID)', 2, null),
               ('\(chloe)', 'Chloé Martin', '\(id("b1") as BranchID)', 3, null);
        insert into public.service_categories (id, name) values ('\(id("ca") as CategoryID)', 'Hair');
        insert into public.services (id, category_id, name, price, duration, processing_minutes, finishing_minutes,
                                     buffer_minutes)
        values ('\(cutID)', '\(id("ca") as CategoryID)', 'Cut', 65, 60, 0, 0, 0),
               ('\(colourID)', '\(id("ca") as CategoryID)', 'Colour', 90, 30, 30, 15, 5);
        insert into public.sub_services (id, service_id, name, price, duration)
        values ('\(maskID)', '\(cutID)', 'Mask', 12.50, 15);
        insert into public.expert_services (expert_id, service_id)
        select e.id, s.id from public.experts e, public.services s;
        insert into public.shifts (expert_id, weekday, starts, ends, valid_from)
        select e.id, day, hours.starts, hours.ends, '2026-01-01'::date
          from public.experts e, generate_series(1, 6) day,
               (values ('09:00'::time, '13:00'::time), ('13:30', '18:00')) as hours (starts, ends)
         where e.id = '\(ben)'
        union all
        select e.id, day, '09:00', '18:00', '2026-01-01'
          from public.experts e, generate_series(1, 6) day where e.id <> '\(ben)';
        """
}
