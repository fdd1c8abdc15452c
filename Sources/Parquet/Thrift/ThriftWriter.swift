/// Writes Thrift's compact protocol. Fields are written in ascending order of their numbers; nil ones are left out.
struct ThriftWriter {
  private(set) var bytes: [UInt8] = []
  private var last: Int16 = 0

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  private mutating func zigzag(_ value: Int) {
    varint(UInt64(bitPattern: Int64(value << 1 ^ value >> 63)))
  }

  private mutating func head(_ id: Int16, _ type: ThriftType) {
    let step = Int(id) - Int(last)
    if (1...15).contains(step) {
      bytes.append(UInt8(step) << 4 | type.rawValue)
    } else {
      bytes.append(type.rawValue)
      zigzag(Int(id))
    }
    last = id
  }

  private mutating func blob(_ value: some Collection<UInt8>) {
    varint(UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  private mutating func listHead(_ type: ThriftType, count: Int) {
    if count < 15 {
      bytes.append(UInt8(count) << 4 | type.rawValue)
    } else {
      bytes.append(0xF0 | type.rawValue)
      varint(UInt64(count))
    }
  }

  /// Writes a whole structure by itself, or an element of a list.
  mutating func structure(_ content: (inout ThriftWriter) -> Void) {
    let outer = last
    last = 0
    content(&self)
    bytes.append(0)
    last = outer
  }
}

// Fields by the type of their value.
extension ThriftWriter {
  mutating func field(_ id: Int16, _ value: Bool?) {
    guard let value else { return }
    head(id, value ? .boolTrue : .boolFalse)
  }

  mutating func field(_ id: Int16, _ value: Int8?) {
    guard let value else { return }
    head(id, .int8)
    bytes.append(UInt8(bitPattern: value))
  }

  mutating func field(_ id: Int16, _ value: Int16?) {
    guard let value else { return }
    head(id, .int16)
    zigzag(Int(value))
  }

  mutating func field(_ id: Int16, _ value: Int32?) {
    guard let value else { return }
    head(id, .int32)
    zigzag(Int(value))
  }

  mutating func field(_ id: Int16, _ value: Int?) {
    guard let value else { return }
    head(id, .int64)
    zigzag(value)
  }

  mutating func field(_ id: Int16, _ value: Double?) {
    guard let value else { return }
    head(id, .double)
    for i in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(i * 8))) }
  }

  mutating func field(_ id: Int16, _ value: [UInt8]?) {
    guard let value else { return }
    head(id, .binary)
    blob(value)
  }

  mutating func field(_ id: Int16, _ value: String?) {
    guard let value else { return }
    head(id, .binary)
    blob(value.utf8)
  }

  mutating func field(_ id: Int16, _ value: (some ThriftStructure)?) {
    guard let value else { return }
    field(id, structure: value.encode)
  }

  /// A structure that has no type of its own.
  mutating func field(_ id: Int16, structure content: (inout ThriftWriter) -> Void) {
    head(id, .structure)
    structure(content)
  }

  mutating func field(_ id: Int16, _ values: [some ThriftStructure]?) {
    guard let values else { return }
    head(id, .list)
    listHead(.structure, count: values.count)
    for value in values { structure(value.encode) }
  }

  mutating func field(_ id: Int16, _ values: [Bool]?) {
    guard let values else { return }
    head(id, .list)
    listHead(.boolTrue, count: values.count)
    for value in values { bytes.append(value ? 1 : 2) }
  }

  mutating func field(_ id: Int16, _ values: [Int32]?) {
    guard let values else { return }
    head(id, .list)
    listHead(.int32, count: values.count)
    for value in values { zigzag(Int(value)) }
  }

  mutating func field(_ id: Int16, _ values: [Int]?) {
    guard let values else { return }
    head(id, .list)
    listHead(.int64, count: values.count)
    for value in values { zigzag(value) }
  }

  mutating func field(_ id: Int16, _ values: [String]?) {
    guard let values else { return }
    head(id, .list)
    listHead(.binary, count: values.count)
    for value in values { blob(value.utf8) }
  }

  mutating func field(_ id: Int16, _ values: [[UInt8]]?) {
    guard let values else { return }
    head(id, .list)
    listHead(.binary, count: values.count)
    for value in values { blob(value) }
  }
}
