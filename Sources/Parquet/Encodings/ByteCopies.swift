import Columnar

// Whole arrays to and from the bytes of pages, in the little-endian order that both have.
extension RawSpan {
  /// The first `count` elements of `type` in these bytes, which hold at least as many.
  func elements<Element: BitwiseCopyable>(_ count: Int, as type: Element.Type) -> [Element] {
    [Element](filling: count) { span in copyBytes(to: &span) }
  }

  /// All bytes.
  var array: [UInt8] { elements(byteCount, as: UInt8.self) }

  private func copyBytes<Element: BitwiseCopyable>(to span: inout MutableSpan<Element>) {
    let size = span.count * MemoryLayout<Element>.stride
    precondition(size <= byteCount)
    if size == 0 { return }
    unsafe withUnsafeBytes { source in
      unsafe span.withUnsafeMutableBytes { target in
        unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[0..<size]))
      }
    }
  }
}

extension Array where Element: BitwiseCopyable {
  /// The bytes of all elements behind those of `prefix`. Only for types without padding: numbers.
  func littleEndianBytes(behind prefix: [UInt8] = []) -> [UInt8] {
    unsafe withUnsafeBytes { unsafe prefix.isEmpty ? [UInt8]($0) : prefix + $0 }
  }
}
