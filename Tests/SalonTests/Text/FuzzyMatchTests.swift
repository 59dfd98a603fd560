import Foundation
import Testing

@testable import Salon

@Suite struct FuzzyMatchTests {
    private func best(_ query: String, _ texts: String...) -> [String] {
        FuzzyMatch.rank(FuzzyMatch.Query(query), texts) { FuzzyMatch.Text($0) }.map(\.item)
    }

    private func marked(_ query: String, _ text: String) -> String? {
        FuzzyMatch(query, in: text).map { match in
            var result = ""
            for (offset, character) in text.enumerated() {
                let isHit = match.ranges.contains { $0.contains(offset) }
                result += isHit ? "[\(character)]" : "\(character)"
            }
            return result
        }
    }

    @Test func `letters match in their order, without case and marks`() {
        #expect(marked("mlo", "Maria Lopez") == "[M]aria [L][o]pez")
        #expect(marked("cafe", "Le Café") == "Le [C][a][f][é]")
        #expect(marked("cafe", "Le Cafe\u{301}") == "Le [C][a][f][e\u{301}]")
        #expect(marked("MULLER", "Jürgen Müller") == "Jürgen [M][ü][l][l][e][r]")
        #expect(marked("dry blow", "Cut & blow-dry") == "Cut & [b][l][o][w]-[d][r][y]")
        #expect(marked("山", "山田 花子") == "[山]田 花子")
        #expect(marked("olm", "Maria Lopez") == nil)
        #expect(marked("maria x", "Maria Lopez") == nil)
        #expect(marked("x", "") == nil)
    }

    @Test func `beginnings of words and runs come first`() {
        #expect(
            best("cut", "Scut", "Haircut", "Cut", "Cut & blow-dry") == ["Cut", "Cut & blow-dry", "Scut", "Haircut"])
        #expect(best("lo", "Carlo", "Lopez", "Maria Lopez") == ["Lopez", "Maria Lopez", "Carlo"])
        #expect(best("nc", "Announce", "New client") == ["New client", "Announce"])
        #expect(best("", "b", "a") == ["b", "a"])
    }

    @Test func `a list is cut at its limit`() {
        let found = FuzzyMatch.rank(FuzzyMatch.Query("a"), ["a", "ab", "abc", "x"], limit: 2) { FuzzyMatch.Text($0) }
        #expect(found.map(\.item) == ["a", "ab"])
        #expect(found[0].match.ranges == [0..<1])
    }

    @Test func `folding agrees with Foundation on Latin letters`() {
        // Letters with marks, where both take the mark off; signs, ligatures and letters of their own are ours.
        let ours: Set<UInt32> = [0xC6, 0xE6, 0xD0, 0xF0, 0xD7, 0xDE, 0xDF, 0xF7, 0xFE, 0xD8, 0xF8, 0x1E9B]
        var compared = 0
        for value in Array(0xC0...0x17F) + Array(0x1E00...0x1EF9) as [UInt32] where !ours.contains(value) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let expected = String(scalar).folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
            guard expected.unicodeScalars.count == 1, expected.unicodeScalars.allSatisfy(\.isASCII) else { continue }
            compared += 1
            #expect(Folding.fold(String(scalar)) == expected, "U+\(String(value, radix: 16))")
        }
        #expect(compared > 300)
        #expect(
            Folding.fold("ŁÓDŹ Øre Æble STRASSE ß ΑΒΓ ЖЯ Ș")
                == "łodz ore able strasse s αβγ жя s".replacing("ł", with: "l"))
    }
}
