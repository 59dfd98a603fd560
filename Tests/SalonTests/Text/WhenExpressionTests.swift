import Testing

@testable import Salon

@Suite struct WhenExpressionTests {
    /// Saturday.
    private let today = LocalDate(dayNumber: 20_778)

    /// "days from today, time", and what is wished for when any day will do.
    private func summary(_ text: String) -> String {
        guard let when = WhenExpression.parse(text, today: today, day: today) else { return "nothing" }
        let date = when.date.map { "\($0 - today)" } ?? "-"
        let wish = when.isNext || when.wish != TimeWish() ? " \(when.wish.words)" : ""
        return "\(when.isNext ? "next " : "")\(date) \(when.time.map(\.description) ?? "-")\(wish)"
    }

    @Test(arguments: [
        ("fri", "6 -"), ("fri 15:00", "6 15:00"), ("3pm fri", "6 15:00"), ("15:00", "0 15:00"), ("next tue", "3 -"),
        ("+6w", "42 -"), ("tomorrow 9", "1 09:00"), ("24 dec 3 pm", "33 15:00"), ("on fri at 9", "6 09:00"),
    ])
    func `a day, with or without its time`(text: String, expected: String) { #expect(summary(text) == expected) }

    @Test(arguments: [
        ("next", "next - - at any time"), ("next 24/12", "next 33 - at any time"),
        ("from mon", "next 2 - at any time"), ("after 5", "next - - from 17:00 on"),
        ("after 5 not mon", "next - - from 17:00 on, not on Mon"),
        ("not mon, after 17:30", "next - - from 17:30 on, not on Mon"), ("after 05:00", "next - - from 05:00 on"),
        ("mon-wed mornings", "next - - before 12:00, on Mon, Tue, Wed"),
        ("sat-mon", "next - - on Mon, Sat, Sun"), ("fri or sat evening", "next - - from 17:00 on, on Fri, Sat"),
        ("tue/thu before noon", "next - - before 12:00, on Tue, Thu"),
        ("fridays 3pm", "next - - at 15:00, on Fri"), ("weekdays not wed", "next - - not on Wed, Sat, Sun"),
        ("weekend from +2w", "next 14 - on Sat, Sun"),
        // Just that day, at some time of it.
        ("fri after 5", "6 - from 17:00 on"), ("tomorrow morning", "1 - before 12:00"),
    ])
    func `a wish that several days can fulfil`(text: String, expected: String) {
        #expect(summary(text) == expected)
    }

    @Test(arguments: ["", "fry", "after", "not", "not soon", "fri blue", "before", "9 10", "not mon-sun"])
    func `what means nothing is nothing`(text: String) { #expect(summary(text) == "nothing") }

    @Test func `a time alone means nothing without a day`() {
        #expect(WhenExpression.parse("15:00", today: today) == nil)
    }
}
