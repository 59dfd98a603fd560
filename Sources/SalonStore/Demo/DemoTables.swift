import Salon

/// A small table of the demo, complete.
struct DemoTableRows {
    let table: String
    let columns: String
    let rows: CopyRows

    init(_ table: String, _ columns: String, _ body: (inout CopyRows) -> Void) {
        self.table = table
        self.columns = columns
        var rows = CopyRows()
        body(&rows)
        self.rows = rows
    }
}

/// The tables whose size does not depend on the number of appointments.
struct DemoTables {
    let plan: DemoPlan
    let people: DemoStaff
    /// The bcrypt hash of the demo's password, made by the server.
    let passwordHash: String

    private var identities: DemoIdentities { plan.identities }
    private var branch: UUIDValue { identities.id(.branch, 0) }
    /// Before anybody came.
    private var opened: Instant { plan.clock.instant(plan.firstDay - 30, 600) }

    /// Branch, accounts and catalogue: what stands before the first appointment.
    var all: [DemoTableRows] {
        [
            branches, openingHours, closures, staff, categories, services, addOns, exceptions, offers, courses, gallery,
        ]
    }

    private var branches: DemoTableRows {
        DemoTableRows(
            "branches", "id, name, address, phone, email, time_zone, currency, slot_minutes, hold_minutes, created_at"
        ) { rows in
            rows.row(columns: 10)
            rows.uuid(branch)
            rows.text(DemoSalon.name)
            rows.text("12 rue des Lampes, 75000 Paris")
            rows.text("+33 1 99 00 99 00")
            rows.text("bonjour@demo.salon")
            rows.text(DemoSalon.timeZone)
            rows.text("EUR")
            rows.int4(15)
            rows.int4(240)
            rows.instant(opened)
        }
    }

    private var openingHours: DemoTableRows {
        DemoTableRows("opening_hours", "id, branch_id, weekday, opens, closes") { rows in
            for (index, hours) in plan.roster.openings.enumerated() {
                rows.row(columns: 5)
                rows.uuid(identities.id(.openingHours, index))
                rows.uuid(branch)
                rows.int2(hours.weekday.rawValue)
                rows.time(LocalTime(minutes: hours.opens))
                rows.time(LocalTime(minutes: hours.closes % LocalTime.minutesPerDay))
            }
        }
    }

    private var closures: DemoTableRows {
        DemoTableRows("closures", "id, branch_id, starts, ends, reason") { rows in
            for (index, closure) in plan.roster.closures.enumerated() {
                rows.row(columns: 5)
                rows.uuid(identities.id(.closure, index))
                rows.uuid(branch)
                rows.timestamp(closure.starts)
                rows.timestamp(closure.ends)
                rows.text(closure.reason)
            }
        }
    }

    private var staff: DemoTableRows {
        DemoTableRows(
            "users", "id, name, email, password_hash, phone, email_verified, role, created_at, last_login, is_guest"
        ) { rows in
            for (index, account) in people.accounts.enumerated() {
                rows.row(columns: 10)
                rows.uuid(account.id)
                rows.text(account.name)
                rows.text(account.email)
                rows.text(passwordHash)
                rows.text(account.phone)
                // One account has not answered its verification mail yet.
                rows.bool(index != people.accounts.count - 1)
                rows.text(account.role.rawValue)
                rows.instant(opened)
                rows.instant(index % 5 == 4 ? nil : plan.clock.now.adding(minutes: -37 * (index + 1) * (index + 1)))
                rows.bool(false)
            }
        }
    }

    private var categories: DemoTableRows {
        DemoTableRows("service_categories", "id, name, description, icon, display_order, created_at") { rows in
            for (index, category) in plan.catalogue.categories.enumerated() {
                rows.row(columns: 6)
                rows.uuid(category.id)
                rows.text(category.name)
                rows.text(category.description)
                rows.text(category.icon)
                rows.int4(index + 1)
                rows.instant(opened)
            }
        }
    }

