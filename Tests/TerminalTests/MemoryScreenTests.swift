import Terminal
import Testing

@Suite struct MemoryScreenTests {
    @Test func itTellsWhatItWasFedOnce() {
        let screen = MemoryScreen(Size(10, 2))
        screen.press("n", .enter)
        screen.type("ü")
        screen.feed(.paste("x"), .resize(Size(20, 4)))
        #expect(
            screen.readInput() == [
                .key("n"), .key(.enter), .key(.character("ü")), .paste("x"), .resize(Size(20, 4)),
            ])
        #expect(screen.readInput() == [])
        #expect(screen.size == Size(20, 4))
    }

    @Test func itCountsWhatAFrameChanges() {
        let screen = MemoryScreen(Size(10, 2))
        var frame = Frame(screen.size)
        frame.write("abc", at: .zero)
        screen.present(frame)
        #expect(screen.changedCells == 3)
        frame.write("abd", at: .zero)
        screen.present(frame)
        #expect(screen.changedCells == 1)
        #expect(screen.lines == ["abd", ""])
        #expect(screen.frameCount == 2)
    }
}
