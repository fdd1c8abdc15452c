/// A date or timestamp as text gives it: `YYYY-MM-DD`, or with `[T ]HH:MM:SS[.fraction]` and `Z` behind it.
///
/// Years have at least four digits and may be negative; a fraction has up to nine digits.
public struct Moment: Hashable, Sendable {
  /// Since 1970-01-01T00:00:00.
  public var nanoseconds: Int128
  public var hasTime: Bool
  /// Whether the text ends in `Z`: adjusted to UTC rather than local.
  public var isUTC: Bool

  public static let nanosecondsPerSecond: Int128 = 1_000_000_000
  public static let nanosecondsPerDay: Int128 = 86_400 * nanosecondsPerSecond

  /// Days since 1970-01-01, of the day the moment is in.
  public var days: Int {
    let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: Self.nanosecondsPerDay)
    return Int(remainder < 0 ? quotient - 1 : quotient)
  }

  /// Nil for text of any other form, for days the calendar does not have, and for years of more than nine digits.
  public static func parse(_ text: String) -> Moment? { parse(utf8: Array(text.utf8)[...]) }

  /// The same, of bytes.
  public static func parse(utf8 text: ArraySlice<UInt8>) -> Moment? {
    var reader = MomentReader(rest: text)
    guard let date = reader.date() else { return nil }
    var moment = Moment(
      nanoseconds: Int128(date.daysSinceEpoch) * nanosecondsPerDay, hasTime: false, isUTC: false)
    if reader.accept("T") || reader.accept(" ") {
      guard let time = reader.time() else { return nil }
      moment.nanoseconds += Int128(time)
      moment.hasTime = true
      moment.isUTC = reader.accept("Z")
    }
    return reader.rest.isEmpty ? moment : nil
  }

  /// Nanoseconds since midnight of `HH:MM:SS[.fraction]`, nil for text of any other form.
  public static func parseTime(utf8 text: ArraySlice<UInt8>) -> Int64? {
    var reader = MomentReader(rest: text)
    guard let time = reader.time(), reader.rest.isEmpty else { return nil }
    return time
  }
}

/// Takes the text of a moment apart from the front.
private struct MomentReader {
  var rest: ArraySlice<UInt8>

  mutating func accept(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  /// A number of as many digits as `length` says; its value and how many digits it had.
  mutating func number(_ length: ClosedRange<Int>) -> (value: Int, digits: Int)? {
    let digits = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.prefix(length.upperBound)
    guard digits.count >= length.lowerBound else { return nil }
    rest.removeFirst(digits.count)
    return (digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }, digits.count)
  }

  mutating func date() -> CivilDate? {
    let isNegative = accept("-")
    guard let year = number(4...9)?.value, accept("-"), let month = number(2...2)?.value, accept("-"),
      let day = number(2...2)?.value
    else { return nil }
    let date = CivilDate(year: isNegative ? -year : year, month: month, day: day)
    return date.isReal ? date : nil
  }

  mutating func time() -> Int64? {
    guard let hour = number(2...2)?.value, accept(":"), let minute = number(2...2)?.value, accept(":"),
      let second = number(2...2)?.value, hour < 24, minute < 60, second < 60
    else { return nil }
    var nanoseconds = 0
    if accept(".") {
      guard let fraction = number(1...9) else { return nil }
      nanoseconds = (fraction.digits..<9).reduce(fraction.value) { value, _ in value * 10 }
    }
    return Int64((hour * 60 + minute) * 60 + second) * 1_000_000_000 + Int64(nanoseconds)
  }
}
