import CNcurses

/// Turns what ncurses reads (bytes and numbered keys) into inputs. Pure: the time comes in as a value.
struct InputDecoder {
    /// Scalars of one paste that are kept; the rest is left out.
    static let pasteLimit = 1 << 20
    /// After this long without news an unfinished paste counts as finished.
    static let pastePatience = 1_000

    private var bytes = UTF8Assembler()
    private var pasted: String.UnicodeScalarView?
    private var pastedCount = 0
    private var lastNews = 0
    private var lastPress: (mouse: Mouse, time: Int)?

    /// Decodes everything that could be read in one go.
    ///
    /// - Parameters:
    ///   - codes: what `nc_read` gave, in order.
    ///   - now: milliseconds of a clock that never goes back.
    ///   - mouse: fetches the event behind a mouse code.
    mutating func decode(_ codes: [Int32], now: Int, mouse: () -> Mouse? = { nil }) -> [Input] {
        var inputs: [Input] = []
        if pasted != nil, now - lastNews > Self.pastePatience { finishPaste(&inputs) }
        if !codes.isEmpty { lastNews = now }
        var index = 0
        while index < codes.count {
            let code = codes[index]
            index += 1
            switch code {
            case Int32(NC_PASTE_BEGIN.rawValue): if pasted == nil { pasted = .init() }
            case Int32(NC_PASTE_END.rawValue): finishPaste(&inputs)
            case Int32(NC_FOCUS_IN.rawValue): inputs.append(.focus(true))
            case Int32(NC_FOCUS_OUT.rawValue): inputs.append(.focus(false))
            case Int32(NC_MOUSE.rawValue):
                if let event = mouse() { inputs.append(.mouse(counted(event, now))) }
            case 0..<0x100 where pasted != nil: collect(UInt8(code))
            case 27:
                inputs += escape(codes, &index)
            case 0..<0x100:
                if let key = bytes.next(UInt8(code)).flatMap(Self.key(typed:)) { inputs.append(.key(key)) }
            default:
                if pasted == nil, let key = Self.key(numbered: code) { inputs.append(.key(key)) }
            }
        }
        return inputs
    }

    // MARK: Escape, Alt and sequences that nobody knows

    /// What follows an Escape in the same breath belongs to it: Alt and a key, or a sequence. A sequence that is not
    /// known is passed over, so that its letters are never taken for commands.
    private mutating func escape(_ codes: [Int32], _ index: inout Int) -> [Input] {
        guard index < codes.count else { return [.key(.escape)] }
        let next = codes[index]
        index += 1
        switch next {
        case 27:
            // Alt and a special key, or Escape twice.
            if index < codes.count, let key = Self.key(numbered: codes[index]) {
                index += 1
                return [.key(Key(key.code, key.modifiers.union(.alt)))]
            }
            return [.key(.escape), .key(.escape)]
        case 0x5B where index < codes.count, 0x4F where index < codes.count:
            while index < codes.count, (0x20..<0x40).contains(codes[index]) { index += 1 }
            if index < codes.count, (0x40..<0x7F).contains(codes[index]) { index += 1 }
            return []
        case 0..<0x100:
            var scalar = bytes.next(UInt8(next))
            while scalar == nil, index < codes.count, (0x80..<0x100).contains(codes[index]) {
                scalar = bytes.next(UInt8(codes[index]))
                index += 1
            }
            guard let key = scalar.flatMap(Self.key(typed:)) else { return [] }
            return [.key(Key(key.code, key.modifiers.union(.alt)))]
        default:
            guard let key = Self.key(numbered: next) else {
                index -= 1
                return [.key(.escape)]
            }
            return [.key(Key(key.code, key.modifiers.union(.alt)))]
        }
    }

    // MARK: Keys

