import CKernels

extension RawSpan {
  /// The offset of the first occurrence of `wanted` at or behind `start`, nil where there is none.
  public func firstOffset(of wanted: RawSpan, from start: Int) -> Int? {
    precondition(start >= 0 && start <= byteCount)
    let found = unsafe withUnsafeBytes { bytes in
      unsafe wanted.withUnsafeBytes { wanted in
        unsafe louver_find_bytes(
          bytes.baseAddress.map { unsafe $0.assumingMemoryBound(to: UInt8.self) + start }, bytes.count - start,
          wanted.baseAddress?.assumingMemoryBound(to: UInt8.self), wanted.count)
      }
    }
    return found < 0 ? nil : start + found
  }
}
