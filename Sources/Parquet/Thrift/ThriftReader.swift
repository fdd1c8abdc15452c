import Columnar

/// Reads Thrift's compact protocol from borrowed bytes.
///
/// Every size is checked against what is left, and every element of a list takes at least one byte, so neither
/// time nor memory goes beyond a multiple of the bytes that are there.
struct ThriftReader: ~Escapable {
  private let bytes: Span<UInt8>
  /// Bytes read so far.
  private(set) var position = 0
  /// Where the bytes begin in the file, for errors.
  private let origin: Int

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, at origin: Int) {
    self.bytes = bytes
    self.origin = origin
  }

  /// Where the reader is in the file.
  var place: Place { Place(offset: origin + position) }

  private var remaining: Int { bytes.count - position }

  private func malformed(_ message: String) -> ParquetError {
    .malformed("Thrift: " + message, at: place)
  }

  mutating func byte() throws(ParquetError) -> UInt8 {
    guard remaining > 0 else { throw malformed("the structure ends early") }
    defer { position += 1 }
    return bytes[position]
  }

  /// An unsigned number, seven bits a byte, lowest first.
  mutating func varint() throws(ParquetError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      guard shift < 63 || next <= 1 else { throw malformed("a number has more than 64 bits") }
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
      shift += 7
    }
  }

  mutating func int64() throws(ParquetError) -> Int {
    let zigzag = try varint()
    return Int(bitPattern: UInt(zigzag >> 1)) ^ -Int(zigzag & 1)
  }

  mutating func int32() throws(ParquetError) -> Int32 {
    guard let value = Int32(exactly: try int64()) else { throw malformed("a number has more than 32 bits") }
    return value
  }

  mutating func int16() throws(ParquetError) -> Int16 {
    guard let value = Int16(exactly: try int64()) else { throw malformed("a number has more than 16 bits") }
    return value
  }

  mutating func int8() throws(ParquetError) -> Int8 { Int8(bitPattern: try byte()) }

  mutating func double() throws(ParquetError) -> Double {
    guard remaining >= 8 else { throw malformed("the structure ends early") }
    var bits: UInt64 = 0
    for i in 0..<8 { bits |= UInt64(bytes[position + i]) << UInt64(i * 8) }
    position += 8
    return Double(bitPattern: bits)
  }

  /// Passes over a length and that many bytes; gives where they are.
  private mutating func blob() throws(ParquetError) -> Range<Int> {
    guard let length = Int(exactly: try varint()), length <= remaining else {
      throw malformed("a length goes beyond the end")
    }
    defer { position += length }
    return position..<position + length
  }

  mutating func binary() throws(ParquetError) -> [UInt8] {
    let range = try blob()
    return [UInt8](filling: range.count) { span in
      for i in 0..<range.count { span[i] = bytes[range.lowerBound &+ i] }
    }
  }

  /// Text in which malformed UTF-8 does no harm: it is repaired.
  mutating func text() throws(ParquetError) -> String { String(decoding: try binary(), as: UTF8.self) }

  /// Text that something is found by.
  mutating func name() throws(ParquetError) -> String {
    guard let name = String(validating: try binary(), as: UTF8.self) else {
      throw malformed("a column's name is not valid UTF-8")
    }
    return name
  }

  /// The next field of a structure, or nil at its end. `last` is the id of the field before, 0 at the beginning.
  mutating func nextField(after last: inout Int16) throws(ParquetError) -> ThriftField? {
    let head = try byte()
    guard head & 0x0F != 0 else { return nil }
    guard let type = ThriftType(rawValue: head & 0x0F) else { throw malformed("a field has an unknown type") }
    if head >> 4 == 0 {
      last = try int16()
    } else {
      let (id, overflow) = last.addingReportingOverflow(Int16(head >> 4))
      guard !overflow else { throw malformed("a field's number is too large") }
      last = id
    }
    return ThriftField(id: last, type: type)
  }

  /// The head of a list or set: what its elements are and how many.
  mutating func listHead() throws(ParquetError) -> (element: ThriftType, count: Int) {
    let head = try byte()
    var count = Int(head >> 4)
    if count == 15 {
      guard let long = Int(exactly: try varint()) else { throw malformed("a list is longer than the bytes left") }
      count = long
    }
    guard count <= remaining else { throw malformed("a list is longer than the bytes left") }
    // Some writers give an empty list the element type 0.
    guard let element = ThriftType(rawValue: head & 0x0F) ?? (count == 0 ? .boolTrue : nil) else {
      throw malformed("a list has elements of an unknown type")
    }
    return (element, count)
  }

  /// The elements of a list of `type`.
  mutating func list<Element>(
    of type: ThriftType, _ element: (inout ThriftReader) throws(ParquetError) -> Element
  ) throws(ParquetError) -> [Element] {
    let (found, count) = try listHead()
    guard found == type || count == 0 || (type == .boolTrue && found == .boolFalse) else {
      throw malformed("a list has elements of the wrong type")
    }
    var elements: [Element] = []
    // What is claimed and not there ends the reading; until then it takes no more than this.
    elements.reserveCapacity(min(count, 1024))
    for _ in 0..<count { elements.append(try element(&self)) }
    return elements
  }

  /// The structures of a list.
  mutating func list<Element: ThriftStructure>(of _: Element.Type) throws(ParquetError) -> [Element] {
    try list(of: .structure) { (reader) throws(ParquetError) in try Element(from: &reader) }
  }

  /// Passes over `count` bytes.
  mutating func skip(bytes count: Int) throws(ParquetError) {
    guard count <= remaining else { throw malformed("the structure ends early") }
    position += count
  }

  mutating func skipBlob() throws(ParquetError) { _ = try blob() }
}
