/// Courses and pictures of the demo.
enum DemoTexts {
    /// Prices in hundredths.
    static let courses: [(title: String, description: String, duration: String, price: Int)] = [
        ("Blow-dry at home", "Brush, heat and patience: an evening for beginners.", "1 evening", 4_500),
        ("Barbering, basics", "Clippers, scissors over comb, beard lines.", "6 weeks", 69_000),
        ("Colour, advanced", "Balayage, correction and the maths of mixing.", "3 months", 148_000),
        ("Gel nails, basics", "From preparation to a set that lasts.", "4 weeks", 52_000),
    ]

    static let pictures: [(title: String, category: String)] = [
        ("Copper balayage", "Colour"), ("Soft bob", "Cut & style"), ("Skin fade", "Barber"),
        ("Box braids", "Hair care"), ("French tips", "Nails"), ("Laminated brows", "Face & brows"),
        ("Autumn updo", "Cut & style"), ("Ice blond", "Colour"), ("The window seat", "Salon"),
        ("Grey blending", "Barber"), ("Ombré nails", "Nails"), ("Bridal braid", "Cut & style"),
    ]

    /// Calls that led to nothing: what was asked, and how it ended.
    static let calls: [(summary: String, type: String, outcome: String)] = [
        ("Asked for the price of a balayage.", "unknown", "enquiry"),
        ("Hung up while the agent read the free times.", "book", "dropped"),
        ("Moved a manicure to next week.", "reschedule", "rescheduled"),
        ("Cancelled a men's cut.", "cancel", "cancelled"),
        ("Asked whether dogs are welcome.", "unknown", "enquiry"),
        ("Asked for the opening hours on a holiday.", "unknown", "enquiry"),
    ]

    static let waitNotes = [
        "Any morning will do", "Only with Chloé", "Can be here in twenty minutes", "Before the wedding on Saturday",
        "Lunch break only", "Asked twice already",
    ]
}
