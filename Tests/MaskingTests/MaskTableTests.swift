import Columnar
import Masking
import Testing

/// The table of functions in masks.md: what each takes, what it gives, and where it may give NULL.
@Suite struct MaskTableTests {
  private static let integers: Set = ["i8", "u8", "i16", "u16", "i32", "u32", "i64", "u64"]
  private static let decimals: Set = ["d5.2", "d4", "d18", "d9", "d38", "d20"]
  private static let floats: Set = ["f32", "f64"]
  private static let moments: Set = ["date", "ms", "us", "ns", "int96"]
  private static let numbers = integers.union(decimals).union(floats)
  private static let any = Set(namedTypes.keys)

  struct Row: Sendable {
    var mask: String
    var types: Set<String>
    var writesText = false
    var mayBeNull = false
  }

  private static let rows = [
    Row(mask: "null", types: any, mayBeNull: true), Row(mask: "hash", types: any, writesText: true),
    Row(mask: "pseudonym", types: ["i32", "u32", "i64", "u64", "s", "uuid"]), Row(mask: "show(first=1)", types: ["s"]),
    Row(mask: "classes", types: ["s"]), Row(mask: "regex(pattern='a', replace='b')", types: ["s"], mayBeNull: true),
    Row(mask: "email", types: ["s"]), Row(mask: "ip", types: ["s"], mayBeNull: true),
    Row(mask: "url", types: ["s"], mayBeNull: true), Row(mask: "round(5)", types: numbers),
    Row(mask: "bucket(5)", types: numbers, writesText: true),
    Row(mask: "bucket('2024-01-01')", types: moments, writesText: true), Row(mask: "truncate(day)", types: moments),
    Row(mask: "shift(days=1, by=e)", types: moments, mayBeNull: true),
    Row(mask: "geo(1)", types: floats.union(decimals)), Row(mask: "fpe", types: ["s"], mayBeNull: true),
    Row(mask: "encrypt", types: any, writesText: true), Row(mask: "noise(laplace=1)", types: numbers),
    Row(mask: "respond(keep=0.5, from=[1, 2])", types: integers),
    Row(mask: "respond(keep=0.5, from=['a'])", types: ["s"]),
    Row(mask: "respond(keep=0.5, from=[true])", types: ["bool"]), Row(mask: "replace(with=['a'])", types: ["s"]),
  ]

  @Test(arguments: rows)
  func masksTakeTheTypesThatAreListed(row: Row) throws {
    let mask = try Mask.parse(row.mask)
    for (name, type) in namedTypes {
      if row.types.contains(name) {
        #expect(throws: Never.self, "\(mask) on \(name)") { try mask.check(leaf(type)) }
      } else {
        #expect(throws: MaskingError.self, "\(mask) on \(name)") { try mask.check(leaf(type)) }
      }
    }
  }

  /// A flat leaf and one within a list, each REQUIRED.
  private func leaves(_ type: LeafType) -> [Leaf] {
    [
      leaf(type, .required),
      Leaf(
        index: 0, path: ["items", "list", "element", "price"], shortPath: "items.price", type: type,
        repetitions: [.optional, .repeated, .optional, .required], isMapKey: false),
    ]
  }

  @Test(arguments: rows)
  func outputsHaveTheTypeAndNullabilityThatAreListed(row: Row) throws {
    let mask = try Mask.parse(row.mask)
    for name in row.types {
      guard let type = namedTypes[name] else { continue }
      for leaf in leaves(type) {
        let output = row.writesText ? .string : type
        let column = try Treatment(leaf: leaf, always: [mask], cells: [])
        #expect(column.outputType == output && column.writesText == row.writesText, "\(mask) on \(name)")
        #expect(column.becomesOptional == row.mayBeNull, "\(mask) on \(name)")
        if row.writesText, type.kind == .binary {
          #expect(throws: MaskingError.self) { try Treatment(leaf: leaf, always: [], cells: [mask]) }
          continue
        }
        let cells = try Treatment(leaf: leaf, always: [], cells: [mask])
        #expect(cells.outputType == output && cells.becomesOptional == row.mayBeNull, "\(mask) on cells of \(name)")
        // A second mask that cells may have, and both of them at once.
        let other = try Mask.parse("null")
        #expect(try Treatment(leaf: leaf, always: [], cells: [mask, other]).becomesOptional, "\(mask) on \(name)")
      }
    }
  }
}
