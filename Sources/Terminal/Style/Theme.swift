/// The colours of all meanings: what an ink on a ground looks like on a terminal with so many colours.
public struct Theme: Sendable {
    /// What the theme is called.
    public let name: String
    /// What is wrong with the theme's file, in sentences; the values of the dark theme stand in.
    public private(set) var problems: [String]
    /// What the theme's file leaves to the dark theme, such as "[ink] text".
    public private(set) var inherited: [String] = []
    /// Whether the theme wants colours at all.
    public let hasColours: Bool

    private var inks: [ColourList?] = Array(repeating: nil, count: Ink.allCases.count)
    private var grounds: [ColourList?] = Array(repeating: nil, count: Ground.allCases.count)
    private var litGrounds: [ColourList?] = Array(repeating: nil, count: Ground.allCases.count)
    /// Inks of their own on a ground; the last row is for everything that is lit.
    private var inksOn: [[ColourList?]]
    private var monoInks: [Attributes] = Array(repeating: [], count: Ink.allCases.count)
    private var monoGrounds: [(attributes: Attributes, fill: UInt32)]
    private var monoLit: Attributes = [.reverse]

    private static let litRow = Ground.allCases.count

    /// Puts a theme together: what `file` leaves out is taken from `standard`.
    init(_ file: ThemeFile, standard: ThemeFile) {
        name = file.name.isEmpty ? standard.name : file.name
        hasColours = file.hasColours
        problems = []
        inksOn = Array(
            repeating: Array(repeating: nil, count: Ink.allCases.count), count: Ground.allCases.count + 1)
        monoGrounds = Array(repeating: ([], 0), count: Ground.allCases.count)
        var problems = file.problems + Self.unknown(in: file)
        var inherited: [String] = []

        func list(_ own: String?, _ fallback: String?, _ place: @autoclosure () -> String) -> ColourList? {
            if let own {
                if let list = ColourList(own) { return list }
                problems.append("\(place()) = “\(own)” is no list of colours")
            }
            if own == nil, fallback != nil { inherited.append(place()) }
            return fallback.flatMap(ColourList.init)
        }
        for ink in Ink.allCases {
            let key = ink.name
            inks[Int(ink.rawValue)] = list(file.ink[key], standard.ink[key], "[ink] \(key)")
        }
        for ground in Ground.allCases where ground != .inherit {
            let key = ground.name
            let index = Int(ground.rawValue)
            grounds[index] = list(file.ground[key], standard.ground[key], "[ground] \(key)")
            litGrounds[index] = list(file.lit[key], standard.lit[key], "[lit] \(key)")
        }
        for (row, key) in Self.rows {
            // Inks for somebody else's ground would be wrong: they come with the ground.
            let ownGround = row == Self.litRow ? !file.lit.isEmpty : file.ground[key] != nil
            guard let table = Self.table(key, file) ?? (ownGround ? nil : Self.table(key, standard)) else { continue }
            for ink in Ink.allCases {
                let text = table[ink.name] ?? table["any"]
                inksOn[row][Int(ink.rawValue)] = list(text, nil, "[on.\(key)] \(ink.name)")
            }
        }
        setMono(file, standard, &problems)
        self.problems = problems
        self.inherited = inherited
    }

    /// The rows of `inksOn` with the names of their tables.
    private static var rows: [(Int, String)] {
        Ground.allCases.filter { $0 != .inherit }.map { (Int($0.rawValue), $0.name) } + [(litRow, "lit")]
    }

    /// The inks for a ground. A field in use and a button look like the selection unless the theme says otherwise.
    private static func table(_ ground: String, _ file: ThemeFile) -> [String: String]? {
        if let table = file.on[ground] { return table }
        guard ground == "fieldActive" || ground == "button", file.ground[ground] == file.ground["selection"] else {
            return nil
        }
        return file.on["selection"]
    }

