import Postgres
import Salon
import TestServer
import Testing

@testable import SalonStore

@Suite("Series")
struct SeriesTests {
    private let monday = SmallSalon.monday
    private let query = SmallSalon.query(with: SmallSalon.aiko)

    private func rule(_ times: Int, every weeks: Int = 1, at hour: Int = 10) throws -> SeriesRule {
        try SeriesRule(first: monday.at(hour), everyWeeks: weeks, end: .times(times))
    }

    /// Books the free dates of a series.
    private func book(
        _ desk: Desk, _ rule: SeriesRule, _ query: AvailabilityQuery? = nil, id: SeriesID = .random()
    ) throws -> BookedSeries {
        let query = query ?? self.query
        let facts = try desk.appointments.seriesFacts(rule)
        let plan = SeriesPlan(rule, Availability(facts.input, for: query))
        return try desk.appointments.bookSeries(
            SeriesBooking(
                id: id, rule, plan.occurrences.compactMap(\.plan), of: query, client: .known(SmallSalon.maria)),
            for: query, on: facts)
    }

    private func place(_ desk: Desk, _ entry: DayEntry) throws -> SeriesPlace {
        try #require(try desk.appointments.card(entry.id).series)
    }

    @Test("every date says what it is, from one round trip that reads the dates alone")
    func facts() throws {
        let salon = try SmallSalon()
        try salon.book(at: 10)
        let rule = try rule(3, every: 4)
        let before = salon.store.roundTrips
        let facts = try salon.appointments.seriesFacts(rule)
        #expect(salon.store.roundTrips == before + 1)
        #expect(facts.input.dates == monday - 3..<monday + 60)
        let plan = SeriesPlan(rule, Availability(facts.input, for: query))
        #expect(plan.occurrences.map { $0.plan != nil } == [false, true, true])
        #expect(plan.conflicts[0].alternatives.first == monday.at(11))
        // What lies between the dates is not there, what lies beside them is.
        func book(_ day: LocalDate) throws {
            let facts = try salon.facts(day)
            let request = try salon.request(query, at: day.at(10), on: facts)
            _ = try salon.appointments.book(request, for: query, on: facts)
        }
        try book(monday + 14)
        try book(monday + 29)
        let again = try salon.appointments.seriesFacts(rule).input.experts.first { $0.id == SmallSalon.aiko }
        #expect(again?.busy.map(\.span.start) == [monday.at(10), (monday + 29).at(10)])
    }

    @Test("all chosen dates are booked together, confirmed, in one round trip, once; the card tells the series")
    func booking() throws {
        let salon = try SmallSalon()
        try salon.book(at: 10)
        let rule = try rule(5, every: 2)
        let facts = try salon.appointments.seriesFacts(rule)
        let availability = Availability(facts.input, for: query)
        let plan = SeriesPlan(rule, availability)
        // An alternative for the first, and the last is left out.
        let alternative = try availability.accept(try #require(plan.conflicts[0].alternatives.first))
        let plans = [alternative] + plan.occurrences[1..<4].compactMap(\.plan)
        let booking = SeriesBooking(rule, plans, of: query, client: .known(SmallSalon.maria), notes: "as always")
        let before = salon.store.roundTrips
        let booked = try salon.appointments.bookSeries(booking, for: query, on: facts)
        #expect(salon.store.roundTrips == before + 1)
        #expect(booked.entries.map(\.start) == plans.map(\.start))
        #expect(booked.entries.allSatisfy { $0.status == .confirmed && $0.notes == "as always" && $0.expiresAt == nil })
        #expect(Set(booked.entries.map(\.visitID)).count == 4)
        #expect(try salon.appointments.bookSeries(booking, for: query, on: facts) == booked)

        let place = try place(salon.desk, booked.entries[2])
        #expect(place.id == booked.id && place.rule == rule && place.words == "3 of 4, every 2 weeks")
        #expect(place.starts == plans.map(\.start))
        let alone = try salon.book(at: 15).entries[0]
        #expect(try salon.appointments.card(alone.id).series == nil)
        // One change for the log: taken back as one.
        let offer = try #require(try salon.desk.history.lastUndoable())
        _ = try salon.desk.history.undo(offer)
        let series = try #require(try salon.desk.history.lastUndoable())
        _ = try salon.desk.history.undo(series)
        #expect(try self.place(salon.desk, booked.entries[0]).starts.isEmpty)
    }

    @Test("a date that was taken meanwhile is named with what is free instead, and nothing is booked")
    func taken() throws {
        let salon = try SmallSalon()
        let rule = try rule(4)
        let facts = try salon.appointments.seriesFacts(rule)
        let plan = SeriesPlan(rule, Availability(facts.input, for: query))
        let day = monday + 14
        let others = try salon.facts(day)
        _ = try salon.appointments.book(
            salon.request(query, at: day.at(10), on: others, client: .known(SmallSalon.sam)), for: query, on: others)
        let error = #expect(throws: SalonError.self) {
            try salon.appointments.bookSeries(
                SeriesBooking(rule, plan.occurrences.compactMap(\.plan), of: query, client: .known(SmallSalon.maria)),
                for: query, on: facts)
        }
        guard case .conflict(let sentence, let nearest) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(
            sentence.contains("Mon 7 Dec 2026 10:00") && sentence.contains("until 11:00")
                && !sentence.contains("30 Nov"))
        #expect(nearest.first == day.at(11))
        #expect(try salon.value("select count(*)::int from appointments", as: Int.self) == 1)
        #expect(try salon.value("select count(*)::int from series", as: Int.self) == 0)
    }

