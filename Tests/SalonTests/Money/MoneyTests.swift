import Testing

@testable import Salon

@Suite struct MoneyTests {
    @Test(arguments: [
        ("65", 6_500), ("65.5", 6_550), ("65,00", 6_500), ("65.50", 6_550), ("0", 0), ("-12.50", -1_250),
        ("0.05", 5), ("65.500", 6_550), ("123456789.99", 12_345_678_999),
    ])
    func `amounts are read with a point or a comma`(_ text: String, _ minor: Int) {
        #expect(Money(text, .euro)?.minor == minor)
    }

    @Test(arguments: [
        "", "65.", ".5", "6 5", "65.505", "1,234.50", "--5", "+5", "5e3", "½", "٣", "65.5.5", "1234567890",
    ])
    func `anything else is no amount`(_ text: String) {
        #expect(Money(text, .euro) == nil)
    }

    @Test func `amounts print with the currency's decimals`() throws {
        #expect(euros(6_500).description == "65.00")
        #expect(euros(-5).description == "-0.05")
        #expect(euros(123_456_789).grouped == "1,234,567.89")
        #expect(euros(-123_400).grouped == "-1,234.00")
        #expect(euros(99_900).withCode == "999.00 EUR")
        let yen = try #require(Currency("jpy"))
        #expect(Money("1500", yen)?.description == "1500")
        #expect(Money("1500.00", yen)?.minor == 1_500)
        #expect(Money("1500.5", yen) == nil)
        let dinar = try #require(Currency("KWD"))
        #expect(Money("1.5", dinar)?.description == "1.500")
        for code in ["EU", "EURO", "E1R", "€uro"] { #expect(Currency(code) == nil) }
    }

    @Test func `what is printed is read again`() throws {
        var generator = SeededGenerator(seed: 3)
        for code in ["EUR", "JPY", "KWD"] {
            let currency = try #require(Currency(code))
            for _ in 0..<500 {
                let money = Money(minor: generator.integer(in: -99_999_999...99_999_999), currency)
                #expect(Money(money.description, currency) == money)
            }
        }
    }

    @Test func `percentages round to the cent, halves up`() {
        func less(_ minor: Int, _ hundredths: Int) -> Int {
            euros(minor).less(Percentage(hundredths: hundredths)).minor
        }
        #expect(less(6_500, 1_000) == 5_850)
        #expect(less(999, 5_000) == 500)
        #expect(less(1_001, 1_550) == 846)
        #expect(less(3_333, 3_333) == 2_222)
        #expect(less(6_500, 10_000) == 0)
        #expect(less(6_500, 0) == 6_500)
        #expect(Percentage("15.5")?.hundredths == 1_550)
        #expect(Percentage("15.5")?.description == "15.5")
        #expect(Percentage(hundredths: 1_205).description == "12.05")
        #expect(Percentage("101") == nil && Percentage("-1") == nil)
    }
}
