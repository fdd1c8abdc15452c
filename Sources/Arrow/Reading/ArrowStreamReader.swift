import Columnar

/// Reads the Arrow IPC streaming format, and files, whose beginning is a stream, from untrusted bytes.
public struct ArrowStreamReader {
  public let schema: Schema
  private let fields: [ArrowField]
  private let limits: ArrowLimits
  private var messages: MessageReader
  private var dictionaries: [Int64: Values] = [:]

  /// Reads the schema.
  ///
  /// - Throws: `ArrowError` (`malformed`; `unsupported` for views, unions, intervals, run ends and compressed
  ///   bodies; `limitExceeded`), or what the stream throws.
  public init(_ stream: any ArrowByteStream, limits: ArrowLimits = ArrowLimits()) throws {
    self.limits = limits
    messages = MessageReader(stream, limits: limits)
    guard case .schema(let table)? = try messages.next()?.header else {
      throw ArrowError(.malformed, "an Arrow stream begins with a schema")
    }
    fields = try ArrowField.fields(of: table)
    schema = Schema(fields: try fields.map { try SchemaNode($0) })
  }

  /// The next record batch: all leaves of the schema, of `rows` rows each; nil at the end.
  public mutating func next() throws -> (columns: [Column], rows: Int)? {
    while let message = try messages.next() {
      switch message.header {
      case .schema: throw ArrowError(.malformed, "a second schema in an Arrow stream")
      case .dictionary(let table): try takeDictionary(table, message.body)
      case .records(let table): return try columns(table, fields, schema, message.body)
      }
    }
    return nil
  }

  private func columns(
    _ batch: FlatTable, _ fields: [ArrowField], _ schema: Schema, _ body: [UInt8]
  ) throws(ArrowError) -> (columns: [Column], rows: Int) {
    let rows = try batch.scalar(0, Int64(0))
    guard rows >= 0, rows <= limits.maxCells else {
      throw ArrowError(.limitExceeded, "a record batch of more than \(limits.maxCells) rows")
    }
    var cursor = try ArrayCursor(batch, body: body, limits: limits)
    var arrays: [ArrowArray] = []
    for field in fields { arrays.append(try cursor.array(field, minimum: Int(rows))) }
    try cursor.finish()
    let shredder = try LevelShredder(
      arrays, schema: schema, rows: Int(rows), body: body, dictionaries: dictionaries)
    return (shredder.columns, Int(rows))
  }

  /// A `DictionaryBatch` (Message.fbs): the values of every field with its number.
  private mutating func takeDictionary(_ table: FlatTable, _ body: [UInt8]) throws(ArrowError) {
    let id = try table.scalar(0, Int64(0))
    guard let batch = try table.table(1), let field = Self.field(withDictionary: id, in: fields) else {
      throw ArrowError(.malformed, "a dictionary that no field has")
    }
    let values = ArrowField(
      field.name, field.type, nullable: false, children: field.children, extensionName: field.extensionName)
    let schema = Schema(fields: [try SchemaNode(values)])
    guard schema.leaves.count == 1, schema.leaves[0].isFlat else {
      throw ArrowError(.unsupported, "a dictionary of nested values", at: Place(column: field.name))
    }
    let read = try columns(batch, [values], schema, body).columns[0].data.values
    guard try table.bool(2), let earlier = dictionaries[id] else {
      dictionaries[id] = read
      return
    }
    guard earlier.byteCount + read.byteCount <= limits.maxMessageSize else {
      throw ArrowError(.limitExceeded, "a dictionary of more than \(limits.maxMessageSize) bytes")
    }
    dictionaries[id] = earlier.appending(read)
  }

  private static func field(withDictionary id: Int64, in fields: [ArrowField]) -> ArrowField? {
    for field in fields {
      if field.dictionary?.id == id { return field }
      if let found = Self.field(withDictionary: id, in: field.children) { return found }
    }
    return nil
  }
}
