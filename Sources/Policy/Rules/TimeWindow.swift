import Columnar

/// `within: {column, last: '90 days'}`: rows no older than a span of time.
public struct TimeWindow: Hashable, Sendable {
  public enum Unit: String, CaseIterable, Hashable, Sendable { case second, minute, hour, day, month, year }

  public var column: String
  public var count: Int
  public var unit: Unit

  /// Reads `90 days` or `1 month`.
  public init(column: String, last: String) throws(PolicyError) {
    let words = last.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2, words[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(words[0]),
      let unit = Unit.allCases.first(where: { words[1] == $0.rawValue || words[1] == $0.rawValue + "s" })
    else {
      throw PolicyError(
        .invalidArgument, "last is not a span of time",
        hint: "write a whole number and a unit, as in '90 days': second, minute, hour, day, month or year")
    }
    self.column = column
    self.count = count
    self.unit = unit
  }

  /// The span as it is written: `90 days`.
  public var last: String { "\(count) \(unit.rawValue)\(count == 1 ? "" : "s")" }

  /// The window as a predicate's text: against the day for a date, against the instant for a timestamp.
  func predicateText(for schema: Schema, now: Int64) throws(PolicyError) -> String {
    let unfit = PolicyError(
      .invalidArgument, "within needs a date or timestamp column", place: Place(column: column))
    let leaves = schema.leaves(named: column)
    guard leaves.count == 1, leaves[0].maxRepetition == 0 else { throw unfit }
    let today: String
    switch leaves[0].type.kind {
    case .date: today = "@today"
    case .timestamp(_, utc: true): today = "@now"
    case .timestamp(_, utc: false), .timestamp96: today = "TIMESTAMP '\(Self.localText(now))'"
    default: throw unfit
    }
    return "\(Self.quote(leaves[0].path)) >= \(today) - INTERVAL '\(count)' \(unit.rawValue)"
  }

  private static func quote(_ path: [String]) -> String {
    path.map { name in "\"" + name.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ".")
  }

  /// The UTC clock as a local timestamp: `2024-03-31 12:00:00.000000000`.
  private static func localText(_ nanoseconds: Int64) -> String {
    let perDay: Int64 = 86_400_000_000_000
    let day = nanoseconds >= 0 ? nanoseconds / perDay : (nanoseconds - perDay + 1) / perDay
    let date = CivilDate(daysSinceEpoch: Int(day))
    let rest = nanoseconds - day * perDay
    let seconds = rest / 1_000_000_000
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { pad($0, 2) }.joined(separator: ":")
    return "\(pad(Int64(date.year), 4))-\(pad(Int64(date.month), 2))-\(pad(Int64(date.day), 2)) \(clock)"
      + ".\(pad(rest % 1_000_000_000, 9))"
  }

  private static func pad(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
