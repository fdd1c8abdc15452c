import Columnar

/// A table of a FlatBuffer from outside: every offset is checked before it is followed.
struct FlatTable {
  private let bytes: [UInt8]
  private let position: Int
  private let vtable: Int
  private let vtableSize: Int

  /// The root table of a buffer.
  init(root bytes: [UInt8]) throws(ArrowError) {
    try self.init(bytes, at: try Self.target(of: 0, in: bytes))
  }

  private init(_ bytes: [UInt8], at position: Int) throws(ArrowError) {
    self.bytes = bytes
    self.position = position
    let back = Int(try Self.integer(at: position, in: bytes, as: Int32.self))
    vtable = position - back
    vtableSize = Int(try Self.integer(at: vtable, in: bytes, as: UInt16.self))
    guard vtableSize >= 4, vtableSize % 2 == 0, vtable <= bytes.count - vtableSize else { throw Self.malformed }
  }

  /// A number of the table, `fallback` where it is left out.
  func scalar<Value: FixedWidthInteger & BitwiseCopyable>(_ slot: Int, _ fallback: Value) throws(ArrowError) -> Value {
    guard let at = try field(slot) else { return fallback }
    return try Self.integer(at: at, in: bytes, as: Value.self)
  }

  func bool(_ slot: Int) throws(ArrowError) -> Bool { try scalar(slot, UInt8(0)) != 0 }

  func table(_ slot: Int) throws(ArrowError) -> FlatTable? {
    guard let at = try field(slot) else { return nil }
    return try FlatTable(bytes, at: try Self.target(of: at, in: bytes))
  }

  func string(_ slot: Int) throws(ArrowError) -> String? {
    guard let (start, count) = try vector(slot, elementWidth: 1) else { return nil }
    guard let text = String(validating: bytes[start..<start + count], as: UTF8.self) else { throw Self.malformed }
    return text
  }

  func tables(_ slot: Int) throws(ArrowError) -> [FlatTable] {
    guard let (start, count) = try vector(slot, elementWidth: 4) else { return [] }
    var tables: [FlatTable] = []
    for index in 0..<count {
      tables.append(try FlatTable(bytes, at: try Self.target(of: start + 4 * index, in: bytes)))
    }
    return tables
  }

  /// The 8-byte fields of a vector of structs, in order.
  func structs(_ slot: Int, fields: Int) throws(ArrowError) -> [Int64] {
    guard let (start, count) = try vector(slot, elementWidth: 8 * fields) else { return [] }
    var words: [Int64] = []
    for index in 0..<count * fields {
      words.append(try Self.integer(at: start + 8 * index, in: bytes, as: Int64.self))
    }
    return words
  }

  // MARK: Checked access

  private static let malformed = ArrowError(.malformed, "an Arrow message's metadata is broken")

  /// Where a field stands, nil where it is left out.
  private func field(_ slot: Int) throws(ArrowError) -> Int? {
    let entry = 4 + 2 * slot
    guard entry + 2 <= vtableSize else { return nil }
    let offset = Int(try Self.integer(at: vtable + entry, in: bytes, as: UInt16.self))
    return offset == 0 ? nil : position + offset
  }

  private func vector(_ slot: Int, elementWidth: Int) throws(ArrowError) -> (start: Int, count: Int)? {
    guard let at = try field(slot) else { return nil }
    let vector = try Self.target(of: at, in: bytes)
    let count = Int(try Self.integer(at: vector, in: bytes, as: UInt32.self))
    guard count <= (bytes.count - vector - 4) / elementWidth else { throw Self.malformed }
    return (vector + 4, count)
  }

  /// Offsets point forwards only, so that nothing can refer to itself.
  private static func target(of offset: Int, in bytes: [UInt8]) throws(ArrowError) -> Int {
    let distance = Int(try integer(at: offset, in: bytes, as: UInt32.self))
    guard distance > 0, distance <= bytes.count - offset - 4 else { throw malformed }
    return offset + distance
  }

  private static func integer<Value: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, in bytes: [UInt8], as type: Value.Type
  ) throws(ArrowError) -> Value {
    guard offset >= 0, offset <= bytes.count - MemoryLayout<Value>.size else { throw malformed }
    return bytes.rawBytes.integer(at: offset, as: type)
  }
}
