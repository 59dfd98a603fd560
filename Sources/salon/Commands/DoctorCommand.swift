import ArgumentParser
import Glibc
import Salon
import SalonStore

/// `salon doctor`: looks at everything the console stands on and names what helps.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Checks the terminal, the server, the database and the session.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        var checks = [terminal, language, zones]
        do throws(SalonError) {
            let workplace = try Workplace.open(migrating: false)
            defer { workplace.close() }
            checks += Self.database(workplace)
        } catch {
            checks.append(Check("database", .failed, error.message))
        }
        if common.json {
            Output.printJSON(["checks": checks])
        } else {
            Output.printTable(checks.map { [$0.result.rawValue, $0.name, $0.finding] })
        }
        if checks.contains(where: { $0.result == .failed }) { throw ExitCode(ExitStatus.refused.rawValue) }
    }

    /// What was looked at and what was found.
    private struct Check: Encodable {
        enum Result: String, Encodable {
            case fine = "ok"
            case note
            case failed
        }

        let name: String
        let result: Result
        let finding: String

        init(_ name: String, _ result: Result, _ finding: String) {
            self.name = name
            self.result = result
            self.finding = finding
        }
    }

    private var terminal: Check {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            return Check("terminal", .note, "This is no terminal; the console needs one, sub-commands do not.")
        }
        var size = winsize()
        _ = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
        let kind = getenv("TERM").map { String(cString: $0) } ?? "unknown"
        let fits = size.ws_col >= 60 && size.ws_row >= 16
        return Check(
            "terminal", fits ? .fine : .failed,
            "\(kind), \(size.ws_col) × \(size.ws_row)" + (fits ? "" : "; the console needs 60 × 16 and likes 120 × 36"))
    }

    private var language: Check {
        setlocale(LC_ALL, "")
        let encoding = nl_langinfo(nl_item(CODESET)).map { String(cString: $0) } ?? ""
        return encoding == "UTF-8"
            ? Check("language", .fine, "UTF-8")
            : Check("language", .note, "\(encoding): names in other scripts need UTF-8. Set LANG=C.UTF-8.")
    }

    private var zones: Check {
        access("/usr/share/zoneinfo/UTC", R_OK) == 0
            ? Check("time zones", .fine, "/usr/share/zoneinfo")
            : Check("time zones", .failed, "They are missing. Install tzdata.")
    }

    private static func database(_ workplace: Workplace) -> [Check] {
        var checks: [Check] = []
        do throws(SalonError) {
            let status = try Migrator().status(workplace.ownerSettings)
            checks.append(
                status.isCurrent
                    ? Check("schema", .fine, "up to date, \(status.applied.count) steps")
                    : Check("schema", .failed, "\(status.pending.count) steps behind. Run: salon migrate"))
        } catch {
            checks.append(Check("schema", .note, error.message))
        }
        do throws(SalonError) {
            checks.append(
                try ServerLocks.areOpen(workplace.ownerSettings)
                    ? Check(
                        "locks", .note,
                        "Any login of this database could keep all desks from booking. Have the server's administrator "
                            + "run in it: \(ServerLocks.closing)")
                    : Check("locks", .fine, "kept to the salon's own functions"))
        } catch {
            checks.append(Check("locks", .note, error.message))
        }
        do throws(SalonError) {
            let desk = try workplace.desk()
            checks.append(Check("session", .fine, "\(desk.session.name), \(desk.session.role.rawValue)"))
            checks.append(Check("salon", .fine, "\(desk.branch.name), \(desk.branch.timeZone), \(desk.today)"))
        } catch {
            checks.append(Check("session", .note, error.message))
        }
        return checks
    }
}
