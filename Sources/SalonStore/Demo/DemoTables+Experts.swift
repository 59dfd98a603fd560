import Salon

/// The experts of whom there are appointments, and when they work.
extension DemoTables {
    func experts(_ present: [DemoExpert], _ ratings: [(stars: Int, count: Int)]) -> DemoTableRows {
        let columns = """
            id, name, email, phone, specialty, bio, rating, total_reviews, is_active, created_at, branch_id, user_id,
            colour, display_order
            """
        return DemoTableRows("experts", columns) { rows in
            for expert in present {
                let rating = ratings[expert.index]
                let isActive = expert.left == nil
                rows.row(columns: 14)
                rows.uuid(expert.id)
                rows.text(expert.name)
                rows.text(
                    isActive ? people.accounts[people.accounts.count - plan.team.active + expert.index].email : nil)
                rows.text("+33 6 39 98 98 \(10 + expert.index % 90)")
                rows.text(expert.person.specialty)
                rows.text(expert.person.bio)
                rows.hundredths(rating.count == 0 ? 0 : (rating.stars * 100 + rating.count / 2) / rating.count)
                rows.int4(rating.count)
                rows.bool(isActive)
                rows.instant(plan.clock.instant(expert.hired, 600))
                rows.uuid(plan.identities.id(.branch, 0))
                rows.uuid(isActive ? people.experts[expert.index] : nil)
                rows.text(expert.person.colour)
                rows.int4(expert.index + 1)
            }
        }
    }

    func skills(_ present: [DemoExpert]) -> DemoTableRows {
        DemoTableRows("expert_services", "id, expert_id, service_id, price, duration") { rows in
            for expert in present {
                for skill in expert.skills {
                    rows.row(columns: 5)
                    rows.uuid(plan.identities.id(.skill, rows.count))
                    rows.uuid(expert.id)
                    rows.uuid(plan.catalogue.services[skill.service].id)
                    rows.hundredths(skill.price)
                    rows.int4(skill.minutes)
                }
            }
        }
    }

    func shifts(_ present: [DemoExpert]) -> DemoTableRows {
        let columns = "id, expert_id, weekday, starts, ends, valid_from, valid_to, week, every_weeks"
        return DemoTableRows("shifts", columns) { rows in
            for expert in present {
                for hours in expert.hours {
                    rows.row(columns: 9)
                    rows.uuid(plan.identities.id(.shift, rows.count))
                    rows.uuid(expert.id)
                    rows.int2(hours.weekday.rawValue)
                    rows.time(LocalTime(minutes: hours.starts))
                    rows.time(LocalTime(minutes: hours.ends))
                    rows.date(rotationStart(of: expert))
                    rows.date(expert.left)
                    rows.int2(max(1, hours.week))
                    rows.int2(hours.week == 0 ? 1 : 2)
                }
            }
        }
    }

    /// The first day, moved back to a monday in which the salon's rotation of two weeks begins.
    private func rotationStart(of expert: DemoExpert) -> LocalDate {
        let monday = expert.hired.startOfWeek
        return (monday - plan.roster.rotationStart) / 7 % 2 == 0 ? monday : monday - 7
    }

    func timeOff(_ present: [DemoExpert]) -> DemoTableRows {
        let present = Set(present.map(\.index))
        return DemoTableRows("time_off", "id, expert_id, during, kind, reason") { rows in
            for (index, off) in plan.roster.timeOff.enumerated() where present.contains(off.expert) {
                rows.row(columns: 5)
                rows.uuid(plan.identities.id(.timeOff, index))
                rows.uuid(plan.team.experts[off.expert].id)
                rows.range(off.starts, off.ends)
                rows.text(off.kind.rawValue)
                rows.text(off.reason)
            }
        }
    }
}