    private var services: DemoTableRows {
        let columns = """
            id, category_id, name, description, price, duration, tags, is_active, created_at, processing_minutes,
            finishing_minutes, buffer_minutes, display_order, patch_test_months
            """
        return DemoTableRows("services", columns) { rows in
            for service in plan.catalogue.services {
                rows.row(columns: 14)
                rows.uuid(service.id)
                rows.uuid(plan.catalogue.categories[service.category].id)
                rows.text(service.name)
                rows.text(service.description)
                rows.hundredths(service.price)
                rows.int4(service.handsOn)
                rows.texts(service.popularity >= 8 ? ["popular"] : service.processing > 0 ? ["colour"] : [])
                rows.bool(true)
                rows.instant(opened)
                rows.int4(service.processing)
                rows.int4(service.finishing)
                rows.int4(service.buffer)
                rows.int4(service.index + 1)
                rows.int2(service.patchTestMonths)
            }
        }
    }

    private var addOns: DemoTableRows {
        DemoTableRows("sub_services", "id, service_id, name, price, duration, created_at, display_order") { rows in
            for service in plan.catalogue.services {
                for (index, addOn) in service.addOns.enumerated() {
                    rows.row(columns: 7)
                    rows.uuid(addOn.id)
                    rows.uuid(service.id)
                    rows.text(addOn.name)
                    rows.hundredths(addOn.price)
                    rows.int4(addOn.minutes)
                    rows.instant(opened)
                    rows.int4(index + 1)
                }
            }
        }
    }

    private var exceptions: DemoTableRows {
        DemoTableRows("shift_exceptions", "id, expert_id, date, starts, ends, note") { rows in
            for (expert, spans) in plan.roster.exceptions.sorted(by: { $0.key < $1.key }) {
                for span in spans {
                    rows.row(columns: 6)
                    rows.uuid(identities.id(.exception, rows.count))
                    rows.uuid(plan.team.experts[expert].id)
                    rows.date(plan.today)
                    rows.time(LocalTime(minutes: span.starts))
                    rows.time(LocalTime(minutes: span.ends % LocalTime.minutesPerDay))
                    rows.text("Today's rota")
                }
            }
        }
    }

    private var offers: DemoTableRows {
        let columns = """
            id, title, description, discount_percentage, discount_amount, start_date, end_date, is_active,
            created_at, service_id
            """
        return DemoTableRows("offers", columns) { rows in
            for offer in plan.offers {
                rows.row(columns: 10)
                rows.uuid(offer.id)
                rows.text(offer.title)
                rows.text(offer.description)
                rows.hundredths(offer.percent.map { $0 * 100 })
                rows.hundredths(offer.amount)
                rows.date(offer.first)
                rows.date(offer.last)
                rows.bool(offer.isActive)
                rows.instant(min(plan.clock.instant(offer.first - 7, 600), plan.clock.now))
                rows.uuid(offer.service.map { plan.catalogue.services[$0].id })
            }
        }
    }

    private var courses: DemoTableRows {
        DemoTableRows("courses", "id, title, description, duration, price, created_at") { rows in
            for (index, course) in DemoTexts.courses.enumerated() {
                rows.row(columns: 6)
                rows.uuid(identities.id(.course, index))
                rows.text(course.title)
                rows.text(course.description)
                rows.text(course.duration)
                rows.hundredths(course.price)
                rows.instant(opened)
            }
        }
    }

    private var gallery: DemoTableRows {
        DemoTableRows("gallery", "id, title, description, image_url, category, display_order, created_at") { rows in
            for (index, picture) in DemoTexts.pictures.enumerated() {
                rows.row(columns: 7)
                rows.uuid(identities.id(.gallery, index))
                rows.text(picture.title)
                rows.null()
                rows.text("https://demo.salon/gallery/\(index + 1).jpg")
                rows.text(picture.category)
                rows.int4(index + 1)
                rows.instant(plan.clock.instant(plan.today - 20 * (index + 1), 900))
            }
        }
    }
}
