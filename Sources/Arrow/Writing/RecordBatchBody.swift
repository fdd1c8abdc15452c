import Columnar

/// The arrays of a record batch, depth first: their lengths, and their buffers one after the other (Arrow format, "RecordBatch message").
struct RecordBatchBody {
  private(set) var bytes: [UInt8] = []
  /// Length and NULL count of each array.
  private(set) var nodes: [Int64] = []
  /// Offset and length of each buffer.
  private(set) var buffers: [Int64] = []

  /// Begins an array; `validity` nil: nothing in it is NULL.
  mutating func begin(length: Int, validity: Bitmap?) {
    let nulls = validity.map { $0.count - $0.setCount } ?? 0
    nodes += [Int64(length), Int64(nulls)]
    append(nulls > 0 ? (validity?.bytes ?? []) : [])
  }

  /// Appends one buffer, and pads it to 8 bytes.
  mutating func append(_ buffer: [UInt8]) {
    buffers += [Int64(bytes.count), Int64(buffer.count)]
    bytes += buffer
    bytes += [UInt8](repeating: 0, count: (8 - bytes.count % 8) % 8)
  }

  /// The message's metadata: a `RecordBatch` (Message.fbs).
  func flatValue(rows: Int) -> FlatValue {
    .table([
      .long(Int64(rows)), .structs(words: nodes, count: nodes.count / 2),
      .structs(words: buffers, count: buffers.count / 2),
    ])
  }
}

extension Bitmap {
  /// The bits as bytes, the first bit lowest, padded to whole words.
  var bytes: [UInt8] { words.copiedBytes }
}

extension Array where Element: FixedWidthInteger & BitwiseCopyable {
  /// The elements' memory, little-endian.
  var copiedBytes: [UInt8] {
    let source = rawBytes
    return [UInt8](filling: source.byteCount) { target in
      for index in 0..<source.byteCount { target[index] = source[index] }
    }
  }
}
