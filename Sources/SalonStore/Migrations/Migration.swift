import CAssets

/// One step of the schema: a file of `Schema/`, built into the program.
public struct Migration: Hashable, Sendable {
    /// Its number: the digits that the file's name begins with.
    public let version: Int
    /// The rest of the file's name, without `.sql`.
    public let name: String
    /// The statements.
    public let sql: String

    /// A step.
    public init(version: Int, name: String, sql: String) {
        self.version = version
        self.name = name
        self.sql = sql
    }

    /// All steps of this program, in their order.
    public static let all: [Migration] = (0..<salon_migration_count()).compactMap { index in
        let asset = salon_migration_at(index)
        let file = String(cString: asset.name)
        guard let version = Int(file.prefix { $0.isNumber }), file.hasSuffix(".sql") else { return nil }
        let name = file.drop { $0.isNumber || $0 == "_" }.dropLast(".sql".count)
        let sql = String(decoding: UnsafeBufferPointer(start: asset.bytes, count: asset.count), as: UTF8.self)
        return Migration(version: version, name: String(name), sql: sql)
    }
}
