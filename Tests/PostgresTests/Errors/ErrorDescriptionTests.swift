import Testing

@testable import Postgres

@Suite struct ErrorDescriptionTests {
    private static let secret = "maria@example.org"

    private func texts(_ error: PostgresError) -> [String] {
        var dumped = ""
        dump(error, to: &dumped)
        return ["\(error)", String(describing: error), String(reflecting: error), dumped]
    }

    @Test(arguments: ["23505", "22P02", "23502", "P0001", "42P01", "40001", "XX000"])
    func noDescriptionRepeatsTheServersDetailOrHint(state: String) {
        let server = ServerError(
            sqlState: SQLState(rawValue: state), message: "refused", detail: "Key (email)=(\(Self.secret)) exists.",
            hint: "Look at \(Self.secret).", table: "users", constraint: "users_email_key")
        for text in texts(PostgresError(.server(server), outcome: .rolledBack)) {
            #expect(!text.contains(Self.secret))
            #expect(text.contains(state) && text.contains("users_email_key"))
        }
    }

    @Test(arguments: ["22P02", "22001", "42P01", "P0001", "XX000", "21000"])
    func messagesOfConditionsThatQuoteValuesAreLeftOut(state: String) {
        let server = ServerError(sqlState: SQLState(rawValue: state), message: "invalid input: \"\(Self.secret)\"")
        for text in texts(PostgresError(.server(server), outcome: .rolledBack)) {
            #expect(!text.contains(Self.secret))
        }
        #expect(server.message.contains(Self.secret))
    }

    @Test func theStatementIsNamedByItsStaticName() {
        let error = PostgresError(
            .server(ServerError(sqlState: .deadlockDetected)), outcome: .rolledBack, statement: "clients.find",
            position: 2)
        #expect("\(error)".contains("clients.find") && "\(error)".contains("position 2"))
        #expect("\(error)".contains("rolled back"))
    }

    @Test func onlyWhatWasUndoneIsWorthRepeating() {
        let deadlock = PostgresError.Kind.server(ServerError(sqlState: .deadlockDetected))
        #expect(PostgresError(deadlock, outcome: .rolledBack).isWorthRepeating)
        #expect(PostgresError(.lost, outcome: .nothingSent).isWorthRepeating)
        #expect(!PostgresError(.lost, outcome: .unknown).isWorthRepeating)
        #expect(
            !PostgresError(.server(ServerError(sqlState: .uniqueViolation)), outcome: .rolledBack).isWorthRepeating)
    }
}
