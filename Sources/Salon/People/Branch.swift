/// One salon at one address, with its clock, its currency and its grid.
public struct Branch: Hashable, Sendable {
    /// Its id.
    public let id: BranchID
    /// The name on the door.
    public var name: String
    /// Street and town.
    public var address: String?
    /// Telephone number.
    public var phone: String?
    /// E-mail address.
    public var email: String?
    /// IANA name of its time zone, such as "Europe/Paris".
    public var timeZone: String
    /// What its prices are in.
    public var currency: Currency
    /// Starts are offered every so many minutes, counted from midnight.
    public var slotMinutes: Minutes
    /// How long an unpaid booking is held.
    public var holdMinutes: Minutes
    /// After how many idle minutes the console locks; nil for never.
    public var idleLockMinutes: Minutes?
    /// How long a time is kept for somebody of the waitlist who is asked (Phorest: seven minutes).
    public var waitlistMinutes: Minutes
    /// How many minutes ahead a visit must be booked.
    public var noticeMinutes: Minutes
    /// How many days ahead a visit can be booked; nil for any number.
    public var horizonDays: Int?

    /// A branch; the defaults are those of a new salon.
    public init(
        id: BranchID, name: String, address: String? = nil, phone: String? = nil, email: String? = nil,
        timeZone: String, currency: Currency, slotMinutes: Minutes = 15, holdMinutes: Minutes = 240,
        idleLockMinutes: Minutes? = nil, waitlistMinutes: Minutes = 7, noticeMinutes: Minutes = 0,
        horizonDays: Int? = nil
    ) {
        self.id = id
        self.name = name
        self.address = address
        self.phone = phone
        self.email = email
        self.timeZone = timeZone
        self.currency = currency
        self.slotMinutes = slotMinutes
        self.holdMinutes = holdMinutes
        self.idleLockMinutes = idleLockMinutes
        self.waitlistMinutes = waitlistMinutes
        self.noticeMinutes = noticeMinutes
        self.horizonDays = horizonDays
    }
}
