import Postgres
import Salon
import SalonStore
import TestServer
import Testing

/// Saturday 21 November 2026, 14:32 in Paris.
let demoNow = Instant(seconds: 1_795_267_920)

@Suite("The demo salon in a database")
struct DemoLoadTests {
    @Test("loads exactly the wanted number, with no two bookings of an expert at one time")
    func load() throws {
        let database = try TestServer.database()
        let connection = try Connection.connect(database.adminSettings.withoutStatementLimits)
        let summary = try DemoLoader.load(connection, .init(appointments: 3_000, now: demoNow))
        #expect(summary.appointments == 3_000)
        let count = try connection.query("select count(*)::int8 from public.appointments")[0].decode(0, as: Int.self)
        #expect(count == 3_000)
    }
}
