import Postgres
import Salon
import SalonStore
import Terminal
import TestServer
import Testing

@testable import Console

/// What the keys of the desk cost behind a line on which a round trip takes 40 ms: counted by the connections, not timed.
@Suite("Round trips by key") struct KeyRoundTripTests {
    @Test("looking costs one: days, weeks, the month, the list, a card") func looking() throws {
        let far = try FarDesk()
        for key: Key in ["]", "[", "}", "t", "W", "}", "D", "M", "]", "D", "v", "U", "v"] { far.cost(1, key) }
        far.cost(0, "home", "up", "down", "tab")
        far.cost(1, "enter")
        far.cost(1, "h")
        far.cost(0, "esc", "esc")
    }

    @Test("each step of a visit costs one, from the day and from its card, and both show it") func steps() throws {
        let far = try FarDesk()
        let visit = try #require(far.find { $0.status == .confirmed && !$0.due.isZero })
        far.cost(1, "c")
        #expect(far.entry(visit.id)?.status == .arrived)
        far.cost(1, "enter")
        far.cost(1, "s")
        #expect(far.entry(visit.id)?.status == .inService)
        #expect(far.driver.text.contains("I in service"))
        far.cost(1, "p")
        far.cost(1, "ctrl-s")
        #expect(far.entry(visit.id)?.paymentStatus == .paid)
        #expect(far.driver.text.contains("Paid by") || far.driver.text.contains("Paid"))
        far.cost(1, "d")
        #expect(far.entry(visit.id)?.status == .completed)
        far.cost(0, "esc")
        let other = try #require(far.find { $0.status == .confirmed && $0.id != visit.id })
        far.cost(0, "x")
        far.cost(1, "enter")
        #expect(far.entry(other.id)?.status == .cancelled)
    }

    @Test("moving costs one, and so does a swap") func moving() throws {
        let far = try FarDesk()
        far.cost(1, "}")
        let entry = try #require(far.find { $0.status == .confirmed })
        far.cost(0, "m")
        for _ in 0..<40
        where far.screen?.grid.lifted?.refusal != "" || far.screen?.grid.lifted?.minute == entry.start.time.minutes {
            far.cost(0, "down")
        }
        far.cost(1, "enter")
        let moved = try #require(far.entry(entry.id))
        #expect(moved.start != entry.start)
        var fitting: SwapScreen.Candidate?
        var one: DayEntry?
        for _ in 0..<7 where one == nil {
            far.cost(1, "]")
            one = far.find { entry in
                guard entry.status == .confirmed else { return false }
                far.cost(0, "S")
                let dialog = far.driver.app.sitting.slots.lazy.compactMap { $0.screen as? SwapScreen }.last
                fitting = dialog?.candidates.first { $0.refusal == nil }
                if fitting == nil { far.cost(0, "esc") }
                return fitting != nil
            }
        }
        far.cost(1, "enter")
        #expect(far.entry(try #require(fitting).entry.id)?.start == one?.start)
    }

    @Test("two keys from the day to a client in the chair, and one round trip for the key that saves") func walkIn()
        throws
    {
        let far = try FarDesk()
        let before = Set(far.screen?.book?.entries.map(\.id) ?? [])
        far.cost(1, "w")
        far.cost(1, "enter")
        let new = try #require(far.screen?.book?.entries.first { !before.contains($0.id) })
        #expect([.inService, .arrived].contains(new.status) && new.source == .walkIn)
        #expect(far.screen?.chosen?.id == new.id)
    }

