import Testing

@testable import Postgres

@Suite struct ListenerTests {
    private func word(_ event: ListenerEvent?) -> String {
        switch event {
        case nil: "nothing"
        case .connected: "connected"
        case .lost: "lost"
        case .notification(let notification): "\(notification.channel): \(notification.payload)"
        case .woken: "woken"
        }
    }

    /// A session that other tests can't hear: its application name finds it again.
    private func settings(_ name: String) throws -> ConnectionSettings {
        var settings = try SharedDatabase.settings()
        settings.applicationName = name
        return settings
    }

    @Test func itTellsWhatIsAnnouncedInOrder() throws {
        let listener = Listener(
            try settings("listener-order"), channels: ["listener one", "listener\"two"], wakeUp: WakeUp())
        #expect(word(listener.next(timeout: Threads.patience)) == "connected")
        let sender = try SharedDatabase.connect()
        var pipeline = Pipeline()
        let notify = Statement("listener.notify", "select pg_notify($1, $2)")
        pipeline.add(notify, "listener one", "1")
        pipeline.add(notify, "listener\"two", "2")
        pipeline.add(notify, "listener three", "3")
        pipeline.add(notify, "listener one", "4")
        _ = try sender.run(pipeline)
        #expect(word(listener.next(timeout: Threads.patience)) == "listener one: 1")
        #expect(word(listener.next(timeout: Threads.patience)) == "listener\"two: 2")
        #expect(word(listener.next(timeout: Threads.patience)) == "listener one: 4")
        #expect(word(listener.next(timeout: .milliseconds(20))) == "nothing")
    }

    @Test func aWakeUpEndsTheWait() throws {
        let wakeUp = WakeUp()
        let listener = Listener(try settings("listener-wake"), channels: ["x"], wakeUp: wakeUp)
        wakeUp.signal()
        wakeUp.signal()
        #expect(word(listener.next(timeout: Threads.patience)) == "woken")
        #expect(word(listener.next(timeout: Threads.patience)) == "connected")
        let waker = Threads.Running { wakeUp.signal() }
        #expect(word(listener.next(timeout: Threads.patience)) == "woken")
        waker.join()
        #expect(word(listener.next(timeout: .zero)) == "nothing")
    }

    @Test func aLossIsToldOnceAndFollowedByAConnection() throws {
        let listener = Listener(try settings("listener-loss"), channels: ["listener loss"], wakeUp: WakeUp())
        #expect(word(listener.next(timeout: Threads.patience)) == "connected")
        let other = try SharedDatabase.connect()
        try other.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'listener-loss'")
        #expect(word(listener.next(timeout: Threads.patience)) == "lost")
        #expect(word(listener.next(timeout: Threads.patience)) == "connected")
        try other.execute("select pg_notify('listener loss', 'again')")
        #expect(word(listener.next(timeout: Threads.patience)) == "listener loss: again")
    }

    @Test func aServerThatIsNotThereIsToldOnceAndTriedAgain() throws {
        let wakeUp = WakeUp()
        let listener = Listener(ConnectionSettings("host=/nowhere port=1"), channels: ["x"], wakeUp: wakeUp)
        #expect(word(listener.next(timeout: Threads.patience)) == "lost")
        #expect(word(listener.next(timeout: .milliseconds(300))) == "nothing")
        wakeUp.signal()
        #expect(word(listener.next(timeout: Threads.patience)) == "woken")
    }
}
