import Glibc
import Postgres
import Salon
import SalonStore
import TestServer
import Testing

/// The private server of a desk, on folders of its own.
@Suite struct EmbeddedServerTests {
    private func answers(_ settings: ConnectionSettings) -> Bool {
        (try? Connection.connect(settings).query("select 1").count) == 1
    }

    @Test func twoConsolesShareItAndTheLastOneOutStopsIt() throws {
        let home = try TestFolder.make()
        defer { TestFolder.remove(home) }
        let first = try EmbeddedServer.join(home: home, durability: .none)
        let second = try EmbeddedServer.join(home: home, durability: .none)
        #expect(first.process == second.process)
        #expect(try EmbeddedServer.status(home: home).isUsed)
        first.leave()
        #expect(answers(second.deskSettings))
        second.leave()
        let status = try EmbeddedServer.status(home: home)
        #expect(status.process == nil)
        #expect(status.exists && !status.isUsed)
    }

    @Test func aKeptServerStaysUntilItIsStopped() throws {
        let home = try TestFolder.make()
        defer { TestFolder.remove(home) }
        try EmbeddedServer.keep(home: home, durability: .none)
        let process = try EmbeddedServer.status(home: home).process
        let console = try EmbeddedServer.join(home: home, durability: .none)
        #expect(console.process == process)
        console.leave()
        #expect(try EmbeddedServer.status(home: home).process == process)
        #expect(try EmbeddedServer.stop(home: home))
        #expect(try EmbeddedServer.stop(home: home) == false)
        #expect(try EmbeddedServer.status(home: home).process == nil)
    }

