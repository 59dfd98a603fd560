import Glibc
import Salon
import SalonStore
import Terminal
import Testing

@testable import Console

@Suite("The audit log") struct AuditTests {
    private typealias Job = AuditScreen.Job

    private static let log = [HistoryFixtures.moved] + HistoryFixtures.log(1)

    private func driver(
        _ size: Size = Size(120, 36), role: Role = .owner, log: [AuditEntry] = log, asked: Asked<Job> = Asked(),
        export: @escaping @Sendable (String, Bool) -> Result<AuditScreen.Answer, SalonError> = { path, _ in
            .success(.exported(entries: 2, path: path))
        }
    ) -> ConsoleDriver {
        let canned = Canned().answering(AuditScreen.self) { job in
            asked.add(job)
            switch job {
            case .page(let filter, let request, _):
                let kept = log.filter { entry in
                    (filter.person == nil || filter.person == entry.actor?.id)
                        && (filter.entity == nil || filter.entity == entry.entity)
                        && (filter.entityID == nil || filter.entityID == entry.entityID)
                }
                return .success(.page(HistoryFixtures.page(kept, request)))
            case .export(_, let path, let replacing): return export(path, replacing)
            }
        }.answering(AuditFilterScreen.self) { _ in
            .success([PickerItem(id: HistoryFixtures.ben.id.description, title: "Ben Okafor")])
        }
        let driver = Support.driver(size, role: role, canned)
        driver.press("7", "down", "down", "enter")
        return driver
    }

    @Test("tells who changed what, when, at which desk, with before and after", arguments: sizes)
    func list(_ size: Size) {
        let driver = driver(size)
        #expect(driver.text.contains("today 13:32") && driver.text.contains("Ben Okafor moved Maria Lopez"))
        if size.width < 100 { driver.press("enter") }
        #expect(driver.text.contains("Before and after") && driver.text.contains("appointment changed"))
        #expect(driver.text.contains("9:00") && driver.text.contains("→ 10:15") && driver.text.contains("desk front"))
        driver.press("esc")
        if size.width < 100 {
            #expect(driver.text.contains("What happened"))
            driver.press("esc")
        }
        #expect(driver.app.sitting.dialogs.isEmpty)
    }

    @Test("reads on in both directions by the place of an entry") func pages() {
        let asked = Asked<Job>()
        let driver = driver(log: HistoryFixtures.log(450), asked: asked)
        #expect(driver.text.contains("Client 450"))
        driver.press("end")
        #expect(driver.text.contains("Client 1 ") && !driver.text.contains("Client 450"))
        driver.press("home")
        #expect(driver.text.contains("Client 450"))
        for _ in 0..<6 { driver.press("pagedown") }
        let places = asked.all.compactMap { job -> Int64? in
            if case .page(_, let request, _) = job { request.after?.id } else { nil }
        }
        #expect(places.contains(351))
    }

    @Test("narrows by the entry under the cursor, and Esc shows the whole log again", arguments: sizes)
    func narrow(_ size: Size) {
        let driver = driver(size)
        driver.press("p")
        #expect(driver.text.contains("Only by Ben Okafor") && !driver.text.contains("Client 1"))
        driver.press("o")
        #expect(driver.text.contains("of Maria Lopez, Cut"))
        driver.press("esc")
        #expect(driver.text.contains("Everything that was changed") && driver.text.contains("Client 1"))
        driver.press("k", "down")
        #expect(driver.text.contains("of kind appointment"))
    }

    @Test("filters by person, kind, desk and dates of the past", arguments: sizes) func filter(_ size: Size) {
        let asked = Asked<Job>()
        let driver = driver(size, asked: asked)
        driver.press("f")
        driver.type("ben")
        driver.press("enter")
        #expect(driver.text.contains("Ben Okafor"))
        driver.press("tab", "tab", "tab")
        driver.type("1/11")
        driver.press("tab")
        driver.type("someday")
        driver.press("ctrl-s")
        #expect(driver.text.contains("This is no date."))
        driver.press("ctrl-u")
        driver.press("ctrl-s")
        guard case .page(let filter, _, _)? = asked.all.last else {
            Issue.record("nothing was asked")
            return
        }
        #expect(filter.person == HistoryFixtures.ben.id)
        #expect(filter.from == LocalDate("2026-11-01") && filter.to == nil)
        #expect(driver.text.contains("Only by Ben Okafor, from Sun 1 Nov 2026"))
    }

    @Test("writes what is shown to the file that is named, and asks before one is replaced") func export() {
        let asked = Asked<Job>()
        let driver = driver(asked: asked) { path, replacing in
            replacing
                ? .success(.exported(entries: 2, path: path))
                : .failure(.conflict(sentence: "There is a file \(path) already.", nearest: []))
        }
        driver.press("e")
        #expect(driver.text.contains("audit-2026-11-21.csv"))
        driver.press("ctrl-u")
        driver.type("/tmp/log.json")
        driver.press("enter")
        #expect(driver.text.contains("Replace the file?"))
        driver.press("y")
        #expect(driver.text.contains("Wrote 2 entries to /tmp/log.json."))
        #expect(asked.all.last == .export(AuditFilter(), path: "/tmp/log.json", replacing: true))
    }

    @Test("is shown dimmed in More to who may not read it, with the reason", arguments: [Role.receptionist, .admin])
    func forbidden(_ role: Role) {
        let asked = Asked<Job>()
        let driver = driver(Size(120, 36), role: role, asked: asked)
        #expect(driver.text.contains("Audit log") && driver.text.contains("does not allow you to read the audit log"))
        #expect(asked.all.isEmpty && driver.app.sitting.dialogs.isEmpty)
    }
}

@Suite("A file for somebody outside") struct ExportFileTests {
    private func folder() throws -> String {
        var template = Array("/tmp/salon-export-XXXXXX".utf8CString)
        let path = try #require(mkdtemp(&template).map { String(cString: $0) })
        return path
    }

    private func text(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = fread(&bytes, 1, 64, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    @Test("is there whole or not at all, and replaces another only if asked") func whole() throws {
        let path = try folder() + "/log.csv"
        let file = try ExportFile(path, replacing: false)
        try file.write("a,b\n")
        #expect(text(path) == nil)
        try file.finish()
        #expect(text(path) == "a,b\n")
        #expect(throws: SalonError.conflict(sentence: "There is a file \(path) already.", nearest: [])) {
            _ = try ExportFile(path, replacing: false)
        }
        let second = try ExportFile(path, replacing: true)
        try second.write("c")
        second.abandon()
        #expect(text(path) == "a,b\n" && text(path + ".part") == nil)
    }

    @Test("says that the disk is full, and which folder is missing") func refused() throws {
        let full = try ExportFile("/dev/full", replacing: false)
        #expect(
            throws: SalonError.invalid(
                field: "file",
                sentence: "The disk is full: /dev/full was not written.")
        ) { try full.write("x") }
        #expect(
            throws: SalonError.invalid(
                field: "file", sentence: "The folder of /nowhere/log.csv does not exist. Choose another one.")
        ) { _ = try ExportFile("/nowhere/log.csv", replacing: false) }
        let folder = try folder()
        #expect(throws: SalonError.self) { _ = try ExportFile(folder, replacing: true) }
    }
}