    private static func unknown(in file: ThemeFile) -> [String] {
        let inks = Set(Ink.names)
        let grounds = Set(Ground.allCases.filter { $0 != .inherit }.map(\.name))
        var problems: [String] = []
        func check(_ keys: [String], _ known: Set<String>, _ place: String) {
            problems += keys.filter { !known.contains($0) }.sorted().map { "[\(place)] has no “\($0)”" }
        }
        check(Array(file.ink.keys), inks, "ink")
        check(Array(file.ground.keys), grounds, "ground")
        check(Array(file.lit.keys), grounds, "lit")
        check(Array(file.on.keys), grounds.union(["lit"]), "on")
        for (ground, table) in file.on { check(Array(table.keys), inks.union(["any"]), "on.\(ground)") }
        check(Array(file.monoInk.keys), inks, "mono.ink")
        check(Array(file.monoGround.keys), grounds.union(["lit"]), "mono.ground")
        return problems
    }

    private mutating func setMono(_ file: ThemeFile, _ standard: ThemeFile, _ problems: inout [String]) {
        func look(_ text: String?, _ place: String) -> (attributes: Attributes, fill: UInt32) {
            var look: (attributes: Attributes, fill: UInt32) = ([], 0)
            for word in (text ?? "").split(separator: " ") {
                if let attribute = Attributes(named: word) {
                    look.attributes.insert(attribute)
                } else if word.count == 1, let scalar = word.unicodeScalars.first {
                    look.fill = scalar.value
                } else {
                    problems.append("\(place): “\(word)” is no attribute")
                }
            }
            return look
        }
        for ink in Ink.allCases {
            let text = file.monoInk[ink.name] ?? standard.monoInk[ink.name]
            monoInks[Int(ink.rawValue)] = look(text, "[mono.ink] \(ink.name)").attributes
        }
        for ground in Ground.allCases {
            let text = file.monoGround[ground.name] ?? standard.monoGround[ground.name]
            monoGrounds[Int(ground.rawValue)] = look(text, "[mono.ground] \(ground.name)")
        }
        monoLit = look(file.monoGround["lit"] ?? standard.monoGround["lit"], "[mono.ground] lit").attributes
    }

    /// What a style looks like on a terminal of `depth`.
    func look(_ style: Style, depth: ColourDepth) -> Look {
        let (ink, ground) = (Int(style.ink.rawValue), Int(style.ground.rawValue))
        let isLit = style.attributes.contains(.lit)
        guard hasColours, depth != .none else { return monoLook(style) }
        let list = inksOn[isLit ? Self.litRow : ground][ink] ?? inks[ink]
        return Look(
            ink: list?.pick(depth) ?? .own,
            ground: (isLit ? litGrounds : grounds)[ground]?.pick(depth) ?? .own,
            attributes: style.attributes.subtracting(.lit))
    }

    private func monoLook(_ style: Style) -> Look {
        let ground = monoGrounds[Int(style.ground.rawValue)]
        var attributes = ground.attributes.union(monoInks[Int(style.ink.rawValue)])
        if style.attributes.contains(.lit) {
            // Reversing twice would hide the cursor.
            attributes.formUnion(
                attributes.contains(.reverse) && monoLit.contains(.reverse) ? [.bold, .underline] : monoLit)
        }
        if style.attributes.contains(.reverse) { attributes.formSymmetricDifference(.reverse) }
        attributes.formUnion(style.attributes.subtracting([.lit, .reverse]))
        return Look(ink: .own, ground: .own, attributes: attributes, fill: ground.fill)
    }
}

// The names of cases cost a look into the program's metadata each time, and a theme asks for them 700 times.
extension Ink {
    fileprivate static let names = allCases.map { "\($0)" }
    fileprivate var name: String { Self.names[Int(rawValue)] }
}

extension Ground {
    private static let names = allCases.map { "\($0)" }
    fileprivate var name: String { Self.names[Int(rawValue)] }
}

/// What a cell looks like on a certain terminal.
struct Look: Hashable {
    var ink: Colour
    var ground: Colour
    var attributes: Attributes
    /// A character in place of blanks where a ground can't be told by colour; 0 for none.
    var fill: UInt32 = 0
}

extension Attributes {
    init?(named name: Substring) {
        switch name {
        case "bold": self = .bold
        case "dim": self = .dim
        case "underline": self = .underline
        case "reverse": self = .reverse
        case "italic": self = .italic
        default: return nil
        }
    }
}
