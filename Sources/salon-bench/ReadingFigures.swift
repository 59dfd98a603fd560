import Salon
import SalonStore

/// Milliseconds of what the screens read, through the store on a warm connection.
struct ReadingFigures: Encodable {
    let openSessionAndDay: Samples
    let day: Samples
    let listPage: Samples
    let listPageDeep: Samples

    init(_ bench: Workbench, rounds: Int) throws {
        let desk = bench.desk
        openSessionAndDay = try Samples.milliseconds(rounds) { _ in _ = try bench.store.open(token: desk.token) }
        day = try Samples.milliseconds(rounds) { round in
            _ = try desk.appointments.day(desk.today - round % 60)
        }
        listPage = try Samples.milliseconds(rounds) { _ in
            _ = try desk.appointments.list(AppointmentFilter(), PageRequest(limit: 100))
        }
        listPageDeep = try Samples.milliseconds(rounds) { round in
            _ = try desk.appointments.list(AppointmentFilter(from: desk.today - round % 200), PageRequest(limit: 100))
        }
    }
}
