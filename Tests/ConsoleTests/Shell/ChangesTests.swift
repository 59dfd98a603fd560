import Salon
import SalonStore
import Testing

@testable import Console

@Suite("News of changes") struct ChangesTests {
    private let one = AppointmentID(UUIDValue(high: 1, low: 1))
    private let two = AppointmentID(UUIDValue(high: 2, low: 2))

    @Test("is no news in the version that a screen already holds") func echo() {
        let changes = Changes(.appointments, versions: [one: 3])
        #expect(!changes.isNewsOfAppointments { _ in 3 })
        #expect(!changes.isNewsOfAppointments { _ in 4 })
        #expect(changes.isNewsOfAppointments { _ in 2 })
        #expect(changes.isNewsOfAppointments { _ in nil })
        let deleted = Changes(.appointments, versions: [one: 0])
        #expect(deleted.isNewsOfAppointments { _ in 3 })
        #expect(!deleted.isNewsOfAppointments { _ in nil })
        #expect(Changes.appointments.isNewsOfAppointments { _ in 9 })
        #expect(!Changes.clients.isNewsOfAppointments { _ in nil })
    }

    @Test("adds up: the newer version counts, a deletion is final, not knowing which stays so") func union() {
        var changes = Changes(.appointments, versions: [one: 3, two: 1])
        changes.formUnion(Changes(.appointments, versions: [one: 2, two: 0]))
        #expect(changes == Changes(.appointments, versions: [one: 3, two: 0]))
        var clients = Changes.clients
        clients.formUnion(changes)
        #expect(clients == Changes([.clients, .appointments], versions: [one: 3, two: 0]))
        clients.formUnion(.appointments)
        #expect(clients.isNewsOfAppointments { _ in 99 })
    }
}
