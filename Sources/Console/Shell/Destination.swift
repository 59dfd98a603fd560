import Salon
import SalonStore
import Terminal

/// A tab.
enum Tab: Int, CaseIterable, Hashable, Sendable {
    case appointments = 1
    case clients, services, experts, revenue, users, more

    /// What stands on the tab.
    var title: String {
        switch self {
        case .appointments: "Appointments"
        case .clients: "Clients"
        case .services: "Services"
        case .experts: "Experts"
        case .revenue: "Revenue"
        case .users: "Users"
        case .more: "More"
        }
    }

    /// What the role must allow to see it.
    var permission: Permission? {
        switch self {
        case .appointments: .appointmentsView
        case .clients: .clientsView
        case .services: .servicesView
        case .experts: .expertsView
        case .revenue: .dashboardView
        case .users: .usersView
        case .more: nil
        }
    }
}

extension Session {
    /// True when the tab is worth showing.
    func allows(_ tab: Tab) -> Bool { tab.permission.map(allowsSome) ?? true }

    /// True when it allows all that another session of the person's did.
    func covers(_ other: Session) -> Bool {
        expertID == other.expertID
            && other.permissions.allSatisfy { permission, scope in
                self.scope(of: permission).map { $0 == .all || $0 == scope } ?? false
            }
    }
}

/// Everywhere one can go: each tab, each dialog, with what it should show. Any screen can send people anywhere.
enum Destination: Equatable, Sendable {
    /// The day; on a date (today if nil), with the cursor on an appointment. Or the week of an expert.
    case appointments(on: LocalDate? = nil, at: AppointmentID? = nil, weekOf: ExpertID? = nil)
    /// The clients; with one of them open.
    case clients(ClientID? = nil)
    /// The services; with one of them open.
    case services(ServiceID? = nil)
    /// The experts; with one of them open.
    case experts(ExpertID? = nil)
    /// The money.
    case revenue
    /// The accounts; with one of them open.
    case users(UserID? = nil)
    /// What has no tab of its own.
    case more

    /// The booking form.
    case booking(BookingStart)
    /// The same visit every few weeks.
    case series(SeriesStart)
    /// Changing or cancelling several visits of a series.
    case seriesChange(SeriesChangeStart)
    /// Somebody comes in without an appointment.
    case walkIn(WalkInStart)
    /// The card of an appointment.
    case appointment(AppointmentID)
    /// The form that moves an appointment, or all of its visit.
    case move(MoveStart)
    /// Two appointments that change places.
    case swap(SwapStart)
    /// Who waits for a time.
    case waitlist
    /// The form of an entry of the waitlist.
    case waitlistForm(WaitlistFormStart)
    /// Who takes the appointments of an expert who cannot come.
    case reassign(ReassignStart)
    /// Taking a payment for an appointment's visit.
    case payment(AppointmentID)
    /// The form of a client.
    case clientForm(ClientFormStart)
    /// The form of a patch test of a client's.
    case patchTest(Client)
    /// The form of a service.
    case serviceForm(ServiceFormStart)
    /// The form of an add-on.
    case addOnForm(AddOnFormStart)
    /// The form of an expert.
    case expertForm(ExpertFormStart)
    /// What an expert does.
    case expertServices(Expert)
    /// When an expert works.
    case hours(HoursStart)
    /// The form of a shift, a day's hours, a time off or a closure.
    case hoursForm(HoursFormStart)

    /// The form of an account; a new one if nil.
    case accountForm(StaffMember?)
    /// A code that is shown once.
    case code(HandedCode)
    /// Where somebody of the staff is signed in.
    case sessions(StaffMember)
    /// Choosing another password.
    case password
    /// What each role may do.
    case roles
    /// The settings of the branch.
    case settings
    /// Writing the note of an appointment.
    case note(DayEntry)
    /// What became of something, and who did it.
    case history(HistorySubject)
    /// The log of every change.
    case audit
    /// Narrowing the log.
    case auditFilter(AuditQuery)
    /// Taking back one's own last change.
    case undo
    /// The help on the keys.
    case help
    /// The palette, with a text already typed.
    case palette(String = "")
    /// Who is signed in.
    case account
    /// What this program is.
    case about
    /// A question.
    case question(Dialog)

    /// The tab that it is, if it is one.
    var tab: Tab? {
        switch self {
        case .appointments: .appointments
        case .clients: .clients
        case .services: .services
        case .experts: .experts
        case .revenue: .revenue
        case .users: .users
        case .more: .more
        default: nil
        }
    }

    /// A tab without an argument.
    init(_ tab: Tab) {
        self =
            switch tab {
            case .appointments: .appointments()
            case .clients: .clients()
            case .services: .services()
            case .experts: .experts()
            case .revenue: .revenue
            case .users: .users()
            case .more: .more
            }
    }
}

/// What a new booking begins with.
struct BookingStart: Equatable, Sendable {
    /// A service with its add-ons.
    struct Wanted: Equatable, Sendable {
        let service: ServiceID
        var addOns: Set<AddOnID> = []
    }

    /// The client, if known.
    var client: ClientID?
    /// The services, in their order.
    var services: [Wanted] = []
    /// The expert, or nil for any.
    var expert: ExpertID?
    /// The day or the very start.
    var time: LocalDateTime?
    /// A line from the palette: "maria cut fri 3pm ben".
    var line: String?
}
