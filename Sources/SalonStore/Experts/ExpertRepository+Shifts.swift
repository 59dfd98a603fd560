import Postgres
import Salon

extension ExpertRepository {
    /// Adds a shift. The id is the caller's, so that a repeated save adds nothing. Booked appointments stay where they
    /// are, and so do they when a shift is changed or removed.
    public func addShift(_ shift: Shift) throws(SalonError) {
        try desk.session.require(.expertsManage)
        var pipeline = desk.pipeline()
        pipeline.add(
            ExpertSQL.addShift, shift.id, shift.expertID, shift.weekday, shift.starts, shift.ends, shift.validFrom,
            shift.validTo, Int16(shift.week), Int16(shift.everyWeeks))
        _ = try desk.run(pipeline)
    }

    /// Changes a shift; `shift.version` is the one that was changed. Throws `stale` when it is not the newest any more,
    /// unless the shift already is what was wanted; `notFound`.
    public func editShift(_ shift: Shift) throws(SalonError) {
        try desk.session.require(.expertsManage)
        var pipeline = desk.pipeline()
        pipeline.add(
            ExpertSQL.editShift, shift.id, Int32(shift.version), shift.weekday, shift.starts, shift.ends,
            shift.validFrom, shift.validTo, Int16(shift.week), Int16(shift.everyWeeks))
        let (found, missed, answers) = try readShift(shift.id, since: shift.version, after: pipeline)
        guard var found else { throw .notFound(what: "shift") }
        found.version = shift.version
        guard found != shift else { return }
        throw try missed.stale("shift", mine: shift.columns, in: answers)
    }

    /// Removes a shift. One that is gone already is no error. Throws `stale` when it is not the version that was seen.
    public func removeShift(_ id: ShiftID, version: Int) throws(SalonError) {
        try desk.session.require(.expertsManage)
        var pipeline = desk.pipeline()
        pipeline.add(ExpertSQL.removeShift, id, Int32(version))
        let (found, missed, answers) = try readShift(id, since: version, after: pipeline)
        if found != nil { throw try missed.stale("shift", mine: [], in: answers) }
    }

    private func readShift(
        _ id: ShiftID, since version: Int, after change: Pipeline
    ) throws(SalonError) -> (Shift?, MissedChanges, PipelineAnswers) {
        var pipeline = change
        let now = pipeline.add(ExpertSQL.shift, id)
        let missed = MissedChanges(of: .shifts, id.value, since: version, desk: desk, in: &pipeline)
        let answers = try desk.run(pipeline)
        let shift = try SalonError.mapped { () throws(PostgresError) in
            try answers[now].first.map { (row) throws(PostgresError) in try Shift(row) }
        }
        return (shift, missed, answers)
    }
}

extension Shift {
    /// What a form writes, by column.
    fileprivate var columns: [(field: String, value: String?)] {
        [
            ("weekday", "\(weekday.rawValue)"), ("starts", starts.description), ("ends", ends.description),
            ("valid_from", validFrom.description), ("valid_to", validTo?.description), ("week", "\(week)"),
            ("every_weeks", "\(everyWeeks)"),
        ]
    }
}
