import Salon
import SalonStore
import Terminal

extension WaitlistFormScreen {
    typealias Effects = [Effect<WaitlistFormScreen>]

    mutating func update(_ message: Message<WaitlistFormScreen>, _ context: Context) -> Effects {
        switch message {
        case .opened: return [.load(.catalogue, "catalogue")]
        case .action(.save): return save(context)
        case .input(let input):
            return sheet.take(input, in: context.area).map { act(on: $0, context) } ?? []
        case .answer(.catalogue, .success(.catalogue(let catalogue))): show(catalogue)
        case .answer(.catalogue, .failure(let error)): sheet.problem = error.message
        case .answer(.search(_, let request), .success(.hits(let hits))):
            let items = hits.map { hit in
                PickerItem(id: hit.id.description, title: hit.name, detail: hit.phone ?? hit.email ?? "")
            }
            sheet.form.show(items, in: "client", for: request)
        case .answer(.search(_, let request), .failure(let error)):
            sheet.form.fail(error.message, in: "client", for: request)
        case .answer(_, .success(.saved(let row))):
            return [.finish(), .changed(Changes([.waitlist, .clients])), .toast("\(row.entry.name) waits.")]
        case .answer(_, .failure(let error)): sheet.refuse(error)
        case .back: return sheet.back() ? [.close] : []
        case .answer, .reply, .changed, .tick: break
        }
        return []
    }

    private mutating func act(on event: Form.Event?, _ context: Context) -> Effects {
        switch event {
        case .search("client", let query, let request):
            if query.isEmpty {
                sheet.form.show([], in: "client", for: request)
                return [.cancel("search")]
            }
            return [.load(.search(query, request: request), "search")]
        case .search(let id, let query, let request):
            sheet.form.show(services(query), in: id, for: request)
        case .picked("client", let item):
            draft.clientID = ClientID(item.id)
            draft.name = item.title
            sheet.form.update("phone") { $0.isHidden = true }
        case .new("client", let name):
            draft.clientID = nil
            draft.name = name
            sheet.form.set("client", item: PickerItem(id: "new", title: name, detail: "new client"))
            sheet.form.update("phone") { $0.isHidden = false }
            sheet.form.focus(on: "phone")
        case .picked("services", let item):
            let row = ListControl.Row(id: item.id, title: item.title, detail: item.detail)
            sheet.form.set("services", rows: sheet.form.rows("services") + [row])
        case .picked("expert", let item): draft.experts = ExpertID(item.id).map { [$0] } ?? []
        case .changed("from"), .changed("until"): explain(context)
        case .submitted: return save(context)
        default: break
        }
        return []
    }

    func mustWait(_ message: Message<WaitlistFormScreen>, reading: Set<RequestGroup>) -> Bool {
        message.mustWait(for: sheet.form)
    }

    private func services(_ query: String) -> [PickerItem] {
        let active = catalogue?.services.filter(\.isActive) ?? []
        return FuzzyMatch.rank(FuzzyMatch.Query(query), active, limit: 12) { FuzzyMatch.Text($0.name) }.map {
            PickerItem(id: $0.item.id.description, title: $0.item.name, detail: Self.length($0.item))
        }
    }

    /// Says behind the fields which days were understood.
    private mutating func explain(_ context: Context) {
        for (id, empty) in [("from", "the first day; empty: as soon as can be"), ("until", "the last day; empty: any")]
        {
            let date = DateExpression.parse(sheet.form.text(id), today: context.today)
            sheet.form.update(id) { $0.hint = date?.shortText ?? empty }
        }
    }

    private mutating func save(_ context: Context) -> Effects {
        let draft: WaitlistDraft? = sheet.checked { [self] errors in read(&errors, today: context.today) }
        guard let draft else { return [] }
        sheet.begin()
        return [.save(entry.map { .edit($0, draft) } ?? .add(draft, id))]
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? { sheet.reasonAgainstSaving }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        let key = context.keyName(ActionID(Self.place, ActionName.save.rawValue))
        sheet.draw(in: area, into: &frame, context, save: KeyHint(key, "save"))
    }
}
