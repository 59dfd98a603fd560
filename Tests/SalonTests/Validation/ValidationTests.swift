import Testing

@testable import Salon

@Suite struct ValidationTests {
    private func takes<Value: Equatable>(
        _ expected: Value, sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () throws(SalonError) -> Value
    ) {
        do throws(SalonError) {
            let value = try body()
            #expect(value == expected, sourceLocation: sourceLocation)
        } catch {
            Issue.record("refused: \(error.message)", sourceLocation: sourceLocation)
        }
    }

    private func refuses<Value>(
        _ field: String, _ text: String, _ body: () throws(SalonError) -> Value,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        guard case .invalid(let named, let sentence) = refusal(body) else {
            Issue.record("taken: \(text)", sourceLocation: sourceLocation)
            return
        }
        #expect(named == field && sentence.hasSuffix("."), sourceLocation: sourceLocation)
    }

    @Test func `names are trimmed and must show something`() {
        takes("Zoë Park") { () throws(SalonError) in try Validation.name("  Zoë Park\t\n") }
        takes("山田") { () throws(SalonError) in try Validation.personName("山田") }
        let longest = String(repeating: "é", count: 255)
        takes(longest) { () throws(SalonError) in try Validation.name(longest) }
        for text in ["", "   ", "\u{200B}\u{200E}", "\u{3000}", "\u{3164}", longest + "e"] {
            refuses("name", text) { () throws(SalonError) in try Validation.name(text) }
        }
        refuses("title", "") { () throws(SalonError) in try Validation.name("", field: "title") }
        refuses("name", "A") { () throws(SalonError) in try Validation.personName(" A ") }
    }

    @Test func `e-mail addresses have one at, a name and a domain`() {
        takes("zoe.park+salon@mail.example.co.uk") { () throws(SalonError) in
            try Validation.email(" Zoe.Park+salon@Mail.Example.co.uk ")
        }
        takes("o'neil@bücher.example") { () throws(SalonError) in try Validation.email("o'neil@bücher.example") }
        for text in [
            "", "zoe", "zoe@", "@example.com", "zoe@example", "zoe@@example.com", "zoe park@example.com",
            "zoe@exa mple.com", "zoe@.com", "zoe@example..com", ".zoe@example.com", "zoe.@example.com",
            "zo..e@example.com", "zoe@-example.com", "zoe@example.c", "zoe@example.12", "zoe@127.0.0.1",
            "<zoe@example.com>", "zoe@example.com,eve@example.com", "zoe\u{202E}@example.com", "zoe@exam\u{0}ple.com",
            String(repeating: "a", count: 65) + "@example.com", "zoe@" + String(repeating: "a.", count: 130) + "com",
        ] {
            refuses("email", text) { () throws(SalonError) in try Validation.email(text) }
        }
    }

    @Test func `phones and passwords follow the website's expressions`() throws {
        // The expressions themselves, as an independent judge.
        let phone = try Regex("^[0-9+\\-() ]{10,20}$")
        let password = try Regex("^(?=.*[A-Z])(?=.*\\d)(?=.*[@$!%*?&])[A-Za-z\\d@$!%*?&]{8,}$")
        var generator = SeededGenerator(seed: 11)
        var taken = (phones: 0, passwords: 0)
        for _ in 0..<3_000 {
            let phoneText = (0..<generator.integer(in: 8...22)).compactMap { _ in
                generator.pick(Array(generator.chance(percent: 97) ? "0123456789+-() " : "x./ٱ"))
            }
            // Spaces at the ends are cut off first, and a number without a digit is none.
            let text = String(phoneText)
            let trimmed = CleanName.trimmed(text)
            let expected = trimmed.wholeMatch(of: phone) != nil && trimmed.contains { $0.isWholeNumber }
            let error = refusal { () throws(SalonError) in try Validation.phone(text) }
            #expect((error == nil) == expected, "\(text)")
            if error == nil { taken.phones += 1 }

            let word = String(
                (0..<generator.integer(in: 5...12)).compactMap { _ in
                    generator.pick(Array(generator.chance(percent: 98) ? "abXY12@$!%*?&cdefgh" : "é _#"))
                })
            let refused = refusal { () throws(SalonError) in try Validation.password(word) }
            #expect((refused == nil) == (word.wholeMatch(of: password) != nil), "\(word)")
            if refused == nil { taken.passwords += 1 }
        }
        #expect(taken.phones > 150 && taken.passwords > 150)
    }

    @Test func `a password is no longer than bcrypt reads`() {
        let longest = String(repeating: "Aa1!", count: 18)
        takes(longest) { () throws(SalonError) in try Validation.password(longest) }
        refuses("password", "73 bytes") { () throws(SalonError) in try Validation.password(longest + "a") }
        takes("Salon-demo-1!".filter { $0 != "-" }) { () throws(SalonError) in
            try Validation.password("Salondemo1!")
        }
    }

    @Test func `prices and durations are amounts and minutes`() {
        takes(euros(6_550)) { () throws(SalonError) in try Validation.price(" 65,5 ", .euro) }
        takes(euros(0)) { () throws(SalonError) in try Validation.price("0", .euro) }
        takes(euros(9_999_999_999)) { () throws(SalonError) in try Validation.price("99999999.99", .euro) }
        for text in ["", "-1", "a", "65.555", "100000000", "1e3"] {
            refuses("price", text) { () throws(SalonError) in try Validation.price(text, .euro) }
        }
        takes(1) { () throws(SalonError) in try Validation.minutes("1") }
        takes(1_440) { () throws(SalonError) in try Validation.minutes(" 1440 ") }
        for text in ["", "0", "1441", "-5", "30m", "3.5", "99999999999"] {
            refuses("duration", text) { () throws(SalonError) in try Validation.minutes(text) }
        }
        takes(0) { () throws(SalonError) in try Validation.minutes("0", field: "buffer", allowed: 0...120) }
    }

    @Test func `notes may be empty, reasons may not`() {
        takes(nil) { () throws(SalonError) in try Validation.note("  ") }
        takes("window seat") { () throws(SalonError) in try Validation.note(" window seat ") }
        refuses("note", "long") { () throws(SalonError) in try Validation.note("abcdef", longest: 5) }
        takes("ill") { () throws(SalonError) in try Validation.reason("ill ") }
        refuses("reason", "") { () throws(SalonError) in try Validation.reason(" \n") }
    }
}
