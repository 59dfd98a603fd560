import Postgres
import Salon

/// A patch test on a client's card.
public struct PatchTestRow: Hashable, Sendable {
    /// The test.
    public let test: PatchTest
    /// What the service is called.
    public let serviceName: String
    /// For how many months a test is good; nil when the service asks for none any more.
    public let months: Int?

    /// A row of given values, as for a screen without a database.
    public init(test: PatchTest, serviceName: String, months: Int?) {
        self.test = test
        self.serviceName = serviceName
        self.months = months
    }

    /// What the service asks for; nil when that is nothing any more.
    public var need: PatchTestNeed? {
        months.map { PatchTestNeed(serviceID: test.serviceID, serviceName: serviceName, months: $0) }
    }
}

extension ClientRepository {
    /// Records a patch test and answers the client's, the newest first. Recorded again, the test of that service and
    /// day is corrected.
    ///
    /// Throws `invalid` for a day that is still to come or an overlong note.
    @discardableResult
    public func record(_ test: PatchTest) throws(SalonError) -> [PatchTestRow] {
        try desk.session.require(.clientsManage)
        guard test.testedOn <= desk.today else {
            throw .invalid(field: "day", sentence: "This day is still to come.")
        }
        let note = try Validation.note(test.note ?? "", field: "note", longest: 500)
        var pipeline = desk.pipeline()
        pipeline.add(
            PatchTestSQL.record, test.id, test.clientID, test.serviceID, test.testedOn, test.hasReacted, note)
        return try rows(of: test.clientID, after: pipeline)
    }

    /// Removes a patch test that was recorded by mistake and answers the client's that are left, the newest first.
    /// Removed again, nothing happens.
    ///
    /// Throws `stale` when it was corrected since it was read.
    @discardableResult
    public func remove(_ test: PatchTest) throws(SalonError) -> [PatchTestRow] {
        try desk.session.require(.clientsManage)
        var pipeline = desk.pipeline()
        pipeline.add(PatchTestSQL.remove, test.id, test.hasReacted, test.note)
        do throws(SalonError) {
            return try rows(of: test.clientID, after: pipeline)
        } catch {
            if case .stale = error { throw .stale(what: "patch test", by: nil) }
            throw error
        }
    }

    private func rows(of client: ClientID, after change: Pipeline) throws(SalonError) -> [PatchTestRow] {
        var pipeline = change
        let all = pipeline.add(PatchTestSQL.ofClient, client)
        return try desk.run(pipeline) { (answers) throws(PostgresError) in
            try answers[all].read { (row) throws(PostgresError) in try PatchTestRow(row) }
        }
    }
}

/// The statements about patch tests.
enum PatchTestSQL {
    /// The tests of a client ($1), the newest first.
    static let ofClient = Statement(
        "patch_tests.of_client",
        """
        select t.id, t.user_id, t.service_id, t.tested_on, t.reacted, t.note, coalesce(s.name, ''), s.patch_test_months
          from public.patch_tests t left join public.services s on s.id = t.service_id
         where t.user_id = $1
         order by t.tested_on desc, s.name, t.id
        """)

    fileprivate static let record = Statement(
        "patch_tests.record",
        """
        insert into public.patch_tests (id, user_id, service_id, tested_on, reacted, note)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (user_id, service_id, tested_on) do update set reacted = excluded.reacted, note = excluded.note
        """)

    /// Removes a test ($1) as it was seen: $2 whether the skin reacted, $3 the note.
    fileprivate static let remove = Statement(
        "patch_tests.remove",
        """
        with gone as (
            delete from public.patch_tests
             where id = $1 and reacted = $2 and note is not distinct from $3::text
            returning id
        )
        select salon.demand(
            exists (select from gone) or not exists (select from public.patch_tests where id = $1), 'SL002')
        """)
}

extension PatchTestRow {
    /// Reads the columns of `PatchTestSQL.ofClient`.
    init(_ row: Row) throws(PostgresError) {
        var cursor = row.cursor
        let test = PatchTest(
            id: try cursor.next(), clientID: try cursor.next(), serviceID: try cursor.next(),
            testedOn: try cursor.next(), hasReacted: try cursor.next(), note: try cursor.next())
        self.init(test: test, serviceName: try cursor.next(), months: try cursor.next())
    }
}
