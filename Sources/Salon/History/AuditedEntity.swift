/// What the log keeps an eye on; raw values are the tables' names.
public enum AuditedEntity: String, CaseIterable, Hashable, Sendable {
    /// An appointment.
    case appointments
    /// An add-on that was booked.
    case bookedAddOns = "appointment_sub_services"
    /// Money that changed hands.
    case payments
    /// A client, or somebody of the staff.
    case users
    /// An expert.
    case experts
    /// What an expert does, with own price and time.
    case skills = "expert_services"
    /// Working hours.
    case shifts
    /// Other hours on one date.
    case shiftExceptions = "shift_exceptions"
    /// A time off.
    case timeOff = "time_off"
    /// A service.
    case services
    /// An add-on.
    case addOns = "sub_services"
    /// A category of services.
    case categories = "service_categories"
    /// An offer.
    case offers
    /// A course.
    case courses
    /// An application for a course.
    case applications = "course_applications"
    /// A picture.
    case gallery
    /// A client's review.
    case reviews
    /// A series of visits.
    case series
    /// A place on the waiting list.
    case waitlist
    /// A product that was tried on a client's skin.
    case patchTests = "patch_tests"
    /// The till.
    case tills
    /// A call of the voice agent's.
    case conversations
    /// The salon's settings.
    case branches
    /// Opening hours.
    case openingHours = "opening_hours"
    /// A span in which the salon is closed.
    case closures
    /// What a role may do.
    case rolePermissions = "role_permissions"
    /// A role of the website's.
    case roles

    /// One of them in a sentence: "appointment".
    public var title: String {
        switch self {
        case .appointments: "appointment"
        case .bookedAddOns: "booked add-on"
        case .payments: "payment"
        case .users: "person"
        case .experts: "expert"
        case .skills: "expert's service"
        case .shifts: "shift"
        case .shiftExceptions: "day's hours"
        case .timeOff: "time off"
        case .services: "service"
        case .addOns: "add-on"
        case .categories: "category"
        case .offers: "offer"
        case .courses: "course"
        case .applications: "application"
        case .gallery: "picture"
        case .reviews: "review"
        case .series: "series of visits"
        case .waitlist: "waiting list entry"
        case .patchTests: "patch test"
        case .tills: "till"
        case .conversations: "conversation"
        case .branches: "settings"
        case .openingHours: "opening hours"
        case .closures: "closure"
        case .rolePermissions: "role's rights"
        case .roles: "website role"
        }
    }
}
