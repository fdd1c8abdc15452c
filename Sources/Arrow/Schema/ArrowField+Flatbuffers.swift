import Columnar

extension ArrowField {
  /// The table `Field` (Schema.fbs).
  var flatValue: FlatValue {
    let (tag, type) = type.flatUnion
    let metadata: FlatValue? = extensionName.map { name in
      .tables([
        .table([.string("ARROW:extension:name"), .string(name)]),
        .table([.string("ARROW:extension:metadata"), .string("")]),
      ])
    }
    return .table([
      .string(name), .bool(isNullable), .byte(tag), type, dictionary?.flatValue, .tables(children.map(\.flatValue)),
      metadata,
    ])
  }
}

extension ArrowField.Dictionary {
  /// The table `DictionaryEncoding` (Schema.fbs).
  fileprivate var flatValue: FlatValue {
    .table([.long(id), .table([.int(Int32(indexBits)), .bool(indexSigned)]), .bool(isOrdered)])
  }
}

extension ArrowType {
  /// The union `Type` (Schema.fbs): its tag and its table.
  fileprivate var flatUnion: (tag: UInt8, table: FlatValue) {
    switch self {
    case .null: (1, .table([]))
    case .integer(let bits, let signed): (2, .table([.int(Int32(bits)), .bool(signed)]))
    case .floatingPoint(let bits): (3, .table([.short(bits == 16 ? 0 : bits == 32 ? 1 : 2)]))
    case .binary(large: false): (4, .table([]))
    case .string(large: false): (5, .table([]))
    case .boolean: (6, .table([]))
    case .decimal(let precision, let scale, let bits):
      (7, .table([.int(Int32(precision)), .int(Int32(scale)), .int(Int32(bits))]))
    case .date(let milliseconds): (8, .table([.short(milliseconds ? 1 : 0)]))
    case .time(let unit): (9, .table([.short(unit.rawValue), .int(unit.rawValue <= 1 ? 32 : 64)]))
    case .timestamp(let unit, let zone): (10, .table([.short(unit.rawValue), zone.map(FlatValue.string)]))
    case .list(large: false): (12, .table([]))
    case .structure: (13, .table([]))
    case .fixedSizeBinary(let width): (15, .table([.int(Int32(width))]))
    case .fixedSizeList(let count): (16, .table([.int(Int32(count))]))
    case .map(let sorted): (17, .table([.bool(sorted)]))
    case .duration(let unit): (18, .table([.short(unit.rawValue)]))
    case .binary(large: true): (19, .table([]))
    case .string(large: true): (20, .table([]))
    case .list(large: true): (21, .table([]))
    case .binaryView: (23, .table([]))
    case .stringView: (24, .table([]))
    case .listView(large: false): (25, .table([]))
    case .listView(large: true): (26, .table([]))
    }
  }
}
