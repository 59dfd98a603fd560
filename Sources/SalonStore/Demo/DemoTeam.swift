import Salon

/// A working span of a weekday.
struct DemoHours: Sendable {
    let weekday: Weekday
    let starts: Minutes
    let ends: Minutes
    /// Week 1 or 2 of a rotation of two; 0 for every week.
    let week: Int
}

/// What an expert asks and needs for a service.
struct DemoSkill: Sendable {
    let service: Int
    /// Their own price in hundredths; nil for the list's.
    let price: Int?
    /// Their own hands-on time; nil for the list's.
    let minutes: Minutes?
}

/// An expert of the demo, present or former.
struct DemoExpert: Sendable {
    let index: Int
    let id: UUIDValue
    let name: String
    let person: DemoTeamData.Person
    let hired: LocalDate
    /// The last day; nil for somebody who is still there.
    let left: LocalDate?
    let hours: [DemoHours]
    let skills: [DemoSkill]
    /// Running sums of the popularity of `skills`, to draw one by weight.
    let weights: [Int]
    /// Positions in `skills` of what fits into a processing gap.
    let short: [Int]

    func works(on day: LocalDate) -> Bool { day >= hired && left.map { day <= $0 } ?? true }

    /// A service, the popular ones more often.
    func draw(_ dice: inout SeededGenerator) -> DemoSkill {
        let throwOfDice = dice.integer(in: 0...((weights.last ?? 1) - 1))
        var low = 0
        var high = weights.count - 1
        while low < high {
            let middle = (low + high) / 2
            if weights[middle] > throwOfDice { high = middle } else { low = middle + 1 }
        }
        return skills[low]
    }
}

/// The people of the demo, those of today first.
struct DemoTeam: Sendable {
    let experts: [DemoExpert]
    let active: Int

    /// Experts for `expertYears` years of work in a history of `years` years.
    init(
        identities: DemoIdentities, catalogue: DemoCatalogue, today: LocalDate, firstDay: LocalDate, years: Double,
        active: Int, expertYears: Double
    ) {
        var dice = identities.generator(.expert, -1)
        var experts: [DemoExpert] = []
        var covered = 0.0
        let opened = today - Int(years * 365.25)
        func add(hired: LocalDate, left: LocalDate?) {
            experts.append(
                DemoExpert(
                    index: experts.count, identities: identities, catalogue: catalogue, hired: hired, left: left))
            covered += Double(max(0, (left ?? today) - max(hired, opened))) / 365.25
        }
        let people = DemoTeamData.people
        for index in 0..<active {
            let tenure = index < people.count ? people[index].years : 1 + Double(index * 7 % 11)
            add(hired: today - Int(tenure * 365.25), left: nil)
        }
        // Two have left even from the smallest salon.
        while covered < expertYears || experts.count < active + 2 {
            let tenure = Double(dice.integer(in: 8...max(24, Int(years * 4)))) / 12
            let latest = max(40, Int((years - tenure) * 365.25))
            let left = today - dice.integer(in: 30...latest)
            add(hired: left - Int(tenure * 365.25), left: left)
        }
        // Those who opened the salon: however the dice fall, there is somebody to have done the first appointments.
        let founders = max(2, Int(expertYears / years) / 4)
        for _ in 0..<founders { add(hired: firstDay, left: opened) }
        self.experts = experts
        self.active = active
    }
}

extension DemoExpert {
    fileprivate init(
        index: Int, identities: DemoIdentities, catalogue: DemoCatalogue, hired: LocalDate, left: LocalDate?
    ) {
        let people = DemoTeamData.people
        let person = people[index % people.count]
        self.index = index
        self.person = person
        id = identities.id(.expert, index)
        if index < people.count {
            name = person.name
        } else {
            var dice = identities.generator(.expert, index)
            let culture = dice.pick(DemoNames.hundred.prefix(62)) ?? DemoNames.french
            name = DemoPersonName(culture: culture, dice: &dice).text
        }
        self.hired = hired
        self.left = left
        hours = Self.hours(person.week)
        let wanted = catalogue.services.filter {
            person.categories.contains($0.category) || person.services.contains($0.name)
        }
        let skills = wanted.map { service in
            let price = (service.price * person.pricePercent / 100 + 25) / 50 * 50
            let minutes = (service.handsOn * person.timePercent / 100 + 2) / 5 * 5
            return DemoSkill(
                service: service.index, price: price == service.price ? nil : price,
                minutes: minutes == service.handsOn ? nil : minutes)
        }
        self.skills = skills
        var sum = 0
        weights = wanted.map { service in
            sum += service.popularity
            return sum
        }
        short = wanted.indices.filter { position in
            let service = wanted[position]
            let minutes = skills[position].minutes ?? service.handsOn
            return service.processing == 0 && minutes + service.finishing + service.buffer <= 40
                && service.popularity > 0
        }
    }

    /// From lines such as "2345 9:00-12:30 13:30-18:00" with "1/2" behind for every other week.
    private static func hours(_ week: String) -> [DemoHours] {
        var hours: [DemoHours] = []
        for line in week.split(separator: "\n") {
            let words = line.split(separator: " ")
            let rotation = words.last.flatMap { $0.hasSuffix("/2") ? Int($0.prefix(1)) : nil } ?? 0
            for digit in words[0] {
                guard let weekday = digit.wholeNumberValue.flatMap(Weekday.init(rawValue:)) else { continue }
                for word in words.dropFirst() where word.contains("-") {
                    let ends = word.split(separator: "-").compactMap { LocalTime($0)?.minutes }
                    hours.append(DemoHours(weekday: weekday, starts: ends[0], ends: ends[1], week: rotation))
                }
            }
        }
        return hours
    }
}
