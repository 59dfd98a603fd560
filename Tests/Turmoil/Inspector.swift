import Postgres
import Salon
import SalonStore

/// Looks at what is stored, past the store and its statements, minute by minute.
struct Inspector: Sendable {
    let place: Turmoil.Place

    private func ask(_ sql: String) throws -> Rows {
        try Connection.connect(place.admin).query(Statement(unprepared: sql))
    }

    /// How many deadlocks the server has broken in this database.
    func deadlocks() throws -> Int {
        try ask("select deadlocks from pg_stat_database where datname = current_database()")[0].decode(0)
    }

    private struct Stored {
        let id: UUIDValue
        let expert: UUIDValue
        /// Minutes from some midnight.
        let start: Int
        let handsOn, processing, finishing, buffer: Int

        /// The minutes in which the expert's hands are taken.
        var minutes: [Int] {
            let second = start + handsOn + processing
            return Array(start..<start + handsOn) + Array(second..<second + finishing + buffer)
        }

        var gap: Range<Int> { start + handsOn..<start + handsOn + processing }
    }

    private func live() throws -> [Stored] {
        let experts = place.experts.map { "'\($0)'" }.joined(separator: ", ")
        return try ask(
            """
            select id, expert_id, (appointment_date - date '2020-01-01') * 1440
                     + (extract(epoch from appointment_time) / 60)::int,
                   duration, processing_minutes, finishing_minutes, buffer_minutes
              from public.appointments
             where expert_id in (\(experts)) and status in ('reserved', 'confirmed', 'arrived', 'in_service')
            """
        ).map { row in
            Stored(
                id: try row.decode(0), expert: try row.decode(1), start: try row.decode(2), handsOn: try row.decode(3),
                processing: try row.decode(4), finishing: try row.decode(5), buffer: try row.decode(6))
        }
    }

    /// Every minute of an expert that two live appointments have taken, as a sentence for each pair.
    func doubleBookings() -> [String] {
        do {
            var taken: [UUIDValue: [Int: UUIDValue]] = [:]
            var faults: Set<String> = []
            for appointment in try live() {
                for minute in appointment.minutes {
                    if let other = taken[appointment.expert, default: [:]].updateValue(appointment.id, forKey: minute) {
                        faults.insert("\(other) and \(appointment.id) have the same minutes")
                    }
                }
            }
            return faults.sorted()
        } catch {
            return ["the appointments could not be read: \(error)"]
        }
    }

    /// How many live appointments begin in the processing gap of another.
    func appointmentsInGaps() throws -> Int {
        let all = try live()
        return all.filter { one in
            all.contains { $0.expert == one.expert && $0.id != one.id && $0.gap.contains(one.start) }
        }.count
    }

    /// Everything in which the database is not what the desks were told.
    func faults(of record: Ledger.Record) throws -> [String] {
        try doubleBookings() + bookings(record) + money() + changes(record)
    }

    /// Each acknowledged booking is there with all its rows; no refused one has left any.
    private func bookings(_ record: Ledger.Record) throws -> [String] {
        struct Found {
            var ids: Set<AppointmentID> = []
            var addOns = 0
            var isPaidEach = true
        }
        var visits: [VisitID: Found] = [:]
        for row in try ask(
            """
            select a.visit_id, a.id,
                   (select count(*)::int from public.appointment_sub_services o where o.appointment_id = a.id),
                   a.total_price = 0
                       or exists (select from public.payments p
                                   where p.appointment_id = a.id and p.amount = a.total_price)
              from public.appointments a
             where a.expert_id in (\(place.experts.map { "'\($0)'" }.joined(separator: ", ")))
               and a.appointment_date between '\(place.dates.lowerBound)' and '\(place.dates.upperBound)'
            """)
        {
            var found = visits[try row.decode(0)] ?? Found()
            found.ids.insert(try row.decode(1))
            found.addOns += try row.decode(2, as: Int.self)
            found.isPaidEach = try found.isPaidEach && row.decode(3)
            visits[try row.decode(0)] = found
        }
        var faults: [String] = []
        for request in record.booked {
            let found = visits.removeValue(forKey: request.visitID) ?? Found()
            if found.ids != Set(request.lines.map(\.appointmentID))
                || found.addOns != request.lines.reduce(0, { $0 + $1.addOns.count })
            {
                faults.append("booking \(request.visitID) is lost or half made")
            }
            if case .payNow = request.settlement, !found.isPaidEach {
                faults.append("booking \(request.visitID) was paid, and its payments are not there")
            }
        }
        faults += record.refused.filter { visits[$0.visitID] != nil }.map {
            "booking \($0.visitID) was refused and made"
        }
        faults += visits.keys.map { "visit \($0) was asked for by nobody, or counted twice" }
        return faults
    }

    /// Nothing is paid twice, and what is marked as paid has been.
    private func money() throws -> [String] {
        try ask(
            """
            select a.id
              from public.appointments a
              left join lateral (
                  select coalesce(sum(amount), 0) as paid from public.payments p where p.appointment_id = a.id) p on true
             where a.appointment_date between '\(place.dates.lowerBound)' and '\(place.dates.upperBound)'
               and p.paid <> case a.payment_status when 'paid' then a.total_price else 0 end
            """
        ).map { "the payments of \(try $0.decode(0, as: UUIDValue.self)) are not its price" }
    }

    /// What was told last of an appointment is still so, unless somebody changed it since.
    private func changes(_ record: Ledger.Record) throws -> [String] {
        var faults: [String] = []
        for row in try ask(
            """
            select id, version, status, appointment_date + appointment_time, expert_id from public.appointments
             where appointment_date between '\(place.dates.lowerBound)' and '\(place.dates.upperBound)'
            """)
        {
            let id: AppointmentID = try row.decode(0)
            guard let told = record.entries[id] else { continue }
            let version: Int = try row.decode(1)
            let isSame =
                try row.decode(2) == told.status.rawValue && row.decode(3) == told.start
                && row.decode(4) == told.expertID
            if version < told.version || version == told.version && !isSame {
                faults.append("\(id) is not what its desk was told")
            }
        }
        return faults
    }
}
