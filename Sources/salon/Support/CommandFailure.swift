import Salon

/// A sub-command that could not do what was asked: the reason, and whether a program reads it.
struct CommandFailure: Error {
    let error: SalonError
    let json: Bool

    /// 3 when there is no database to ask, else 1.
    var status: ExitStatus {
        switch error {
        case .unavailable, .unusable: .noDatabase
        default: .refused
        }
    }

    /// The sentence on standard error; with `--json` also the object on standard output.
    func report() {
        Standard.error(error.message)
        guard json else { return }
        var nearest: [String]?
        if case .conflict(_, let starts) = error { nearest = starts.map(\.description) }
        var field: String?
        if case .invalid(let name, _) = error { field = name }
        Output.printJSON(
            ErrorDocument(error: .init(code: error.code, message: error.message, nearest: nearest, field: field)))
    }
}

/// `{"error": {"code", "message", "nearest"}}`, as the design has it.
struct ErrorDocument: Encodable {
    struct Body: Encodable {
        let code: String
        let message: String
        let nearest: [String]?
        let field: String?
    }

    let error: Body
}
