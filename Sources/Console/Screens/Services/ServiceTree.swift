import Salon
import SalonStore
import Terminal

/// The catalogue as the tree shows it.
struct ServiceTree {
    typealias Node = Tree<ServicesScreen.Node>.Node

    static let columns = [
        TableColumn("name", title: "Service", minimum: 30),
        TableColumn("state", title: "", minimum: 3, maximum: 3),
        TableColumn("time", title: "Time", minimum: 8, maximum: 8, align: .trailing, priority: 1),
        TableColumn("price", title: "Price", minimum: 9, maximum: 10, align: .trailing),
        TableColumn("who", title: "Who", minimum: 14, maximum: 20, priority: 2),
    ]

    let catalogue: Catalogue
    /// The words that a row must have; empty for all.
    let query: String

    /// The rows that have the words, with what they are within; a category or a service that has them brings all of
    /// its own along.
    var nodes: [Node] {
        catalogue.categories.compactMap { category in
            let isWhole = matches(category.name)
            let all = catalogue.services(in: category.id)
            let services = all.compactMap { node($0, isWhole: isWhole, isOff: !category.isActive) }
            guard isWhole || !services.isEmpty else { return nil }
            return Node(
                id: .category(category.id),
                cells: [
                    TableCell(category.name, ink: category.isActive ? .heading : nil), Self.state(category.isActive),
                    "", "", TableCell(SpanText.count(all.count, "service"), ink: .muted),
                ],
                children: services, isMuted: !category.isActive)
        }
    }

    /// All rows that can be unfolded.
    var everything: Set<ServicesScreen.Node> {
        Set(catalogue.categories.map { .category($0.id) } + catalogue.services.map { .service($0.id) })
    }

    /// The first row that has the words itself.
    var firstMatch: ServicesScreen.Node? {
        func first(_ nodes: [Node]) -> ServicesScreen.Node? {
            for node in nodes {
                if matches(node.cells[0].text) { return node.id }
                if let id = first(node.children) { return id }
            }
            return nil
        }
        return first(nodes)
    }

    private func matches(_ text: String) -> Bool { TextMatch.ranges(of: query, in: text) != nil }

    private func node(_ service: Service, isWhole: Bool, isOff: Bool) -> Node? {
        let isWhole = isWhole || matches(service.name)
        let addOns = catalogue.addOns(of: service.id).filter { isWhole || matches($0.name) }
        guard isWhole || !addOns.isEmpty else { return nil }
        return Node(
            id: .service(service.id),
            cells: [
                TableCell(service.name), Self.state(service.isActive),
                TableCell(SpanText.minutes(service.phases.clientMinutes)), TableCell(service.price.grouped),
                who(service.id),
            ],
            children: addOns.map { node($0, isOff: isOff || !service.isActive) }, isMuted: isOff || !service.isActive)
    }

    private func node(_ addOn: AddOn, isOff: Bool) -> Node {
        Node(
            id: .addOn(addOn.id),
            cells: [
                TableCell("+ \(addOn.name)"), "", TableCell(addOn.minutes == 0 ? "" : "+\(addOn.minutes) min"),
                TableCell("+\(addOn.price.grouped)"), "",
            ],
            isMuted: isOff)
    }

    private static func state(_ isActive: Bool) -> TableCell { isActive ? "" : TableCell("off", ink: .warning) }

    private func who(_ service: ServiceID) -> TableCell {
        let names = catalogue.experts(doing: service).map { $0.name.prefix { $0 != " " } }
        guard !names.isEmpty else { return TableCell("nobody", ink: .warning) }
        let rest = names.count > 2 ? " +\(names.count - 2)" : ""
        return TableCell(names.prefix(2).map { $0.prefix(10) }.joined(separator: ", ") + rest)
    }
}
