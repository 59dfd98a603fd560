import Salon

extension DemoTables {
    /// What is known only when all days have been made: clients, ratings, and the tables that name clients.
    func last(_ days: DemoDays, ratings: [(stars: Int, count: Int)], firstDay: LocalDate) -> [DemoTableRows] {
        let clientele = days.clientele
        let present = plan.team.experts.filter { $0.left.map { $0 >= firstDay } ?? true }
        return [
            experts(present, ratings), skills(present), shifts(present), timeOff(present), applications(clientele),
            waitlist(clientele), calls(clientele), series(days.series),
        ]
    }

    private func series(_ series: DemoSeries) -> DemoTableRows {
        let columns = "id, branch_id, user_id, first_start, every_weeks, times, created_by, created_at, updated_at"
        return DemoTableRows("series", columns) { rows in
            let created = plan.clock.instant(series.first.date - 10, 600)
            rows.row(columns: 9)
            rows.uuid(series.id)
            rows.uuid(plan.identities.id(.branch, 0))
            rows.uuid(series.client?.id)
            rows.timestamp(series.first)
            rows.int2(DemoSeries.everyWeeks)
            rows.int2(DemoSeries.times)
            rows.uuid(people.desk[0])
            rows.instant(created)
            rows.instant(created)
        }
    }

    private func applications(_ clientele: DemoClientele) -> DemoTableRows {
        let columns = """
            id, user_id, course_id, status, applied_at, updated_at, customer_name, customer_email, customer_phone
            """
        return DemoTableRows("course_applications", columns) { rows in
            for index in 0..<24 {
                let client = someClient(index * 7 + 1, clientele)
                let applied = plan.clock.now.adding(minutes: -900 * (index + 1))
                rows.row(columns: 9)
                rows.uuid(plan.identities.id(.application, index))
                rows.uuid(client.id)
                rows.uuid(plan.identities.id(.course, index % DemoTexts.courses.count))
                rows.text(index < 6 ? "pending" : index % 5 == 0 ? "rejected" : "approved")
                rows.instant(applied)
                rows.instant(index < 6 ? applied : applied.adding(minutes: 400))
                rows.text(client.name)
                rows.text(client.email)
                rows.text(client.phone)
            }
        }
    }

    private func waitlist(_ clientele: DemoClientele) -> DemoTableRows {
        let columns = """
            id, branch_id, user_id, customer_name, customer_phone, service_ids, expert_ids, from_date, to_date,
            from_time, to_time, weekdays, note, status, created_by, created_at, version, updated_at
            """
        return DemoTableRows("waitlist", columns) { rows in
            for index in 0..<11 {
                let client = someClient(index * 5 + 2, clientele)
                let expert = plan.team.experts[index % 7]
                let created = plan.clock.now.adding(minutes: -500 * (index + 1))
                rows.row(columns: 18)
                rows.uuid(plan.identities.id(.waitlist, index))
                rows.uuid(plan.identities.id(.branch, 0))
                rows.uuid(client.id)
                rows.text(client.name)
                rows.text(client.phone)
                let skills = index == 5 ? [index, index + 1] : [index]
                rows.uuids(skills.map { plan.catalogue.services[expert.skills[$0 % expert.skills.count].service].id })
                rows.uuids(index % 3 == 0 ? [] : [expert.id])
                rows.date(index % 4 == 0 ? nil : plan.today + index)
                rows.date(index % 4 == 0 ? nil : plan.today + index + 10)
                rows.time(index % 2 == 0 ? LocalTime(minutes: 540) : nil)
                rows.time(index % 2 == 0 ? LocalTime(minutes: 720) : nil)
                rows.int2s(index % 4 == 3 ? [4, 5, 6] : [])
                rows.text(DemoTexts.waitNotes[index % DemoTexts.waitNotes.count])
                rows.text(index < 9 ? "waiting" : index == 9 ? "booked" : "dropped")
                rows.uuid(people.desk[0])
                rows.instant(created)
                rows.int4(1)
                rows.instant(created)
            }
        }
    }

    /// Calls that led to no booking.
    private func calls(_ clientele: DemoClientele) -> DemoTableRows {
        let columns = """
            id, user_id, transcript, summary, phone, call_type, upsell_status, outcome, direction, duration_seconds,
            call_started_at, created_at
            """
        return DemoTableRows("conversations", columns) { rows in
            for index in 0..<30 {
                let call = DemoTexts.calls[index % DemoTexts.calls.count]
                let client = someClient(index * 3 + 1, clientele)
                let started = plan.clock.now.adding(minutes: -613 * (index + 1))
                rows.row(columns: 12)
                rows.uuid(plan.identities.id(.conversation, -1 - index))
                rows.uuid(index % 3 == 0 ? nil : client.id)
                rows.json(
                    """
                    [{"speaker": "agent", "text": "Maison Lumière, good day."}, \
                    {"speaker": "caller", "text": "\(call.summary)"}]
                    """)
                rows.text(call.summary)
                rows.text(client.phone)
                rows.text(call.type)
                rows.text("not_offered")
                rows.text(call.outcome)
                rows.text("inbound")
                rows.int4(20 + index * 7 % 100)
                rows.instant(started)
                rows.instant(started.adding(seconds: 20 + index * 7 % 100))
            }
        }
    }

    /// One of the regulars who have been here.
    private func someClient(_ number: Int, _ clientele: DemoClientele) -> DemoClient {
        DemoClient(clientele.once + number % max(1, min(clientele.count - clientele.once, 150)), plan.identities)
    }
}

/// The clients as rows of `users`.
struct DemoClientRows {
    let plan: DemoPlan
    let clientele: DemoClientele
    let alerted: Set<Int>

    static let columns = """
        id, name, email, phone, gender, email_verified, created_at, updated_at, is_guest, role, alert, notes,
        birthday, address, last_login
        """

    func write(_ range: Range<Int>, to rows: inout CopyRows) {
        for index in range {
            let client = DemoClient(index, plan.identities)
            var dice = plan.identities.generator(.user, 1_000 + index)
            let first = Int(clientele.firstDay[index])
            let firstDay = first == 0 ? plan.today - dice.integer(in: 1...60) : LocalDate(dayNumber: first)
            let created = min(
                plan.clock.instant(firstDay - dice.integer(in: 0...20), dice.integer(in: 540...1_200)),
                plan.clock.now.adding(minutes: -dice.integer(in: 1...9_000)))
            let hasAccount = client.email != nil && dice.chance(percent: 55)
            rows.row(columns: 15)
            rows.uuid(client.id)
            rows.text(client.name)
            rows.text(client.email)
            rows.text(client.phone)
            rows.text(dice.chance(percent: 40) ? ["female", "female", "male", "other"][index % 4] : nil)
            rows.bool(hasAccount && dice.chance(percent: 90))
            rows.instant(created)
            rows.instant(created)
            rows.bool(!hasAccount)
            rows.text("user")
            let hasAlert = alerted.contains(index) || dice.chance(percent: 4)
            rows.text(hasAlert ? DemoTeamData.alerts[index % DemoTeamData.alerts.count] : nil)
            rows.text(dice.chance(percent: 18) ? dice.pick(DemoTeamData.clientNotes) : nil)
            rows.date(dice.chance(percent: 35) ? plan.today - dice.integer(in: 6_000...28_000) : nil)
            rows.text(dice.chance(percent: 8) ? "\(dice.integer(in: 1...180)) rue des Lampes, 75000 Paris" : nil)
            rows.instant(hasAccount && dice.chance(percent: 60) ? created.adding(minutes: 30) : nil)
        }
    }
}
