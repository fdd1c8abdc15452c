extension Array {
  /// An array of `count` elements that `fill` writes, all of them, into memory that is not cleared first.
  ///
  /// `fill` gets a span of exactly `count` elements to overwrite. Only for trivial element types.
  @inlinable
  public init<E: Error>(
    filling count: Int, _ fill: (_ span: inout MutableSpan<Element>) throws(E) -> Void
  ) throws(E) where Element: BitwiseCopyable {
    var failure: E?
    // All empty arrays are one object, to which every thread would write its count.
    unsafe self.init(unsafeUninitializedCapacity: Swift.max(count, 1)) { buffer, initialized in
      initialized = count
      let part = unsafe UnsafeMutableBufferPointer(rebasing: buffer[0..<count])
      var span = unsafe MutableSpan(_unsafeElements: part)
      do throws(E) { try fill(&span) } catch { failure = error }
    }
    if let failure { throw failure }
  }
}
