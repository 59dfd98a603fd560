import Salon
import SalonStore
import Terminal

/// The audit log: every change, the newest first, with what it was before and after.
struct AuditScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case open, filter, person, kind, thing, desk, export, turn, refresh
    }

    /// What the screen asks of the database; each is one round trip but for the export.
    enum Job: Equatable, Sendable {
        case page(AuditFilter, PageRequest<AuditKey>, Table<Int64>.Edge)
        case export(AuditFilter, path: String, replacing: Bool)
    }

    enum Answer: Sendable {
        case page(Page<AuditEntry, AuditKey>)
        case exported(entries: Int, path: String)
    }

    enum Question: Equatable, Sendable {
        case filter
        case file
        case replace(path: String)
    }

    static let place = "audit"
    static let placeTitle = "Audit log"

    static let actions: [ActionRow<ActionName>] = [
        .init(.open, "details", keys: ["enter"], permission: .auditView, help: "Opens the entry: before and after."),
        .init(
            .filter, "filter", keys: ["f", "/"], permission: .auditView,
            help: "Narrows the log: person, desk, kind, from one day to another."),
        .init(
            .person, "this person", keys: ["p"], permission: .auditView, help: "Only what this person did; again: all."),
        .init(
            .thing, "this one", keys: ["o"], permission: .auditView, help: "Only what became of this thing; again: all."
        ),
        .init(.kind, "this kind", keys: ["k"], permission: .auditView, help: "Only things of this kind; again: all."),
        .init(
            .desk, "this desk", keys: ["d"], permission: .auditView, isHinted: false,
            help: "Only what was done at this desk; again: all."),
        .init(
            .export, "export", keys: ["e"], permission: .auditView,
            help: "Writes what the filter leaves to a file: .csv for a spreadsheet, .json for a program."),
        .init(.turn, "list / details", keys: ["tab"], isHinted: false, help: "Goes to the details and back."),
        .init(.refresh, "refresh", keys: ["R", "f5"], isHinted: false, help: "Reads the log anew."),
    ]

    var query: AuditQuery
    var pages = PagedList<AuditEntry>(
        of: "the log",
        columns: [
            TableColumn("when", title: "When", minimum: 12, maximum: 12),
            TableColumn("what", title: "What happened", minimum: 30),
            TableColumn("desk", title: "Desk", minimum: 10, maximum: 16, priority: 2),
        ], end: AuditKey(id: 0))
    /// The keys go to the details.
    var isOnDetails = false
    var top = 0
    /// The file that is being written.
    var writing: String?

    init(_ query: AuditQuery = AuditQuery()) { self.query = query }

    var presentation: Presentation { .dialog(title: "Audit log", width: 130, height: 40) }

    /// The entry under the cursor.
    var entry: AuditEntry? { pages.chosen }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let history = try backend.desk.history
        switch job {
        case .page(let filter, let page, _): return .page(try history.page(filter, page))
        case .export(let filter, let path, let replacing):
            let file = try ExportFile(path, replacing: replacing)
            do throws(SalonError) {
                let format: AuditExportFormat = path.hasSuffix(".json") ? .json : .csv
                let count = try history.export(filter, as: format) { (text) throws(SalonError) in try file.write(text) }
                try file.finish()
                return .exported(entries: count, path: file.path)
            } catch {
                file.abandon()
                throw error
            }
        }
    }
}

/// A filter of the log with the names of what it names.
struct AuditQuery: Equatable, Sendable {
    var filter = AuditFilter()
    var person: String?
    var thing: String?

    /// What it leaves, in words; nil for the whole log.
    var words: String? {
        var parts: [String] = []
        if filter.person != nil { parts.append("by \(person ?? "one person")") }
        if let desk = filter.desk { parts.append("at \(desk)") }
        if filter.entityID != nil {
            parts.append("of \(thing ?? "one \(filter.entity?.title ?? "thing")")")
        } else if let entity = filter.entity {
            parts.append("of kind \(entity.title)")
        }
        if let action = filter.action { parts.append(action.title) }
        switch (filter.from, filter.to) {
        case (let from?, let to?):
            parts.append(from == to ? "on \(from.shortText)" : "\(from.shortText) to \(to.shortText)")
        case (let from?, nil): parts.append("from \(from.shortText)")
        case (nil, let to?): parts.append("to \(to.shortText)")
        case (nil, nil): break
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
