import Testing

@testable import Salon

@Suite struct TimeSpansTests {
    private func set(_ pairs: (Int, Int)...) -> TimeSpans {
        TimeSpans(pairs.map { TimeSpan(lower: $0.0, upper: $0.1) })
    }

    private func list(_ spans: TimeSpans) -> [[Int]] { spans.spans.map { [$0.lower, $0.upper] } }

    @Test func `one slot against busy spans: half-open, back to back is no conflict`() {
        // Minutes from 00:00; the cases of the peers' own tests.
        let cases: [(slot: (Int, Int), busy: [(Int, Int)], conflict: Bool)] = [
            ((540, 570), [], false), ((540, 570), [(480, 510)], false), ((540, 570), [(600, 630)], false),
            ((555, 585), [(540, 570)], true), ((525, 555), [(540, 570)], true), ((540, 600), [(555, 585)], true),
            ((555, 585), [(540, 600)], true), ((570, 600), [(480, 540), (600, 660)], false),
            ((570, 600), [(480, 540), (585, 600)], true), ((570, 600), [(540, 570)], false),
            ((510, 540), [(540, 570)], false), ((540, 570), [(540, 555)], true), ((555, 585), [(570, 585)], true),
            ((540, 541), [(540, 542)], true), ((540, 1_020), [(720, 780)], true),
            ((600, 630), [(480, 540), (615, 645), (660, 720)], true),
            ((540, 570), [(555, 585), (570, 600)], true), ((1_425, 1_455), [(1_440, 1_470)], true),
            // An empty span overlaps nothing, as in PostgreSQL.
            ((540, 570), [(555, 555)], false),
            ((420, 450), (0..<1_000).map { (600 + $0, 601 + $0) }, false),
        ]
        for (slot, busy, conflict) in cases {
            let spans = TimeSpans(busy.map { TimeSpan(lower: $0.0, upper: $0.1) })
            let candidate = TimeSpan(lower: slot.0, upper: slot.1)
            #expect(spans.overlaps(candidate) == conflict, "\(slot) \(busy.prefix(3))")
            let free = TimeSpans([TimeSpan(lower: 0, upper: 3_000)]).subtracting(spans)
            #expect(free.contains(candidate) == !conflict)
        }
    }

    @Test func `free time is what busy spans leave`() {
        #expect(list(set((240, 720)).subtracting(set((285, 300), (240, 255)))) == [[255, 285], [300, 720]])
        #expect(list(set((0, 60), (90, 150)).subtracting(set((0, 9_999)))) == [])
        #expect(
            list(set((5, 100)).subtracting(set((2, 40), (50, 70), (72, 75)))) == [[40, 50], [70, 72], [75, 100]])
        #expect(
            list(set((0, 71), (72, 74), (100, 140)).subtracting(set((2, 40), (50, 70), (72, 75))))
                == [[0, 2], [40, 50], [70, 71], [100, 140]])
        #expect(list(set((0, 4)).subtracting(set((5, 10)))) == [[0, 4]])
        #expect(list(set((0, 4)).subtracting(set((0, 10)))) == [])
        #expect(list(set((0, 4)).subtracting(set((3, 10)))) == [[0, 3]])
        #expect(list(set((2, 14)).subtracting(set((3, 10)))) == [[2, 3], [10, 14]])
        let many = TimeSpans((0..<100).map { TimeSpan(lower: 10 * $0 + 5, upper: 10 * $0 + 8) })
        let cuts = TimeSpans((0..<200).map { TimeSpan(lower: 10 * $0 + 6, upper: 10 * $0 + 7) })
        #expect(many.subtracting(cuts).spans.count == 200)
        // A day taken out of daily ranges leaves its neighbours as they were.
        let days = TimeSpans((0..<6).map { TimeSpan(lower: 1_440 * $0 + 240, upper: 1_440 * $0 + 750) })
        let left = days.subtracting(set((1_440 * 2 - 330, 1_440 * 3 - 330)))
        #expect(list(left).count == 5 && left.spans.allSatisfy { $0.minutes == 510 })
    }

    @Test func `unions merge what overlaps or touches, intersections keep what is common`() {
        #expect(
            list(set((5, 10), (1, 7), (6, 14), (20, 30), (24, 40), (44, 50))) == [[1, 14], [20, 40], [44, 50]])
        #expect(list(set((9, 12)).union(set((12, 14)))) == [[9, 14]])
        #expect(list(set((9, 11)).intersection(set((10, 12)))) == [[10, 11]])
        #expect(set((9, 10)).intersection(set((10, 11))).isEmpty)
        let three = set((540, 720), (840, 1_020)).intersection(set((600, 780), (900, 1_080)))
            .intersection(set((660, 750), (930, 990)))
        #expect(list(three) == [[660, 720], [930, 990]])
        let four = set((540, 1_020)).intersection(set((600, 960))).intersection(set((660, 900)))
            .intersection(set((675, 690), (780, 840)))
        #expect(list(four) == [[675, 690], [780, 840]])
        #expect(set((540, 720), (840, 1_020)).intersection(set((720, 840))).isEmpty)
        #expect(list(set((1_320, 1_560)).intersection(set((1_500, 1_740)))) == [[1_500, 1_560]])
        #expect(set((540, 1_020)).intersection(set()).isEmpty)
    }

    @Test func `every operation agrees with sets of minutes`() {
        var generator = SeededGenerator(seed: 42)
        func random() -> (TimeSpans, Set<Int>) {
            let count = generator.integer(in: 0...8)
            let spans = (0..<count).map { _ in
                let lower = generator.integer(in: -30...60)
                return TimeSpan(lower: lower, upper: lower + generator.integer(in: -3...20))
            }
            return (
                TimeSpans(spans), spans.reduce(into: Set()) { $0.formUnion($1.isEmpty ? 0..<0 : $1.lower..<$1.upper) }
            )
        }
        func minutes(_ spans: TimeSpans) -> Set<Int> {
            spans.spans.reduce(into: Set()) { $0.formUnion($1.lower..<$1.upper) }
        }
        func isNormal(_ spans: TimeSpans) -> Bool {
            spans.spans.allSatisfy { !$0.isEmpty }
                && zip(spans.spans, spans.spans.dropFirst()).allSatisfy { $0.upper < $1.lower }
        }
        for _ in 0..<3_000 {
            let (left, leftMinutes) = random()
            let (right, rightMinutes) = random()
            for (result, expected) in [
                (left.union(right), leftMinutes.union(rightMinutes)),
                (left.subtracting(right), leftMinutes.subtracting(rightMinutes)),
                (left.intersection(right), leftMinutes.intersection(rightMinutes)),
            ] {
                #expect(minutes(result) == expected)
                #expect(isNormal(result))
                #expect(result.minutes == expected.count)
            }
            let lower = generator.integer(in: -30...60)
            let probe = TimeSpan(lower: lower, upper: lower + generator.integer(in: 0...15))
            let wanted = Set(probe.lower..<probe.upper)
            #expect(left.contains(probe) == wanted.isSubset(of: leftMinutes))
            #expect(left.overlaps(probe) == !wanted.isDisjoint(with: leftMinutes))
            #expect(left.spans.contains { $0.overlaps(probe) } == left.overlaps(probe))
        }
    }
}
