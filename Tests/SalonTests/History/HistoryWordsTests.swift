import Testing

@testable import Salon

@Suite("The log in words")
struct HistoryWordsTests {
    typealias Fields = [(name: String, before: String?, after: String?)]

    private func entry(
        _ entity: AuditedEntity, _ action: AuditAction, _ fields: Fields, actor: String? = "Ana Ruiz",
        desk: String = "desk_front_room", undoes: Int64? = nil
    ) throws -> AuditEntry {
        AuditEntry(
            id: 7, change: 1, at: try #require(Instant("2026-11-20T13:02:00Z")),
            actor: actor.map { AuditEntry.Actor(id: UserID(UUIDValue(high: 0, low: 1)), name: $0) }, desk: desk,
            action: action, entity: entity, entityID: UUIDValue(high: 0, low: 2), subject: "Maria Lopez, Cut",
            fields: fields, undoes: undoes, zone: try zone("Europe/Paris"), currency: .euro)
    }

    @Test("a move names day, time and expert, before and after")
    func move() throws {
        let moved = try entry(
            .appointments, .update,
            [
                ("appointment_date", "2026-11-20", "2026-11-21"), ("appointment_time", "09:00:00", "10:15:00"),
                ("expert_id", "Ben", "Chloé"),
            ])
        #expect(
            moved.cardSentence
                == "Ana Ruiz moved it from Fri 20 Nov 2026 09:00 with Ben to Sat 21 Nov 2026 10:15 with Chloé, "
                + "at desk front room, Fri 20 Nov 2026 14:02.")
        #expect(moved["appointment_time"]?.label == "time")
        let given = try entry(.appointments, .update, [("expert_id", nil, "Chloé")])
        #expect(given.sentence == "Ana Ruiz gave Maria Lopez, Cut from nobody to Chloé.")
    }

    @Test(
        "each deed has its words",
        arguments: [
            (
                AuditedEntity.appointments, AuditAction.update,
                [("status", "confirmed", "cancelled"), ("cancelled_reason", nil, "ill")] as Fields,
                "Ana Ruiz cancelled Maria Lopez, Cut (ill)."
            ),
            (
                .appointments, .update, [("status", "confirmed", "in_service")],
                "Ana Ruiz set Maria Lopez, Cut from confirmed to in service."
            ),
            (.appointments, .update, [("payment_status", "unpaid", "paid")], "Ana Ruiz marked Maria Lopez, Cut paid."),
            (
                .appointments, .update, [("notes", nil, "tea")],
                "Ana Ruiz changed notes of Maria Lopez, Cut from nothing to tea."
            ),
            (.appointments, .delete, [("status", "reserved", nil)], "Ana Ruiz removed Maria Lopez, Cut."),
            (
                .payments, .insert, [("kind", nil, "payment"), ("amount", nil, "1065.00"), ("method", nil, "cash")],
                "Ana Ruiz took 1,065.00 by cash for Maria Lopez, Cut."
            ),
            (
                .payments, .insert, [("kind", nil, "refund"), ("amount", nil, "5.00"), ("method", nil, "online")],
                "Ana Ruiz gave back 5.00 online for Maria Lopez, Cut."
            ),
            (
                .services, .update, [("price", "60.00", "65.00"), ("is_active", "true", "false")],
                "Ana Ruiz changed price of Maria Lopez, Cut from 60.00 to 65.00, can be booked from yes to no."
            ),
            (
                .shifts, .insert,
                [
                    ("branch_id", nil, "Maison"), ("ends", nil, "10:00:00"), ("expert_id", nil, "Maria Lopez, Cut"),
                    ("starts", nil, "09:00:00"), ("weekday", nil, "1"),
                ],
                "Ana Ruiz added the shift of Maria Lopez, Cut (starts 09:00, ends 10:00, weekday Monday)."
            ),
            (
                .timeOff, .insert,
                [
                    ("during", nil, #"["2026-12-01 00:00:00","2026-12-02 12:00:00")"#),
                    ("starts", nil, "2026-12-01T00:00:00"), ("ends", nil, "2026-12-02T12:00:00"), ("kind", nil, "sick"),
                ],
                "Ana Ruiz added the time off of Maria Lopez, Cut (starts Tue 1 Dec 2026 00:00, "
                    + "ends Wed 2 Dec 2026 12:00, kind sick)."
            ),
            (.timeOff, .delete, [("kind", "sick", nil)], "Ana Ruiz removed the time off of Maria Lopez, Cut."),
            (
                .shifts, .update, [("starts", "09:00:00", "10:00:00")],
                "Ana Ruiz changed starts of the shift of Maria Lopez, Cut from 09:00 to 10:00."
            ),
            (.closures, .delete, [("reason", "x", nil)], "Ana Ruiz removed the closure Maria Lopez, Cut."),
            (.services, .delete, [("price", "60.00", nil)], "Ana Ruiz removed Maria Lopez, Cut."),
        ])
    func deeds(_ entity: AuditedEntity, _ action: AuditAction, _ fields: Fields, _ sentence: String) throws {
        #expect(try entry(entity, action, fields).sentence == sentence)
    }

    @Test("who did it: a person, the website, nobody; and what was taken back")
    func who() throws {
        let status: Fields = [("status", "reserved", "expired")]
        #expect(
            try entry(.appointments, .update, status, actor: nil).sentence == "The hold of Maria Lopez, Cut ran out.")
        #expect(
            try entry(.users, .update, [("phone", nil, "1")], actor: nil, desk: "web").sentence
                == "The website changed phone of Maria Lopez, Cut from nothing to 1.")
        #expect(
            try entry(.users, .update, [("phone", "2", "1")], undoes: 3).sentence
                == "Ana Ruiz took a change back: changed phone of Maria Lopez, Cut from 2 to 1.")
    }

    @Test("instants are told on the branch's clock; what looks the same is no change")
    func fields() throws {
        let held = try entry(
            .appointments, .update,
            [("expires_at", "2026-11-23T07:00:00+00:00", "2026-11-23T08:30:00+00:00"), ("notes", nil, "")])
        #expect(held.changes.map(\.label) == ["hold ends"])
        #expect(held.changes[0].before == "Mon 23 Nov 2026 08:00" && held.changes[0].after == "Mon 23 Nov 2026 09:30")
    }

    @Test("an undo needs the permission for the way back")
    func permissions() throws {
        let receptionist = Session(userID: .random(), name: "Ana", role: .receptionist)
        let admin = Session(userID: .random(), name: "Eva", role: .admin)
        for (entity, action, fields) in [
            (AuditedEntity.payments, AuditAction.insert, [] as Fields), (.services, .update, []),
            (.shifts, .delete, []),
            (.appointments, .update, [("status", "in_service", "completed")]),
        ] {
            let offer = UndoOffer(change: 1, entries: [try entry(entity, action, fields)])
            #expect(refusal { () throws(SalonError) in try offer.authorize(receptionist) }?.code == "forbidden")
            #expect(refusal { () throws(SalonError) in try offer.authorize(admin) } == nil)
        }
        let move = UndoOffer(
            change: 1, entries: [try entry(.appointments, .update, [("appointment_time", "09:00", "10:00")])])
        #expect(refusal { () throws(SalonError) in try move.authorize(receptionist) } == nil)
    }

    @Test("a table for a spreadsheet holds no formula")
    func csv() {
        #expect(CSV.line(["a", "b,c", "say \"hi\"", ""]) == "a,\"b,c\",\"say \"\"hi\"\"\",\r\n")
        for formula in ["=1+1", "+33 6", "-2", "@sum", "\t=1", "\r=1", "=cmd|' /C calc'!A0"] {
            let cell = CSV.line([formula])
            #expect(cell.hasPrefix("'") || cell.hasPrefix("\"'"), "\(formula)")
        }
    }

    @Test("text is text in JSON")
    func json() {
        #expect(JSONText.string("a\"b\\c\n\u{1}é") == #""a\"b\\c\n\u0001é""#)
        #expect(JSONText.object([("a", JSONText.string(nil)), ("b", JSONText.array(["1"]))]) == #"{"a":null,"b":[1]}"#)
    }
}
