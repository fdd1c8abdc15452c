extension ArrowField {
  /// How many fields a schema may have, and how deep they may nest.
  private static let limit = 100_000
  private static let depthLimit = 64

  /// The fields of a `Schema` table (Schema.fbs).
  static func fields(of schema: FlatTable) throws(ArrowError) -> [ArrowField] {
    guard try schema.scalar(0, Int16(0)) == 0 else { throw ArrowError(.unsupported, "big-endian Arrow data") }
    var count = 0
    return try fields(in: schema.tables(1), depth: 0, &count)
  }

  private static func fields(
    in tables: [FlatTable], depth: Int, _ count: inout Int
  ) throws(ArrowError) -> [ArrowField] {
    guard depth < depthLimit else { throw ArrowError(.limitExceeded, "an Arrow schema nests too deep") }
    var fields: [ArrowField] = []
    for table in tables {
      count += 1
      guard count <= limit else { throw ArrowError(.limitExceeded, "an Arrow schema has too many fields") }
      let children = try Self.fields(in: table.tables(5), depth: depth + 1, &count)
      fields.append(try ArrowField(table, children: children))
    }
    return fields
  }

  private init(_ table: FlatTable, children: [ArrowField]) throws(ArrowError) {
    guard let type = try table.table(3) else { throw ArrowError(.malformed, "an Arrow field has no type") }
    self.init(
      try table.string(0) ?? "", try ArrowType(tag: try table.scalar(2, UInt8(0)), type),
      nullable: try table.bool(1), children: children)
    if let encoding = try table.table(4) {
      let index = try encoding.table(1)
      dictionary = Dictionary(
        id: try encoding.scalar(0, Int64(0)), indexBits: Int(try index?.scalar(0, Int32(0)) ?? 32),
        indexSigned: try index?.bool(1) ?? true, isOrdered: try encoding.bool(2))
    }
    for pair in try table.tables(6) where try pair.string(0) == "ARROW:extension:name" {
      extensionName = try pair.string(1)
    }
  }
}

extension ArrowType {
  /// The union `Type` (Schema.fbs).
  fileprivate init(tag: UInt8, _ table: FlatTable) throws(ArrowError) {
    switch tag {
    case 1: self = .null
    case 2:
      self = .integer(bits: try Self.bits(try table.scalar(0, Int32(0)), [8, 16, 32, 64]), signed: try table.bool(1))
    case 3: self = .floatingPoint(bits: 16 << Int(try Self.member(try table.scalar(0, Int16(0)), 0...2)))
    case 4: self = .binary(large: false)
    case 5: self = .string(large: false)
    case 6: self = .boolean
    case 7:
      self = .decimal(
        precision: Int(try Self.member(try table.scalar(0, Int32(0)), 1...76)),
        scale: Int(try Self.member(try table.scalar(1, Int32(0)), 0...76)),
        bits: try Self.bits(try table.scalar(2, Int32(128)), [32, 64, 128, 256]))
    case 8: self = .date(milliseconds: try Self.member(try table.scalar(0, Int16(1)), 0...1) == 1)
    case 9: self = .time(try Self.unit(try table.scalar(0, Int16(1))))
    case 10: self = .timestamp(try Self.unit(try table.scalar(0, Int16(0))), zone: try table.string(1))
    case 12: self = .list(large: false)
    case 13: self = .structure
    case 15: self = .fixedSizeBinary(width: Int(try Self.member(try table.scalar(0, Int32(0)), 1...(1 << 24))))
    case 16: self = .fixedSizeList(count: Int(try Self.member(try table.scalar(0, Int32(0)), 0...(1 << 24))))
    case 17: self = .map(sorted: try table.bool(0))
    case 18: self = .duration(try Self.unit(try table.scalar(0, Int16(1))))
    case 19: self = .binary(large: true)
    case 20: self = .string(large: true)
    case 21: self = .list(large: true)
    case 23: self = .binaryView
    case 24: self = .stringView
    case 25: self = .listView(large: false)
    case 26: self = .listView(large: true)
    default: throw ArrowError(.unsupported, "Arrow type number \(tag)")
    }
  }

  private static func bits(_ value: Int32, _ allowed: [Int]) throws(ArrowError) -> Int {
    guard allowed.contains(Int(value)) else { throw ArrowError(.malformed, "an Arrow type of \(value) bits") }
    return Int(value)
  }

  private static func member<Value: Comparable>(_ value: Value, _ range: ClosedRange<Value>) throws(ArrowError) -> Value
  {
    guard range.contains(value) else { throw ArrowError(.malformed, "an Arrow type's parameter is out of range") }
    return value
  }

  private static func unit(_ value: Int16) throws(ArrowError) -> ArrowTimeUnit {
    guard let unit = ArrowTimeUnit(rawValue: value) else { throw ArrowError(.malformed, "an unknown unit of time") }
    return unit
  }
}
