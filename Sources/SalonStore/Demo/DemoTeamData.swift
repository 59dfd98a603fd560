/// Who works in the demo salon, as tables.
enum DemoTeamData {
    struct Person: Sendable {
        let name: String
        let specialty: String
        let bio: String
        let colour: String
        /// Whole categories they do, by position, and single services by name besides.
        let categories: [Int]
        let services: [String]
        /// Their price and time in percent of the list's.
        let pricePercent: Int
        let timePercent: Int
        /// Years in the salon, at most.
        let years: Double
        /// Weekly hours as text: days, then spans, one group a line; "1/2" and "2/2" are alternate weeks.
        let week: String
    }

    static let people: [Person] = [
        Person(
            name: "Aiko Tanaka", specialty: "Cuts and blow-dries",
            bio: "Trained in Osaka and Lyon; precise bobs and soft layers.", colour: "blue",
            categories: [0, 2], services: ["Toner", "Gloss & shine"], pricePercent: 110, timePercent: 100, years: 12,
            week: "2345 9:00-12:30 13:30-18:00\n6 9:00-13:00 13:45-18:00"),
        Person(
            name: "Ben Okafor", specialty: "Barber",
            bio: "Fades, beards and hot towels. Late on Thursdays.", colour: "green",
            categories: [3], services: ["Consultation", "Child's cut, under 7", "Child's cut, 7 to 12", "Student cut"],
            pricePercent: 100, timePercent: 100, years: 9,
            week: "2356 9:00-13:00 14:00-18:00\n4 12:00-16:30 17:00-21:00"),
        Person(
            name: "Chloé Martin", specialty: "Colour",
            bio: "Balayage by hand and colours that grow out well.", colour: "magenta",
            categories: [1],
            services: ["Consultation", "Fringe trim", "Cut & blow-dry", "Women's cut, long", "Bond repair"],
            pricePercent: 115, timePercent: 100, years: 8,
            week: "2356 9:30-13:00 14:00-18:30\n4 11:00-15:00 15:30-20:30"),
        Person(
            name: "Dina Haddad", specialty: "Nails",
            bio: "Gel, art and natural nails. Starts late, stays late.", colour: "red",
            categories: [4], services: ["Brow shape", "Brow tint"], pricePercent: 100, timePercent: 100, years: 6,
            week: "235 11:00-15:00 15:30-19:00\n4 12:00-16:00 16:30-21:00\n6 10:00-14:00 14:30-18:30"),
        Person(
            name: "Emil Novák", specialty: "Cuts and colour, junior",
            bio: "Second year with us, quick with the clippers. Every other Saturday.", colour: "cyan",
            categories: [0], services: ["Colour, roots", "Toner", "Men's cut", "Men's cut, clipper", "Deep mask"],
            pricePercent: 90, timePercent: 115, years: 1.3,
            week: "345 9:00-13:00 13:45-18:00\n2 9:00-13:00 13:45-18:00 1/2\n6 9:00-13:00 13:45-18:00 2/2"),
        Person(
            name: "Fatou Diallo", specialty: "Curls and braids",
            bio: "Curly cuts, braids and care for hair with a will of its own.", colour: "yellow",
            categories: [2],
            services: [
                "Curly cut, dry", "Consultation", "Women's cut, medium", "Vegetal colour", "Colour, full, long",
                "Blow-dry, long", "Updo",
            ], pricePercent: 105, timePercent: 100, years: 2.2,
            week: "235 10:00-14:00 14:45-19:00\n4 11:00-15:00 15:45-20:30\n6 9:00-13:00 13:30-17:00"),
        Person(
            name: "Giulia Ferri", specialty: "Face, brows and waxing",
            bio: "Skin first, then everything else. Make-up for weddings.", colour: "pink",
            categories: [5, 6], services: ["Evening styling", "Bridal day, whole party"], pricePercent: 100,
            timePercent: 100, years: 4,
            week: "2346 9:00-13:00 14:00-18:00\n5 10:00-14:00 15:00-19:00"),
        Person(
            name: "Hugo Lindqvist", specialty: "Barber and cuts",
            bio: "Scissors over comb, and stories from Gothenburg.", colour: "orange",
            categories: [3], services: ["Women's cut, short", "Student cut", "Child's cut, 7 to 12", "Scalp care"],
            pricePercent: 95, timePercent: 105, years: 5,
            week: "2356 10:00-14:00 15:00-19:00\n4 12:00-16:00 17:00-21:00"),
    ]

    /// Cancelling clients say.
    static let reasons = [
        "Caught a cold", "Has to work", "Car broke down", "Child is ill", "Double-booked herself", "Train strike",
        "Moved to another day", "Changed his mind", "Travelling", "No reason given", "Cancelled by user",
    ]
    /// What the desk noted on a booking.
    static let notes = [
        "Runs ten minutes late", "Likes the window seat", "Brings her daughter", "Wants a quiet appointment",
        "First visit, came through a friend", "Check the grown-out colour first", "Paying with a gift",
        "Prefers tea", "Has to leave by the hour", "Photo for the gallery, she agreed",
    ]
    /// What everybody must know.
    static let alerts = [
        "Allergy: acrylate", "Allergy: PPD (dark hair colour). Patch test first", "Allergy: latex gloves",
        "Allergy: nuts (no almond oil)", "Pregnant: no strong vapours", "Epilepsy: no flashing LED",
        "Sensitive scalp: lukewarm water only", "Asks for a deposit: missed three times",
    ]
    /// What the desk knows about somebody.
    static let clientNotes = [
        "Formula: 6.3 + 7.1, 20 vol, 35 min", "Speaks little French; English is fine", "Always pays cash",
        "Calls rather than writes", "Comes with the dog", "Sister of a client", "Prefers mornings",
        "Works nearby, lunch breaks only", "Hard of hearing on the left", "Formula: 9.1 toner, 15 min",
    ]
    /// Review texts by rating, five stars first.
    static let reviews = [
        ["Lovely as always.", "Exactly what I asked for.", "Best cut in years.", "Worth every cent.", "Merci !", ""],
        ["Very good, waited a little.", "Nice people, good result.", "Happy, will come back.", ""],
        ["Good, but dear.", "Fine.", "Not quite the colour I had in mind."],
        ["Felt rushed.", "Had to come back to fix it."],
        ["Waited forty minutes.", "Not what we agreed."],
    ]
}
