import ArgumentParser
import Salon
import SalonStore

/// `salon series`: visits that repeat.
struct SeriesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "series", abstract: "Books, moves and cancels visits that repeat.",
        subcommands: [Show.self, Book.self, Move.self, Cancel.self])

    /// Shows the visits of a series.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Shows the visits of an appointment's series.")
        @Argument(help: "The id of one of its appointments.")
        var appointment: AppointmentArgument
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                let (entry, place) = try desk.appointments.inSeries(appointment.id)
                common.report(place.id, try desk.appointments.seriesBook(entry, place).entries, try Lookup(desk))
            }
        }
    }

    /// Books a series.
    struct Book: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "book", abstract: "Books the same visit every few weeks, at the same hour.",
            discussion: "Every date must be free, unless --leave-out lets those go that are not.")
        @Option(help: "The client: a name, phone number, e-mail address or id.")
        var client: String
        @OptionGroup var visit: VisitOptions
        @Option(help: "The first visit: 2026-11-21T09:00, or a day and a time: \"fri 3pm\".")
        var at: WhenArgument
        @Option(help: "Weeks from one visit to the next, 1 to 52.")
        var every: Int
        @Option(help: "How many visits, 1 to 104.")
        var times: Int?
        @Option(help: "The last day on which there may be one.")
        var until: DateArgument?
        @Flag(help: "Books without the dates that are not free.")
        var leaveOut = false
        @Option(help: "A note for the desk.")
        var note: String?
        @OptionGroup var common: CommonOptions

        func validate() throws {
            guard (times == nil) != (until == nil) else { throw ValidationError("Give --times or --until.") }
        }

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                let lookup = try Lookup(desk)
                guard let client = try lookup.client(client) else { throw .notFound(what: "client") }
                let last = try until?.resolve(field: "until", today: desk.today)
                let rule = try SeriesRule(
                    first: try at.resolve(now: desk.localNow), everyWeeks: every,
                    end: last.map { .until($0) } ?? .times(times ?? 1))
                let query = AvailabilityQuery(try visit.parts(lookup), today: desk.today)
                let facts = try desk.appointments.seriesFacts(rule, experts: query.experts)
                let plan = SeriesPlan(rule, Availability(facts.input, for: query))
                if !leaveOut, !plan.conflicts.isEmpty { throw .seriesConflict(plan.conflicts) }
                let booked = try desk.appointments.bookSeries(
                    SeriesBooking(
                        rule, plan.occurrences.compactMap(\.plan), of: query, client: .known(client), notes: note),
                    for: query, on: facts)
                common.warn(of: booked.entries)
                common.report(booked.id, booked.entries, lookup)
                common.offer(booked.freed, desk)
            }
        }
    }

    /// Moves visits of a series.
    struct Move: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "move", abstract: "Gives visits of a series another hour or another expert.",
            discussion: "Every date must be free then, unless --leave-out lets those stay that are not.")
        @Argument(help: "The id of one of its appointments.")
        var appointment: AppointmentArgument
        @Option(help: "this, following or all: all that are still to come.")
        var scope: ScopeArgument
        @Option(help: "The new hour, such as 14:30.")
        var to: TimeArgument?
        @Option(help: "So many minutes later; earlier below zero.")
        var later: Int?
        @Option(help: "Another expert, by name or id.")
        var expert: String?
        @Flag(help: "Leaves visits where they are whose new time is not free.")
        var leaveOut = false
        @OptionGroup var common: CommonOptions

        func validate() throws {
            guard to == nil || later == nil else { throw ValidationError("Either --to or --later, not both.") }
            guard to != nil || later != nil || expert != nil else {
                throw ValidationError("Give --to, --later or --expert.")
            }
        }

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                let lookup = try Lookup(desk)
                let (entry, place) = try desk.appointments.inSeries(appointment.id)
                let expert = try expert.map { text throws(SalonError) in try lookup.expert(text).id }
                let hour: SeriesChange.Hour =
                    if let to { .at(to.time) } else if let later { .later(later) } else { .kept }
                let book = try desk.appointments.seriesBook(entry, place)
                var change = SeriesChange(hour: hour, expert: expert)
                if leaveOut {
                    let conflicts = book.move(change, scope.scope, from: entry, now: desk.localNow).conflicts
                    for conflict in conflicts { change.exceptions[conflict.now] = .stays }
                }
                let changed = try desk.appointments.changeSeries(entry, scope.scope, change, in: book)
                common.warn(of: changed.entries)
                common.report(place.id, changed.entries, lookup)
                common.offer(changed.freed, desk)
            }
        }
    }

    /// Cancels visits of a series.
    struct Cancel: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cancel", abstract: "Cancels visits of a series.")
        @Argument(help: "The id of one of its appointments.")
        var appointment: AppointmentArgument
        @Option(help: "this, following or all: all that are still to come.")
        var scope: ScopeArgument
        @Option(help: "Why.")
        var reason: String
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.atDesk { desk throws(SalonError) in
                let (entry, place) = try desk.appointments.inSeries(appointment.id)
                let cancelled = try desk.appointments.cancelSeries(entry, in: place, scope.scope, reason: reason)
                common.report(place.id, cancelled.entries, try Lookup(desk))
                common.offer(cancelled.freed, desk)
            }
        }
    }
}

/// Which visits of a series are meant: this, following or all.
struct ScopeArgument: ExpressibleByArgument {
    let scope: SeriesScope

    init?(argument: String) {
        switch argument {
        case "this": scope = .one
        case "following": scope = .following
        case "all": scope = .all
        default: return nil
        }
    }
}

extension AppointmentRepository {
    /// An appointment and the series that it is part of. Throws `invalid` for one that stands alone.
    fileprivate func inSeries(_ id: AppointmentID) throws(SalonError) -> (DayEntry, SeriesPlace) {
        let card = try card(id)
        guard let place = card.series else {
            throw .invalid(field: "appointment", sentence: "This appointment is not part of a series.")
        }
        return (card.appointment.entry, place)
    }
}

extension CommonOptions {
    /// Prints the appointments of a series, as JSON or a line each.
    fileprivate func report(_ id: SeriesID, _ entries: [DayEntry], _ lookup: Lookup) {
        let name = { (entry: DayEntry) in entry.expertID.flatMap { lookup.catalogue.expert($0)?.name } }
        guard !json else {
            return Output.printJSON(
                SeriesDocument(
                    series: id.description, appointments: entries.map { AppointmentDocument($0, expert: name($0)) }))
        }
        Output.printTable(
            entries.map { entry in
                [
                    entry.start.date.shortText, "\(entry.start.time)–\(entry.end.time)", entry.serviceName,
                    name(entry) ?? "nobody yet", entry.status.title, entry.id.description,
                ]
            })
    }
}

private struct SeriesDocument: Encodable {
    let series: String
    let appointments: [AppointmentDocument]
}
