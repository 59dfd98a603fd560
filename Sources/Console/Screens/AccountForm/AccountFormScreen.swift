import Salon
import SalonStore
import Terminal

/// The form of an account: somebody new of the staff, or the name and address of somebody known.
struct AccountFormScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case save
    }

    /// What the screen asks of the database; each is one round trip.
    enum Job: Equatable, Sendable {
        case add(UserID, AccountDraft, Role, ExpertID?)
        case edit(UserID, version: Int, AccountDraft)
        /// The account as somebody else left it.
        case fresh(UserID)
        /// Whom a new expert's account can belong to.
        case experts
    }

    enum Answer: Sendable {
        /// Saved, with the code to hand over if there is one.
        case saved(OneTimeCode?)
        case card(UserCard)
        case experts([PickerItem])
    }

    static let place = "account form"
    static let placeTitle = "Account"

    static let actions: [ActionRow<ActionName>] = [
        .init(.save, "save", keys: ["ctrl-s"], permission: .usersManage, help: "Saves the account.")
    ]

    /// The roles in the order of the form.
    static let roles: [Role] = [.receptionist, .expert, .admin, .owner]

    private let id: UserID
    /// The account as the form was filled in; nil for a new one.
    private var before: StaffMember?
    private var sheet: FormSheet

    init(_ user: StaffMember?, _ context: Context) {
        before = user
        id = user?.id ?? context.newID()
        sheet = FormSheet("account", Self.form(user, context.session))
    }

    private static func form(_ user: StaffMember?, _ session: Session) -> Form {
        let draft = user.map { AccountDraft($0) } ?? AccountDraft(name: "")
        var fields = [
            FormField("name", "Name", .text(TextField(draft.name, limit: 300)), isRequired: true),
            FormField(
                "email", "E-mail", .text(TextField(draft.email, placeholder: "name@example.com", limit: 254)),
                hint: "they sign in with it", isRequired: user?.role.canSignIn ?? true),
            FormField("phone", "Phone", .text(TextField(draft.phone, placeholder: "+33 6 12 34 56 78", limit: 30))),
        ]
        guard user == nil else { return Form(fields) }
        let roles = roles.map { role in
            let refusal = StaffRules.refusal(of: .add(role), to: nil, by: session)
            return ChoiceControl.Option(role.rawValue, refusal: refusal?.message ?? "")
        }
        fields.append(FormField("role", "Role", .choice(ChoiceControl(roles))))
        var expert = FormField(
            "expert", "Expert", .picker(PickerControl(Picker(items: [], placeholder: "whose day they see"))),
            hint: "sees this expert's appointments")
        expert.isHidden = true
        fields.append(expert)
        return Form(fields)
    }

    var isTyping: Bool { true }
    var unsaved: String? { sheet.unsaved }
    var presentation: Presentation {
        .dialog(title: before == nil ? "New account" : "Edit account", width: 78, height: before == nil ? 18 : 15)
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> Answer {
        let desk = try backend.desk
        switch job {
        case .add(let id, let draft, let role, let expert):
            return .saved(try desk.users.addStaff(id, draft, as: role, expert: expert))
        case .edit(let id, let version, let draft):
            return .saved(try desk.users.edit(id, version: version, draft))
        case .fresh(let id): return .card(try desk.users.card(id))
        case .experts:
            return .experts(
                try desk.experts.roster().map { row in
                    PickerItem(
                        id: row.expert.id.description, title: row.expert.name,
                        refusal: row.expert.userID == nil ? "" : "has an account")
                })
        }
    }

    static func foresight(of job: Job) -> Foresight<AccountFormScreen>? {
        switch job {
        case .add, .edit: .answer(.saved(nil))
        case .fresh, .experts: nil
        }
    }

    mutating func update(_ message: Message<AccountFormScreen>, _ context: Context) -> [Effect<AccountFormScreen>] {
        switch message {
        case .opened: return before == nil ? [.load(.experts, "experts")] : []
        case .action(.save): return save()
        case .input(let input): return take(input, context)
        case .answer(.experts, .success(.experts(let items))):
            sheet.form.update("expert") {
                $0.control = .picker(PickerControl(Picker(items: items, placeholder: "whose day they see")))
            }
            return []
        case .answer(.fresh, .success(.card(let card))):
            sheet.merge(Self.form(card.user, context.session), base: Self.form(before, context.session))
            before = card.user
            return []
        case .answer(.add(_, let draft, _, _), .success(.saved(let code))):
            return finish(draft.name, code.map { .firstSignIn($0) }, "Added \(draft.name).")
        case .answer(.edit(_, _, let draft), .success(.saved(let code))):
            return finish(draft.name, code.map { .address($0) }, "Saved \(draft.name).")
        case .answer(let job, .failure(let error)): return refuse(error, job)
        case .back: return sheet.back() ? [.close] : []
        case .answer, .reply, .changed, .tick: return []
        }
    }

    private mutating func take(_ input: Input, _ context: Context) -> [Effect<AccountFormScreen>] {
        let event = sheet.take(input, in: context.area)
        if event == .changed("role") {
            let isExpert = role == .expert
            sheet.form.update("expert") { $0.isHidden = !isExpert }
        }
        return event == .submitted ? save() : []
    }

    private var role: Role? { sheet.form.choice("role").map { Self.roles[$0] } }

    // MARK: Saving

    private mutating func save() -> [Effect<AccountFormScreen>] {
        let form = sheet.form
        let canBeWithout = before?.role.canSignIn == false
        let draft: AccountDraft? = sheet.checked { errors in
            let name = errors.value("name") { () throws(SalonError) in try Validation.personName(form.text("name")) }
            func filled(_ field: String, _ check: (String) throws(SalonError) -> String) -> String? {
                let typed = form.text(field)
                guard !typed.allSatisfy(\.isWhitespace) else { return "" }
                return errors.value(field) { () throws(SalonError) in try check(typed) }
            }
            let email = filled("email") { (typed) throws(SalonError) in try Validation.email(typed) }
            if email == "", !canBeWithout { errors.note("email", "Enter the address to sign in with.") }
            let phone = filled("phone") { (typed) throws(SalonError) in try Validation.phone(typed) }
            guard let name, let email, let phone else { return nil }
            return AccountDraft(name: name, email: email, phone: phone)
        }
        guard let draft else { return [] }
        sheet.begin()
        if let before { return [.save(.edit(id, version: before.version, draft))] }
        let expert = role == .expert ? form.item("expert").flatMap { ExpertID($0.id) } : nil
        return [.save(.add(id, draft, role ?? .receptionist, expert))]
    }

    private func finish(_ name: String, _ code: HandedCode.Kind?, _ news: String) -> [Effect<AccountFormScreen>] {
        [.changed(.users), .toast(news), .finish(), .go(.users(id))]
            + (code.map { [.go(.code(HandedCode(name: name, kind: $0)))] } ?? [])
    }

    private mutating func refuse(_ error: SalonError, _ job: Job) -> [Effect<AccountFormScreen>] {
        switch job {
        case .experts: return []
        case .fresh:
            if case .unavailable = error {} else { sheet.problem = error.message }
            return []
        case .add, .edit:
            sheet.refuse(error)
            if case .stale = error { return [.load(.fresh(id), "fresh")] }
            return []
        }
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? { sheet.reasonAgainstSaving }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let key = context.keyName(ActionID(Self.place, ActionName.save.rawValue))
        sheet.draw(in: area, into: &frame, context, save: KeyHint(key, "save"))
    }
}
