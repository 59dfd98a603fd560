import Postgres
import Salon
import Synchronization

/// Listens to what other desks and the website change, on a thread and a connection of its own.
///
/// Notices that come close together are told as one. The callback runs on the listening thread: post and return.
public final class LiveChanges: Sendable {
    private let wakeUp = WakeUp()
    private let stopping: StopFlag
    private let thread: WorkerThread

    /// Begins to listen for the desk's branch.
    ///
    /// - Parameters:
    ///   - desk: The desk.
    ///   - quiet: How long nothing may come before what came is told; a stream without pauses is told in portions.
    ///   - onEvent: Takes the events, one after the other.
    /// Throws `unavailable` when the system gives no thread.
    public init(
        _ desk: Desk, quiet: Duration = .milliseconds(15), onEvent: @escaping @Sendable (LiveEvent) -> Void
    ) throws(SalonError) {
        let stopping = StopFlag()
        let settings = desk.store.pool.settings
        let channel = Self.channel(of: desk.branch.id)
        let (store, opened) = (desk.store, desk.opened)
        self.stopping = stopping
        thread = try WorkerThread { [wakeUp] in
            let listener = Listener(settings, channels: [channel], greeting: CommitPoint.asked, wakeUp: wakeUp)
            var gathering = Gathering(since: opened, onEvent: onEvent)
            while !stopping.isSet {
                let event = listener.next(timeout: gathering.isEmpty ? nil : quiet)
                gathering.take(event)
                // Nobody may press a key for hours. Whoever does is told why the server does not start.
                if case .lost = event { try? store.reviveServer() }
            }
        }
    }

    deinit { stop() }

    /// Ends listening; when it returns, the callback is not called any more.
    public func stop() {
        stopping.set()
        wakeUp.signal()
        thread.join()
    }

    /// The channel of a branch: `salon.channel` in the database.
    static func channel(of branch: BranchID) -> String {
        "salon_" + branch.description.split(separator: "-").joined()
    }
}

/// Gathers notices until there is a pause.
struct Gathering {
    private let onEvent: (LiveEvent) -> Void
    /// As of when the screens are, until the first connection has told whether that is now.
    private var opened: CommitPoint?
    private var gathered = LiveChange()
    private var notices = 0

    /// A stream without pauses is told every so many notices: the screens move on.
    static let portion = 20

    init(since opened: CommitPoint? = nil, onEvent: @escaping (LiveEvent) -> Void) {
        self.opened = opened
        self.onEvent = onEvent
    }

    /// True when nothing waits to be told.
    var isEmpty: Bool { gathered.isEmpty }

    /// Takes what the listener tells; nil for a pause.
    mutating func take(_ event: ListenerEvent?) {
        switch event {
        case .notification(let notification):
            gathered.merge(LiveChange(notice: notification.payload))
            notices += 1
            if notices >= Self.portion { tell() }
        case .connected(let greeting):
            gathered = LiveChange()
            notices = 0
            let now = greeting.flatMap { CommitPoint($0, column: 0) }
            onEvent(.connected(isUpToDate: opened != nil && opened == now))
            opened = nil
        case .lost: onEvent(.lost)
        case .woken: break
        case nil: tell()
        }
    }

    private mutating func tell() {
        notices = 0
        guard !gathered.isEmpty else { return }
        onEvent(.changed(gathered))
        gathered = LiveChange()
    }
}

/// Tells a thread to stop.
private final class StopFlag: Sendable {
    private let flag = Atomic(false)
    var isSet: Bool { flag.load(ordering: .acquiring) }
    func set() { flag.store(true, ordering: .releasing) }
}
