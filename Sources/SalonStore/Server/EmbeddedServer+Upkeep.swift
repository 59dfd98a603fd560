import Salon

extension EmbeddedServer {
    /// Brings the schema up to date, unless a file beside the cluster says that it is: a start asks no database for it.
    /// Throws what `Migrator.migrate` throws.
    public func bringUpToDate() throws(SalonError) {
        let newest = Migration.all.last.map { "\($0.version)" } ?? ""
        guard FileSystem.text(of: folder.schema) != newest else { return }
        try Migrator().migrate(adminSettings)
        try FileSystem.write(newest, to: folder.schema)
    }

    /// Removes the clusters of a data folder whose names begin with `prefix` and that nobody uses any more: what demos
    /// leave that were killed.
    public static func destroyUnused(home: DataHome, prefix: String) {
        guard let account = try? ServerAccount.current() else { return }
        let pattern = ServerFolder(home: home, name: prefix, account: account)
        for name in FileSystem.names(in: pattern.parent) where name.hasPrefix(prefix) {
            _ = try? destroy(pattern.beside(name))
        }
    }
}
