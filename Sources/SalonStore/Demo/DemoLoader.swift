import Glibc
import Postgres
import Salon

/// Fills an empty database with the demo salon.
public enum DemoLoader {
    /// How far a load has come.
    public struct Progress: Sendable {
        /// What is being done.
        public enum Phase: Sendable {
            /// Rows are on their way.
            case appointments
            /// Indexes are built and references checked.
            case indexes
        }

        /// What is being done.
        public let phase: Phase
        /// Appointments sent so far.
        public let appointments: Int
        /// Appointments wanted.
        public let total: Int
        /// Appointments a second, since the beginning.
        public let rate: Double
    }

    /// What a load made.
    public struct Summary: Sendable {
        /// Appointments loaded.
        public let appointments: Int
        /// Clients loaded.
        public let clients: Int
        /// The day of the oldest appointment.
        public let firstDay: LocalDate
        /// Seconds from the beginning to the commit.
        public let seconds: Double
    }

    /// Loads the demo salon in one transaction: a load that is killed leaves the database as empty as it was. Memory
    /// stays the same for any number of appointments, but for about sixteen bytes a client.
    ///
    /// Indexes, references and triggers are taken off for the load and put back after it, all of it checked; so the
    /// connection must be that of the role which migrates (a member of `salon_owner`), without statement limits.
    ///
    /// - Parameters:
    ///   - connection: To the migrated database.
    ///   - options: How big a salon, and when.
    ///   - progress: Called after each few megabytes, on the calling thread.
    /// - Returns: What was loaded.
    /// - Throws: `SalonError.unavailable` when the database is not empty or fails; nothing was loaded then.
    @discardableResult
    public static func load(
        _ connection: Connection, _ options: DemoSalon.Options, progress: (Progress) -> Void = { _ in }
    ) throws(SalonError) -> Summary {
        let zone = try ZoneFiles.zone(named: DemoSalon.timeZone)
        let plan = DemoPlan(options, zone: zone)
        var load = DemoLoad(plan: plan, connection: connection)
        let finished: Bool
        do throws(PostgresError) {
            finished = try connection.transaction { _ throws(PostgresError) in
                guard try load.isEmpty() else { return false }
                try load.run(progress)
                return true
            }
        } catch {
            throw .unavailable(sentence: "The demo salon could not be loaded, nothing was changed: \(error).")
        }
        guard finished else {
            throw .unavailable(
                sentence: "This database already holds a salon. The demo needs an empty one: create another database.")
        }
        return load.summary
    }
}

/// One load, inside its transaction.
private struct DemoLoad {
    let plan: DemoPlan
    let connection: Connection
    private let started = DemoLoad.seconds()
    private var loaded = 0
    private var clients = 0
    private var firstDay: LocalDate

    /// How much is gathered before it is sent.
    private static let batchBytes = 4 << 20
    private static let clientsAtATime = 5_000

    init(plan: DemoPlan, connection: Connection) {
        self.plan = plan
        self.connection = connection
        firstDay = plan.today
    }

    var summary: DemoLoader.Summary {
        DemoLoader.Summary(
            appointments: loaded, clients: clients, firstDay: firstDay, seconds: Self.seconds() - started)
    }

    func isEmpty() throws(PostgresError) -> Bool {
        let rows = try connection.query(
            """
            select not (exists (select from public.branches) or exists (select from public.users)
                or exists (select from public.experts) or exists (select from public.services)
                or exists (select from public.appointments))
            """)
        return try rows[0].decode(0)
    }

    mutating func run(_ progress: (DemoLoader.Progress) -> Void) throws(PostgresError) {
        try connection.script("set local role salon_owner; set local maintenance_work_mem = '256MB'")
        let scaffold = try DemoScaffold(connection)
        try connection.script(scaffold.takeDown)
        let people = DemoStaff(plan)
        let hash = try connection.query("select salon.hash_password($1)", DemoSalon.password)[0].decode(
            0, as: String.self)
        let tables = DemoTables(plan: plan, people: people, passwordHash: hash)
        for table in tables.all { try copy(table) }

        var days = DemoDays(plan, desk: people.desk)
        var rows = DemoRows(plan, people: people)
        while let (day, bookings) = days.next() {
            rows.write(bookings, of: day)
            if !bookings.isEmpty { firstDay = day }
            if rows.size >= Self.batchBytes {
                try send(&rows)
                loaded = days.count
                progress(report(.appointments))
            }
        }
        try send(&rows)
        try copy(rows.log.rows, into: DemoTable.audit.rawValue, DemoTable.audit.columns)
        loaded = days.count
        progress(report(.appointments))
        try send(days.clientele, alerted: rows.alerted)
        for table in tables.last(days, ratings: rows.ratings, firstDay: firstDay) {
            try copy(table)
        }
        progress(report(.indexes))
        try connection.script(scaffold.putBack)
        try connection.query(Self.stopClock, plan.options.now)
    }

    private func report(_ phase: DemoLoader.Progress.Phase) -> DemoLoader.Progress {
        DemoLoader.Progress(
            phase: phase, appointments: loaded, total: plan.options.appointments,
            rate: Double(loaded) / max(0.001, Self.seconds() - started))
    }

    private func send(_ rows: inout DemoRows) throws(PostgresError) {
        for (table, rows) in rows.take() { try copy(rows, into: table.rawValue, table.columns) }
    }

    private mutating func send(_ clientele: DemoClientele, alerted: Set<Int>) throws(PostgresError) {
        let source = DemoClientRows(plan: plan, clientele: clientele, alerted: alerted)
        var rows = CopyRows()
        for start in stride(from: 0, to: clientele.count, by: Self.clientsAtATime) {
            rows.removeAll()
            source.write(start..<min(start + Self.clientsAtATime, clientele.count), to: &rows)
            try copy(rows, into: "users", DemoClientRows.columns)
        }
        clients = clientele.count
    }

    private func copy(_ table: DemoTableRows) throws(PostgresError) {
        try copy(table.rows, into: table.table, table.columns)
    }

    /// The tables were emptied in this transaction, so their rows may be frozen as they come in: no vacuum has to
    /// visit them, and index-only scans work at once.
    private func copy(_ rows: CopyRows, into table: String, _ columns: String) throws(PostgresError) {
        guard rows.count > 0 else { return }
        let sql = "copy public.\(table) (\(columns)) from stdin (format binary, freeze true)"
        try connection.copyIn(sql) { (writer) throws(PostgresError) in
            try writer.rows(encoded: rows.bytes)
        }
    }

    /// A demo of another time stands still there, and so do the rules that depend on the time.
    private static let stopClock: Statement = """
        insert into salon.clock (moment)
        select $1::timestamptz where abs(extract(epoch from now() - $1)) > 600
        on conflict (is_one) do update set moment = excluded.moment
        """

    private static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
