/// `within: {column, last: '90 days'}`: rows no older than a span of time.
public struct TimeWindow: Hashable, Sendable {
  public let column: String
  /// As it is written: `90 days`.
  public let last: String

  private static let units = ["second", "minute", "hour", "day", "month", "year"]

  /// Throws where `last` is not a whole number of at most nine digits and a unit.
  public init(column: String, last: String) throws(PolicyError) {
    let words = last.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2, (1...9).contains(words[0].utf8.count),
      words[0].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      Self.units.contains(where: { words[1] == $0 || words[1] == $0 + "s" })
    else {
      throw PolicyError(
        .invalidArgument, "last is not a span of time",
        hint: "write a whole number and a unit, as in '90 days': \(Self.units.joined(separator: ", "))")
    }
    self.column = column
    self.last = last
  }
}
