import Glibc
import Salon

/// The system's time zone files.
enum ZoneFiles {
    private static let folders = ["/usr/share/zoneinfo/", "/usr/lib/zoneinfo/", "/usr/share/lib/zoneinfo/"]

    /// The clock of an IANA zone. Throws `invalid` for a name that the machine does not know.
    static func zone(named name: String) throws(SalonError) -> Zone {
        if name == Zone.utc.name { return .utc }
        guard isPlain(name), let bytes = folders.lazy.compactMap({ read($0 + name) }).first else {
            throw .invalid(
                field: "time zone", sentence: "This machine does not know the time zone \(name). Install tzdata.")
        }
        return try Zone(name: name, tzif: bytes)
    }

    /// The name becomes a path, so it may not climb out of its folder.
    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix("/") && !name.utf8.contains(0)
            && !name.split(separator: "/").contains("..")
    }

    private static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 8_192)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 { return nil }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }
}
