import Columnar

/// One array of a record batch: how many cells, which are there, and its other buffers.
struct ArrowArray {
  var field: ArrowField
  var count: Int
  /// Nil: all cells are there.
  var validity: Bitmap?
  /// Ranges of the body.
  var buffers: [Range<Int>]
  var children: [ArrowArray]
}

/// Hands out the arrays and buffers that a record batch lists depth first, each checked against the body.
struct ArrayCursor {
  let body: [UInt8]
  private var nodes: ArraySlice<Int64>
  private var buffers: ArraySlice<Int64>
  private let maxCells: Int

  /// - Parameter batch: a `RecordBatch` table (Message.fbs).
  init(_ batch: FlatTable, body: [UInt8], limits: ArrowLimits) throws(ArrowError) {
    guard try batch.table(3) == nil else {
      throw ArrowError(.unsupported, "compressed Arrow data", hint: "write the stream without compression")
    }
    self.body = body
    nodes = try batch.structs(1, fields: 2)[...]
    buffers = try batch.structs(2, fields: 2)[...]
    maxCells = limits.maxCells
  }

  /// Every node and buffer must have been used.
  func finish() throws(ArrowError) {
    guard nodes.isEmpty, buffers.isEmpty else { throw ArrowError(.malformed, "a record batch has too many buffers") }
  }

  /// The next array, of at least `minimum` cells; what it has beyond them is never looked at.
  mutating func array(_ field: ArrowField, minimum: Int) throws(ArrowError) -> ArrowArray {
    guard let count = nodes.popFirst(), let nulls = nodes.popFirst(), count >= 0, nulls >= 0, count >= minimum else {
      throw ArrowError(.malformed, "an array of a record batch is missing or too short", at: Place(column: field.name))
    }
    guard count <= maxCells else {
      throw ArrowError(.limitExceeded, "an array of more than \(maxCells) cells", at: Place(column: field.name))
    }
    // A cell has a bit at least, somewhere; where nothing at all is stored, a batch is not long.
    guard count <= 8 * (body.count + 8192) else { throw tooShort(field) }
    let cells = Int(count)
    if field.type == .null, field.dictionary == nil {
      return ArrowArray(
        field: field, count: cells, validity: Bitmap(repeating: false, count: cells), buffers: [], children: [])
    }
    var array = ArrowArray(
      field: field, count: cells, validity: try validity(cells, isNeeded: nulls > 0, field), buffers: [], children: [])
    for _ in 0..<field.bufferCount { array.buffers.append(try buffer(field)) }
    if field.dictionary == nil { try appendChildren(to: &array) }
    return array
  }

  private mutating func appendChildren(to array: inout ArrowArray) throws(ArrowError) {
    let minimum: Int
    switch array.field.type {
    case .structure: minimum = array.count
    case .fixedSizeList(let count):
      let (cells, overflow) = array.count.multipliedReportingOverflow(by: count)
      minimum = overflow ? .max : cells
    default: minimum = 0
    }
    for child in array.field.children { array.children.append(try self.array(child, minimum: minimum)) }
  }

  private mutating func validity(
    _ count: Int, isNeeded: Bool, _ field: ArrowField
  ) throws(ArrowError) -> Bitmap? {
    let range = try buffer(field)
    guard isNeeded else { return nil }
    guard range.count >= (count + 7) / 8 else { throw tooShort(field) }
    return bits(range, count: count)
  }

  /// Bits of a buffer that is long enough.
  func bits(_ range: Range<Int>, count: Int) -> Bitmap {
    let bytes = body.rawBytes
    var words = [UInt64](repeating: 0, count: (count + 63) / 64)
    for byte in 0..<(count + 7) / 8 {
      words[byte >> 3] |= UInt64(bytes[range.lowerBound + byte]) << UInt64(8 * (byte & 7))
    }
    return Bitmap(words: words, count: count)
  }

  private mutating func buffer(_ field: ArrowField) throws(ArrowError) -> Range<Int> {
    guard let offset = buffers.popFirst(), let length = buffers.popFirst(), offset >= 0, length >= 0,
      length <= body.count, offset <= body.count - Int(length)
    else { throw ArrowError(.malformed, "a buffer is missing or outside its message", at: Place(column: field.name)) }
    return Int(offset)..<Int(offset) + Int(length)
  }

  func tooShort(_ field: ArrowField) -> ArrowError {
    ArrowError(.malformed, "a buffer is shorter than its array", at: Place(column: field.name))
  }
}

extension ArrowField {
  /// Buffers behind the validity.
  fileprivate var bufferCount: Int {
    if dictionary != nil { return 1 }
    switch type {
    case .null, .structure, .fixedSizeList: return 0
    case .string, .binary: return 2
    case .boolean, .integer, .floatingPoint, .decimal, .fixedSizeBinary, .date, .time, .timestamp, .list, .map: return 1
    case .duration, .stringView, .binaryView, .listView: preconditionFailure("refused with the schema")
    }
  }
}
