import Columnar

extension SchemaNode {
  /// Appends this node and what is beneath it.
  func appendElements(to elements: inout [SchemaElement]) {
    var element = SchemaElement(repetition: repetition, name: name, fieldID: fieldID)
    switch content {
    case .leaf(let type):
      element.type = type.physical.primitive
      if case .fixedLengthByteArray(let width) = type.physical { element.typeLength = Int32(clamping: width) }
      if let logical = type.logical { element.annotate(logical) }
      if hasEarlyAnnotation { element.logicalType = nil }
      elements.append(element)
    case .group(let meaning, let children):
      element.childCount = Int32(clamping: children.count)
      if let meaning { element.annotate(meaning) }
      elements.append(element)
      for child in children { child.appendElements(to: &elements) }
    }
  }
}

extension SchemaElement {
  fileprivate mutating func annotate(_ meaning: GroupMeaning) {
    switch meaning {
    case .list:
      logicalType = .list
      convertedType = .list
    case .map:
      logicalType = .map
      convertedType = .map
    case .mapKeyValue: convertedType = .mapKeyValue
    case .variant(let version): logicalType = .variant(specificationVersion: version)
    case .other(let logical): annotate(logical)
    }
  }

  /// Sets both forms of an annotation, as the format asks for the sake of older readers.
  fileprivate mutating func annotate(_ logical: LogicalType) {
    logicalType = LogicalAnnotation(logical)
    convertedType = ConvertedType(logical)
    if case .decimal(let precision, let scale) = logical {
      self.precision = Int32(clamping: precision)
      self.scale = Int32(clamping: scale)
    }
  }
}

extension LogicalAnnotation {
  /// Nil where there is only a converted type.
  fileprivate init?(_ logical: LogicalType) {
    switch logical {
    case .string: self = .string
    case .enumeration: self = .enumeration
    case .json: self = .json
    case .bson: self = .bson
    case .uuid: self = .uuid
    case .integer(let bits, let signed): self = .integer(bits: Int8(clamping: bits), signed: signed)
    case .decimal(let precision, let scale):
      self = .decimal(precision: Int32(clamping: precision), scale: Int32(clamping: scale))
    case .date: self = .date
    case .time(let unit, let utc): self = .time(unit, utc: utc)
    case .timestamp(let unit, let utc): self = .timestamp(unit, utc: utc)
    case .interval: return nil
    case .float16: self = .float16
    case .unknown: self = .unknown
    case .geometry(let crs): self = .geometry(crs: crs)
    case .geography(let crs, let algorithm): self = .geography(crs: crs, algorithm: algorithm)
    case .earlyNull: return nil
    case .other(let id): self = .other(id)
    }
  }
}

extension ConvertedType {
  /// Nil where there was none before logical types.
  fileprivate init?(_ logical: LogicalType) {
    switch logical {
    case .string: self = .utf8
    case .enumeration: self = .enumeration
    case .json: self = .json
    case .bson: self = .bson
    case .integer(8, let signed): self = signed ? .int8 : .uint8
    case .integer(16, let signed): self = signed ? .int16 : .uint16
    case .integer(32, let signed): self = signed ? .int32 : .uint32
    case .integer(64, let signed): self = signed ? .int64 : .uint64
    case .decimal: self = .decimal
    case .date: self = .date
    case .time(.millis, _): self = .timeMillis
    case .time(.micros, _): self = .timeMicros
    case .timestamp(.millis, _): self = .timestampMillis
    case .timestamp(.micros, _): self = .timestampMicros
    case .interval: self = .interval
    case .earlyNull: self = .null
    case .integer, .time(.nanos, _), .timestamp(.nanos, _), .uuid, .float16, .unknown, .geometry, .geography, .other:
      return nil
    }
  }
}
