import Salon

/// The rules of the tables of which a permission opens all rows: one probe for each table and command.
enum TableProbes {
    static let all: [Probe] = rules.flatMap(\.probes)

    /// Who may do what to a table. Every table has the row `AccessSalon.spare`.
    struct Rule: Sendable {
        let table: String
        var select = Need.never
        var insert = Need.never
        var update = Need.never
        var delete = Need.never
        /// A column to write, and the columns and values of a new row.
        var column = "id"
        var row = "(id) values (gen_random_uuid())"
        /// Whether nobody may see it who may not change it: then it is changed blindly, too, by what reads no row.
        var isHidden = false

        var probes: [Probe] {
            let spare = "where id = '\(AccessSalon.spare)'"
            let blind = [
                Probe(table, need: update, "update public.\(table) set \(column) = 'x'"),
                Probe(table, need: delete, "delete from public.\(table)"),
            ]
            return (isHidden ? blind : []) + [
                Probe(table, need: select, "select id from public.\(table) \(spare)"),
                Probe(table, need: insert, "insert into public.\(table) \(row)"),
                Probe(table, need: update, "update public.\(table) set \(column) = \(column) \(spare)"),
                Probe(table, need: delete, "delete from public.\(table) \(spare)"),
                // Nobody would have done it.
                Probe(
                    table, need: .never,
                    delete == .never
                        ? "update public.\(table) set \(column) = \(column) where \(AccessSalon.givesTokenAwayLast)"
                        : "delete from public.\(table) \(spare) and \(AccessSalon.givesTokenAway)"),
            ]
        }

        /// A table that one permission opens and another lets change.
        static func kept(
            _ table: String, see: Need, keep: Permission, _ column: String, _ row: String,
            isHidden: Bool = false
        ) -> Rule {
            Rule(
                table: table, select: see, insert: .all(keep), update: .all(keep), delete: .all(keep),
                column: column,
                row: row, isHidden: isHidden)
        }
    }

    /// Rosters are for whoever sees experts or appointments, be they only the own.
    static let rosters = Need.either(.all(.expertsView), .own(.appointmentsView))
    private static let branch = "'\(SmallSalon.id("b1") as BranchID)'"
    private static let ben = "'\(SmallSalon.ben)'"

    static let rules: [Rule] = [
        Rule(table: "branches", select: .session, update: .all(.settingsManage), column: "name"),
        .kept(
            "opening_hours", see: .session, keep: .settingsManage, "opens",
            "(branch_id, weekday, opens, closes) values (\(branch), 7, '10:00', '12:00')"),
        .kept(
            "closures", see: .session, keep: .expertsManage, "reason",
            "(branch_id, starts, ends) values (\(branch), '2027-01-01', '2027-01-02')"),
        Rule(table: "roles", select: .session, column: "name"),
        .kept(
            "service_categories", see: .all(.servicesView), keep: .servicesManage, "name",
            "(name) values ('Nails')"),
        .kept(
            "services", see: .all(.servicesView), keep: .servicesManage, "price",
            "(name, price, duration) values ('Wash', 10, 15)"),
        .kept(
            "sub_services", see: .all(.servicesView), keep: .servicesManage, "price",
            "(name, price) values ('Tea', 2)"),
        .kept("experts", see: rosters, keep: .expertsManage, "name", "(name) values ('Dina')"),
        .kept(
            "expert_services", see: .either(.all(.expertsView), .all(.servicesView)),
            keep: .expertsManage, "price",
            "(expert_id, service_id) values (\(ben), '\(AccessSalon.spare)')"),
        .kept(
            "shifts", see: rosters, keep: .expertsManage, "starts",
            "(expert_id, weekday, starts, ends, valid_from) values (\(ben), 7, '09:00', '12:00', '2026-01-01')"
        ),
        .kept(
            "shift_exceptions", see: rosters, keep: .expertsManage, "note",
            "(expert_id, date) values (\(ben), '2026-12-30')"),
        .kept(
            "time_off", see: rosters, keep: .expertsManage, "reason",
            "(expert_id, during) values (\(ben), '[2026-12-01, 2026-12-02)')"),
        .kept(
            "offers", see: .all(.servicesView), keep: .offersManage, "title",
            "(title, start_date, end_date) values ('New year', '2027-01-01', '2027-01-31')"),
        .kept(
            "courses", see: .all(.servicesView), keep: .coursesManage, "title",
            "(title) values ('Plaits')"),
        .kept(
            "course_applications", see: .all(.coursesManage), keep: .coursesManage, "customer_name",
            "(customer_name) values ('Zoe')", isHidden: true),
        .kept(
            "gallery", see: .all(.servicesView), keep: .galleryManage, "title",
            "(image_url) values ('b.jpg')"),
        Rule(
            table: "reviews", select: .all(.expertsView), delete: .all(.reviewsModerate),
            column: "rating",
            row: "(rating) values (5)"),
        .kept(
            "notifications", see: .all(.clientsView), keep: .clientsManage, "title",
            "(title, message) values ('Come', 'again')", isHidden: true),
        Rule(
            table: "conversations", select: .all(.clientsView), update: .all(.clientsManage),
            delete: .all(.clientsErase),
            column: "summary", isHidden: true),
        .kept(
            "waitlist", see: .all(.appointmentsView), keep: .appointmentsManage, "note",
            "(branch_id, customer_name) values (\(branch), 'Zoe')", isHidden: true),
        // A test stays of whom, what and when it is; the row is of an own client's.
        Rule(
            table: "patch_tests", select: .either(.own(.clientsView), .all(.clientsManage)),
            insert: .all(.clientsManage), update: .all(.clientsManage),
            delete: .all(.clientsManage), column: "note",
            row: "(user_id, service_id, tested_on) values "
                + "('\(SmallSalon.maria)', '\(SmallSalon.cutID)', '2026-11-01')"),
        // What was booked as a series stays one.
        Rule(
            table: "series", select: .all(.appointmentsView), insert: .all(.appointmentsManage), column: "every_weeks",
            row: "(id, branch_id, first_start, every_weeks, times) values "
                + "(gen_random_uuid(), \(branch), '2026-11-23 10:00', 1, 2)"),
        Rule(
            table: "tills",
            select: .either(.all(.paymentsTake), .either(.all(.tillOpen), .all(.tillClose))),
            insert: .all(.tillOpen), update: .all(.tillClose), column: "note",
            row: "(branch_id, closed_at, counted, expected) values (\(branch), now(), 0, 0)",
            isHidden: true),
        Rule(
            table: "email_outbox", select: .all(.settingsManage), update: .all(.settingsManage),
            delete: .all(.settingsManage), column: "subject", isHidden: true),
    ]
}
