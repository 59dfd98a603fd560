import Postgres
import Salon
import SalonStore
import TestServer
import Testing

@testable import Console

/// What the tests on a real database begin with.
extension Support {
    /// A demo salon, in a database that goes when nobody holds it any more.
    static func demo(appointments: Int = 600) throws -> TestDatabase {
        let database = try TestServer.database()
        try loadDemo(database.adminSettings, appointments: appointments)
        return database
    }

    /// Fills an empty database with a demo salon.
    static func loadDemo(_ admin: ConnectionSettings, appointments: Int) throws {
        try DemoLoader.load(
            Connection.connect(admin.withoutStatementLimits),
            DemoSalon.Options(appointments: appointments, now: instant))
    }

    /// A store whose clock stands still at the hour of these tests.
    static func store(_ settings: ConnectionSettings) -> Store { Store(settings: settings, clock: .frozen(instant)) }
}

extension Store {
    /// Signs in one of the demo's people.
    func signIn(as role: Role) throws -> SignedIn {
        try signIn(email: DemoSalon.email(of: role), password: DemoSalon.password)
    }
}

extension ConsoleDriver {
    /// Signs in one of the demo's people by the form.
    func signIn(as role: Role) {
        type(DemoSalon.email(of: role))
        press("tab")
        type(DemoSalon.password)
        press("enter")
    }
}
