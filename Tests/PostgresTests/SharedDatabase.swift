import Postgres
import TestServer

/// The database, empty of any salon, that the tests of this target share. They keep apart by using temporary tables only.
enum SharedDatabase {
    private static let database = Result { try TestServer.emptyDatabase() }

    static func settings() throws -> ConnectionSettings { try database.get().adminSettings }

    static func connect() throws -> Connection { try Connection.connect(settings()) }
}
