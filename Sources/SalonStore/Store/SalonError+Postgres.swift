import Postgres
import Salon

extension SQLState {
    /// Fewer appointments could be written than were asked for: a time was taken, or a roster has changed.
    static let notAllBooked: SQLState = "SL001"
    /// The row has another version, or its state does not allow the step any more.
    static let changedMeanwhile: SQLState = "SL002"
    /// More money than is owed, or nothing to be paid.
    static let notOwed: SQLState = "SL003"
    /// A rule about accounts is against it; the message is the rule's name.
    static let againstStaffRule: SQLState = "SL004"
    /// A desk without a session changed something.
    static let nobodySignedIn: SQLState = "SL005"
    /// An appointment says that it is paid, owed or given back, and its payments say otherwise.
    static let notSettled: SQLState = "SL006"
}

extension SalonError {
    /// The session has ended, or was ended by somebody else.
    public static let sessionOver = SalonError.forbidden(
        permission: nil, sentence: "Your session is over. Sign in again to go on.")
    /// The database holds no salon yet.
    static let noBranch = SalonError.unusable(sentence: "There is no salon in this database yet. Run: salon setup")
    /// The server's `max_connections` are in use.
    private static let noConnectionLeft = SalonError.unavailable(
        sentence: "The database has no connection left. Try again in a moment.")
    /// The tables or functions are not those that this program was made for.
    static let otherVersion = SalonError.unusable(
        sentence: "This program and the database are of different versions. Update the program, or run: salon migrate")

    /// What a failure of the database means at the desk. The one place where this is decided.
    init(_ error: PostgresError) {
        switch error.kind {
        case .server(let server): self = SalonError(server, outcome: error.outcome)
        case .connect(let failure): self = .unreachable(failure)
        case .poolExhausted:
            self = .unavailable(sentence: "All connections to the database are busy. Try again in a moment.")
        case .poolClosed: self = .unavailable(sentence: "The console is closing.")
        case .decoding:
            self = .otherVersion
        case .misuse, .transactionAborted:
            self = .unusable(
                sentence: "The console made a mistake in speaking to the database. Nothing was changed.")
        case .lost, .timeout, .cancelled: self = .interrupted(error.outcome)
        }
    }

    private init(_ server: ServerError, outcome: TransactionOutcome) {
        switch server.sqlState {
        case .exclusionViolation, .notAllBooked:
            self = .conflict(sentence: "This time has just been taken.", nearest: [])
        case .changedMeanwhile, .serializationFailure:
            self = .stale(what: "entry", by: nil)
        case .uniqueViolation: self = .duplicate(server.constraint)
        case .checkViolation, .notNullViolation, "22001", "22003", "22007", "22008", "22021":
            self = .invalid(
                field: server.column ?? server.table ?? "value", sentence: SalonError.unfit(server.constraint))
        case .foreignKeyViolation:
            self = .invalid(
                field: server.table ?? "value",
                sentence: "It is used elsewhere, or what it refers to does not exist any more.")
        case .nobodySignedIn: self = .sessionOver
        case .notSettled:
            self = .invalid(
                field: "payment",
                sentence: "What an appointment says of its money must be what was taken for it. "
                    + "Take a payment, or give money back.")
        case .againstStaffRule:
            self = StaffRule(rawValue: server.message)?.error ?? .interrupted(outcome)
        case "28000": self = .sessionOver
        case .insufficientPrivilege:
            self =
                Permission(rawValue: server.message).map(SalonError.forbidden)
                ?? .forbidden(
                    permission: nil,
                    sentence: "The database does not allow this for your role, or your session is over. Sign in again.")
        case "P0002": self = .notFound(what: "entry")
        case .deadlockDetected, .lockNotAvailable:
            self = .unavailable(sentence: "Somebody else is changing the same thing. Nothing was changed; try again.")
        case .tooManyConnections: self = .noConnectionLeft
        case .undefinedTable, "3F000", "42883", "42703":
            self = .otherVersion
        default: self = .interrupted(outcome)
        }
    }

    private static func interrupted(_ outcome: TransactionOutcome) -> SalonError {
        switch outcome {
        case .unknown, .committed:
            .unavailable(
                sentence: "The connection broke before the answer came. It may have worked: look before you repeat it.",
                outcomeUnknown: true)
        case .nothingSent, .rolledBack:
            .unavailable(sentence: "The database could not do it now. Nothing was changed; try again.")
        }
    }

    private static func unreachable(_ failure: ConnectFailure) -> SalonError {
        switch failure.sqlState {
        case SQLState.invalidPassword, "28000":
            .unusable(sentence: "The database does not accept this desk's login. Check SALON_DATABASE_URL.")
        case SQLState.invalidCatalogName:
            .unusable(sentence: "There is no such database. Check SALON_DATABASE_URL.")
        case SQLState.cannotConnectNow:
            .unavailable(sentence: "The database is starting. Try again in a moment.")
        case SQLState.tooManyConnections: .noConnectionLeft
        default:
            .unavailable(sentence: "The database cannot be reached. Nothing was changed.")
        }
    }

    /// Which value exists already, by the constraint's name.
    private static func duplicate(_ constraint: String?) -> SalonError {
        switch constraint {
        case "users_email_key", "users_email_any_case", "experts_email_key":
            .invalid(
                field: "email",
                sentence: "Somebody has this e-mail address already. Look them up, or leave the address out.")
        case "experts_user_id_key":
            .invalid(field: "account", sentence: "This account belongs to another expert already.")
        case "tills_one_open":
            .invalid(field: "till", sentence: "The till is open already.")
        default:
            .invalid(field: "value", sentence: "There is one like this already.")
        }
    }

    private static func unfit(_ constraint: String?) -> String {
        switch constraint {
        case "appointments_overbook_reason": "Overbooking needs a reason."
        case "appointments_paid_after_cancelling":
            "This appointment is cancelled and takes no payment. Confirm it again first."
        default: "The database does not accept this value. Check lengths and numbers."
        }
    }

    /// Runs something that speaks to the database and puts its failures in the salon's terms.
    static func mapped<Result>(_ body: () throws(PostgresError) -> Result) throws(SalonError) -> Result {
        do throws(PostgresError) {
            return try body()
        } catch {
            throw SalonError(error)
        }
    }
}

extension PostgresError {
    /// A value that the domain does not know.
    static func unreadable(column: String, expected: String, found: String) -> PostgresError {
        PostgresError(
            .decoding(DecodingFailure(column: column, expected: expected, found: found)), outcome: .committed)
    }
}

extension Money {
    /// An amount as `numeric(10,2)::text`. Throws a decoding error for anything else.
    static func decode(_ text: String, _ currency: Currency) throws(PostgresError) -> Money {
        guard let money = Money(text, currency) else {
            throw .unreadable(column: "amount", expected: "an amount of \(currency)", found: "another text")
        }
        return money
    }
}
