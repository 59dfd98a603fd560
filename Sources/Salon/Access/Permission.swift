/// One thing that a role may or may not do. A closed set; raw values are the slugs of `permissions`.
public enum Permission: String, CaseIterable, Hashable, Sendable {
    /// See the day, the list and the appointments' cards.
    case appointmentsView = "appointments.view"
    /// Book, move, change the status, cancel.
    case appointmentsManage = "appointments.manage"
    /// Book over another appointment on purpose, with a reason.
    case appointmentsOverbook = "appointments.overbook"
    /// Take a completed appointment up again, or record one that already took place.
    case appointmentsReopen = "appointments.reopen"
    /// Remove an appointment without a trace but the audit log's.
    case appointmentsDelete = "appointments.delete"
    /// Take a payment, a deposit or a tip.
    case paymentsTake = "payments.take"
    /// Give money back.
    case paymentsRefund = "payments.refund"
    /// Change a price by hand.
    case paymentsDiscount = "payments.discount"
    /// See clients.
    case clientsView = "clients.view"
    /// Create and edit clients.
    case clientsManage = "clients.manage"
    /// Make one client of two.
    case clientsMerge = "clients.merge"
    /// Erase a client's personal data.
    case clientsErase = "clients.erase"
    /// Open the till.
    case tillOpen = "till.open"
    /// Count and close the till.
    case tillClose = "till.close"
    /// See the catalogue.
    case servicesView = "services.view"
    /// Change the catalogue.
    case servicesManage = "services.manage"
    /// See experts and their shifts.
    case expertsView = "experts.view"
    /// Change experts, shifts and time off.
    case expertsManage = "experts.manage"
    /// Change offers.
    case offersManage = "offers.manage"
    /// Change courses and decide on applications.
    case coursesManage = "courses.manage"
    /// Change the gallery.
    case galleryManage = "gallery.manage"
    /// Remove reviews.
    case reviewsModerate = "reviews.moderate"
    /// See the accounts.
    case usersView = "users.view"
    /// Create, edit and unlock the accounts of clients, receptionists and experts.
    case usersManage = "users.manage"
    /// See today's and the month's figures.
    case dashboardView = "dashboard.view"
    /// See and export money by period, expert and service.
    case reportsView = "reports.view"
    /// Create, promote and demote admins and owners.
    case staffManage = "staff.manage"
    /// Change the salon's settings.
    case settingsManage = "settings.manage"
    /// Change what the roles may do.
    case rolesManage = "roles.manage"
    /// Read the audit log.
    case auditView = "audit.view"

    /// What it allows, as it follows "you may" and "does not allow you to".
    public var title: String {
        switch self {
        case .appointmentsView: "see appointments"
        case .appointmentsManage: "change appointments"
        case .appointmentsOverbook: "overbook"
        case .appointmentsReopen: "reopen or record past appointments"
        case .appointmentsDelete: "delete appointments"
        case .paymentsTake: "take payments"
        case .paymentsRefund: "refund payments"
        case .paymentsDiscount: "change a price by hand"
        case .clientsView: "see clients"
        case .clientsManage: "change clients"
        case .clientsMerge: "merge clients"
        case .clientsErase: "erase clients"
        case .tillOpen: "open the till"
        case .tillClose: "close the till"
        case .servicesView: "see services"
        case .servicesManage: "change services"
        case .expertsView: "see experts"
        case .expertsManage: "change experts"
        case .offersManage: "change offers"
        case .coursesManage: "change courses"
        case .galleryManage: "change the gallery"
        case .reviewsModerate: "moderate reviews"
        case .usersView: "see users"
        case .usersManage: "change users"
        case .dashboardView: "see the day's figures"
        case .reportsView: "see reports of money"
        case .staffManage: "change admins and owners"
        case .settingsManage: "change settings"
        case .rolesManage: "change what roles may do"
        case .auditView: "read the audit log"
        }
    }
}

/// How far a permission reaches; raw values as in `role_permissions.scope`.
public enum PermissionScope: String, Hashable, Sendable, Comparable {
    /// Only the expert's own appointments and clients.
    case own
    /// All of them.
    case all

    /// `own` is less than `all`.
    public static func < (left: PermissionScope, right: PermissionScope) -> Bool { left == .own && right == .all }
}
