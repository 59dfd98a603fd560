import Glibc
import SalonStore
import Testing

@testable import Console

/// The README of this checkout.
private let readme = #filePath.components(upTo: "/Tests/") + "/README.md"

@Suite("The key reference") struct KeyReferenceTests {
    /// `UPDATE_README=1 swift test --filter KeyReferenceTests` writes it anew.
    @Test("stands in the README as the table of actions has it") func current() throws {
        let text = try #require(FileSystem.text(of: readme))
        let begin = try #require(text.firstRange(of: KeyReference.begin), "The README has no place for the keys.")
        let end = try #require(text.firstRange(of: KeyReference.end), "The README's keys have no end.")
        let wanted = "\n" + KeyReference.markdown()
        if getenv("UPDATE_README") != nil {
            try FileSystem.write(
                text[..<begin.upperBound] + wanted + text[end.lowerBound...], to: readme, mode: 0o644)
        } else {
            #expect(text[begin.upperBound..<end.lowerBound] == wanted)
        }
    }
}

extension String {
    /// What stands before the last occurrence of `mark`.
    fileprivate func components(upTo mark: String) -> String {
        ranges(of: mark).last.map { String(self[..<$0.lowerBound]) } ?? self
    }
}
