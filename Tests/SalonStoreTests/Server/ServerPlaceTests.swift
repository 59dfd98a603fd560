import Glibc
import Salon
import Testing

@testable import SalonStore

/// Where the embedded server's programs and files are found.
@Suite struct ServerPlaceTests {
    @Test func theDataFolderFollowsTheEnvironment() throws {
        func home(_ environment: [String: String]) throws(SalonError) -> String {
            try DataHome.find { environment[$0] }.folder
        }
        #expect(try home(["SALON_HOME": "/a b", "XDG_DATA_HOME": "/data", "HOME": "/home/ana"]) == "/a b")
        #expect(try home(["SALON_HOME": "", "XDG_DATA_HOME": "/data", "HOME": "/home/ana"]) == "/data/salon")
        #expect(try home(["XDG_DATA_HOME": "data", "HOME": "/home/ana"]) == "/home/ana/.local/share/salon")
        #expect(try home(["SALON_HOME": "here"]).hasPrefix("/"))
    }

    @Test func theNewestSupportedVersionIsTaken() throws {
        let found = try ServerBinaries.find()
        #expect(ServerBinaries.supported.contains(found.version))
        #expect(access(found.path(of: "initdb"), X_OK) == 0)
        #expect(try ServerBinaries.find(version: found.version) == found)
    }

    @Test func whatIsMissingIsNamedAsAPackage() {
        let none = #expect(throws: SalonError.self) { try ServerBinaries.find(roots: ["/nonexistent"]) }
        #expect(none?.message.contains("apt install postgresql") == true)
        let old = #expect(throws: SalonError.self) { try ServerBinaries.find(version: 16, roots: ["/nonexistent"]) }
        #expect(old?.message.contains("postgresql-16") == true)
    }

    private func account(stepsDown: Bool) -> ServerAccount {
        ServerAccount(
            user: 12_345, group: 12_345, name: "postgres", consoleName: "root",
            prefix: stepsDown ? ["/usr/bin/setpriv", "--"] : [])
    }

    @Test func rootsClusterLivesWhereItsServerCanReachIt() throws {
        let root = account(stepsDown: true)
        let closed = "/tmp/salon-closed-\(getpid())"
        mkdir(closed, 0o700)
        defer { rmdir(closed) }
        let away = ServerFolder(home: DataHome(folder: closed + "/.local/share/salon"), name: "server", account: root)
        #expect(away.path == "/var/lib/salon/server")
        let other = ServerFolder(home: DataHome(folder: closed + "/other"), name: "server", account: root)
        #expect(other.path.hasPrefix("/var/lib/salon/server-"))
        let near = ServerFolder(home: DataHome(folder: "/tmp/salon"), name: "server", account: root)
        #expect(near.path == "/tmp/salon/server")
        let ordinary = ServerFolder(
            home: DataHome(folder: closed + "/other"), name: "server", account: account(stepsDown: false))
        #expect(ordinary.path == closed + "/other/server")
    }

    @Test func aSocketsPathIsNeverTooLong() {
        for length in [1, 60, 70, 80, 90, 100, 200] {
            let home = DataHome(folder: "/tmp/" + String(repeating: "x", count: length))
            let folder = ServerFolder(home: home, name: "server", account: account(stepsDown: false))
            #expect((folder.socket + "/.s.PGSQL.5432").utf8.count <= 107)
        }
        let home = DataHome(folder: "/tmp/Ana, Ben")
        #expect(!ServerFolder(home: home, name: "server", account: account(stepsDown: false)).socket.contains(","))
    }
}
