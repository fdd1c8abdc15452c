import Columnar

/// The values of a chunk's dictionary page: each once, in order of first use.
struct OutputDictionary {
  private enum Table {
    case int32(NumberTable<Int32>)
    case int64(NumberTable<Int64>)
    case float(NumberTable<Float>)
    case double(NumberTable<Double>)
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
      case .int32: .int32(NumberTable())
      case .int64: .int64(NumberTable())
      case .float: .float(NumberTable())
      case .double: .double(NumberTable())
      case .int96, .byteArray, .fixedLengthByteArray: .bytes(ByteTable())
      }
  }

  var count: Int { values.count }

  /// Bytes of the values, PLAIN-encoded.
  var byteCount: Int { ValueCosts(values).bytes(0..<count) }

  /// The ids of values, new ones added; ends before the first that would take the dictionary over `byteLimit`.
  mutating func intern(_ values: Values, byteLimit: Int) -> [UInt32] {
    // The table leaves its enum while it changes, so that its arrays are not copied.
    let own = table
    table = .none
    switch consume own {
    case .int32(var numbers):
      defer { table = .int32(numbers) }
      if case .int32(let added) = values { return numbers.intern(added, limit: byteLimit / 4) }
    case .int64(var numbers):
      defer { table = .int64(numbers) }
      if case .int64(let added) = values { return numbers.intern(added, limit: byteLimit / 8) }
    case .float(var numbers):
      defer { table = .float(numbers) }
      if case .float(let added) = values { return numbers.intern(added, limit: byteLimit / 4) }
    case .double(var numbers):
      defer { table = .double(numbers) }
      if case .double(let added) = values { return numbers.intern(added, limit: byteLimit / 8) }
    case .bytes(var strings):
      defer { table = .bytes(strings) }
      if case .bytes(let added) = values { return strings.intern(StringRun(added), limit: byteLimit, overhead: 4) }
      if case .fixed(let added) = values { return strings.intern(StringRun(added), limit: byteLimit, overhead: 0) }
    case .none: break
    }
    preconditionFailure("values of another type than the dictionary's")
  }

  /// Forgets all values but the first `count`.
  mutating func truncate(to count: Int) {
    if count == self.count { return }
    switch table {
    case .int32(var numbers):
      numbers.truncate(to: count)
      table = .int32(numbers)
    case .int64(var numbers):
      numbers.truncate(to: count)
      table = .int64(numbers)
    case .float(var numbers):
      numbers.truncate(to: count)
      table = .float(numbers)
    case .double(var numbers):
      numbers.truncate(to: count)
      table = .double(numbers)
    case .bytes(var strings):
      strings.truncate(to: count)
      table = .bytes(strings)
    case .none: break
    }
  }

  var values: Values {
    switch table {
    case .int32(let numbers): .int32(numbers.keys)
    case .int64(let numbers): .int64(numbers.keys)
    case .float(let numbers): .float(numbers.keys)
    case .double(let numbers): .double(numbers.keys)
    case .bytes(let table):
      switch type.byteWidth {
      case nil: .bytes(table.strings)
      case let width?:
        .fixed(FixedBytes(width: width, count: table.strings.count, bytes: table.strings.bytes))
      }
    case .none: .empty(type)
    }
  }
}
