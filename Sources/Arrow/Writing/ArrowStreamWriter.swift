import Columnar

/// Writes columns in the Arrow IPC streaming format (Arrow columnar format 1.5, "IPC Streaming Format").
public struct ArrowStreamWriter: Sendable {
  private let schema: Schema
  private let fields: [ArrowField]

  /// Throws `unsupported` for a type that Arrow does not have.
  public init(_ schema: Schema) throws(ArrowError) {
    self.schema = schema
    var fields: [ArrowField] = []
    for node in schema.fields { fields.append(try ArrowField(node)) }
    self.fields = fields
  }

  /// The schema message, which begins a stream.
  public var head: [UInt8] { ArrowStreamWriter.head(of: fields) }

  static func head(of fields: [ArrowField]) -> [UInt8] {
    message(tag: 1, .table([.short(0), .tables(fields.map(\.flatValue))]), body: [])
  }

  /// What ends a stream.
  public var tail: [UInt8] { [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0] }

  /// One or more record batches with these rows; `columns` are all leaves of the schema, in order.
  ///
  /// Throws `limitExceeded` where a single row has 2 GiB of text, `malformed` and `unsupported` for values that
  /// their Arrow type cannot hold.
  public func batch(_ columns: [Column], rows: Int) throws(ArrowError) -> [UInt8] {
    guard columns.allSatisfy({ $0.fitsOffsets }) else {
      guard rows > 1 else {
        throw ArrowError(.limitExceeded, "a row has more than 2 GiB in a column", hint: "choose another format")
      }
      let middle = rows / 2
      let first = try batch(columns.map { $0.rows(0..<middle) }, rows: middle)
      return try first + batch(columns.map { $0.rows(middle..<rows) }, rows: rows - middle)
    }
    let body = try ArrayAssembler(schema: schema, columns: columns).body
    return ArrowStreamWriter.message(tag: 3, body.flatValue(rows: rows), body: body.bytes)
  }

  /// An encapsulated message: a marker, the metadata's length, the metadata, the body.
  private static func message(tag: UInt8, _ header: FlatValue, body: [UInt8]) -> [UInt8] {
    let version: Int16 = 4
    let metadata = FlatValue.table([.short(version), .byte(tag), header, .long(Int64(body.count))]).buffer
    let length = [Int32(metadata.count)].copiedBytes
    return [0xFF, 0xFF, 0xFF, 0xFF] + length + metadata + body
  }
}

extension Column {
  /// Whether 32-bit offsets reach over all of its bytes and elements.
  fileprivate var fitsOffsets: Bool {
    let limit = Int(Int32.max)
    if case .nested(let levels) = structure, levels.definition.count > limit { return false }
    switch data {
    case .plain(.bytes(let values)): return values.bytes.count <= limit
    case .dictionary(.bytes(let values), let indices):
      var total = 0
      for index in indices {
        total += values.range(Int(index)).count
        if total > limit { return false }
      }
      return true
    case .plain, .dictionary: return true
    }
  }
}
