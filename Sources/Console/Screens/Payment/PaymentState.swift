import Salon
import Terminal

/// Take a payment.
struct PaymentScreen: ConsoleScreen {
    static let place = "payment"
    static let placeTitle = "Take a payment"

    init(_ id: AppointmentID, _ context: Context) {}

    var presentation: Presentation { .dialog(title: "Take a payment", width: 84, height: 26) }

    mutating func update(_ message: Message<PaymentScreen>, _ context: Context) -> [Effect<PaymentScreen>] {
        if case .back = message { [.close] } else { [] }
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {}
}