    @Test(
        "the hour stays through the change of clocks, north and south",
        arguments: [("Europe/Paris", "2027-03-22", "2027-04-05"), ("America/Santiago", "2027-03-29", "2027-04-12")])
    func clocks(zone: String, first: String, last: String) throws {
        let salon = try SmallSalon()
        try salon.database.run("update branches set time_zone = '\(zone)'")
        let desk = try salon.desk(of: "desk")
        let rule = try SeriesRule(
            first: try #require(LocalDate(first)).at(10), everyWeeks: 1, end: .until(try #require(LocalDate(last))))
        let booked = try book(desk, rule)
        #expect(
            booked.entries.map(\.start) == rule.starts
                && booked.entries.allSatisfy { $0.start.time == LocalTime(minutes: 600) })
        let instants = try booked.entries.map { try desk.zone.instant($0.start).seconds }
        let steps = zip(instants.dropFirst(), instants).map { $0 - $1 - 7 * 86_400 }
        #expect(steps.contains(zone == "Europe/Paris" ? -3_600 : 3_600))
        // Moved to another hour, it is that hour on every date.
        let place = try place(desk, booked.entries[0])
        let book = try desk.appointments.seriesBook(booked.entries[0], place)
        let entries = try desk.appointments.changeSeries(
            booked.entries[0], .all, SeriesChange(hour: .at(LocalTime(minutes: 870))), in: book
        ).entries
        #expect(entries.map(\.start) == rule.starts.map { $0.date.at(14, 30) })
        let later = try desk.appointments.changeSeries(
            entries[1], .following, SeriesChange(hour: .later(-30)),
            in: desk.appointments.seriesBook(entries[1], self.place(desk, entries[1]))
        ).entries
        #expect(later.map(\.start.time.minutes) == [870] + Array(repeating: 840, count: entries.count - 1))
    }

