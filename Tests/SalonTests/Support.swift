import RandomSalons
import Testing

@testable import Salon

/// A date that the test knows to exist.
func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

/// A local time that the test knows to exist.
func moment(_ text: String) throws -> LocalDateTime { try #require(LocalDateTime(text)) }

/// A time of the day that the test knows to exist.
func time(_ text: String) throws -> LocalTime { try #require(LocalTime(text)) }

/// A zone of this machine, which is where its rules come from.
func zone(_ name: String) throws -> Zone { try RandomSalon.zone(name) }

func euros(_ minor: Int) -> Money { Money(minor: minor, .euro) }

/// Runs `body` and gives back the salon error it throws; nil when it throws none.
func refusal<Value>(_ body: () throws(SalonError) -> Value) -> SalonError? {
    do throws(SalonError) {
        _ = try body()
        return nil
    } catch {
        return error
    }
}
