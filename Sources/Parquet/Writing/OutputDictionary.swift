import Columnar

/// The values of a chunk's dictionary page: each once, in order of first use. Floats are told apart by their bits.
struct OutputDictionary {
  private enum Table {
    case words(NumberTable<UInt32>)
    case longs(NumberTable<UInt64>)
    case bytes(ByteTable)
    /// Booleans have no dictionary.
    case none
  }

  private let type: PhysicalType
  private var table: Table

  init(_ type: PhysicalType) {
    self.type = type
    table =
      switch type {
      case .boolean: .none
      case .int32, .float: .words(NumberTable())
      case .int64, .double: .longs(NumberTable())
      case .int96, .byteArray, .fixedLengthByteArray: .bytes(ByteTable())
      }
  }

  var count: Int {
    switch table {
    case .words(let table): table.keys.count
    case .longs(let table): table.keys.count
    case .bytes(let table): table.strings.count
    case .none: 0
    }
  }

  /// Bytes of the values, PLAIN-encoded.
  var byteCount: Int {
    switch table {
    case .words(let table): table.keys.count * 4
    case .longs(let table): table.keys.count * 8
    case .bytes(let table): table.strings.bytes.count + table.strings.count * overhead
    case .none: 0
    }
  }

  /// PLAIN-encoded bytes of a value besides its own.
  private var overhead: Int { type == .byteArray ? 4 : 0 }

  /// The ids of values, new ones added; ends before the first that would take the dictionary over `byteLimit`.
  mutating func intern(_ values: Values, byteLimit: Int) -> [UInt32] {
    // The table leaves its enum while it changes, so that its arrays are not copied.
    defer { precondition(count <= UInt32.max) }
    switch (table, values) {
    case (.words(var words), .int32(let numbers)):
      table = .none
      defer { table = .words(words) }
      return words.intern(numbers.bitPatterns(as: UInt32.self).span, limit: byteLimit / 4)
    case (.words(var words), .float(let numbers)):
      table = .none
      defer { table = .words(words) }
      return words.intern(numbers.bitPatterns(as: UInt32.self).span, limit: byteLimit / 4)
    case (.longs(var longs), .int64(let numbers)):
      table = .none
      defer { table = .longs(longs) }
      return longs.intern(numbers.bitPatterns(as: UInt64.self).span, limit: byteLimit / 8)
    case (.longs(var longs), .double(let numbers)):
      table = .none
      defer { table = .longs(longs) }
      return longs.intern(numbers.bitPatterns(as: UInt64.self).span, limit: byteLimit / 8)
    case (.bytes(var bytes), .fixed(let fixed)):
      table = .none
      defer { table = .bytes(bytes) }
      let width = fixed.width
      return bytes.intern(fixed.bytes.rawBytes, count: fixed.count, limit: byteLimit, overhead: 0) {
        $0 * width..<($0 + 1) * width
      }
    case (.bytes(var bytes), .bytes(let strings)):
      table = .none
      defer { table = .bytes(bytes) }
      return bytes.intern(strings.bytes.rawBytes, count: strings.count, limit: byteLimit, overhead: overhead) {
        strings.range($0)
      }
    default: return []
    }
  }

  /// Forgets all values but the first `count`.
  mutating func truncate(to count: Int) {
    if count == self.count { return }
    switch table {
    case .words(var words):
      words.truncate(to: count)
      table = .words(words)
    case .longs(var longs):
      longs.truncate(to: count)
      table = .longs(longs)
    case .bytes(var bytes):
      bytes.truncate(to: count)
      table = .bytes(bytes)
    case .none: break
    }
  }

  var values: Values {
    switch (table, type) {
    case (.words(let table), .float): .float(table.keys.map { Float(bitPattern: $0) })
    case (.words(let table), _): .int32(table.keys.map { Int32(bitPattern: $0) })
    case (.longs(let table), .double): .double(table.keys.map { Double(bitPattern: $0) })
    case (.longs(let table), _): .int64(table.keys.map { Int64(bitPattern: $0) })
    case (.bytes(let table), .byteArray): .bytes(table.strings)
    case (.bytes(let table), _):
      .fixed(FixedBytes(width: type.byteWidth ?? 0, count: table.strings.count, bytes: table.strings.bytes))
    case (.none, _): .empty(type)
    }
  }
}

extension Array where Element: BitwiseCopyable {
  /// The bits of numbers as unsigned integers of the same width.
  fileprivate func bitPatterns<Pattern: BitwiseCopyable>(as type: Pattern.Type) -> [Pattern] {
    precondition(MemoryLayout<Pattern>.size == MemoryLayout<Element>.size)
    return littleEndianBytes.rawBytes.elements(count, as: type)
  }
}
