import Glibc
import Testing

@testable import Terminal

@Suite struct ThemeTests {
    static let names = Theme.builtIn
    private static let texts: [Ink] = [
        .text, .muted, .strong, .heading, .accent, .key, .good, .warning, .danger, .info,
    ]
    private static let states: [(ink: Ink, ground: Ground)] = [
        (.pending, .pending), (.settled, .settled), (.present, .present), (.active, .active), (.done, .done),
        (.failed, .failed), (.void, .void),
    ]

    /// Which inks may stand as text on which ground. A heat map's ground carries no text.
    private static func inks(on ground: Ground) -> [Ink] {
        if let state = states.first(where: { $0.ground == ground }) {
            return [.text, .muted, .strong, .warning, .danger, state.ink]
        }
        switch ground {
        case .inherit: return []
        case .base, .panel, .selection: return texts + states.map(\.ink)
        case .shade: return [.text, .muted, .strong]
        case .chart: return [.text, .muted, .strong, .accent]
        default: return Ground.heat.contains(ground) ? [] : texts
        }
    }

    @Test func theBuiltInThemesAreThese() {
        #expect(Self.names == ["dark", "light", "high-contrast", "colour-blind", "mono"])
        #expect(Theme.named("light").name == "light")
    }

    @Test(arguments: names) func nothingIsWrongWithABuiltInTheme(name: String) {
        #expect(Theme.named(name).problems == [])
    }

    /// WCAG: 4.5:1 for text, 7:1 for those who need more. With 8 and 16 colours, which every terminal shows in its own
    /// way, 3:1 in xterm's.
    @Test(arguments: names.filter { $0 != "mono" }, [ColourDepth.palette, .sixteen, .eight])
    func textCanBeRead(name: String, depth: ColourDepth) {
        let theme = Theme.named(name)
        let least = depth != .palette ? 3 : name == "high-contrast" ? 7 : 4.5
        for ground in Ground.allCases {
            for ink in Self.inks(on: ground) {
                for lit: Attributes in [[], .lit] {
                    let style = Style(ink, on: ground, lit)
                    let look = theme.look(style, depth: depth)
                    #expect(contrast(look.ink, look.ground) >= least, "\(name) \(depth): \(style)")
                }
            }
        }
    }

    /// Faint text is decoration and may be weaker; rules are meant to be overlooked and need only be there.
    @Test(arguments: names.filter { $0 != "mono" }) func decorationCanBeSeen(name: String) {
        let theme = Theme.named(name)
        for ground in [Ground.base, .bar, .panel] {
            let faint = theme.look(Style(.faint, on: ground), depth: .palette)
            #expect(contrast(faint.ink, faint.ground) >= 3, "\(name) faint on \(ground)")
            let rule = theme.look(Style(.rule, on: ground), depth: .palette)
            #expect(contrast(rule.ink, rule.ground) >= (name == "high-contrast" ? 3 : 1.5), "\(name) rule on \(ground)")
        }
    }

