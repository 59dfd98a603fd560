import Salon

/// What `AppointmentRepository.book` sends for one service that is paid at once, as SQL text: so that `salon-bench` can
/// give the same statements to another client.
package enum BookingScript {
    /// The transactions in order; each statement with the text that stands for each of its parameters.
    ///
    /// - Parameter line: SQL expressions for what differs between two bookings.
    package static func transactions(_ line: Line) -> [[(sql: String, parameters: [String])]] {
        let identity = (StoreSQL.identify.sql, ["'\(line.token.secret)'"])
        let experts = "array[\(line.expert)]::uuid[]"
        let window = ["'\(line.branch)'", line.day, "3", "null", line.visit, experts, "false"]
        let booking = [
            "'\(line.branch)'", "array[\(line.visit)]", "'\(line.client)'", "'confirmed'", "'paid'", "'card'", "null",
            "'desk'",
            "null", "null", "null", "array[\(line.appointment)]", "array['\(line.service)']", "array['Cut']",
            "array[\(line.expert)]", "array[false]", "array[\(line.day)]", "array[\(line.time)]",
            "array[\(line.minutes)]", "array[0]", "array[0]", "array[0]", "array['45.00']", "array[null]::uuid[]",
            "array[null]::bigint[]", "null", "null",
        ]
        let reads = [AppointmentSQL.roster, AppointmentSQL.hours, AppointmentSQL.expertServices]
        return [
            [
                identity, (AppointmentSQL.takeTurns.sql, [experts, line.day, line.day, "null"]),
                (AppointmentSQL.book.sql, booking), (StoreSQL.made.sql, [line.visit]),
            ],
            [
                identity, (StoreSQL.keep.sql, [line.visit]), (AppointmentSQL.visit.sql, [line.visit]),
                (AppointmentSQL.window.sql, window),
            ]
                + reads.map { ($0.sql, []) } + [(AppointmentSQL.busy.sql, [experts])],
        ]
    }

    /// One booking: the fixed values, and SQL expressions for the others.
    package struct Line {
        package var token: SessionToken
        package var branch: BranchID
        package var client: ClientID
        package var service: ServiceID
        package var minutes: Minutes
        /// Expressions of type uuid, date and time.
        package var visit, appointment, expert, day, time: String

        package init(
            token: SessionToken, branch: BranchID, client: ClientID, service: ServiceID, minutes: Minutes,
            visit: String, appointment: String, expert: String, day: String, time: String
        ) {
            self.token = token
            self.branch = branch
            self.client = client
            self.service = service
            self.minutes = minutes
            self.visit = visit
            self.appointment = appointment
            self.expert = expert
            self.day = day
            self.time = time
        }
    }
}
