/// The id of one kind of thing. The compiler keeps a client's id from being used where an expert's is meant.
public struct Identifier<Entity>: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The UUID that the database stores.
    public let value: UUIDValue

    /// Wraps a UUID that is known to name an `Entity`.
    public init(_ value: UUIDValue) { self.value = value }

    /// Parses a UUID's text; nil when it is not one.
    public init?(_ text: some StringProtocol) {
        guard let value = UUIDValue(text) else { return nil }
        self.value = value
    }

    /// A new random id. Ids are made by the client, so that a lost answer can be looked up before it is tried again.
    public static func random() -> Identifier { Identifier(.random()) }

    /// A new id from the given generator; a seeded one gives the same id each time.
    public init(using generator: inout some RandomNumberGenerator) {
        value = UUIDValue(using: &generator)
    }

    /// The UUID's text.
    public var description: String { value.description }

    /// Orders by UUID.
    public static func < (left: Identifier, right: Identifier) -> Bool { left.value < right.value }
}

/// A branch's id.
public typealias BranchID = Identifier<Branch>
/// The id of a client: a row of `users` with the role `user`.
public typealias ClientID = Identifier<Client>
/// The id of a person who signs in: a row of `users`.
public typealias UserID = Identifier<StaffMember>
/// An expert's id.
public typealias ExpertID = Identifier<Expert>
/// A service category's id.
public typealias CategoryID = Identifier<ServiceCategory>
/// A service's id.
public typealias ServiceID = Identifier<Service>
/// An add-on's id (table `sub_services`).
public typealias AddOnID = Identifier<AddOn>
/// An appointment's id.
public typealias AppointmentID = Identifier<Appointment>
/// The id shared by the appointments of one visit.
public typealias VisitID = Identifier<Visit>
/// A payment's id.
public typealias PaymentID = Identifier<Payment>
/// A till's id.
public typealias TillID = Identifier<Till>
/// An offer's id.
public typealias OfferID = Identifier<Offer>
/// A shift's id.
public typealias ShiftID = Identifier<Shift>
/// The id of an exception to the shifts.
public typealias ShiftExceptionID = Identifier<ShiftException>
/// The id of a time off.
public typealias TimeOffID = Identifier<TimeOff>
/// A patch test's id.
public typealias PatchTestID = Identifier<PatchTest>
/// A closure's id.
public typealias ClosureID = Identifier<Closure>
