import Salon
import SalonStore
import Terminal

/// What each role may do: a table that owners change, and others don't see.
struct RolesScreen: ConsoleScreen {
    enum ActionName: String, CaseIterable, Hashable, Sendable {
        case change, refresh
    }

    /// A cell of the table, or what it shall become.
    struct Right: Equatable, Sendable {
        let role: Role
        let permission: Permission
        var scope: PermissionScope?
    }

    enum Job: Equatable, Sendable {
        case table
        case set(Right)
    }

    static let place = "roles"
    static let placeTitle = "Roles"

    static let actions: [ActionRow<ActionName>] = [
        .init(
            .change, "change", keys: ["space", "enter"], permission: .rolesManage,
            help: "Gives the role the right under the cursor, limits it to one's own, or takes it away."),
        .init(.refresh, "refresh", keys: ["R", "f5"], isHinted: false, help: "Reads the table anew."),
    ]

    /// The columns: those who can sign in, the owner fixed.
    static let roles: [Role] = [.expert, .receptionist, .admin, .owner]

    var table: RolePermissions?
    var failure: SalonError?
    /// The change that has no answer yet.
    var pending: Right?
    var row = 0
    var column = 0
    var top = 0

    var presentation: Presentation { .dialog(title: "Roles", width: 92, height: 38) }

    /// The right under the cursor, as it is.
    var right: Right {
        let (role, permission) = (Self.roles[column], Permission.allCases[row])
        return Right(role: role, permission: permission, scope: table?.scope(of: permission, for: role))
    }

    /// What the next press makes of it: nothing, one's own where that makes sense, all, and nothing again.
    var next: Right {
        var right = right
        let canBeOwn = right.role == .expert && RoleRules.limitable.contains(right.permission)
        right.scope =
            switch right.scope {
            case nil: canBeOwn ? .own : .all
            case .own: .all
            case .all: nil
            }
        return right
    }

    static func perform(_ job: Job, with backend: Backend) throws(SalonError) -> RolePermissions {
        let roles = try backend.desk.roles
        switch job {
        case .table: return try roles.table()
        case .set(let right): return try roles.set(right.role, right.permission, right.scope)
        }
    }
}

extension RolesScreen {
    mutating func update(_ message: Message<RolesScreen>, _ context: Context) -> [Effect<RolesScreen>] {
        switch message {
        case .opened, .action(.refresh): return [.load(.table)]
        case .changed: return pending == nil ? [.load(.table)] : []
        case .action(.change):
            pending = next
            return [.save(.set(next))]
        case .input(let input): move(input, context)
        case .answer(let job, .success(let table)):
            self.table = table
            failure = nil
            guard case .set(let right) = job else { return [] }
            pending = nil
            return [.toast(Self.news(of: right))]
        case .answer(.table, .failure(let error)): failure = error
        case .answer(.set, .failure(let error)):
            if case .unavailable = error { return [.toast("The server is away. The change is kept.", .warning)] }
            pending = nil
            return [.toast(error), .load(.table)]
        case .back: return [.close]
        case .reply, .tick: break
        }
        return []
    }

    private mutating func move(_ input: Input, _ context: Context) {
        let height = Self.body(of: context.area).height
        switch input {
        case .key(let key): move(key, page: max(1, height - 1))
        case .mouse(let mouse): click(mouse, in: Self.body(of: context.area))
        default: break
        }
        top = max(row - height + 1, min(top, row))
    }

    private mutating func move(_ key: Key, page: Int) {
        switch key {
        case .left, "h": column = max(0, column - 1)
        case .right, "l": column = min(Self.roles.count - 1, column + 1)
        case .up, "k": row -= 1
        case .down, "j": row += 1
        case .pageUp: row -= page
        case .pageDown: row += page
        case .home: row = 0
        case .end: row = Permission.allCases.count
        default: break
        }
        row = max(0, min(row, Permission.allCases.count - 1))
    }

