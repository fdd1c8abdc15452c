/// Where a file's bytes come from. This module asks for ranges and does no input or output itself.
public protocol ByteRangeSource: Sendable {
  /// What errors call the file.
  var name: String { get }
  /// Bytes in the file.
  var size: Int { get }
  /// Exactly the bytes of `range`, which is within `0..<size`.
  func read(_ range: Range<Int>) throws -> [UInt8]
}

/// A file that is in memory.
public struct MemorySource: ByteRangeSource {
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  public var size: Int { bytes.count }

  public func read(_ range: Range<Int>) -> [UInt8] { Array(bytes[range]) }
}
