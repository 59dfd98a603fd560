import ArgumentParser

/// `salon`: without a sub-command the console.
struct SalonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "salon",
        abstract: "The console of a salon: bookings, catalogue and money, on your own PostgreSQL.",
        discussion: """
            Without a sub-command it opens the console. Every sub-command takes --json.
            Ends with 0 when done, 1 when refused, 2 for a wrong command line, 3 without a database.
            """,
        version: "0.1.0",
        subcommands: [
            ConsoleCommand.self, DemoCommand.self, SetupCommand.self, MigrateCommand.self, ServerCommand.self,
            DeskCommand.self, SignInCommand.self, SignOutCommand.self, WhoAmICommand.self, DayCommand.self,
            SlotsCommand.self, BookCommand.self, MoveCommand.self, StatusCommand.self, PayCommand.self,
            WaitlistCommand.self, SeriesCommand.self, NoteCommand.self, RefundCommand.self, DeleteCommand.self,
            UndoCommand.self, AuditCommand.self,
            UsersCommand.self, AccountCommand.self, RolesCommand.self, SettingsCommand.self, DoctorCommand.self,
        ],
        defaultSubcommand: ConsoleCommand.self
    )
}
