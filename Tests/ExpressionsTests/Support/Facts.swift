import Columnar
import Glibc

@testable import Expressions

/// Rows, and what predicates are on them: worked out with a row-by-row interpreter of expressions.md.
///
/// A file holds tables. Lines: `TABLE rows`; for each leaf of `wideSchema` `LEAF`, definition levels, repetition
/// levels and values; then `P`, the value on each row (T, F, N; E: refused), the normal form or `-`, and the predicate.
struct Facts {
  struct Predicate {
    var values: String
    var normalForm: String?
    var text: String
  }

  var rows: Int
  var columns: [Column] = []
  var predicates: [Predicate] = []

  static func read(_ path: String) -> [Facts] {
    var tables: [Facts] = []
    for line in lines(of: path) {
      let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      switch fields[0] {
      case "TABLE":
        break
      case "LEAF":
        let leaf = wideSchema.leaves[tables[tables.count - 1].columns.count]
        tables[tables.count - 1].columns.append(column(leaf, tables[tables.count - 1].rows, fields))
      case "P":
        tables[tables.count - 1].predicates.append(
          Predicate(values: fields[1], normalForm: fields[2] == "-" ? nil : fields[2], text: fields[3]))
      default:
        if fields[0].hasPrefix("TABLE ") { tables.append(Facts(rows: Int(fields[0].dropFirst(6)) ?? 0)) }
      }
    }
    return tables
  }

  var batch: RowBatch {
    RowBatch(rows: rows, columns: Dictionary(uniqueKeysWithValues: columns.map { ($0.leaf.index, $0) }))
  }

  private static func lines(of path: String) -> [ArraySlice<UInt8>] {
    guard let file = unsafe fopen(path, "r") else { return [] }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe fread(&chunk, 1, chunk.count, file)
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return bytes.split(separator: UInt8(ascii: "\n"))
  }

  private static func column(_ leaf: Leaf, _ rows: Int, _ fields: [String]) -> Column {
    let definition = fields[1].utf8.map { $0 - UInt8(ascii: "0") }
    let repetition = fields[2].utf8.map { $0 - UInt8(ascii: "0") }
    let texts = fields[3].split(separator: " ").map(String.init)
    let structure: Structure
    if leaf.isFlat {
      structure = leaf.isOptional ? .optional(Bitmap(definition.map { $0 == 1 })) : .required(rows: rows)
    } else {
      structure = .nested(
        Levels(definition: definition, repetition: leaf.maxRepetition == 0 ? [] : repetition, rows: rows))
    }
    return Column(leaf: leaf, structure: structure, data: .plain(values(texts, leaf.type.physical)))
  }

  private static func values(_ texts: [String], _ type: PhysicalType) -> Values {
    switch type {
    case .boolean: .boolean(Bitmap(texts.map { $0 == "1" }))
    case .int32: .int32(texts.map { Int32(truncatingIfNeeded: Int64($0) ?? 0) })
    case .int64: .int64(texts.map { Int64(truncatingIfNeeded: Int128($0) ?? 0) })
    case .float: .float(texts.map { Float(bitPattern: UInt32($0, radix: 16) ?? 0) })
    case .double: .double(texts.map { Double(bitPattern: UInt64($0, radix: 16) ?? 0) })
    case .byteArray:
      .bytes(texts.reduce(into: ByteStrings()) { $0.append(Parser.bytes(hexadecimal: $1.dropFirst().utf8) ?? []) })
    case .int96: .fixed(FixedBytes(width: 12, count: 0, bytes: []))
    case .fixedLengthByteArray(let width):
      .fixed(FixedBytes(width: width, count: texts.count, bytes: texts.flatMap { fixed($0, width) }))
    }
  }

  /// Hexadecimal bytes, or a big-endian number.
  private static func fixed(_ text: String, _ width: Int) -> [UInt8] {
    if text.hasPrefix("x") { return Parser.bytes(hexadecimal: text.dropFirst().utf8) ?? [] }
    let number = Int128(text) ?? 0
    return (0..<width).map { UInt8(truncatingIfNeeded: number >> Int128(8 * (width - 1 - $0))) }
  }
}

extension TruthValues {
  /// One letter a row: T, F or N.
  var letters: String { String((0..<isTrue.count).map { isTrue[$0] ? "T" : isNull[$0] ? "N" : "F" }) }
}
