import Salon
import SalonStore
import Terminal

/// What the list of the next free starts answers.
struct NextSearch: Equatable, Sendable {
    let query: AvailabilityQuery
    let wish: TimeWish
    let ranking: StartRanking
    /// The first day.
    let from: LocalDate

    /// How far ahead is looked.
    static let weeks = 8
    /// How many starts are listed.
    static let count = 100

    var dates: DateSpan { from..<from + Self.weeks * 7 }
}

/// The next free starts: over all who do the services and over weeks, one round trip for each change of the form.
extension BookingScreen {
    /// The list shows the next free starts of the coming weeks, not those of the day.
    var isListOfNext: Bool { search != nil }

    /// The next free starts are on their way.
    var isSearching: Bool { search != nil && found?.search != search }

    /// Nothing is free on any of the days: what was found out about it.
    var nothingFree: NextFree? {
        guard let search, let found, found.search == search, found.next.starts.isEmpty else { return nil }
        return found.next
    }

    /// Shows what was found for the form as it is, or asks.
    mutating func findNext(_ query: AvailabilityQuery) -> Effects {
        let wanted = NextSearch(query: query, wish: wish, ranking: ranking, from: date)
        let isAsked = search == wanted
        search = wanted
        if let found, found.search == wanted {
            (starts, startFacts) = (found.next.starts, found.next.facts)
            return []
        }
        return isAsked ? [] : [.load(.next(wanted), "next")]
    }

    /// Any day from the one in the form on will do.
    mutating func lookAhead(_ context: Context) -> Effects {
        form.set("when", text: date == context.today ? "next" : "next from \(date)")
        _ = readWhen(context)
        return findStarts(context)
    }

    mutating func turnRanking(_ context: Context) -> Effects {
        ranking = ranking == .earliest ? .bestFit : .earliest
        return isListOfNext ? findStarts(context) : lookAhead(context)
    }

    /// The first start of the next day in the list, or of the day before.
    func start(daysAway step: Int) -> Int? {
        guard let day = chosenStart?.start.date else { return nil }
        if step > 0 { return starts.firstIndex { $0.start.date > day } }
        guard let before = starts.last(where: { $0.start.date < day })?.start.date else { return nil }
        return starts.firstIndex { $0.start.date == before }
    }

    /// Why nothing is free, and the key that helps.
    func wordsAboutNothing(_ next: NextFree, _ context: Context) -> [String] {
        guard let search else { return [] }
        let key = { (action: ActionName) in context.keyName(ActionID(Self.place, action.rawValue)) }
        let end = (search.dates.upperBound - 1).shortText
        if let other = next.elsewhere {
            return [
                "Nothing is free \(search.wish.words) until \(end).",
                "At other times the next is \(other.date.shortText), \(other.time): \(key(.nextFree)) lists them.",
            ]
        }
        let reasons = Self.distinct(next.refusals).map(\.sentence)
        let help =
            expertID != nil
            ? "Choose “\(Self.anyone.title)” as the expert to see the others."
            : "Type a day and a time, and \(key(.overbook)) books over others."
        return ["Nothing is free until \(end)."] + reasons + [help]
    }
}
