import Salon
import SalonStore
import Terminal

extension RevenueScreen {
    typealias Effects = [Effect<RevenueScreen>]

    mutating func update(_ message: Message<RevenueScreen>, _ context: Context) -> Effects {
        switch message {
        case .opened:
            let period = period ?? .month(context.today)
            self.period = period
            return [.load(.summary(period))]
        case .changed(let changes):
            return changes.isDisjoint(with: [.appointments, .payments]) ? [] : reload()
        case .action(let action): return perform(action, context)
        case .answer(.summary(let period), .success(.report(let report))):
            guard period == self.period else { return [] }
            self.report = report
            failure = nil
            fillTable()
            return []
        case .answer(.summary, .failure(let error)):
            failure = error
            return []
        case .input(.key(let key)):
            _ = table.handle(key)
            return []
        case .input(.mouse(let mouse)):
            _ = table.handle(mouse, in: Layout(context.area).table)
            return []
        case .input(.resize):
            table.resize(to: Layout(context.area).table.size)
            return []
        default: return []
        }
    }

    private func reload() -> Effects { period.map { [.load(.summary($0))] } ?? [] }

    private mutating func show(_ period: RevenuePeriod) -> Effects {
        self.period = period
        return [.load(.summary(period))]
    }

    private mutating func perform(_ action: ActionName, _ context: Context) -> Effects {
        let period = period ?? .month(context.today)
        // Another length of period shows the day that is looked at, today if it is among them.
        let day = period.days.contains(context.today) ? context.today : period.days.lowerBound
        switch action {
        case .previous: return show(period.moved(by: -1))
        case .next: return show(period.moved(by: 1))
        case .day: return show(.day(day))
        case .week: return show(.week(day))
        case .month: return show(.month(day))
        case .quarter: return show(.quarter(day))
        case .year: return show(.year(day))
        case .breakdown:
            let all = Breakdown.allCases
            breakdown = all[((all.firstIndex(of: breakdown) ?? 0) + 1) % all.count]
            table = Self.emptyTable(breakdown)
            table.resize(to: Layout(context.area).table.size)
            fillTable()
            return []
        case .refresh: return reload()
        }
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        guard !context.may(.reportsView) else { return nil }
        switch action {
        case .previous, .next: return "Your role sees today and this month. Other periods are the owner's."
        default: return nil
        }
    }

    private mutating func fillTable() {
        guard let report else { return }
        let lines: [(name: String, count: Int?, value: Money)] =
            switch breakdown {
            case .service: report.byService.map { ($0.name, $0.appointments, $0.value) }
            case .expert: report.byExpert.map { ($0.name, $0.appointments, $0.value) }
            case .method: report.byMethod.map { ($0.method.rawValue, nil, $0.taken) }
            }
        let most = max(1, lines.map(\.value.minor).max() ?? 1)
        table.replace(
            with: lines.enumerated().map { index, line in
                TableRow(
                    id: index,
                    cells: [
                        TableCell(line.name, ink: .strong), TableCell(line.count.map(String.init) ?? ""),
                        TableCell(line.value.wholeGrouped),
                        TableCell(bar: .blocks(Double(line.value.minor) / Double(most))),
                    ])
            })
    }
}

extension Money {
    /// "18,420": whole units for tiles and tables that compare, rounded.
    var wholeGrouped: String {
        let units = currency.minorUnits
        let rounded = (minor + (minor < 0 ? -units / 2 : units / 2)) / units
        return String(Money(minor: rounded * units, currency).grouped.prefix { $0 != "." })
    }
}
