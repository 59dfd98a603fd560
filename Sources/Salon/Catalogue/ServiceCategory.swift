/// A group of services, such as "Hair".
public struct ServiceCategory: Hashable, Sendable {
    /// Its id.
    public let id: CategoryID
    /// Its name.
    public var name: String
    /// What the website says about it.
    public var description: String?
    /// Its place in the list, smallest first.
    public var displayOrder: Int
    /// False once it is switched off.
    public var isActive: Bool
    /// Raised by each change; 1 for a new one.
    public var version: Int

    /// A category.
    public init(
        id: CategoryID, name: String, description: String? = nil, displayOrder: Int = 0, isActive: Bool = true,
        version: Int = 1
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.displayOrder = displayOrder
        self.isActive = isActive
        self.version = version
    }
}