    private mutating func click(_ mouse: Mouse, in body: Rect) {
        switch mouse.action {
        case .wheelUp: row = max(0, row - 3)
        case .wheelDown: row = min(Permission.allCases.count - 1, row + 3)
        case .press(.left):
            guard body.contains(mouse.point), Permission.allCases.indices.contains(top + mouse.point.y - body.y) else {
                return
            }
            row = top + mouse.point.y - body.y
            column = Self.columns(of: body).firstIndex { mouse.point.x >= $0.x && mouse.point.x < $0.maxX } ?? column
        default: break
        }
    }

    /// "Receptionists may refund payments now."
    private static func news(of right: Right) -> String {
        let who = right.role.rawValue.prefix(1).uppercased() + right.role.rawValue.dropFirst() + "s"
        return switch right.scope {
        case nil: "\(who) may not \(right.permission.title) any more."
        case .own: "\(who) may \(right.permission.title) now: their own."
        case .all: "\(who) may \(right.permission.title) now."
        }
    }

    func disabledReason(_ action: ActionName, _ context: Context) -> String? {
        guard action == .change else { return nil }
        guard table != nil else { return "The table is not here yet." }
        if pending != nil { return "The last change is not saved yet." }
        return RoleRules.refusal(of: right.permission, next.scope, for: right.role, by: context.session)?.message
    }

    // MARK: Drawing

    /// Below the head of the table; the last two rows say what the cursor stands on.
    private static func body(of area: Rect) -> Rect { area.inset(top: 2, bottom: 2) }

    private static func columns(of rect: Rect) -> [Rect] {
        let width = 13
        return roles.indices.map { index in
            Rect(
                x: rect.maxX - 1 - (roles.count - index) * width, y: rect.y, width: width, height: rect.height)
        }
    }

    func draw(in area: Rect, into frame: inout Frame, _ context: Context) {
        if let failure, table == nil {
            AppointmentsScreen.drawFailure(failure, "The table can't be read", in: area, into: &frame)
            return
        }
        guard let table else {
            EmptyState(.loading, title: "Reading what the roles may do…").draw(in: area, into: &frame)
            return
        }
        for (role, column) in zip(Self.roles, Self.columns(of: area)) {
            frame.write(role.rawValue, at: column.origin, style: Style(.heading, .bold), width: column.width)
        }
        let body = Self.body(of: area)
        for (line, permission) in Permission.allCases.dropFirst(top).prefix(body.height).enumerated() {
            draw(permission, table, isHere: top + line == row, in: body.row(line), into: &frame)
        }
        drawMore(in: body, into: &frame)
        let words = disabledReason(.change, context) ?? "Space: \(Self.news(of: next))"
        frame.write(
            words, at: area.row(area.height - 1).origin,
            style: Style(disabledReason(.change, context) == nil ? .text : .muted), width: area.width)
    }

    private func draw(
        _ permission: Permission, _ table: RolePermissions, isHere: Bool, in line: Rect, into frame: inout Frame
    ) {
        let columns = Self.columns(of: line)
        frame.write(
            permission.title, at: line.origin, style: isHere ? Style(.strong, .bold) : Style(),
            width: columns[0].x - line.x - 1)
        for (index, role) in Self.roles.enumerated() {
            let (mark, ink) = Self.mark(table.scope(of: permission, for: role))
            let isCursor = isHere && index == column
            let isFixed = role == .owner
            let style = Style(
                isFixed && !isCursor ? .muted : ink, on: isCursor ? .selection : .inherit, isCursor ? .bold : [])
            if isCursor { frame.fill(columns[index].row(0).inset(right: 2), style: style) }
            let isPending = pending?.role == role && pending?.permission == permission
            frame.write(
                isPending ? " …" : " \(mark)", at: columns[index].origin, style: style, width: columns[index].width - 2)
        }
    }

    private static func mark(_ scope: PermissionScope?) -> (String, Ink) {
        switch scope {
        case nil: ("·", .faint)
        case .own: ("own", .warning)
        case .all: ("✓", .good)
        }
    }

    private func drawMore(in body: Rect, into frame: inout Frame) {
        let style = Style(.accent, .bold)
        if top > 0 { frame.write("▲", at: Point(body.maxX - 1, body.y), style: style) }
        if Permission.allCases.count > top + body.height {
            frame.write("▼", at: Point(body.maxX - 1, body.maxY - 1), style: style)
        }
    }
}
