import Glibc
import SalonStore
import TestServer
import Testing

@testable import Console

@Suite("The session file") struct SessionFileTests {
    @Test("keeps a token for one database, readable by its user only") func keeps() throws {
        let home = try TestFolder.make()
        defer { TestFolder.remove(home) }
        let token = try #require(SessionToken(String(repeating: "0f", count: 32)))
        let file = SessionFile(home: home, database: "host=a")
        #expect(file.read() == nil)
        try file.write(token, email: "desk@demo.salon")
        #expect(file.read() == token)
        #expect(file.readAll()?.email == "desk@demo.salon")
        #expect(SessionFile(home: home, database: "host=b").read() == nil)
        let folder = try #require(opendir(home.folder))
        defer { closedir(folder) }
        var modes: [mode_t] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            var info = stat()
            if name.hasPrefix("session-"), lstat(home.path(of: name), &info) == 0 { modes.append(info.st_mode & 0o777) }
        }
        #expect(modes == [0o600])
        try file.write(token)
        #expect(file.readAll()?.email == nil)
        file.remove()
        #expect(file.read() == nil)
    }
}
