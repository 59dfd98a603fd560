/// Somebody who comes to the salon: a row of `users` with the role `user`. A walk-in may have no e-mail address.
public struct Client: Hashable, Sendable {
    /// Their id.
    public let id: ClientID
    /// Full name.
    public var name: String
    /// E-mail address, unique among all users.
    public var email: String?
    /// Telephone number.
    public var phone: String?
    /// Postal address.
    public var address: String?
    /// 'male', 'female' or 'other', as the website stores it.
    public var gender: String?
    /// Birthday.
    public var birthday: LocalDate?
    /// What everybody must know before touching them, such as an allergy: shown wherever the client is.
    public var alert: String?
    /// What the desk noted.
    public var notes: String?
    /// True for somebody without an account on the website.
    public var isGuest: Bool
    /// Counts the changes; a write with an older one is refused as stale.
    public var version: Int

    /// A client.
    public init(
        id: ClientID, name: String, email: String? = nil, phone: String? = nil, address: String? = nil,
        gender: String? = nil, birthday: LocalDate? = nil, alert: String? = nil, notes: String? = nil,
        isGuest: Bool = true, version: Int = 1
    ) {
        self.id = id
        self.name = name
        self.email = email
        self.phone = phone
        self.address = address
        self.gender = gender
        self.birthday = birthday
        self.alert = alert
        self.notes = notes
        self.isGuest = isGuest
        self.version = version
    }
}
