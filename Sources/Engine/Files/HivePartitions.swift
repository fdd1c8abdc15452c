import Columnar

/// Columns that no file holds: the `key=value` directories in which a dataset's files lie.
///
/// As other engines read them: names and values are percent-decoded, `__HIVE_DEFAULT_PARTITION__` is NULL, and a key of
/// whose values all are integers is an INT(32) or INT(64), any other a STRING. A key that the files have as a column too
/// is not taken from the path.
struct HivePartitions {
  /// Optional leaves, in the order of the path.
  let fields: [SchemaNode]
  /// For each file, a value for each field: one or, for NULL, none.
  let values: [[Values]]

  init(of files: [ListedFile], schema: Schema) throws(EngineError) {
    let own = Set(schema.fields.map(\.name))
    var paths: [[Pair]] = []
    for file in files {
      let pairs = HivePartitions.pairs(of: file.relative).filter { !own.contains($0.key) }
      guard Set(pairs.map(\.key)).count == pairs.count else {
        throw EngineError(.malformed, "a partition key is in its path twice", at: Place(file: file.path))
      }
      if let first = paths.first, first.map(\.key) != pairs.map(\.key) {
        throw EngineError(
          .malformed, "its path has other partition keys than the first file's", at: Place(file: file.path))
      }
      paths.append(pairs)
    }
    let keys = paths.first?.map(\.key) ?? []
    let types = keys.indices.map { key in HivePartitions.type(of: paths.compactMap { $0[key].value }) }
    fields = zip(keys, types).map { SchemaNode($0, .optional, .leaf($1)) }
    values = paths.map { pairs in zip(pairs, types).map { $0.values(of: $1) } }
  }

  fileprivate struct Pair {
    var key: String
    var value: String?
  }

  private static func pairs(of path: String) -> [Pair] {
    path.split(separator: "/").dropLast().compactMap { directory in
      guard let equals = directory.firstIndex(of: "="), equals > directory.startIndex else { return nil }
      let value = directory[directory.index(after: equals)...]
      return Pair(
        key: percentDecoded(directory[..<equals]),
        value: value == "__HIVE_DEFAULT_PARTITION__" ? nil : percentDecoded(value))
    }
  }

  private static func type(of values: [String]) -> LeafType {
    guard !values.isEmpty, values.allSatisfy({ integer($0) != nil }) else { return .string }
    let isNarrow = values.allSatisfy { integer($0).flatMap { Int32(exactly: $0) } != nil }
    return isNarrow
      ? LeafType(.int32, .integer(bits: 32, signed: true)) : LeafType(.int64, .integer(bits: 64, signed: true))
  }

  fileprivate static func integer(_ text: String) -> Int64? { text.hasPrefix("+") ? nil : Int64(text) }

  /// Escapes that stand for no text stay as they are.
  private static func percentDecoded(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    let bytes = Array(text.utf8)
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, bytes[index + 1] != UInt8(ascii: "+"),
        let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        decoded.append(byte)
        index += 3
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return String(validating: decoded, as: UTF8.self) ?? String(text)
  }
}

extension HivePartitions.Pair {
  fileprivate func values(of type: LeafType) -> Values {
    guard let value else { return .empty(type.physical) }
    switch type.physical {
    case .int32: return .int32(HivePartitions.integer(value).map { [Int32(truncatingIfNeeded: $0)] } ?? [])
    case .int64: return .int64(HivePartitions.integer(value).map { [$0] } ?? [])
    default: return .bytes(ByteStrings([value]))
    }
  }
}
