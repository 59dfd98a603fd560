/// Every screen of the console: the only place that a new screen has to be named in.
enum ScreenList {
    /// Where actions belong, in the order of the help and of the key reference.
    static let places: [any ActionPlace.Type] = [
        Everywhere.self, AppointmentsScreen.self, BookingScreen.self, SeriesScreen.self, WalkInScreen.self,
        CardScreen.self, SeriesChangeScreen.self, MoveScreen.self, SwapScreen.self, ReassignScreen.self,
        WaitlistScreen.self, WaitlistFormScreen.self,
        PaymentScreen.self, ClientsScreen.self, ClientFormScreen.self, PatchTestScreen.self, ServicesScreen.self,
        ServiceFormScreen.self, AddOnFormScreen.self, ExpertsScreen.self, ExpertFormScreen.self,
        ExpertServicesScreen.self, HoursScreen.self, HoursFormScreen.self, RevenueScreen.self, UsersScreen.self,
        AccountFormScreen.self, CodeScreen.self, SessionsScreen.self, MoreScreen.self, AccountScreen.self,
        PasswordScreen.self, RolesScreen.self, SettingsScreen.self, NoteScreen.self, HistoryScreen.self,
        AuditScreen.self,
        AuditFilterScreen.self, SignInScreen.self,
    ]

    /// Makes the screen of a destination; `offers` are the actions for the help and the palette. The first message it gets is `.opened` with the same destination.
    static func make(_ destination: Destination, _ context: Context, offers: () -> [Offer]) -> any ConsoleScreen {
        switch destination {
        case .appointments: AppointmentsScreen()
        case .clients: ClientsScreen()
        case .services: ServicesScreen()
        case .experts: ExpertsScreen()
        case .revenue: RevenueScreen()
        case .users: UsersScreen()
        case .more: MoreScreen()
        case .booking(let start): BookingScreen(start, context)
        case .series(let start): SeriesScreen(start, context)
        case .seriesChange(let start): SeriesChangeScreen(start)
        case .walkIn(let start): WalkInScreen(start, context)
        case .appointment(let id): CardScreen(id)
        case .move(let start): MoveScreen(start)
        case .swap(let start): SwapScreen(start)
        case .waitlist: WaitlistScreen()
        case .waitlistForm(let start): WaitlistFormScreen(start, context)
        case .reassign(let start): ReassignScreen(start, context)
        case .payment(let id): PaymentScreen(id, context)
        case .clientForm(let start): ClientFormScreen(start, context)
        case .patchTest(let client): PatchTestScreen(client, context)
        case .serviceForm(let start): ServiceFormScreen(start, context)
        case .addOnForm(let start): AddOnFormScreen(start, context)
        case .expertForm(let start): ExpertFormScreen(start, context)
        case .expertServices(let expert): ExpertServicesScreen(expert)
        case .accountForm(let user): AccountFormScreen(user, context)
        case .code(let handed): CodeScreen(handed)
        case .sessions(let user): SessionsScreen(user)
        case .password: PasswordScreen()
        case .roles: RolesScreen()
        case .settings: SettingsScreen()
        case .note(let entry): NoteScreen(entry)
        case .history(let subject): HistoryScreen(subject)
        case .audit: AuditScreen()
        case .auditFilter(let query): AuditFilterScreen(query)
        case .undo: UndoScreen()
        case .hours(let start): HoursScreen(start)
        case .hoursForm(let start): HoursFormScreen(start, context)
        case .help: HelpScreen(offers())
        case .palette(let text): PaletteScreen(text, offers())
        case .account: AccountScreen()
        case .about: AboutScreen()
        case .question(let dialog): QuestionScreen(dialog)
        }
    }
}
