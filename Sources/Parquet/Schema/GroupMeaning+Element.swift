import Columnar

extension GroupMeaning {
  /// Nil where the group has no annotation. Only some annotations mean something on a group.
  init?(_ element: SchemaElement) throws(ParquetError) {
    switch element.logicalType {
    case .list: self = .list
    case .map: self = .map
    case .variant(let version): self = .variant(specificationVersion: version)
    case .some:
      guard let logical = try LogicalType(element) else { return nil }
      self = .other(logical)
    case nil: try self.init(convertedTypeOf: element)
    }
  }

  private init?(convertedTypeOf element: SchemaElement) throws(ParquetError) {
    switch element.convertedType {
    case .list: self = .list
    case .map: self = .map
    case .mapKeyValue: self = .mapKeyValue
    case .some:
      guard let logical = try LogicalType(element) else { return nil }
      self = .other(logical)
    case nil: return nil
    }
  }
}
