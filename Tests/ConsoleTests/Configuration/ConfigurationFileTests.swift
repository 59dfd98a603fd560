import Testing

@testable import Console

@Suite("The configuration file") struct ConfigurationFileTests {
    @Test("gives theme, mouse, idle lock and keys") func reads() {
        let (settings, problems) = ConfigurationFile.parse(
            """
            theme = "light"
            mouse = false
            idle_lock_minutes = 10

            [keys]
            "everywhere.lock" = ["f12", "ctrl-o"]
            everywhere.redraw = "f5"
            """)
        #expect(problems == [])
        #expect(settings.theme == "light" && !settings.mouse && settings.idleLockMinutes == 10)
        #expect(settings.keys == ["everywhere.lock": ["f12", "ctrl-o"], "everywhere.redraw": ["f5"]])
    }

    @Test("names what is wrong and keeps the rest") func problems() {
        let (settings, problems) = ConfigurationFile.parse("theme = 3\nmouse = false\nspeed = \"high\"\nkeys = 1\n")
        #expect(!settings.mouse && settings.theme == Settings().theme)
        #expect(problems.count == 3)
        for name in ["theme", "speed", "keys"] { #expect(problems.contains { $0.hasPrefix(name) }) }
        #expect(ConfigurationFile.parse("theme = \n").problems.first?.contains("line") == true)
    }

    @Test("takes a new value and leaves every other line as it is") func sets() {
        let text = "# mine\ntheme   = \"dark\" # night\n\n[keys]\ntheme = \"x\"\n"
        #expect(
            ConfigurationFile.setting("theme", to: "\"light\"", in: text)
                == "# mine\ntheme = \"light\"\n\n[keys]\ntheme = \"x\"\n")
        #expect(ConfigurationFile.setting("mouse", to: "false", in: "[keys]\n") == "mouse = false\n[keys]\n")
        #expect(ConfigurationFile.setting("mouse", to: "false", in: "") == "mouse = false\n")
    }
}
