/// Where a stream's bytes come from, in order. This module does no input or output itself.
public protocol ArrowByteStream {
  /// The next bytes, at most `count` of them; empty at the end.
  mutating func read(_ count: Int) throws -> [UInt8]
}

/// A stream that is in memory.
public struct ArrowMemoryStream: ArrowByteStream {
  private var rest: ArraySlice<UInt8>

  public init(_ bytes: [UInt8]) { rest = bytes[...] }

  public mutating func read(_ count: Int) -> [UInt8] {
    let part = rest.prefix(count)
    rest = rest.dropFirst(part.count)
    return Array(part)
  }
}

extension ArrowByteStream {
  /// Exactly `count` bytes. Memory grows with what arrives, not with what was claimed.
  mutating func readAll(_ count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let part = try read(min(count - bytes.count, 1 << 20))
      if part.isEmpty { throw ArrowError(.malformed, "the Arrow stream ends within a message") }
      bytes += part
    }
    return bytes
  }
}
