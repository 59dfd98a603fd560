import Salon
import SalonStore
import Terminal

extension PaymentScreen {
    typealias Effects = [Effect<PaymentScreen>]

    mutating func update(_ message: Message<PaymentScreen>, _ context: Context) -> Effects {
        switch message {
        case .opened: return context.may(.paymentsTake) ? [.load(.card(id))] : []
        case .action(let action): return perform(action, context)
        case .input(let input):
            edit(input, context)
            return []
        case .answer(.card, .success(.card(let card))): return show(card, context)
        case .answer(.card, .failure(let error)):
            let isGone = if case .notFound = error { true } else { false }
            if card == nil || isGone { failure = error }
            return []
        case .answer(.pay, .success(.taken(let receipt))): return finish(receipt, context)
        case .answer(.pay, .failure(let error)): return refuse(error, context)
        case .changed(let changes):
            return changes.isDisjoint(with: [.appointments, .payments]) ? [] : [.load(.card(id))]
        case .back: return [.close]
        case .answer, .reply, .tick: return []
        }
    }

    // MARK: The visit

    private mutating func show(_ new: AppointmentCard, _ context: Context) -> Effects {
        let before = card.map { Self.due(of: $0) }
        card = new
        failure = nil
        if let doubt = pending?.doubt, let request = pending?.request, let known = pending?.known {
            pending = nil
            if let taken = Self.taken(request, in: new, besides: known, by: context.session) { return taken }
            problem = doubt.message + " Nothing was taken for this form; the payments of the visit are all shown."
        }
        let due = Self.due(of: new)
        if before == nil || form.text("amount") == before?.description {
            let isUntouched = !form.isChanged
            form.set("amount", text: due.description)
            if before == nil, let last = new.appointment.entry.paymentMethod { choose(last) }
            if isUntouched { form.markSaved() }
        }
        refresh(context)
        return []
    }

    private mutating func choose(_ method: PaymentMethod) {
        form.update("method") { field in
            field.control = .choice(
                ChoiceControl(Self.methods.map(\.rawValue), selected: Self.methods.firstIndex(of: method)))
        }
    }

    /// What is told of a payment whose answer was lost, if the visit shows that it was taken.
    private static func taken(
        _ request: PaymentRequest, in card: AppointmentCard, besides known: Set<PaymentID>, by session: Session
    ) -> Effects? {
        let own = card.payments.map(\.payment).filter {
            !known.contains($0.id) && $0.takenBy == session.userID && $0.method == request.method
        }
        let zero = Money.zero(card.price.currency)
        let amount = own.filter { $0.kind == .payment }.reduce(zero) { $0 + $1.amount }
        let tip = own.filter { $0.kind == .tip }.reduce(zero) { $0 + $1.amount }
        guard !own.isEmpty, amount == request.amount ?? amount, tip == request.tip ?? zero else { return nil }
        return news(amount: amount, tip: tip, request.method, due: due(of: card), change: nil)
    }

    // MARK: Taking

    private mutating func perform(_ action: ActionName, _ context: Context) -> Effects {
        switch action {
        case .take: return take(context)
        case .next: edit(.key(.tab), context)
        case .previous: edit(.key(.backTab), context)
        case .tip: if pending == nil { nextTip(context) }
        }
        return []
    }

    private mutating func take(_ context: Context) -> Effects {
        guard let card, let request = request(context) else { return [] }
        problem = nil
        pending = Pending(request: request, known: Set(card.payments.map(\.payment.id)))
        return [.save(.pay(card.appointment.entry, request))]
    }

    private mutating func edit(_ input: Input, _ context: Context) {
        guard pending == nil, card != nil else { return }
        switch input {
        case .key(let key): _ = form.handle(key)
        case .paste(let text): _ = form.paste(text)
        case .mouse(let mouse): _ = form.handle(mouse, in: Self.parts(of: context.area, notice: notice).form)
        default: return
        }
        refresh(context)
    }

    private mutating func finish(_ receipt: PaymentReceipt, _ context: Context) -> Effects {
        pending = nil
        let given = method == .cash ? amount("given", context.branch.currency) : nil
        let change = given.map { $0 - receipt.amount - receipt.tip }
        return Self.news(
            amount: receipt.amount, tip: receipt.tip, receipt.method, due: receipt.due, change: change,
            .saved(receipt.entries, payments: receipt.payments, .payments))
    }

    private static func news(
        amount: Money, tip: Money, _ method: PaymentMethod, due: Money, change: Money?,
        _ changes: Changes = [.appointments, .payments]
    ) -> Effects {
        let what =
            amount.isZero && !tip.isZero
            ? "a tip of \(tip.withCode)" : amount.withCode + (tip.isZero ? "" : " and a tip of \(tip.grouped)")
        let rest = due.isZero ? "" : " \(due.withCode) is still owed."
        let back = change.map { $0.minor > 0 ? " Give back \($0.withCode)." : "" } ?? ""
        return [
            .finish(), .changed(changes), .toast("Took \(what) by \(method.rawValue).\(back)\(rest)"),
        ]
    }

    private mutating func refuse(_ error: SalonError, _ context: Context) -> Effects {
        switch error {
        case .unavailable:
            pending?.isKept = true
            return []
        // The first try may have reached the database, and only its answer was lost.
        case _ where pending?.isKept == true:
            pending?.doubt = error
            return [.load(.card(id))]
        case .invalid(let field, let sentence) where form[field] != nil:
            pending = nil
            form.showErrors([field: sentence])
            return [.load(.card(id))]
        default:
            pending = nil
            problem = error.message
            return [.load(.card(id))]
        }
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        guard action == .take || action == .tip else { return nil }
        guard let card else { return "There is no visit to pay for." }
        if pending != nil { return "The payment is not saved yet." }
        return AppointmentSteps.reasonAgainstPaying(card.appointment.entry)
    }
}
