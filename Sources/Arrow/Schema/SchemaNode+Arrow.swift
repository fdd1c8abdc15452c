import Columnar

extension SchemaNode {
  /// The column for an Arrow field, in Parquet's form of lists and maps.
  ///
  /// Throws `unsupported` for what columns do not have, `malformed` for a field with the wrong children.
  init(_ field: ArrowField) throws(ArrowError) {
    self.init(field.name, field.isNullable ? .optional : .required, try Self.content(of: field))
  }

  private static func content(of field: ArrowField) throws(ArrowError) -> Content {
    switch field.type {
    case .list, .fixedSizeList:
      let element = try SchemaNode(try onlyChild(of: field))
      return .group(.list, [SchemaNode("list", .repeated, .group(nil, [element]))])
    case .map:
      let entries = try onlyChild(of: field)
      guard entries.type == .structure, entries.children.count == 2, !entries.children[0].isNullable else {
        throw ArrowError(.malformed, "an Arrow map needs entries of a key and a value", at: Place(column: field.name))
      }
      let members = [try SchemaNode(entries.children[0]), try SchemaNode(entries.children[1])]
      return .group(.map, [SchemaNode("key_value", .repeated, .group(nil, members))])
    case .structure:
      guard !field.children.isEmpty else {
        throw ArrowError(.unsupported, "a struct without fields", at: Place(column: field.name))
      }
      var members: [SchemaNode] = []
      for child in field.children { members.append(try SchemaNode(child)) }
      return .group(nil, members)
    default: return .leaf(try LeafType(field))
    }
  }

  private static func onlyChild(of field: ArrowField) throws(ArrowError) -> ArrowField {
    guard field.children.count == 1, field.dictionary == nil else {
      throw ArrowError(.malformed, "an Arrow list needs one child", at: Place(column: field.name))
    }
    return field.children[0]
  }
}

extension LeafType {
  init(_ field: ArrowField) throws(ArrowError) {
    switch field.type {
    case .null: self.init(.int32, .unknown)
    case .boolean: self.init(.boolean)
    case .integer(32, signed: true): self.init(.int32)
    case .integer(64, signed: true): self.init(.int64)
    case .integer(let bits, let signed): self.init(bits == 64 ? .int64 : .int32, .integer(bits: bits, signed: signed))
    case .floatingPoint(16): self.init(.fixedLengthByteArray(2), .float16)
    case .floatingPoint(32): self.init(.float)
    case .floatingPoint: self.init(.double)
    case .decimal(let precision, let scale, let bits):
      self.init(.fixedLengthByteArray(bits / 8), .decimal(precision: precision, scale: scale))
    case .string: self = .string
    case .binary: self.init(.byteArray)
    case .fixedSizeBinary(16) where field.extensionName == "arrow.uuid": self.init(.fixedLengthByteArray(16), .uuid)
    case .fixedSizeBinary(let width): self.init(.fixedLengthByteArray(width))
    case .date: self.init(.int32, .date)
    case .time(.second), .time(.millisecond): self.init(.int32, .time(.millis, utc: false))
    case .time(.microsecond): self.init(.int64, .time(.micros, utc: false))
    case .time(.nanosecond): self.init(.int64, .time(.nanos, utc: false))
    case .timestamp(let unit, let zone):
      let stored: TimeUnit = unit == .nanosecond ? .nanos : unit == .microsecond ? .micros : .millis
      self.init(.int64, .timestamp(stored, utc: zone != nil))
    case .duration, .stringView, .binaryView, .listView:
      throw ArrowError(.unsupported, "durations and views in Arrow data", at: Place(column: field.name))
    case .list, .fixedSizeList, .map, .structure: preconditionFailure("not a leaf")
    }
  }
}
