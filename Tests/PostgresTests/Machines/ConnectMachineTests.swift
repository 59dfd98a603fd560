import Testing

@testable import Postgres

@Suite struct ConnectMachineTests {
    private func at(_ seconds: Int) -> Deadline { .after(.seconds(seconds), from: Deadline(nanoseconds: 0)) }

    private func attempt(_ action: ConnectMachine.Action) -> (ConnectMachine.Attempt, Deadline)? {
        if case .attempt(let attempt, let deadline) = action { (attempt, deadline) } else { nil }
    }

    @Test func oneHostHasAllTheTimeAndIsLeftToLibpq() throws {
        var machine = ConnectMachine(options: ResolvedOptions(values: ["host": "a"]), deadline: at(10))
        let (first, deadline) = try #require(attempt(machine.next(now: at(0))))
        #expect(first == ConnectMachine.Attempt())
        #expect(deadline == at(10))
        machine.failed(ConnectFailure(message: "refused"))
        #expect(machine.next(now: at(1)) == .fail(ConnectFailure(message: "refused")))
    }

    @Test func severalHostsShareTheTimeThatIsLeft() throws {
        let options = ResolvedOptions(values: ["host": "a,b,c", "port": "1,2,3"])
        var machine = ConnectMachine(options: options, deadline: at(9))
        let (first, firstDeadline) = try #require(attempt(machine.next(now: at(0))))
        #expect(first.host == "a" && first.port == "1" && firstDeadline == at(3))
        machine.failed(ConnectFailure(message: "refused"))
        // The first was refused at once: what it did not use goes to the others.
        let (second, secondDeadline) = try #require(attempt(machine.next(now: at(1))))
        #expect(second.host == "b" && second.port == "2" && secondDeadline == at(5))
        machine.failed(ConnectFailure(message: "silent", timedOut: true))
        let (third, thirdDeadline) = try #require(attempt(machine.next(now: at(5))))
        #expect(third.host == "c" && thirdDeadline == at(9))
        machine.failed(ConnectFailure(message: "down"))
        #expect(
            machine.next(now: at(6)) == .fail(ConnectFailure(message: "refused; silent; down", timedOut: true)))
    }

    @Test func connectTimeoutHoldsForEachHostAndIsTwoSecondsAtLeast() throws {
        let options = ResolvedOptions(values: ["host": "a,b", "connect_timeout": "1"])
        var machine = ConnectMachine(options: options, deadline: at(60))
        let (_, deadline) = try #require(attempt(machine.next(now: at(0))))
        #expect(deadline == at(2))
    }

    @Test func theTotalDeadlineEndsTheSearch() {
        let options = ResolvedOptions(values: ["host": "a,b"])
        var machine = ConnectMachine(options: options, deadline: at(4))
        _ = machine.next(now: at(0))
        machine.failed(ConnectFailure(message: "silent", timedOut: true))
        guard case .fail(let failure) = machine.next(now: at(4)) else {
            Issue.record("went on after its deadline")
            return
        }
        #expect(failure.timedOut)
    }

    @Test func aWrongPasswordIsWrongEverywhereButAStartingServerIsNot() throws {
        let options = ResolvedOptions(values: ["host": "a,b"])
        var refused = ConnectMachine(options: options, deadline: at(4))
        _ = refused.next(now: at(0))
        refused.failed(ConnectFailure(message: "wrong", sqlState: .invalidPassword))
        #expect(
            refused.next(now: at(0)) == .fail(ConnectFailure(message: "wrong", sqlState: .invalidPassword)))

        var starting = ConnectMachine(options: options, deadline: at(4))
        _ = starting.next(now: at(0))
        starting.failed(ConnectFailure(message: "starting", sqlState: .cannotConnectNow))
        #expect(try #require(attempt(starting.next(now: at(0)))).0.host == "b")
    }

    @Test func preferStandbyWalksTheListTwice() throws {
        let options = ResolvedOptions(values: ["host": "a,b", "target_session_attrs": "prefer-standby"])
        var machine = ConnectMachine(options: options, deadline: .never)
        var seen: [String] = []
        while let (attempt, _) = attempt(machine.next(now: at(0))) {
            seen.append("\(attempt.host ?? "") \(attempt.sessionAttributes ?? "")")
            machine.failed(ConnectFailure(message: "no"))
        }
        #expect(seen == ["a standby", "b standby", "a any", "b any"])
    }

    @Test(arguments: [
        (
            "connection to server at \"::1\", port 5432 failed: FATAL:  28P01: password authentication failed\n"
                + "LOCATION:  auth_failed, auth.c:326\n", "28P01"
        ),
        ("connection to server on socket \"/tmp/x\" failed: ФАТАЛЬНО:  57P03: the database system\n", "57P03"),
        ("connection to server at \"h\", port 5432 failed: Connection refused\n\tIs the server running?\n", nil),
        ("", nil),
    ])
    func theConditionIsTakenOutOfTheMessage(message: String, state: String?) {
        let failure = Connector.failure(message)
        #expect(failure.sqlState?.rawValue == state)
        #expect(!failure.message.contains("LOCATION") && !failure.message.contains("\n"))
        if let state { #expect(!failure.message.contains(state)) }
    }
}
