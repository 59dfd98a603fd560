import Salon
import SalonStore
import Terminal

/// Who comes and goes: signing in and out, locking, and the change of person at one desk.
extension App {
    /// Opens the first screen: the desk of who is signed in, or the sign-in screen, which first tries a token.
    ///
    /// - Parameter isKept: the token was kept on this computer by its person.
    mutating func begin(_ arrival: Arrival?, token: SessionToken? = nil, email: String? = nil, isKept: Bool = false) {
        if let arrival {
            signedIn(arrival, staysSignedIn: nil)
        } else {
            sitting.staysSignedIn = isKept
            showDoor(token.map { SignInScreen(resuming: $0, email: email) } ?? SignInScreen())
        }
    }

    private mutating func showDoor(_ screen: SignInScreen) {
        deliver(.opened(.account), to: open(screen))
    }

    /// Locks the desk. What is open is put aside for its person.
    mutating func lock(_ cause: DeskLock.Cause) {
        guard let arrival = sitting.arrival else { return }
        let others = othersHere
        sitting.size = size
        sitting.typedAhead = []
        // Otherwise whoever starts the program anew would walk around the lock.
        if sitting.staysSignedIn { commands.append(.keepToken(nil)) }
        aside.append(sitting)
        sitting = Sitting()
        showDoor(SignInScreen(lock: DeskLock(cause, by: KnownPerson(arrival), at: now), others: others))
    }

    /// Those who locked the desk before and may be back, the last one first.
    private var othersHere: [KnownPerson] { aside.reversed().compactMap { $0.arrival.map(KnownPerson.init) } }

    /// Somebody signed in: what they had open is there again, and nothing of anybody else.
    ///
    /// - Parameter staysSignedIn: whether their token is kept for the next start; nil leaves it as it was for them.
    mutating func signedIn(_ arrival: Arrival, staysSignedIn: Bool?) {
        for slot in sitting.slots { withdraw(requests.cancel(owner: slot.id)) }
        let known = aside.firstIndex { $0.arrival?.session.userID == arrival.session.userID }
        let before = known.flatMap { aside[$0].arrival?.session }
        sitting = known.map { aside.remove(at: $0) } ?? Sitting(staysSignedIn: sitting.staysSignedIn)
        let isBack = known != nil
        sitting.arrival = arrival
        zone = arrival.zone
        lastInput = moment.uptime
        connection = .live
        if let staysSignedIn { sitting.staysSignedIn = staysSignedIn }
        if sitting.staysSignedIn, staysSignedIn != nil || isBack {
            commands.append(.keepToken(arrival.token))
        } else if staysSignedIn != nil {
            commands.append(.keepToken(nil))
        }
        follow(arrival.session, after: before)
        if isBack { resume() }
        // The day was for the first look only; later ones ask again.
        sitting.arrival?.day = nil
        catchUp()
    }

    /// Has on show what the session allows, and nothing else. Where it allows less than `before`, everything begins anew:
    /// what is on the screen may be what the person must not see any more. Forms with typed text stay; the database refuses
    /// what is no longer allowed.
    mutating func follow(_ session: Session, after before: Session?) {
        if let strip = sitting.strip, !session.allows(.appointmentsManage) {
            sitting.strip = nil
            remove(strip)
            fit()
        } else if sitting.strip == nil, session.allows(.appointmentsManage) {
            sitting.strip = open(OfferStrip())
        }
        if let before, !session.covers(before) {
            for slot in sitting.slots where slot.id != sitting.strip && slot.screen.unsaved == nil { remove(slot.id) }
        }
        guard !session.allows(sitting.tab) || !sitting.slots.contains(where: { $0.tab == sitting.tab }) else { return }
        let tab = session.allows(sitting.tab) ? sitting.tab : Tab.allCases.first(where: session.allows) ?? .more
        turn(to: Destination(tab), tab)
    }

    /// Somebody is back: time has passed, the window may have changed, and so may all that the screens show.
    private mutating func resume() {
        if let toast = sitting.toast {
            sitting.toast = Toast(toast.level, toast.text, expires: expiry(of: toast.level))
        }
        for slot in sitting.slots.map(\.id) where sitting.size != size { deliver(.input(.resize(size)), to: slot) }
        for slot in sitting.listening { deliver(.tick, to: slot) }
        sitting.miss(.all)
    }

    /// Ends the session, after a question if something would be lost.
    mutating func signOut() {
        guard let lost = sitting.unsaved else { return leaveDesk() }
        openDialog(
            .question(.confirm(title: "Sign out?", message: lost, accept: "Sign out", refuse: "Stay")),
            opener: .shell(.signOut))
    }

    /// Ends the session: nothing of it stays. The desk is closed at once; the server hears of it when it can.
    mutating func leaveDesk() {
        submit(AnyJob(.signOut, of: AccountScreen.self), kind: .save, owner: 0)
        for slot in sitting.slots { withdraw(requests.cancel(owner: slot.id)) }
        if sitting.staysSignedIn { commands.append(.keepToken(nil)) }
        sitting = Sitting()
        showDoor(SignInScreen(others: othersHere))
    }

    // MARK: Leaving

    /// Leaves the program, after a question if something would be lost, whoever it belongs to.
    mutating func quit() {
        guard let lost = unsaved else { return commands.append(.end(status: 0)) }
        openDialog(
            .question(.confirm(title: "Quit?", message: lost, accept: "Quit", refuse: "Stay")), opener: .shell(.quit))
    }

    /// What would be lost if the program ended now. Of what others have open it tells only whose it is.
    private var unsaved: String? {
        let own = requests.openSaves > 0 ? "A change still waits for the server." : sitting.unsaved
        let names = aside.filter { $0.unsaved != nil }.compactMap { $0.person?.name }
        let others =
            names.isEmpty
            ? nil : "\(names.joined(separator: " and ")) left something here that is not saved. It would be lost."
        let all = [own, others].compactMap(\.self)
        return all.isEmpty ? nil : all.joined(separator: " ")
    }
}