    @Test func severalStartAtOnce() async throws {
        let home = try TestFolder.make()
        defer { TestFolder.remove(home) }
        let processes = try await withThrowingTaskGroup(of: EmbeddedServer.self) { group in
            for _ in 0..<4 { group.addTask { try EmbeddedServer.join(home: home, durability: .none) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(processes.map(\.process)).count == 1)
        for server in processes { server.leave() }
        #expect(try EmbeddedServer.status(home: home).process == nil)
    }

    @Test func aKilledServerIsStartedAgainWithItsData() throws {
        let server = try TestServer.private()
        try Connection.connect(server.adminSettings).script("insert into branches (name) values ('Maison Lumière')")
        try server.kill()
        #expect(!answers(server.adminSettings))
        try server.start()
        let names = try Connection.connect(server.adminSettings).query("select name from branches")
        #expect(try names.map { try $0.decode(0, as: String.self) } == ["Maison Lumière"])
    }

    @Test func aStoreStartsItsOwnKilledServerAgain() throws {
        let home = try TestFolder.make()
        defer { TestFolder.remove(home) }
        let server = try EmbeddedServer.join(home: home, durability: .none)
        defer { server.leave() }
        try server.bringUpToDate()
        let store = Store(settings: server.deskSettings, revive: { () throws(SalonError) in try server.revive() })
        let token = try #require(SessionToken(String(repeating: "0", count: 64)))
        func ask() throws { #expect(throws: SalonError.sessionOver) { try store.resume(token: token) } }
        try ask()
        // The server is our child and stays a zombie until somebody asks how it ended.
        let killed = server.process
        kill(killed, SIGKILL)
        // Its sessions live on until they notice, and break when they do.
        while server.process == killed { _ = try? store.resume(token: token) }
        try ask()
        // One that was stopped in order stays stopped.
        #expect(try EmbeddedServer.stop(home: home))
        #expect(throws: SalonError.self) { try store.resume(token: token) }
        #expect(try EmbeddedServer.status(home: home).process == nil)
    }

    @Test func aKilledConsoleDoesNotCount() throws {
        let home = try TestFolder.make()
        defer { TestFolder.remove(home) }
        let server = try EmbeddedServer.join(home: home, durability: .none)
        // Another console: a process that holds the users' lock as ours does, and is killed.
        var other: pid_t = 0
        let words: [String] = ["/usr/bin/flock", "--shared", server.path + "/users.lock", "/bin/sleep", "1000"]
        let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for word in arguments { free(word) } }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        defer { posix_spawnattr_destroy(&attributes) }
        try #require(posix_spawn(&other, words[0], nil, &attributes, arguments, nil) == 0)
        while try children(of: other).isEmpty { usleep(1000) }

        server.leave()
        #expect(try EmbeddedServer.status(home: home).process != nil)
        kill(-other, SIGKILL)
        waitpid(other, nil, 0)
        while try EmbeddedServer.status(home: home).isUsed { usleep(1000) }
        let last = try EmbeddedServer.join(home: home, durability: .none)
        last.leave()
        #expect(try EmbeddedServer.status(home: home).process == nil)
    }

    private func children(of process: pid_t) throws -> String {
        let file = try #require(fopen("/proc/\(process)/task/\(process)/children", "r"))
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 64)
        return String(decoding: bytes.prefix(fread(&bytes, 1, bytes.count, file)), as: UTF8.self)
    }

    @Test func filesOfAnEarlierServerAreNoObstacle() throws {
        let home = try TestFolder.make()
        defer { TestFolder.remove(home) }
        let first = try EmbeddedServer.join(home: home, durability: .none)
        let (path, settings) = (first.path, first.deskSettings)
        first.leave()
        // After a crash of the machine the number in the file may be anybody's, such as ours.
        for (name, text) in [
            ("data/postmaster.pid", "\(getpid())\n\(path)/data\n1\n5432\n\(path)/socket\n\n1 1\nready   \n"),
            ("socket/.s.PGSQL.5432", ""), ("socket/.s.PGSQL.5432.lock", "\(getpid())\n"),
        ] {
            let file = try #require(fopen(path + "/" + name, "w"))
            fputs(text, file)
            fclose(file)
        }
        #expect(try EmbeddedServer.status(home: home).process == nil)
        let second = try EmbeddedServer.join(home: home, durability: .none)
        #expect(answers(settings))
        second.leave()
    }

    @Test func aClusterThatWasNeverFinishedIsMadeAnew() throws {
        let home = try TestFolder.make()
        defer { TestFolder.remove(home) }
        mkdir(home.folder + "/server", 0o711)
        mkdir(home.folder + "/server/data.draft", 0o700)
        let file = try #require(fopen(home.folder + "/server/data.draft/PG_VERSION", "w"))
        fclose(file)
        let server = try EmbeddedServer.join(home: home, durability: .none)
        #expect(answers(server.deskSettings))
        server.leave()
    }

    @Test func aSocketThatWasSweptAwayComesBack() throws {
        let home = try TestFolder.make()
        defer { TestFolder.remove(home) }
        let first = try EmbeddedServer.join(home: home, durability: .none)
        unlink(first.path + "/socket/.s.PGSQL.5432")
        let second = try EmbeddedServer.join(home: home, durability: .none)
        #expect(answers(second.deskSettings))
        first.leave()
        second.leave()
    }

    @Test(arguments: [
        "a folder of Ana's, \"quoted\" \\ and \u{E9}",
        String(repeating: "a folder whose name goes on and on/", count: 6),
    ])
    func anyPathWillDo(_ name: String) throws {
        let root = try TestFolder.make()
        let home = DataHome(folder: root.folder + "/" + name)
        var path = root.folder
        for part in name.split(separator: "/") {
            path += "/" + part
            mkdir(path, 0o711)
        }
        defer {
            _ = try? EmbeddedServer.stop(home: home)
            _ = try? EmbeddedServer.destroy(home: home)
            while path != root.folder {
                rmdir(path)
                path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
            }
            TestFolder.remove(root)
        }
        let server = try EmbeddedServer.join(home: home, durability: .none)
        #expect(answers(server.deskSettings))
        #expect(answers(server.adminSettings))
        server.leave()
        #expect(try EmbeddedServer.status(home: home).process == nil)
    }

    @Test func twoClustersAtOnce() throws {
        let home = try TestFolder.make()
        defer { TestFolder.remove(home) }
        let salon = try EmbeddedServer.join(home: home, durability: .none)
        let demo = try EmbeddedServer.join(home: home, name: "demo", durability: .none)
        #expect(salon.process != demo.process)
        #expect(answers(salon.deskSettings) && answers(demo.deskSettings))
        demo.leave()
        #expect(try EmbeddedServer.destroy(home: home, name: "demo"))
        #expect(try EmbeddedServer.status(home: home, name: "demo").exists == false)
        #expect(try EmbeddedServer.destroy(home: home) == false)
        #expect(answers(salon.deskSettings))
        salon.leave()
    }

    @Test func theDeskOfThisMachineIsNoMoreThanADesk() throws {
        let server = try TestServer.private()
        let desk = try Connection.connect(server.deskSettings)
        #expect(try desk.query("select usesuper from pg_user where usename = session_user")[0].decode(0) == false)
        #expect(throws: PostgresError.self) { try desk.query("set role salon_owner") }
        #expect(throws: PostgresError.self) { try desk.query("create role intruder") }
        var stranger = server.deskSettings
        stranger.connectionString += " user=salon_owner"
        #expect(throws: PostgresError.self) { try Connection.connect(stranger) }
    }

    @Test func runsAsSomebodyElseThanRoot() throws {
        let server = try TestServer.private()
        let process = try #require(try EmbeddedServer.status(home: server.home).process)
        var info = stat()
        try #require(stat("/proc/\(process)", &info) == 0)
        #expect(info.st_uid != 0)
        #expect(geteuid() == 0 || info.st_uid == geteuid())
    }
}
