import Salon
import SalonStore
import Terminal

/// Taking a payment for a visit.
struct PaymentScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case take, next, previous, tip
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case card(AppointmentID)
        case pay(DayEntry, PaymentRequest)
    }

    enum Answer: Sendable {
        case card(AppointmentCard)
        case taken(PaymentReceipt)
    }

    /// A payment that has no final answer yet.
    struct Pending: Equatable {
        let request: PaymentRequest
        /// The payments that were there before it.
        let known: Set<PaymentID>
        /// The server was away: the payment is kept, and may have been taken already.
        var isKept = false
        /// The repetition was refused, perhaps because the first try had been taken: the card that is on its way tells.
        var doubt: SalonError?
    }

    static let place = "payment"
    static let placeTitle = "Take a payment"

    static let actions: [ActionRow<ActionName>] = [
        .init(.take, "take", keys: ["enter", "ctrl-s"], permission: .paymentsTake, help: "Takes the payment."),
        .init(.next, "next field", keys: ["tab"], help: "Goes to the next field."),
        .init(.previous, "field before", keys: ["shift-tab"], isHinted: false, help: "Goes to the field before."),
        .init(
            .tip, "tip 10/15/20 %", keys: ["ctrl-t"], permission: .paymentsTake,
            help: "Fills in a tip of 10, 15 or 20 % of the visit, then none."),
    ]

    /// The methods in the order of the form.
    static let methods: [PaymentMethod] = [.cash, .card, .online]
    /// The tips that one key fills in, in percent.
    static let tipPercents = [10, 15, 20]

    let id: AppointmentID
    var card: AppointmentCard?
    /// Why there is nothing to pay for.
    var failure: SalonError?
    var form: Form
    var pending: Pending?
    /// What went wrong that no field can mend.
    var problem: String?

    init(_ id: AppointmentID, _ context: Context) {
        self.id = id
        form = Form([
            FormField(
                "method", "Method",
                .choice(ChoiceControl(Self.methods.map(\.rawValue), selected: Self.methods.firstIndex(of: .card)))),
            FormField("amount", "Amount", .text(TextField(content: .decimal, limit: 12)), isRequired: true),
            FormField("tip", "Tip", .text(TextField(content: .decimal, placeholder: "none", limit: 12))),
            FormField("given", "Given", .text(TextField(content: .decimal, placeholder: "exactly", limit: 12))),
            FormField("change", "Change", .fixed("")),
            FormField("total", "Total", .fixed("")),
        ])
    }

    var isTyping: Bool { true }

    var presentation: Presentation { .dialog(title: "Take a payment", width: 88, height: 20) }

    var unsaved: String? {
        if pending != nil {
            return "The payment waits for the server. Look at the appointment's payments before you take it again."
        }
        return form.isChanged ? "The payment is not taken." : nil
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let appointments = try backend.desk.appointments
        switch job {
        case .card(let id): return .card(try appointments.card(id))
        case .pay(let entry, let request): return .taken(try appointments.pay(entry, request))
        }
    }

    static func foresight(of job: Job) -> Foresight<PaymentScreen>? {
        switch job {
        case .pay: .end(.saved([]))
        case .card: nil
        }
    }
}
