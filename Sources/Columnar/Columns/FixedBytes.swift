/// Values of one length, end to end.
public struct FixedBytes: Sendable, Hashable {
  /// Bytes of one value.
  public let width: Int
  public let bytes: [UInt8]
  /// Number of values; kept apart because a width may be 0.
  public let count: Int

  public init(width: Int, count: Int, bytes: [UInt8]) {
    precondition(bytes.count == width * count)
    self.width = width
    self.count = count
    self.bytes = bytes
  }

  @inlinable
  public subscript(index: Int) -> ArraySlice<UInt8> { bytes[index * width..<(index + 1) * width] }
}
