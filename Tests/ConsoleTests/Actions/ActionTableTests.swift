import Salon
import Terminal
import Testing

@testable import Console

@Suite("The table of actions") struct ActionTableTests {
    @Test("has no two actions that want the same key at the same time") func conflicts() {
        #expect(ActionTable.standard.conflicts().map(\.sentence) == [])
    }

    @Test("has one row for each action that a screen names, with a title and a sentence") func complete() {
        func check<Place: ActionPlace>(_ place: Place.Type) {
            #expect(
                place.actions.map(\.rawName).sorted() == place.ActionName.allCases.map(\.rawValue).sorted(),
                "\(place.place)")
        }
        for place in ScreenList.places { check(place) }
        for action in ActionTable.standard.actions {
            #expect(!action.title.isEmpty && action.title.count <= 20, "\(action.id)")
            #expect(action.help.hasSuffix("."), "\(action.id)")
        }
        #expect(Set(ScreenList.places.map { $0.place }).count == ScreenList.places.count)
    }

    @Test("leaves Esc to the step back") func escape() {
        for action in ActionTable.standard.actions where action.keys.contains(.escape) {
            #expect(action.id == Everywhere.id(.back))
        }
    }

    private enum Name: String, CaseIterable { case one, two, three }

    private func table(_ rows: ActionRow<Name>...) -> ActionTable {
        ActionTable(Everywhere.table + rows.map { Action($0, place: "test") })
    }

    @Test("finds a conflict within a scope, across all scopes, and with everywhere") func findsConflicts() {
        let apart = table(
            .init(.one, "one", keys: ["n"], in: ["day"], help: "One."),
            .init(.two, "two", keys: ["n"], in: ["list"], help: "Two."))
        #expect(apart.conflicts().isEmpty)
        let together = table(
            .init(.one, "one", keys: ["n"], in: ["day"], help: "One."),
            .init(.two, "two", keys: ["x", "n"], help: "Two."),
            .init(.three, "three", keys: ["L"], help: "Three."))
        #expect(
            together.conflicts() == [
                KeyConflict(key: "n", actions: [ActionID("test", "one"), ActionID("test", "two")]),
                KeyConflict(key: "L", actions: [ActionID("test", "three"), Everywhere.id(.lock)]),
            ])
    }

    @Test("takes other keys from the configuration and says what it can't take") func remap() {
        let (table, problems) = ActionTable.standard.remapped([
            "everywhere.lock": ["f12"], "everywhere.mouse": ["nokey"], "everywhere.fly": ["f"],
            "everywhere.redraw": ["ctrl-p"],
        ])
        #expect(table.action(for: .function(12), at: "everywhere", in: Everywhere.tabs)?.id == Everywhere.id(.lock))
        #expect(table.action(for: "L", at: "everywhere", in: Everywhere.tabs) == nil)
        #expect(problems.count == 3)
        #expect(problems.contains { $0.contains("fly") })
        #expect(problems.contains { $0.contains("nokey") })
        #expect(problems.contains { $0.contains("ctrl-p") && $0.contains("everywhere.palette") })
    }

    @Test("writes each action into the key reference") func reference() {
        let text = KeyReference.markdown()
        for action in ActionTable.standard.actions { #expect(text.contains("| \(action.title) | \(action.help) |")) }
        #expect(text.contains("### Everywhere"))
        #expect(text.contains("| `:` `ctrl-p` | command |"))
    }
}