    @Test("a booking costs one") func booking() throws {
        let far = try FarDesk()
        far.cost(1, "}")
        let known = try #require(
            far.find {
                $0.clientID != nil && $0.status == .confirmed && $0.clientName.utf8.count == $0.clientName.count
            })
        far.driver.press(":")
        far.driver.type("\(known.clientName) \(known.serviceName) +1w")
        far.driver.press("enter")
        #expect(far.driver.text.contains("New booking"))
        // Which of the clients of that name; then it asks to choose a start, and puts the cursor on the earliest.
        far.driver.press("enter")
        far.cost(0, "ctrl-s")
        far.cost(1, "ctrl-s")
        #expect(far.driver.text.contains("Booked \(known.clientName)"), "\(far.driver.text)")
    }

    @Test("the booking form costs one to open, also for a client who is known; so does each list of free starts")
    func bookingForm() throws {
        let far = try FarDesk()
        far.cost(1, "n")
        far.cost(0, "esc")
        _ = try #require(far.find { $0.clientID != nil && $0.serviceID != nil })
        far.cost(1, "enter")
        far.cost(1, "b")
        far.cost(1, "ctrl-n")
        far.cost(1, "ctrl-r")
    }

    @Test("a patch test costs one to begin and one to save, and stands on the client's card") func patchTest() throws {
        let far = try FarDesk()
        far.driver.press("2", "enter")
        far.cost(1, "p")
        far.driver.type("lash lift")
        far.driver.press("enter")
        far.cost(1, "ctrl-s")
        #expect(far.driver.text.contains("for Lash lift: good until"), "\(far.driver.text)")
    }

    @Test("who cannot come costs one to plan and one to give away") func cannotCome() throws {
        let far = try FarDesk()
        far.cost(1, "}")
        _ = try #require(far.find { $0.status == .confirmed })
        far.cost(1, "I")
        far.cost(1, "enter")
    }

    @Test("taking back costs one to ask and one to do, and the day, the week, the list and the card show it")
    func undoing() throws {
        let far = try FarDesk()
        far.cost(1, "}")
        for key: Key in ["D", "W", "v"] {
            if key != "D" { far.cost(1, key) }
            let visit = try #require(far.find { $0.status == .confirmed })
            far.cost(0, "x")
            far.cost(1, "enter")
            #expect(far.entry(visit.id)?.status == .cancelled)
            far.cost(1, "u")
            far.cost(1, "u")
            #expect(far.entry(visit.id)?.status == .confirmed, "\(far.driver.text)")
        }
        far.cost(1, "enter")
        far.cost(1, "c")
        #expect(far.driver.text.contains("A arrived"))
        far.cost(1, "u")
        far.cost(1, "u")
        #expect(far.driver.text.contains("C confirmed") && !far.driver.text.contains("Arrived  "))
    }

    @Test("a move from the list or from the card costs one to ask and one to do, to another expert as well")
    func movingByForm() throws {
        let far = try FarDesk()
        far.cost(1, "}")
        let entry = try #require(far.find { $0.status == .confirmed && $0.expertID != nil })
        far.cost(1, "v")
        far.cost(1, "m")
        far.driver.press("down")
        far.cost(1, "enter")
        let moved = try #require(far.screen?.list.pages.rows[entry.id]?.entry, "\(far.driver.text)")
        #expect(moved.start > entry.start && far.screen?.chosen?.id == entry.id)
        let places = try #require(far.screen?.list.pages.table.rows.map(\.id))
        let starts = places.compactMap { far.screen?.list.pages.rows[$0]?.entry.start }
        #expect(starts == starts.sorted() && starts.count == places.count)
        far.cost(1, "enter")
        far.cost(1, "m")
        far.cost(0, "tab", "backspace")
        let form = try #require(far.driver.app.sitting.slots.lazy.compactMap { $0.screen as? MoveScreen }.last)
        let other = try #require(form.starts.firstIndex { $0.experts[0] != moved.expertID })
        for _ in 0..<abs(other - form.selected) { far.cost(0, other < form.selected ? "up" : "down") }
        far.cost(1, "enter")
        #expect(far.driver.text.contains("Moved \(entry.clientName)"), "\(far.driver.text)")
        #expect(far.screen?.list.pages.rows[entry.id]?.entry.expertID == form.starts[other].experts[0])
        let name = try #require(form.facts?.names[form.starts[other].experts[0]])
        #expect(far.driver.lines.contains { $0.contains("Expert") && $0.contains(name) }, "\(far.driver.text)")
    }

    @Test("booking again from the card costs one, and the card knows of it") func again() throws {
        let far = try FarDesk()
        far.cost(1, "}")
        _ = try #require(far.find { $0.clientID != nil && $0.serviceID != nil && $0.status == .confirmed })
        far.cost(1, "enter")
        far.cost(1, "b")
        far.cost(0, "ctrl-s")
        far.cost(1, "ctrl-s")
        #expect(far.driver.text.contains("Booked ") && far.driver.text.contains("Appointment"), "\(far.driver.text)")
    }
}
