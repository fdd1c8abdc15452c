import Columnar
import Masking

/// Kinds of columns, with masks that stand in interesting relations on them.
enum Kind: String, CaseIterable {
  case integer, float, decimal, moment, text, other

  var masks: [Mask] {
    get throws { try (own + Self.any + constant).map { try Mask.parse($0) } }
  }

  private var constant: [String] {
    switch self {
    case .integer, .float, .decimal: ["constant(1)", "constant(2)"]
    case .moment: ["constant('2000-01-01')"]
    case .text: ["constant('c')", "constant('d')"]
    case .other:
      [
        "constant(true)", "constant('abc')", "constant('00010203-0405-8607-8809-0a0b0c0d0e0f')", "constant(1.5)",
        "constant('10:20:30')",
      ]
    }
  }

  private static let any = [
    "drop", "null", "hash", "hash(length=16)", "hash(scope=source)", "hash(scope=tenant)",
    "hash(scope=tenant,length=20)",
    "encrypt",
  ]

  private var own: [String] {
    switch self {
    case .integer:
      [
        "round(1)", "round(2)", "round(3)", "round(5)", "round(6)", "round(10)", "round(15)", "round(30)", "bucket(0)",
        "bucket(0, 30)", "bucket(6, 10)", "bucket(-30, 0, 15, 30)", "noise(laplace=2)", "noise(laplace=3)",
        "respond(keep=0.5, from=[1, 2])", "pseudonym",
      ]
    case .float:
      [
        "round(1)", "round(2)", "round(3)", "round(6)", "round(9)", "round(0.5)", "round(0.25)", "round(1.5)",
        "round(4.5)", "round(0.1)", "round(0.3)", "round(10)", "bucket(0)", "bucket(0, 6)", "bucket(6, 9)",
        "bucket(0.3)", "bucket(0.5, 1.5)", "geo(1)", "geo(2)", "noise(laplace=1)",
      ]
    case .decimal:
      [
        "round(0.01)", "round(0.1)", "round(0.3)", "round(0.25)", "round(0.5)", "round(1)", "round(3)", "bucket(0)",
        "bucket(0.3, 0.6)", "bucket(0, 0.50, 1)", "bucket(0.5)", "geo(1)", "noise(laplace=0.5)",
      ]
    case .moment:
      ["year", "quarter", "month", "week", "day", "hour", "minute", "second"].map { "truncate(\($0))" } + [
        "bucket('2024-01-01')", "bucket('2024-01-01', '2024-04-01')", "bucket('2024-01-01', '2024-02-01')",
        "bucket('2024-01-03')", "shift(days=30, by=e)", "shift(days=400, by=e)",
      ]
    case .text:
      [
        "show", "show(first=1)", "show(first=2, last=1)", "show(last=1)", "show(first=1, last=1, min=5)",
        "show(first=1, with='#')", "show(last=2, min=4)", "ip", "ip(v4=8, v6=64)", "ip(v4=16, v6=32)",
        "ip(v4=32, v6=128)", "email", "url", "classes", "fpe", "fpe(alphabet=lower)", "replace(with=['a', 'b'])",
        "regex(pattern='a', replace='b')", "pseudonym", "respond(keep=0.5, from=['a', 'b'])",
      ]
    case .other: ["pseudonym", "respond(keep=0.5, from=[true, false])"]
    }
  }

  /// Leaf types of this kind.
  var types: [LeafType] {
    switch self {
    case .integer:
      [
        LeafType(.int32, .integer(bits: 8, signed: true)), LeafType(.int32), LeafType(.int64),
        LeafType(.int32, .integer(bits: 16, signed: false)), LeafType(.int64, .integer(bits: 64, signed: false)),
      ]
    case .float: [LeafType(.double), LeafType(.float)]
    case .decimal:
      [
        LeafType(.int32, .decimal(precision: 4, scale: 2)), LeafType(.int64, .decimal(precision: 12, scale: 2)),
        LeafType(.fixedLengthByteArray(6), .decimal(precision: 12, scale: 2)),
        LeafType(.fixedLengthByteArray(9), .decimal(precision: 20, scale: 2)),
        LeafType(.byteArray, .decimal(precision: 38, scale: 2)),
      ]
    case .moment:
      [
        LeafType(.int32, .date), LeafType(.int64, .timestamp(.millis, utc: true)),
        LeafType(.int64, .timestamp(.micros, utc: false)), LeafType(.int64, .timestamp(.nanos, utc: false)),
        LeafType(.int96),
      ]
    case .text: [.string, LeafType(.byteArray, .json)]
    case .other:
      [
        LeafType(.boolean), LeafType(.byteArray), LeafType(.fixedLengthByteArray(3)),
        LeafType(.fixedLengthByteArray(16), .uuid), LeafType(.fixedLengthByteArray(2), .float16),
        LeafType(.int32, .time(.millis, utc: false)), LeafType(.int64, .time(.nanos, utc: true)),
      ]
    }
  }
}

func leaf(_ type: LeafType, _ repetition: Repetition = .optional, isMapKey: Bool = false) -> Leaf {
  Leaf(index: 0, path: ["c"], shortPath: "c", type: type, repetitions: [repetition], isMapKey: isMapKey)
}

/// Every type that laws are looked at with, and its kind.
let columnsOfEveryType: [(Kind, LeafType)] = Kind.allCases.flatMap { kind in kind.types.map { (kind, $0) } }

/// The masks of a pool that fit a leaf.
func fitting(_ kind: Kind, _ leaf: Leaf) throws -> [Mask] {
  try kind.masks.filter { mask in
    do {
      try mask.check(leaf)
      return true
    } catch { return false }
  }
}
