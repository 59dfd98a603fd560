import Salon

extension HistoryRepository {
    /// Writes the log, the newest entry first, page by page: it takes the same memory however long the log is. What is
    /// added meanwhile is not in it.
    ///
    /// - Parameters:
    ///   - filter: Which entries.
    ///   - format: CSV with a head, or one JSON array.
    ///   - write: Takes the next piece of the text.
    /// - Returns: How many entries were written.
    @discardableResult
    public func export(
        _ filter: AuditFilter, as format: AuditExportFormat, write: (String) throws(SalonError) -> Void
    ) throws(SalonError) -> Int {
        var count = 0
        var request = PageRequest<AuditKey>(limit: Self.exportPage)
        var isMore = true
        try write(format == .csv ? CSV.line(AuditEntry.csvHead) : "[")
        while isMore {
            let page = try page(filter, request)
            for entry in page.rows {
                try write(format == .csv ? entry.csvLine : (count == 0 ? "\n" : ",\n") + entry.json)
                count += 1
            }
            isMore = page.hasMoreAfter
            if let last = page.rows.last { request = PageRequest(after: AuditKey(last), limit: Self.exportPage) }
        }
        if format == .json { try write("\n]\n") }
        return count
    }

    private static let exportPage = 500
}