    @Test("one, the following, all: what is past, gone or being done stays")
    func changing() throws {
        let salon = try SmallSalon()
        let booked = try book(salon.desk, try rule(5))
        // Eight days later: the first is done, the second is being done.
        let clock = StoreClock.frozen(SmallSalon.now.adding(minutes: 7 * 1_440 + 130))
        let admin = try salon.desk(of: "admin", clock: clock)
        var desk = try salon.desk(of: "desk", clock: clock)
        _ = try desk.appointments.setStatus(booked.entries[0], to: .completed)
        _ = try desk.appointments.setStatus(booked.entries[1], to: .inService)
        _ = try desk.appointments.setStatus(booked.entries[3], to: .cancelled, reason: "holiday")
        desk = admin
        let entry = booked.entries[2]
        let place = try #require(try desk.appointments.card(entry.id).series)
        let book = try desk.appointments.seriesBook(entry, place)
        let before = desk.store.roundTrips
        let changed = try desk.appointments.changeSeries(
            entry, .all, SeriesChange(hour: .at(LocalTime(minutes: 900)), expert: SmallSalon.chloe), in: book
        ).entries
        #expect(desk.store.roundTrips == before + 1)
        #expect(changed.map(\.start.time.minutes) == [600, 600, 900, 600, 900])
        let (aiko, chloe) = (SmallSalon.aiko, SmallSalon.chloe)
        #expect(changed.map(\.expertID) == [aiko, aiko, chloe, aiko, chloe])
        #expect(!changed[2].isExpertRequested)
        // One change: it goes back as one.
        _ = try desk.history.undo(try #require(try desk.history.lastUndoable()))
        #expect(try desk.appointments.seriesBook(entry, place).entries.map(\.start) == booked.entries.map(\.start))
    }

    @Test("a date in the way of a change is named, and nothing is moved; so is what somebody changed")
    func conflicts() throws {
        let salon = try SmallSalon()
        let booked = try book(salon.desk, try rule(4))
        let day = monday + 21
        let facts = try salon.facts(day)
        let other = try salon.appointments.book(
            salon.request(query, at: day.at(15), on: facts, client: .known(SmallSalon.sam)), for: query, on: facts)
        let entry = booked.entries[1]
        let book = try salon.appointments.seriesBook(entry, place(salon.desk, entry))
        let change = SeriesChange(hour: .at(LocalTime(minutes: 900)))
        #expect(
            book.move(change, .following, from: entry, now: salon.desk.localNow).conflicts.map(\.start) == [day.at(15)])
        let error = #expect(throws: SalonError.self) {
            try salon.appointments.changeSeries(entry, .following, change, in: book)
        }
        #expect(error?.code == "conflict" && error?.message.contains("Mon 14 Dec 2026 15:00") == true)
        #expect(try salon.appointments.card(entry.id).appointment.entry == entry)
        // Seen free and taken meanwhile: the database says so.
        _ = try salon.appointments.setStatus(other.entries[0], to: .cancelled, reason: "ill")
        let fresh = try salon.appointments.seriesBook(entry, place(salon.desk, entry))
        let again = try salon.facts(day)
        _ = try salon.appointments.book(
            salon.request(query, at: day.at(15), on: again, client: .known(SmallSalon.sam)), for: query, on: again)
        let taken = #expect(throws: SalonError.self) {
            try salon.appointments.changeSeries(entry, .following, change, in: fresh)
        }
        #expect(taken?.code == "conflict" && taken?.message.contains("Mon 14 Dec 2026 15:00") == true)
        #expect(try salon.appointments.card(entry.id).appointment.entry == entry)
        // Changed by somebody else.
        _ = try salon.desk(of: "other").appointments.editNote(booked.entries[2], "window")
        let moved = #expect(throws: SalonError.self) {
            try salon.appointments.changeSeries(
                entry, .following, SeriesChange(hour: .at(LocalTime(minutes: 780))), in: fresh)
        }
        #expect(moved?.code == "stale")
    }

    @Test("a date in the way takes an alternative, another stays: in one round trip, all or nothing, undone as one")
    func choosing() throws {
        let salon = try SmallSalon()
        let booked = try book(salon.desk, try rule(4))
        let days = booked.entries.map(\.start.date)
        for day in days[1...2] {
            let facts = try salon.facts(day)
            _ = try salon.appointments.book(
                salon.request(query, at: day.at(15), on: facts, client: .known(SmallSalon.sam)), for: query, on: facts)
        }
        let entry = booked.entries[0]
        let book = try salon.appointments.seriesBook(entry, place(salon.desk, entry))
        var change = SeriesChange(hour: .at(LocalTime(minutes: 900)))
        let conflicts = book.move(change, .all, from: entry, now: salon.desk.localNow).conflicts
        #expect(conflicts.map(\.now) == booked.entries[1...2].map(\.start))
        let other = try #require(conflicts[0].alternatives.first)
        change.exceptions = [conflicts[0].now: .at(other), conflicts[1].now: .stays]
        // An alternative that was taken meanwhile: nothing is moved, and the date is named.
        let facts = try salon.facts(other.date)
        let late = try salon.appointments.book(
            salon.request(query, at: other, on: facts, client: .known(SmallSalon.sam)), for: query, on: facts)
        let taken = #expect(throws: SalonError.self) {
            try salon.appointments.changeSeries(entry, .all, change, in: book)
        }
        #expect(taken?.code == "conflict" && taken?.message.contains("\(other.date.shortText) \(other.time)") == true)
        #expect(try salon.appointments.seriesBook(entry, place(salon.desk, entry)).entries == booked.entries)
        _ = try salon.appointments.setStatus(late.entries[0], to: .cancelled, reason: "ill")
        // Who changes a visit that stays stands in nobody's way.
        _ = try salon.desk(of: "other").appointments.editNote(booked.entries[2], "window")
        let before = salon.store.roundTrips
        let moved = try salon.appointments.changeSeries(entry, .all, change, in: book).entries
        #expect(salon.store.roundTrips == before + 1)
        #expect(moved.map(\.start) == [days[0].at(15), other, days[2].at(10), days[3].at(15)])
        _ = try salon.desk.history.undo(try #require(try salon.desk.history.lastUndoable()))
        #expect(
            try salon.appointments.seriesBook(entry, place(salon.desk, entry)).entries.map(\.start)
                == booked.entries.map(\.start))
        // Nothing is moved where all stay.
        change.exceptions = Dictionary(uniqueKeysWithValues: booked.entries.map { ($0.start, .stays) })
        let fresh = try salon.appointments.seriesBook(entry, place(salon.desk, entry))
        #expect(
            #expect(throws: SalonError.self) {
                try salon.appointments.changeSeries(fresh.entries[0], .all, change, in: fresh)
            }?.code == "invalid")
    }

    @Test("visits of several services move together, past each other's old places")
    func visits() throws {
        let salon = try SmallSalon()
        let query = SmallSalon.query([SmallSalon.cut, SmallSalon.cut], with: SmallSalon.aiko)
        let booked = try book(salon.desk, try rule(3), query)
        #expect(booked.entries.count == 6)
        let entry = booked.entries[0]
        let place = try place(salon.desk, entry)
        #expect(place.count == 3)
        let moved = try salon.appointments.changeSeries(
            entry, .all, SeriesChange(hour: .later(60)), in: salon.appointments.seriesBook(entry, place)
        ).entries
        #expect(moved.map(\.start.time.minutes) == [660, 720, 660, 720, 660, 720])
        // One that nobody does would stay behind: it wants an expert first.
        try salon.database.run("update appointments set expert_id = null where id = '\(moved[3].id)'")
        let error = #expect(throws: SalonError.self) {
            try salon.appointments.changeSeries(
                moved[0], .all, SeriesChange(hour: .later(60)), in: salon.appointments.seriesBook(moved[0], place))
        }
        #expect(error?.code == "invalid")
    }

    @Test("cancelling one, the following or all gives their times to who waits, in one round trip")
    func cancelling() throws {
        let salon = try SmallSalon()
        let booked = try book(salon.desk, try rule(5))
        let entry = booked.entries[2]
        let place = try place(salon.desk, entry)
        let one = try salon.appointments.cancelSeries(booked.entries[4], in: place, .one, reason: "away")
        #expect(one.count == 1 && one.freed == nil)
        #expect(one.entries.map(\.status) == [.confirmed, .confirmed, .confirmed, .confirmed, .cancelled])
        _ = try salon.desk.waitlist.add(WaitlistDraft(clientID: SmallSalon.sam, services: [SmallSalon.cutID]))
        let before = salon.store.roundTrips
        let following = try salon.appointments.cancelSeries(entry, in: place, .following, reason: "away")
        #expect(salon.store.roundTrips == before + 1)
        #expect(following.entries.map(\.status) == [.confirmed, .confirmed, .cancelled, .cancelled, .cancelled])
        #expect(following.count == 2)
        #expect(following.freed?.times.map(\.span.start) == [(monday + 14).at(10), (monday + 21).at(10)])
        #expect(
            #expect(throws: SalonError.self) {
                try salon.appointments.cancelSeries(entry, in: place, .following, reason: "away")
            }?.code == "stale")
        _ = try salon.desk.history.undo(try #require(try salon.desk.history.lastUndoable()))
        let current = try salon.appointments.card(booked.entries[0].id)
        #expect(current.series?.starts.count == 4)
        let all = try salon.appointments.cancelSeries(
            booked.entries[1], in: try #require(current.series), .all, reason: "moved to Lyon")
        #expect(all.entries.allSatisfy { $0.status == .cancelled })
        let none = #expect(throws: SalonError.self) {
            try salon.appointments.cancelSeries(booked.entries[1], in: place, .all, reason: " ")
        }
        #expect(none?.code == "invalid")
    }

    @Test("an expert changes no series, and sees which of their visits are one")
    func permissions() throws {
        let salon = try SmallSalon()
        let booked = try book(salon.desk, try rule(2))
        let expert = try salon.desk(of: "expert")
        let entry = booked.entries[0]
        let place = try #require(try expert.appointments.card(entry.id).series)
        #expect(place.words == "1 of 2, every week")
        #expect(throws: SalonError.self) {
            try expert.appointments.cancelSeries(entry, in: place, .all, reason: "ill")
        }
        let book = try salon.appointments.seriesBook(entry, place)
        #expect(throws: SalonError.forbidden(.appointmentsManage)) {
            try expert.appointments.changeSeries(entry, .all, SeriesChange(hour: .later(15)), in: book)
        }
        let facts = try salon.appointments.seriesFacts(try rule(2, at: 15))
        let plans = SeriesPlan(try rule(2, at: 15), Availability(facts.input, for: query)).occurrences.compactMap(
            \.plan)
        #expect(throws: SalonError.forbidden(.appointmentsManage)) {
            try expert.appointments.bookSeries(
                SeriesBooking(try rule(2), plans, of: query, client: .known(SmallSalon.maria)), for: query, on: facts)
        }
    }
}
