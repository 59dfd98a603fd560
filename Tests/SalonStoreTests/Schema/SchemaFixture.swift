import Postgres
import TestServer

/// A database with a branch, two experts, a cut of 30 minutes and a colour of 45 hands-on, 35 processing, 30 finishing
/// and 5 of buffer.
struct SchemaFixture {
    let database: TestDatabase
    let connection: Connection

    static let branch = "00000000-0000-0000-0000-0000000000b1"
    static let ben = "00000000-0000-0000-0000-0000000000e1"
    static let dina = "00000000-0000-0000-0000-0000000000e2"
    static let cut = "00000000-0000-0000-0000-0000000000a1"
    static let colour = "00000000-0000-0000-0000-0000000000a2"
    static let client = "00000000-0000-0000-0000-0000000000c1"

    init() throws {
        database = try TestServer.database()
        connection = try Connection.connect(database.adminSettings)
        try connection.script(
            """
            insert into branches (id, name) values ('\(Self.branch)', 'Maison Lumière');
            insert into experts (id, name) values ('\(Self.ben)', 'Ben'), ('\(Self.dina)', 'Dina');
            insert into services (id, name, price, duration, processing_minutes, finishing_minutes, buffer_minutes)
            values ('\(Self.cut)', 'Cut', 40, 30, 0, 0, 0), ('\(Self.colour)', 'Colour', 90, 45, 35, 30, 5);
            insert into users (id, name, email, phone)
            values ('\(Self.client)', 'Maria Lopez', 'maria@example.com', '+33 6 12 34 56 78');
            """)
    }

    /// Books by the web backend's columns alone, and returns the id.
    @discardableResult
    func bookOnline(
        _ service: String, with expert: String?, at time: String, on date: String = "2026-11-21",
        status: String = "reserved", suffix: String = ""
    ) throws(PostgresError) -> String {
        try text(
            """
            insert into appointments (user_id, service_id, expert_id, customer_name, customer_phone, customer_email,
                appointment_date, appointment_time, status, payment_status, total_price)
            values ('\(Self.client)', '\(service)', \(expert.map { "'\($0)'" } ?? "null"), 'Maria Lopez',
                '+33 6 12 34 56 78', 'maria@example.com', '\(date)', '\(time)', '\(status)', 'unpaid', 40)
            \(suffix) returning id::text
            """) ?? ""
    }

    /// The first column of the first row; nil for no row.
    func text(_ sql: String) throws(PostgresError) -> String? {
        let rows = try connection.query(Statement(unprepared: sql))
        guard let row = rows.first else { return nil }
        return try row.decode(0, as: String?.self)
    }

    /// The constraint that refuses what `body` does; nil when nothing refuses it.
    func refusal(_ body: () throws(PostgresError) -> Void) -> String? {
        do throws(PostgresError) {
            try body()
            return nil
        } catch {
            return error.constraint ?? error.sqlState?.rawValue ?? "\(error)"
        }
    }
}