    @Test(arguments: names, ColourDepth.allCases)
    func whatIsUnderTheCursorLooksDifferent(name: String, depth: ColourDepth) {
        let theme = Theme.named(name)
        for ground in Ground.allCases where ground != .inherit {
            let plain = theme.look(Style(.text, on: ground), depth: depth)
            let lit = theme.look(Style(.text, on: ground, .lit), depth: depth)
            #expect(plain != lit, "\(name) \(depth) \(ground)")
        }
        for (one, other) in [(Ground.base, Ground.selection), (.panel, .selection), (.field, .fieldActive)] {
            #expect(
                theme.look(Style(.text, on: one), depth: depth) != theme.look(Style(.text, on: other), depth: depth),
                "\(name) \(depth): \(one) and \(other)")
        }
    }

    @Test(arguments: names) func withoutColoursNothingIsLost(name: String) {
        let theme = Theme.named(name)
        let look = { (ink: Ink) in theme.look(Style(ink, on: .base), depth: .none) }
        for ink in [Ink.strong, .heading, .key, .warning, .danger] { #expect(look(ink) != look(.text), "\(ink)") }
        #expect(look(.danger) != look(.warning))
        for ink in Ink.allCases { #expect(look(ink).ink == .own && look(ink).ground == .own) }
        let density: [UInt32: Int] = [0: 0, 0x2591: 1, 0x2592: 2, 0x2593: 3, 0x2588: 4]
        let heat = Ground.heat.map { density[theme.look(Style(.text, on: $0), depth: .none).fill] ?? -1 }
        #expect(heat == heat.sorted())
        #expect(heat.first == 0 && heat.last == 4)
        let reversed = theme.look(Style(.text, on: .selection, .reverse), depth: .none)
        #expect(!reversed.attributes.contains(.reverse))
    }

    @Test(arguments: names.filter { $0 != "mono" }) func stepsOfHeatAreDifferentColours(name: String) {
        let theme = Theme.named(name)
        let steps = Ground.heat.map { theme.look(Style(.text, on: $0), depth: .palette).ground }
        #expect(Set(steps).count == 8)
    }

    /// Seen by a person without red or without green receptors, the meanings are still apart.
    @Test func theColourBlindThemeDoesNotRestOnRedAndGreen() {
        let theme = Theme.named("colour-blind")
        let inks = [Ink.good, .warning, .danger].map { theme.look(Style($0, on: .base), depth: .palette).ink }
        let grounds = [Ground.settled, .present, .active, .failed, .done, .pending].map {
            theme.look(Style(.text, on: $0), depth: .palette).ground
        }
        for seen in [protanope, deuteranope] {
            for colours in [inks, grounds] {
                for (index, one) in colours.enumerated() {
                    for other in colours[(index + 1)...] {
                        #expect(distance(seen(one), seen(other)) > 0.12, "\(one.index) and \(other.index)")
                    }
                }
            }
        }
    }

    @Test func aThemeOfOnesOwnIsFilledUpAndItsMistakesTold() throws {
        let text = """
            name = "mine"
            size = 3
            [ink]
            text = "#ff0000 red"
            strng = "15"
            warning = "yelow"
            key = 7
            [on.selection]
            text = "16"
            """
        let dark = ThemeFile(try #require(fileOfDark))
        let theme = Theme(ThemeFile(text), standard: dark)
        #expect(theme.name == "mine")
        #expect(theme.problems.count == 4, "\(theme.problems)")
        for word in ["size", "strng", "yelow", "key"] {
            #expect(theme.problems.contains { $0.contains(word) }, "\(word)")
        }
        #expect(theme.look(Style(.text, on: .base), depth: .palette).ink == Colour(index: 196))
        #expect(theme.look(Style(.text, on: .base), depth: .eight).ink == Colour(index: 1))
        #expect(theme.look(Style(.text, on: .selection), depth: .palette).ink == Colour(index: 16))
        let warning = Style(.warning, on: .base)
        #expect(theme.look(warning, depth: .palette) == Theme.dark.look(warning, depth: .palette))
        #expect(theme.inherited.contains("[ink] muted"))
        #expect(!theme.inherited.contains("[ink] text"))
    }

    @Test func aGroundOfOnesOwnDoesNotTakeInksForAnother() throws {
        let dark = ThemeFile(try #require(fileOfDark))
        let theme = Theme(ThemeFile("[ground]\nselection = \"226\"\n[ink]\ntext = \"16\""), standard: dark)
        #expect(theme.look(Style(.text, on: .selection), depth: .palette).ink == Colour(index: 16))
    }

    @Test func aFolderOfThemesIsRead() throws {
        let folder = "/tmp/themes-\(getpid())"
        mkdir(folder, 0o700)
        defer {
            unlink("\(folder)/mine.toml")
            unlink("\(folder)/broken.toml")
            rmdir(folder)
        }
        for (name, text) in [("mine", "[ink]\ntext = \"1\""), ("broken", "[ink\n")] {
            let file = try #require(fopen("\(folder)/\(name).toml", "w"))
            fputs(text, file)
            fclose(file)
        }
        #expect(Theme.names(in: folder) == Theme.builtIn + ["broken", "mine"])
        #expect(Theme.named("mine", in: folder).name == "mine")
        #expect(Theme.named("mine", in: folder).problems == [])
        #expect(Theme.named("broken", in: folder).problems.first?.contains("line 1") == true)
        #expect(Theme.named("nowhere", in: folder).problems == ["there is no theme called “nowhere”"])
        #expect(Theme.named("../\(folder)/mine").problems.count == 1)
    }

    @Test func theFirstColourThatIsThereIsTaken() throws {
        let list = try #require(ColourList("110 12 blue"))
        #expect(list.pick(.palette).index == 110)
        #expect(list.pick(.sixteen).index == 12)
        #expect(list.pick(.eight).index == 4)
        #expect(try #require(ColourList("110")).pick(.eight) == .own)
        #expect(try #require(ColourList("default")).pick(.palette) == .own)
        for bad in ["", "256", "-2", "#12345", "#gggggg", "blau"] { #expect(ColourList(bad) == nil, "\(bad)") }
        #expect(Colour("#1c1c1c")?.index == 234)
        #expect(Colour("#005f87")?.index == 24)
    }

    private var fileOfDark: String? {
        var bytes: [UInt8] = []
        guard let file = fopen("\(Self.root)/Themes/dark.toml", "r") else { return nil }
        defer { fclose(file) }
        while case let byte = fgetc(file), byte >= 0 { bytes.append(UInt8(byte)) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let root = "\(#filePath)".split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

    // MARK: Colour arithmetic

    /// Linear red, green and blue (sRGB).
    private func linear(_ colour: Colour) -> [Double] {
        let (red, green, blue) = colour.components
        return [red, green, blue].map { value in
            let part = Double(value) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
    }

    /// Contrast by WCAG 2.1.
    private func contrast(_ one: Colour, _ other: Colour) -> Double {
        let bright = [one, other].map { colour in
            zip(linear(colour), [0.2126, 0.7152, 0.0722]).reduce(0) { $0 + $1.0 * $1.1 } + 0.05
        }
        return max(bright[0], bright[1]) / min(bright[0], bright[1])
    }

    private func seen(_ colour: Colour, _ matrix: [[Double]]) -> [Double] {
        matrix.map { row in pow(max(0, zip(row, linear(colour)).reduce(0) { $0 + $1.0 * $1.1 }), 1 / 2.2) }
    }

    // Viénot, Brettel and Mollon 1999.
    private func protanope(_ colour: Colour) -> [Double] {
        seen(colour, [[0.1124, 0.8876, 0], [0.1124, 0.8876, 0], [0.004, -0.004, 1]])
    }

    private func deuteranope(_ colour: Colour) -> [Double] {
        seen(colour, [[0.2928, 0.7072, 0], [0.2928, 0.7072, 0], [-0.0223, 0.0223, 1]])
    }

    private func distance(_ one: [Double], _ other: [Double]) -> Double {
        zip(one, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
}
