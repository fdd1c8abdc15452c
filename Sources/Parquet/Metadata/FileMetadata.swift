/// A key and a value that a writer left (parquet.thrift, `KeyValue`). A value may be any text.
public struct KeyValue: Hashable, Sendable {
  public var key: String
  public var value: String?

  public init(key: String, value: String?) {
    self.key = key
    self.value = value
  }
}

/// By which order a column's statistics are made (parquet.thrift, `ColumnOrder`).
public enum ColumnOrder: Hashable, Sendable {
  /// The order of the logical type, else of the physical type.
  case typeDefined
  case ieee754Total
  case int96Timestamp
  /// An order of a later version of the format, by its field number: such statistics say nothing.
  case other(Int16)
}

/// The footer (parquet.thrift, `FileMetaData`).
public struct FileMetadata: Hashable, Sendable {
  public var version: Int32
  /// Depth first; the first is the root.
  public var schema: [SchemaElement]
  public var rowCount: Int
  public var rowGroups: [RowGroup]
  public var keyValueMetadata: [KeyValue]?
  public var createdBy: String?
  /// One a leaf.
  public var columnOrders: [ColumnOrder]?
  /// Whether the footer says anything of encryption: then the file is refused.
  public var isEncrypted: Bool

  public init(
    version: Int32, schema: [SchemaElement], rowCount: Int, rowGroups: [RowGroup],
    keyValueMetadata: [KeyValue]? = nil, createdBy: String? = nil, columnOrders: [ColumnOrder]? = nil,
    isEncrypted: Bool = false
  ) {
    self.version = version
    self.schema = schema
    self.rowCount = rowCount
    self.rowGroups = rowGroups
    self.keyValueMetadata = keyValueMetadata
    self.createdBy = createdBy
    self.columnOrders = columnOrders
    self.isEncrypted = isEncrypted
  }
}
