import Salon
import SalonStore

/// Reads one line such as "maria cut fri 3pm ben": days and times first, then services and experts by name; what is
/// left names the client.
struct BookingLineReading {
    private(set) var services: [Service] = []
    private(set) var expert: Catalogue.Person?
    /// The day and the time as the form's field takes them.
    private(set) var when: String?
    private(set) var client = ""

    init(_ line: String, catalogue: Catalogue, today: LocalDate) {
        var rest: [String] = []
        var day: LocalDate?
        var time: LocalTime?
        for word in line.split(separator: " ").map(String.init) {
            if day == nil, let date = DateExpression.parse(word, today: today) {
                day = date
            } else if time == nil, word.contains(where: \.isNumber), let parsed = TimeExpression.parse(word) {
                time = parsed
            } else {
                rest.append(word)
            }
        }
        if day != nil || time != nil {
            when = (day ?? today).description + (time.map { " \($0)" } ?? "")
        }
        var names: [String] = []
        // The first word is the client's more often than not; the others are tried as services and experts first.
        for (index, word) in rest.enumerated() {
            if index > 0, expert == nil, let person = Self.expert(word, in: catalogue) {
                expert = person
            } else if index > 0, let service = Self.service(word, in: catalogue) {
                services.append(service)
            } else {
                names.append(word)
            }
        }
        client = names.joined(separator: " ")
    }

    private static func expert(_ word: String, in catalogue: Catalogue) -> Catalogue.Person? {
        let wanted = Folding.fold(word)
        let found = catalogue.experts.filter { person in
            person.isActive && Folding.fold(person.name).split(separator: " ").contains { $0.hasPrefix(wanted) }
        }
        return found.count == 1 ? found[0] : nil
    }

    private static func service(_ word: String, in catalogue: Catalogue) -> Service? {
        guard word.count >= 3 else { return nil }
        let wanted = Folding.fold(word)
        let found = catalogue.services.filter { service in
            Folding.fold(service.name).split { !$0.isLetter }.contains { $0.hasPrefix(wanted) }
        }
        return found.min { $0.name.count < $1.name.count }
    }
}
