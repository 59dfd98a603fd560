import Salon
import SalonStore

/// One line of the palette, such as "maria cut fri 3pm ben", as the booking form takes it.
extension BookingPhrase {
    init(_ line: String, catalogue: Catalogue, today: LocalDate) {
        let done = Dictionary(grouping: catalogue.skills, by: \.expertID).mapValues { Set($0.map(\.serviceID)) }
        let experts = catalogue.experts.filter(\.isActive).map {
            Person(id: $0.id, name: $0.name, services: done[$0.id] ?? [])
        }
        self.init(line, services: catalogue.services, experts: experts, today: today)
    }

    /// The day and the time, or the wish, as the form's field takes them; nil when nothing was said of it.
    func when(today: LocalDate) -> String? {
        if let wish { return wish }
        guard date != nil || time != nil else { return nil }
        return (date ?? today).description + (time.map { " \($0)" } ?? "")
    }
}
