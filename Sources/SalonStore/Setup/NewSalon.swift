import Postgres
import Salon

/// The first salon of a database: its branch, its opening hours and the owner's account.
public struct NewSalon: Hashable, Sendable {
    /// The salon's name.
    public let name: String
    /// Its IANA time zone, such as "Europe/Paris".
    public let timeZone: String
    /// Its currency.
    public let currency: Currency
    /// The owner's name.
    public let ownerName: String
    /// The owner's e-mail address.
    public let ownerEmail: String
    /// The owner's password.
    public let ownerPassword: String

    /// Checks what was typed. Throws `invalid` and names the field.
    public init(
        name: String, timeZone: String, currency: String, ownerName: String, ownerEmail: String, ownerPassword: String
    ) throws(SalonError) {
        self.name = try Validation.name(name, field: "salon name")
        _ = try ZoneFiles.zone(named: timeZone)
        self.timeZone = timeZone
        guard let currency = Currency(currency.uppercased()) else {
            throw .invalid(field: "currency", sentence: "Name the currency by its three letters, such as EUR.")
        }
        self.currency = currency
        self.ownerName = try Validation.personName(ownerName, field: "owner's name")
        self.ownerEmail = try Validation.email(ownerEmail)
        self.ownerPassword = try Validation.password(ownerPassword)
    }

    /// Writes it into a migrated database that has no salon yet. Throws `invalid` when there is one, and `unavailable`.
    ///
    /// - Parameter settings: Of the role that migrates.
    public func make(_ settings: ConnectionSettings) throws(SalonError) {
        let isMade = try SalonError.mapped { () throws(PostgresError) in
            let connection = try Connection.connect(settings)
            var pipeline = Pipeline()
            let branch = pipeline.add(Self.addBranch, name, timeZone, currency)
            pipeline.add(Self.addHours)
            pipeline.add(Self.addOwner, ownerName, ownerEmail, ownerPassword)
            return try connection.run(pipeline)[branch].count > 0
        }
        guard isMade else {
            throw .invalid(field: "salon", sentence: "This database holds a salon already. Nothing was changed.")
        }
    }

    private static let addBranch: Statement = """
        insert into public.branches (name, time_zone, currency)
        select $1, $2, $3::text where not exists (select from public.branches)
        returning id
        """

    /// Tuesday to Saturday, nine to six: what most salons change least.
    private static let addHours: Statement = """
        insert into public.opening_hours (branch_id, weekday, opens, closes)
        select id, weekday, '09:00', '18:00' from public.branches, generate_series(2, 6) as weekday
         where not exists (select from public.opening_hours)
        """

    private static let addOwner: Statement = """
        insert into public.users (name, email, password_hash, email_verified, role)
        select $1, $2, salon.hash_password($3), true, 'owner'
         where not exists (select from public.users where role = 'owner')
        """
}
