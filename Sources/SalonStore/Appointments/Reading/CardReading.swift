import Postgres
import Salon

/// The statements that fetch an appointment's card, and the reading of their answers.
struct CardReading {
    private let id: AppointmentID
    private let desk: Desk
    private let appointments, addOns, client, series: Pipeline.Ticket
    private let payments, booked: Pipeline.Ticket?

    init(_ id: AppointmentID, desk: Desk, in pipeline: inout Pipeline) {
        self.id = id
        self.desk = desk
        appointments = pipeline.add(AppointmentSQL.cardAppointments, id)
        addOns = pipeline.add(AppointmentSQL.cardAddOns, id)
        client = pipeline.add(AppointmentSQL.cardClient, id, desk.today)
        booked =
            desk.session.allows(.appointmentsManage)
            ? pipeline.add(AppointmentSQL.cardClientAppointments, id, desk.today) : nil
        series = pipeline.add(AppointmentSQL.place, id)
        payments = desk.session.allows(.paymentsTake) ? pipeline.add(AppointmentSQL.cardPayments, id) : nil
    }

    /// The card; nil when there is no such appointment.
    func read(_ answers: PipelineAnswers) throws(PostgresError) -> AppointmentCard? {
        let addOns = try readAddOns(answers[addOns])
        let appointments = try answers[appointments].read { (row) throws(PostgresError) in
            var appointment = try CardAppointment(row, desk: desk)
            appointment.addOns = addOns[appointment.entry.id] ?? []
            return appointment
        }
        guard appointments.contains(where: { $0.entry.id == id }) else { return nil }
        let client = try answers[client].first.map { (row) throws(PostgresError) in try cardClient(row, answers) }
        let payments = try payments.map { (ticket) throws(PostgresError) in
            try answers[ticket].read { (row) throws(PostgresError) in try CardPayment(row, desk: desk) }
        }
        let visit = appointments.first { $0.entry.id == id }?.entry.visitID
        return AppointmentCard(
            id: id, appointments: appointments, payments: payments ?? [], client: client,
            series: try visit.flatMap { (visit) throws(PostgresError) in
                try SeriesPlace(answers[series], visit: visit)
            })
    }

    private func readAddOns(_ rows: Rows) throws(PostgresError) -> [AppointmentID: [BookedAddOn]] {
        var addOns: [AppointmentID: [BookedAddOn]] = [:]
        for row in rows {
            addOns[try row.decode(0), default: []].append(
                BookedAddOn(
                    addOnID: try row.decode(1), name: try row.decode(2), price: try desk.money(row.decode(3)),
                    minutes: try row.decode(4)))
        }
        return addOns
    }

    private func cardClient(_ row: Row, _ answers: PipelineAnswers) throws(PostgresError) -> CardClient {
        var cursor = row.cursor
        var client = Client(
            id: try cursor.next(), name: try cursor.next(), email: try cursor.next(), phone: try cursor.next(),
            address: try cursor.next(), gender: try cursor.next(), birthday: try cursor.next(),
            alert: try cursor.next(), notes: try cursor.next(), isGuest: try cursor.next(),
            version: try cursor.next())
        if !desk.session.allows(.clientsView) {
            client.email = nil
            client.phone = nil
            client.address = nil
        }
        return CardClient(
            client: client, completed: try cursor.next(), noShows: try cursor.next(), cancelled: try cursor.next(),
            lastVisit: try cursor.next(), nextVisit: try cursor.next(),
            appointments: try booked.map { (ticket) throws(PostgresError) in
                try EntryReader(desk: desk).readLines(answers[ticket])
            } ?? [])
    }
}

extension CardAppointment {
    /// Reads the columns of `AppointmentSQL.cardAppointments`; the add-ons stand elsewhere.
    init(_ row: Row, desk: Desk) throws(PostgresError) {
        let reader = EntryReader(desk: desk)
        var cursor = row.cursor
        let entry = try reader.read(&cursor)
        let expertName: String? = try cursor.next()
        let email = try reader.contact(&cursor)
        let bookedBy: String? = try cursor.next()
        self.init(entry: entry, expertName: expertName, bookedAt: try cursor.next())
        clientEmail = email
        self.bookedBy = bookedBy
        changedAt = try cursor.next()
        arrivedAt = try cursor.next()
        startedAt = try cursor.next()
        completedAt = try cursor.next()
        cancelledAt = try cursor.next()
        cancelReason = try cursor.next()
        overbookReason = try cursor.next()
        paidAt = try cursor.next()
        offerTitle = try cursor.next()
        discount = try reader.money(&cursor)
        discountReason = try cursor.next()
    }
}

extension CardPayment {
    /// Reads the columns of `AppointmentSQL.cardPayments`.
    init(_ row: Row, desk: Desk) throws(PostgresError) {
        let payment = Payment(
            id: try row.decode(0), appointmentID: try row.decode(1), kind: try row.decode(2),
            method: try row.decode(3), amount: try desk.money(row.decode(4)), takenBy: try row.decode(5),
            takenAt: try row.decode(6), tillID: try row.decode(7))
        self.init(payment: payment, takenBy: try row.decode(8))
    }
}

extension SeriesPlace {
    /// Reads the rows of `AppointmentSQL.place`; nil when there are none.
    fileprivate init?(_ rows: Rows, visit: VisitID) throws(PostgresError) {
        guard let first = rows.first else { return nil }
        let times: Int? = try first.decode(3)
        let until: LocalDate? = try first.decode(4)
        let start: LocalDateTime = try first.decode(1)
        let weeks: Int = try first.decode(2)
        let rule: SeriesRule
        do throws(SalonError) {
            rule = try SeriesRule(
                first: start, everyWeeks: weeks, end: until.map { .until($0) } ?? .times(times ?? 1))
        } catch {
            throw .unreadable(column: "series", expected: "a series", found: "another rule")
        }
        self.init(
            id: try first.decode(0), rule: rule,
            visits: try rows.read { (row) throws(PostgresError) in
                Visit(id: try row.decode(5), start: try row.decode(6), isLive: try row.decode(7))
            }, visit: visit)
    }
}
