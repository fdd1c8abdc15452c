/// A value to be written as a FlatBuffer (flatbuffers.dev, "Internals").
indirect enum FlatValue {
  /// A number inside a table, little-endian, of 1, 2, 4 or 8 bytes.
  case scalar(UInt64, width: Int)
  case string(String)
  /// The values of a table's fields by their position in its declaration; nil: left out.
  case table([FlatValue?])
  case tables([FlatValue])
  /// Structs of 8-byte fields, end to end.
  case structs(words: [Int64], count: Int)

  static func bool(_ value: Bool) -> FlatValue { .scalar(value ? 1 : 0, width: 1) }
  static func byte(_ value: UInt8) -> FlatValue { .scalar(UInt64(value), width: 1) }
  static func short(_ value: Int16) -> FlatValue { .scalar(UInt64(UInt16(bitPattern: value)), width: 2) }
  static func int(_ value: Int32) -> FlatValue { .scalar(UInt64(UInt32(bitPattern: value)), width: 4) }
  static func long(_ value: Int64) -> FlatValue { .scalar(UInt64(bitPattern: value), width: 8) }

  /// Bytes that the value takes inside a table: itself, or an offset to where it stands.
  fileprivate var inlineWidth: Int { if case .scalar(_, let width) = self { width } else { 4 } }
}

extension FlatValue {
  /// A buffer with this table as its root.
  var buffer: [UInt8] {
    var writer = FlatWriter()
    writer.bytes = [0, 0, 0, 0]
    writer.patch(0, pointsTo: writer.write(self))
    writer.pad(to: 8)
    return writer.bytes
  }
}

/// Writes from the front: what refers stands before what is referred to, as offsets must be positive.
private struct FlatWriter {
  var bytes: [UInt8] = []

  mutating func pad(to alignment: Int, after extra: Int = 0) {
    while (bytes.count + extra) % alignment != 0 { bytes.append(0) }
  }

  mutating func append(_ value: UInt64, width: Int) {
    for shift in 0..<width { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * shift))) }
  }

  mutating func put(_ value: UInt64, width: Int, at position: Int) {
    for shift in 0..<width { bytes[position + shift] = UInt8(truncatingIfNeeded: value >> UInt64(8 * shift)) }
  }

  mutating func patch(_ position: Int, pointsTo target: Int) {
    put(UInt64(target - position), width: 4, at: position)
  }

  /// Returns where the value begins.
  mutating func write(_ value: FlatValue) -> Int {
    switch value {
    case .scalar(let number, let width):
      pad(to: width)
      append(number, width: width)
      return bytes.count - width
    case .string(let text):
      pad(to: 4)
      let start = bytes.count
      append(UInt64(text.utf8.count), width: 4)
      bytes += Array(text.utf8) + [0]
      return start
    case .table(let fields): return writeTable(fields)
    case .tables(let tables):
      pad(to: 4)
      let start = bytes.count
      append(UInt64(tables.count), width: 4)
      bytes += [UInt8](repeating: 0, count: 4 * tables.count)
      for (index, table) in tables.enumerated() { patch(start + 4 + 4 * index, pointsTo: write(table)) }
      return start
    case .structs(let words, let count):
      pad(to: 8, after: 4)
      let start = bytes.count
      append(UInt64(count), width: 4)
      for word in words { append(UInt64(bitPattern: word), width: 8) }
      return start
    }
  }

  private mutating func writeTable(_ fields: [FlatValue?]) -> Int {
    // Behind the offset to the vtable come the widest fields first, so that none needs padding but the first.
    var offsets = [Int](repeating: 0, count: fields.count)
    var size = 4
    for width in [8, 4, 2, 1] {
      for (slot, field) in fields.enumerated() where field?.inlineWidth == width {
        size = (size + width - 1) / width * width
        offsets[slot] = size
        size += width
      }
    }
    let vtableSize = 4 + 2 * fields.count
    pad(to: 8, after: vtableSize)
    let vtable = bytes.count
    append(UInt64(vtableSize), width: 2)
    append(UInt64(size), width: 2)
    for offset in offsets { append(UInt64(offset), width: 2) }
    let table = bytes.count
    bytes += [UInt8](repeating: 0, count: size)
    put(UInt64(table - vtable), width: 4, at: table)
    for (slot, field) in fields.enumerated() {
      guard let field else { continue }
      if case .scalar(let number, let width) = field {
        put(number, width: width, at: table + offsets[slot])
      } else {
        patch(table + offsets[slot], pointsTo: write(field))
      }
    }
    return table
  }
}
