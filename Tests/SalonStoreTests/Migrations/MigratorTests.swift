import Postgres
import Salon
import SalonStore
import TestServer
import Testing

@Suite struct MigratorTests {
    private func names(in database: TestDatabase) throws -> [String] {
        try Connection.connect(database.adminSettings)
            .query("select name from public.schema_migrations order by version").map { try $0.decode(0) }
    }

    @Test func bringsAFreshDatabaseUpAndLeavesAnOldOneAlone() throws {
        let database = try TestServer.emptyDatabase()
        let migrator = Migrator()
        #expect(try migrator.status(database.adminSettings).pending == Migration.all)
        #expect(try migrator.migrate(database.adminSettings) == Migration.all)
        #expect(try names(in: database) == Migration.all.map(\.name))
        #expect(try migrator.migrate(database.adminSettings).isEmpty)
        #expect(try migrator.status(database.adminSettings).isCurrent)
    }

    @Test func stepsAreNumberedWithoutGaps() {
        #expect(Migration.all.map(\.version) == Array(1...Migration.all.count))
    }

    @Test func appliesOnlyWhatIsMissing() throws {
        let database = try TestServer.emptyDatabase()
        let first = Migration(version: 1, name: "one", sql: "create table one (); create table two ()")
        let second = Migration(version: 2, name: "two", sql: "drop table two")
        try Migrator(migrations: [first]).migrate(database.adminSettings)
        #expect(try Migrator(migrations: [first, second]).status(database.adminSettings).pending == [second])
        #expect(try Migrator(migrations: [first, second]).migrate(database.adminSettings) == [second])
    }

    @Test func refusesADatabaseThatIsNewer() throws {
        let database = try TestServer.emptyDatabase()
        let steps = (1...2).map { Migration(version: $0, name: "step", sql: "select \($0)") }
        try Migrator(migrations: steps).migrate(database.adminSettings)
        let older = Migrator(migrations: [steps[0]])
        let error = #expect(throws: SalonError.self) { try older.migrate(database.adminSettings) }
        #expect(error?.message.contains("newer than this program") == true)
        #expect(throws: SalonError.self) { try older.status(database.adminSettings) }
    }

    @Test func refusesAnAppliedStepWithAnotherText() throws {
        let database = try TestServer.emptyDatabase()
        try Migrator(migrations: [Migration(version: 1, name: "one", sql: "select 1")]).migrate(database.adminSettings)
        let changed = Migrator(migrations: [Migration(version: 1, name: "one", sql: "select 2")])
        let error = #expect(throws: SalonError.self) { try changed.migrate(database.adminSettings) }
        #expect(error?.message.contains("is not the one of this program") == true)
    }

    @Test func aStepThatFailsLeavesNothingBehind() throws {
        let database = try TestServer.emptyDatabase()
        let good = Migration(version: 1, name: "good", sql: "create table good ()")
        let bad = Migration(version: 2, name: "bad", sql: "create table half (); select nonsense")
        let error = #expect(throws: SalonError.self) {
            try Migrator(migrations: [good, bad]).migrate(database.adminSettings)
        }
        #expect(error?.message.contains("2 bad") == true)
        #expect(try names(in: database) == ["good"])
        let half = try Connection.connect(database.adminSettings).query("select to_regclass('half') is null")
        #expect(try half[0].decode(0))
    }

    @Test func severalAtOnceApplyEachStepOnce() async throws {
        let database = try TestServer.emptyDatabase()
        let settings = database.adminSettings
        let applied = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { try Migrator().migrate(settings).count } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(applied.sorted() == [0, 0, 0, Migration.all.count])
    }

    @Test func severalDatabasesOfOneClusterAtOnce() async throws {
        let databases = try (0..<3).map { _ in try TestServer.emptyDatabase() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for settings in databases.map(\.adminSettings) {
                group.addTask { try Migrator().migrate(settings) }
            }
            try await group.waitForAll()
        }
        for database in databases { #expect(try names(in: database).count == Migration.all.count) }
    }

    @Test func aDatabasesOwnerWhoMayCreateRolesIsEnough() throws {
        let database = try TestServer.emptyDatabase()
        let admin = try database.addLogin("migrating_owner", in: "salon_website")
        try database.run(
            """
            alter role migrating_owner createrole;
            grant salon_owner, salon_console, salon_website to migrating_owner with admin option;
            alter database \(database.name) owner to migrating_owner
            """)
        #expect(try Migrator().migrate(admin) == Migration.all)
        #expect(try Migrator().status(admin).isCurrent)
        // The first owner's account is made by whoever set the salon up, past the desks' rules.
        let hash = try Connection.connect(admin).query(
            "insert into users (name, password_hash) values ('Olga', salon.hash_password('x')) returning password_hash")
        #expect(hash.count == 1)
    }
}
