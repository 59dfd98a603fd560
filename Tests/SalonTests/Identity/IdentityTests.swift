import Testing

@testable import Salon

@Suite struct IdentityTests {
    @Test func `a uuid is read and printed as PostgreSQL prints it`() throws {
        let text = "0189c4e2-7f3a-4b1c-9d2e-5f60718293a4"
        let value = try #require(UUIDValue(text))
        #expect(value.description == text)
        #expect(UUIDValue(text.uppercased()) == value)
        #expect(UUIDValue(text.filter { $0 != "-" }) == value)
        #expect(UUIDValue(bytes: value.bytes) == value)
        #expect(value.bytes.first == 0x01 && value.bytes.last == 0xA4)
    }

    @Test(arguments: [
        "", "0189c4e2-7f3a-4b1c-9d2e-5f60718293a", "0189c4e2-7f3a-4b1c-9d2e-5f60718293a4a",
        "0189c4e27-f3a-4b1c-9d2e-5f60718293a4", "g189c4e2-7f3a-4b1c-9d2e-5f60718293a4",
        "0189c4e2-7f3a4b1c9d2e5f60718293a4", "{189c4e2-7f3a-4b1c-9d2e-5f60718293a}",
    ])
    func `anything else is no uuid`(_ text: String) {
        #expect(UUIDValue(text) == nil)
    }

    @Test func `random ids are of version 4 and differ`() {
        let ids = (0..<200).map { _ in UUIDValue.random() }
        #expect(Set(ids).count == 200)
        for id in ids {
            #expect(id.bytes[6] >> 4 == 4)
            #expect(id.bytes[8] >> 6 == 2)
        }
    }

    @Test func `ids order by their bytes`() throws {
        let ids = (0..<200).map { _ in UUIDValue.random() }
        let byBytes = ids.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        #expect(ids.sorted() == byBytes)
        #expect(ids.sorted() == ids.sorted { $0.description < $1.description })
    }

    @Test func `a seeded generator gives the published sequence`() {
        // The first outputs for the seed 1234567 in the reference implementation's test vector.
        var generator = SeededGenerator(seed: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
        #expect((0..<5).map { _ in generator.next() } == expected)
    }

    @Test func `a seed gives the same ids again`() {
        var first = SeededGenerator(seed: 7)
        var second = SeededGenerator(seed: 7)
        #expect(ClientID(using: &first) == ClientID(using: &second))
    }

    @Test func `drawn numbers stay in range and reach both ends`() {
        var generator = SeededGenerator(seed: 1)
        let drawn = Set((0..<1_000).map { _ in generator.integer(in: -2...3) })
        #expect(drawn == Set(-2...3))
        let hits = (0..<10_000).count { _ in generator.chance(percent: 3.5) }
        #expect((250...450).contains(hits))
        #expect(generator.pick([Int]()) == nil)
    }
}
