import Testing

@testable import Console

@Suite("Requests") struct RequestsTests {
    @Test("a newer load of a group makes the older one stale, also while it runs") func latestWins() throws {
        var requests = Requests<String>()
        let first = try #require(requests.add("a", kind: .load("search"), owner: 1).start.first)
        let second = requests.add("ab", kind: .load("search"), owner: 1)
        #expect(second.stale == [first.id])
        guard case .stale = requests.answered(first.id, serverWasAway: false, now: 0) else {
            Issue.record("the older answer was taken")
            return
        }
        let newer = try #require(second.start.first)
        guard case .final(let request, _) = requests.answered(newer.id, serverWasAway: false, now: 0) else {
            Issue.record("the newer answer was dropped")
            return
        }
        #expect(request.work == "ab")
        #expect(requests.isIdle)
    }

    @Test("loads of other groups and of other screens stand beside each other") func groups() {
        var requests = Requests<String>()
        _ = requests.add("day", kind: .load(.main), owner: 1)
        #expect(requests.add("search", kind: .load("search"), owner: 1).stale.isEmpty)
        #expect(requests.add("day", kind: .load(.main), owner: 2).stale.isEmpty)
        #expect(requests.open.count == 3)
    }

    @Test("saves run one after the other, in the order they were made") func savesInOrder() throws {
        var requests = Requests<String>()
        let first = try #require(requests.add("arrived", kind: .save, owner: 1).start.first)
        #expect(requests.add("started", kind: .save, owner: 1).start.isEmpty)
        #expect(requests.add("done", kind: .save, owner: 2).start.isEmpty)
        guard case .final(_, let next) = requests.answered(first.id, serverWasAway: false, now: 0) else {
            Issue.record("no answer")
            return
        }
        #expect(next.map(\.work) == ["started"])
    }

    @Test("a save whose server was away is repeated later, and those behind it wait") func savesAreKept() throws {
        var requests = Requests<String>()
        let save = try #require(requests.add("book", kind: .save, owner: 1).start.first)
        _ = requests.add("pay", kind: .save, owner: 1)
        guard case .repeated(_, first: true) = requests.answered(save.id, serverWasAway: true, now: 1_000) else {
            Issue.record("the first failure must be told")
            return
        }
        #expect(requests.nextDue == 1_250)
        #expect(requests.due(now: 1_249).isEmpty)
        #expect(requests.due(now: 1_250).map(\.id) == [save.id])
        guard case .repeated(_, first: false) = requests.answered(save.id, serverWasAway: true, now: 1_300) else {
            Issue.record("the second failure must not be told again")
            return
        }
        #expect(requests.nextDue == 1_800)
        #expect(requests.due(now: 1_301, serverIsBack: true).map(\.work) == ["book"])
        #expect(requests.cancel(owner: 1).isEmpty)
        #expect(requests.openSaves == 2)
    }

    @Test("the pause between attempts doubles up to four seconds") func backOff() {
        #expect(
            (1...7).map { Requests<Int>.backOff(afterFailures: $0) } == [250, 500, 1_000, 2_000, 4_000, 4_000, 4_000])
    }

    @Test("closing a screen makes its loads stale, and only its own") func cancel() {
        var requests = Requests<String>()
        let mine = requests.add("mine", kind: .load(.main), owner: 1).start.map(\.id)
        _ = requests.add("theirs", kind: .load(.main), owner: 2)
        #expect(requests.cancel(owner: 1) == mine)
        #expect(requests.open.map(\.work) == ["theirs"])
    }

    @Test("giving up what waits for the server lets the next save run") func abandon() throws {
        var requests = Requests<String>()
        let save = try #require(requests.add("book", kind: .save, owner: 1).start.first)
        _ = requests.add("status", kind: .save, owner: 2)
        _ = requests.answered(save.id, serverWasAway: true, now: 0)
        #expect(requests.abandonWaitingSaves(owner: 1).map(\.work) == ["status"])
        #expect(requests.openSaves == 1)
    }
}
