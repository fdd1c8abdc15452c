/// Values of different lengths: offsets into one run of bytes.
///
/// Offsets ascend from 0 to `bytes.count`; there is one more of them than there are values. A value's
/// length is under 4 GiB, and so is the sum of a batch.
public struct ByteStrings: Sendable, Hashable {
  public private(set) var offsets: [UInt32]
  public private(set) var bytes: [UInt8]

  public init() {
    offsets = [0]
    bytes = []
  }

  /// Takes offsets that the caller has proven to ascend from 0 to `bytes.count`.
  public init(offsets: [UInt32], bytes: [UInt8]) {
    precondition(offsets.first == 0 && Int(offsets[offsets.count - 1]) == bytes.count)
    self.offsets = offsets
    self.bytes = bytes
  }

  public init(_ strings: some Sequence<String>) {
    self.init()
    for string in strings { append(string.utf8) }
  }

  @inlinable
  public var count: Int { offsets.count - 1 }

  @inlinable
  public func range(_ index: Int) -> Range<Int> { Int(offsets[index])..<Int(offsets[index + 1]) }

  @inlinable
  public subscript(index: Int) -> ArraySlice<UInt8> { bytes[range(index)] }

  /// The value as text, where it is known to be UTF-8.
  public func string(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }

  public mutating func reserveCapacity(values: Int, bytes byteCount: Int) {
    offsets.reserveCapacity(values + 1)
    bytes.reserveCapacity(byteCount)
  }

  public mutating func append(_ value: some Collection<UInt8>) {
    bytes.append(contentsOf: value)
    offsets.append(UInt32(bytes.count))
  }

  public mutating func append(contentsOf other: ByteStrings) {
    let base = UInt32(bytes.count)
    bytes.append(contentsOf: other.bytes)
    offsets.append(contentsOf: other.offsets.dropFirst().lazy.map { $0 + base })
  }

  /// Takes the parts out, for a builder that goes on in the same memory.
  public consuming func take() -> (offsets: [UInt32], bytes: [UInt8]) { (offsets, bytes) }
}