    private static func key(typed scalar: Unicode.Scalar) -> Key? {
        switch scalar.value {
        case 0: Key.control(" ")
        case 8, 0x7F: .backspace
        case 9: .tab
        case 10, 13: .enter
        case 27: .escape
        case 1...26: .control(Character(Unicode.Scalar(UInt8(scalar.value + 0x60))))
        case 28...31: .control(Character(Unicode.Scalar(UInt8(scalar.value + 0x40))))
        case 0x80..<0xA0: nil
        default: .character(Character(scalar))
        }
    }

    private static let codes: [Int32: Key.Code] = [
        Int32(NC_UP.rawValue): .up, Int32(NC_DOWN.rawValue): .down, Int32(NC_LEFT.rawValue): .left,
        Int32(NC_RIGHT.rawValue): .right, Int32(NC_HOME.rawValue): .home, Int32(NC_END.rawValue): .end,
        Int32(NC_INSERT.rawValue): .insert, Int32(NC_DELETE.rawValue): .delete,
        Int32(NC_PAGE_UP.rawValue): .pageUp, Int32(NC_PAGE_DOWN.rawValue): .pageDown,
        Int32(NC_ENTER.rawValue): .enter, Int32(NC_BACKSPACE.rawValue): .backspace,
        Int32(NC_BACK_TAB.rawValue): .tab,
    ]

    private static func key(numbered code: Int32) -> Key? {
        if code >= Int32(NC_TYPED.rawValue) {
            return Unicode.Scalar(UInt32(code) - NC_TYPED.rawValue).flatMap(key(typed:))
        }
        guard code >= Int32(NC_KEY.rawValue), code < Int32(NC_KEY_LIMIT.rawValue) else { return nil }
        let which = (code - Int32(NC_KEY.rawValue)) / 8
        var modifiers = modifiers(UInt32(code) % 8)
        if which == Int32(NC_BACK_TAB.rawValue) { modifiers.insert(.shift) }
        if which > Int32(NC_F0.rawValue) {
            return Key(.function(Int(which) - Int(NC_F0.rawValue)), modifiers)
        }
        return codes[which].map { Key($0, modifiers) }
    }

    /// The modifiers as `nc_read` and `nc_mouse` tell them.
    static func modifiers(_ held: UInt32) -> Key.Modifiers {
        var modifiers: Key.Modifiers = []
        if held & NC_SHIFT.rawValue != 0 { modifiers.insert(.shift) }
        if held & NC_ALT.rawValue != 0 { modifiers.insert(.alt) }
        if held & NC_CONTROL.rawValue != 0 { modifiers.insert(.control) }
        return modifiers
    }

    // MARK: Paste

    private mutating func collect(_ byte: UInt8) {
        guard let scalar = bytes.next(byte), pastedCount < Self.pasteLimit else { return }
        pastedCount += 1
        pasted?.append(scalar)
    }

    /// The pasted text with "\n" as its line end and without other controls; tabs stay.
    private mutating func finishPaste(_ inputs: inout [Input]) {
        guard let raw = pasted else { return }
        pasted = nil
        pastedCount = 0
        var text = ""
        var afterReturn = false
        for scalar in raw {
            switch scalar.value {
            case 13: text.unicodeScalars.append("\n")
            case 10: if !afterReturn { text.unicodeScalars.append("\n") }
            case 9: text.unicodeScalars.append(scalar)
            case 0..<0x20, 0x7F..<0xA0: break
            default: text.unicodeScalars.append(scalar)
            }
            afterReturn = scalar.value == 13
        }
        if !text.isEmpty { inputs.append(.paste(text)) }
    }

    // MARK: Mouse

    /// The second press in the same cell within 400 ms is a double one.
    private mutating func counted(_ event: Mouse, _ now: Int) -> Mouse {
        guard case .press(let button) = event.action else { return event }
        if let last = lastPress, last.mouse == event, now - last.time <= 400 {
            lastPress = nil
            return Mouse(.doublePress(button), at: event.point, event.modifiers)
        }
        lastPress = (event, now)
        return event
    }
}
