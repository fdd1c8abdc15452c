import Columnar
import Masking

/// Columns of values that stand nowhere by chance, and for each the masks that it takes.
///
/// Of every cell there are two values, `twin` 0 and 1, that each mask of `blind` makes the same of: whoever sees the
/// masked column must not be able to tell which it was.
public struct CanaryColumn: Sendable {
  public var name: String
  public var type: LeafType
  /// Masks that tell the twins apart, as they tell any two values.
  public var telling: [String]
  /// Masks that do not.
  public var blind: [String]
  var value: @Sendable (_ key: UInt64, _ twin: Int) -> Cell

  public enum Cell: Sendable {
    case text(String)
    case int32(Int32)
    case int64(Int64)
    case double(Double)
  }

  public var masks: [String] { telling + blind }

  /// The first of the two values of a key.
  public func example(_ key: UInt64) -> Cell { value(key, 0) }

  /// 16 digits that depend on a key alone.
  public static func digits(_ key: UInt64) -> String {
    let text = String(mixed(key), radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }

  static func mixed(_ key: UInt64) -> UInt64 {
    var bits = (key &+ 0x9e37_79b9_7f4a_7c15) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
    return bits ^ bits >> 31
  }

  /// Different for the twins.
  private static func other(_ key: UInt64, _ twin: Int) -> String { digits(key &* 2 &+ UInt64(twin)) }

  private static let always = ["null", "drop"]
  private static let hashes = ["hash", "hash(length=16)", "encrypt"]

  public static let all: [CanaryColumn] = [
    CanaryColumn(
      name: "text", type: .string,
      telling: hashes + ["pseudonym", "fpe(alphabet=alnum)", "respond(keep=0.5, from=['a', 'b'])"],
      blind: always + [
        "constant('x')", "show(last=6)", "show(first=2)", "classes", "regex(pattern='[0-9a-z]{2,}', replace='#')",
        "replace(['only'])",
      ]
    ) { key, twin in
      // The same length and classes, the same two characters in front and six behind.
      let middle = other(key, twin).map { $0.isLetter ? $0 : Character(UnicodeScalar(UInt8(ascii: "g") + $0.hexDigit)) }
      return .text("ca" + String(middle) + "-" + digits(key).suffix(5))
    },
    CanaryColumn(name: "email", type: .string, telling: hashes, blind: always + ["email", "constant('x@y')"]) {
      .text(other($0, $1) + "@" + digits($0 % 3).prefix(6) + ".example")
    },
    CanaryColumn(name: "url", type: .string, telling: hashes, blind: always + ["url"]) {
      .text("https://h\($0 % 5).example/" + other($0, $1) + "?q=" + other($0 ^ 0xff, $1))
    },
    CanaryColumn(name: "ip", type: .string, telling: hashes, blind: always + ["ip"]) { key, twin in
      .text("2001:db8:\(key % 7):1:\(grouped(other(key, twin)))")
    },
    CanaryColumn(
      name: "number", type: LeafType(.int64), telling: hashes + ["pseudonym", "noise(laplace=1000000)"],
      blind: always + ["constant(7)", "round(1000000)", "bucket(0, 4000000000000000000)"]
    ) { key, twin in
      .int64(Int64(mixed(key) >> 2) / 1_000_000 * 1_000_000 + Int64(mixed(key ^ UInt64(twin + 1)) % 1_000_000))
    },
    CanaryColumn(
      name: "amount", type: LeafType(.double), telling: ["hash", "noise(laplace=10)"],
      blind: always + ["constant(1.5)", "round(100)", "geo(0)"]
    ) { key, twin in
      // Within a degree, far from its edges.
      .double(Double(key % 80) + 0.2 + Double(mixed(key ^ UInt64(twin + 1)) >> 11) * 0x1p-53 * 0.2)
    },
    CanaryColumn(
      name: "day", type: LeafType(.int32, .date), telling: ["hash", "shift(days=30, by=id)"],
      blind: always + ["truncate(year)", "constant('2001-01-01')"]
    ) { key, twin in
      .int32(Int32(CivilDate(year: 400 + Int(key % 997), month: 3 + 4 * twin, day: 1 + Int(key % 28)).daysSinceEpoch))
    },
  ]

  private static func grouped(_ digits: String) -> String {
    let characters = Array(digits)
    return stride(from: 0, to: 16, by: 4).map { "f" + String(characters[$0 + 1..<$0 + 4]) }.joined(separator: ":")
  }
}

extension Character {
  fileprivate var hexDigit: UInt8 { UInt8(wholeNumberValue ?? 0) }
}
