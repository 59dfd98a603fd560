/// What the salon takes from a form. Each function gives back the cleaned value or throws `invalid` with a sentence.
/// The rules are the web backend's, so that a person made at the desk can also use the website.
public enum Validation {
    /// Longest name, title or e-mail address, as the columns `varchar(255)` hold it.
    public static let longestName = 255
    /// bcrypt reads no more bytes of a password than this.
    public static let longestPasswordBytes = 72

    /// A name: spaces at its ends cut off, not empty, at most 255 characters. `field` names it in the sentence.
    public static func name(_ text: String, field: String = "name") throws(SalonError) -> String {
        let name = CleanName.trimmed(text)
        guard !name.isEmpty else { throw .invalid(field: field, sentence: "Enter a \(field).") }
        guard name.unicodeScalars.count <= longestName else {
            throw .invalid(field: field, sentence: "This \(field) is too long: at most \(longestName) characters.")
        }
        return name
    }

    /// A person's name: as `name`, and at least two characters.
    public static func personName(_ text: String, field: String = "name") throws(SalonError) -> String {
        let name = try name(text, field: field)
        guard name.count >= 2 else {
            throw .invalid(field: field, sentence: "This \(field) is too short: at least 2 characters.")
        }
        return name
    }

    /// An e-mail address: one @, a name before it, a domain with a point after it, no spaces. Lower-cased, since
    /// nobody's mail depends on it and two cards must not.
    public static func email(_ text: String, field: String = "email") throws(SalonError) -> String {
        let address = CleanName.trimmed(text)
        guard address.utf8.count <= longestName, isAddress(address) else {
            throw .invalid(field: field, sentence: "This is no e-mail address. It should look like name@example.com.")
        }
        return address.lowercased()
    }

    /// A telephone number: 10 to 20 digits, spaces, + - and brackets (`^[0-9+\-() ]{10,20}$`), a digit among them.
    public static func phone(_ text: String, field: String = "phone") throws(SalonError) -> String {
        let number = CleanName.trimmed(text)
        let bytes = number.utf8
        guard (10...20).contains(bytes.count), bytes.allSatisfy({ isDigit($0) || "+-() ".utf8.contains($0) }),
            bytes.contains(where: isDigit)
        else {
            throw .invalid(
                field: field,
                sentence: "This is no phone number: 10 to 20 digits, with spaces, + - ( and ) between them.")
        }
        return number
    }

    /// A new password: at least 8 characters, letters, digits and @$!%*?& only, with a capital letter, a digit and one
    /// of the signs (the web backend's expression), and at most the 72 bytes that bcrypt reads.
    public static func password(_ text: String, field: String = "password") throws(SalonError) -> String {
        let signs = "@$!%*?&".utf8
        let bytes = text.utf8
        func refuse(_ sentence: String) -> SalonError { .invalid(field: field, sentence: sentence) }
        guard bytes.count >= 8 else { throw refuse("The password needs at least 8 characters.") }
        guard bytes.count <= longestPasswordBytes else {
            throw refuse("The password is too long: at most \(longestPasswordBytes) characters.")
        }
        guard bytes.allSatisfy({ isLetter($0) || isDigit($0) || signs.contains($0) }) else {
            throw refuse("The password may hold the letters a to z, digits and the signs @ $ ! % * ? & only.")
        }
        guard bytes.contains(where: { isLetter($0) && $0 & 0x20 == 0 }) else {
            throw refuse("The password needs a capital letter.")
        }
        guard bytes.contains(where: isDigit) else { throw refuse("The password needs a digit.") }
        guard bytes.contains(where: signs.contains) else {
            throw refuse("The password needs one of the signs @ $ ! % * ? &.")
        }
        return text
    }

    /// A password as somebody types it to sign in: not longer than bcrypt reads, or only its beginning would count.
    public static func typedPassword(_ text: String, field: String = "password") throws(SalonError) -> String {
        guard text.utf8.count <= longestPasswordBytes else {
            throw .invalid(
                field: field, sentence: "This is too long to be a password: at most \(longestPasswordBytes) characters."
            )
        }
        return text
    }

    /// A price: zero or more, at most what `numeric(10,2)` holds.
    public static func price(_ text: String, _ currency: Currency, field: String = "price") throws(SalonError) -> Money
    {
        guard let price = Money(CleanName.trimmed(text), currency), !price.isNegative else {
            throw .invalid(field: field, sentence: "Enter the \(field) as an amount such as \(example(currency)).")
        }
        // Eight digits before the point.
        guard price.minor / currency.minorUnits < 100_000_000 else {
            throw .invalid(field: field, sentence: "This \(field) is too high: less than 100,000,000.")
        }
        return price
    }

    /// A duration in minutes: `allowed`, by default 1 minute to 24 hours.
    public static func minutes(
        _ text: String, field: String = "duration", allowed: ClosedRange<Minutes> = 1...LocalTime.minutesPerDay
    ) throws(SalonError) -> Minutes {
        guard let minutes = Digits.value(CleanName.trimmed(text)), allowed.contains(minutes) else {
            throw .invalid(
                field: field,
                sentence: "Enter the \(field) in whole minutes, \(allowed.lowerBound) to \(allowed.upperBound).")
        }
        return minutes
    }

    /// Free text: spaces at its ends cut off, nil when nothing is left, at most `longest` characters.
    public static func note(
        _ text: String, field: String = "note", longest: Int = 10_000
    ) throws(SalonError) -> String? {
        let note = CleanName.trimmed(text)
        guard note.unicodeScalars.count <= longest else {
            throw .invalid(field: field, sentence: "This \(field) is too long: at most \(longest) characters.")
        }
        return note.isEmpty ? nil : note
    }

    /// A reason that must be given: free text, not empty.
    public static func reason(_ text: String, field: String = "reason") throws(SalonError) -> String {
        guard let reason = try note(text, field: field) else {
            throw .invalid(field: field, sentence: "Give a \(field).")
        }
        return reason
    }

    private static func example(_ currency: Currency) -> String {
        Money(minor: 65 * currency.minorUnits, currency).description
    }

    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count) else { return false }
        let hasOddCharacter = text.unicodeScalars.contains { scalar in
            scalar.value <= 0x20 || scalar.value == 0x7F || "\"(),:;<>[]\\".unicodeScalars.contains(scalar)
                || scalar.properties.isWhitespace || [.control, .format].contains(scalar.properties.generalCategory)
        }
        guard !hasOddCharacter, isDotted(parts[0]) else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, last.count >= 2, Digits.value(last) == nil else {
            return false
        }
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.unicodeScalars.allSatisfy { $0 == "-" || $0.properties.isAlphabetic || isDigitScalar($0) }
        }
    }

    /// No point at either end and no two in a row.
    private static func isDotted(_ text: Substring) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    private static func isDigitScalar(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x30 && scalar.value <= 0x39 }
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
}
