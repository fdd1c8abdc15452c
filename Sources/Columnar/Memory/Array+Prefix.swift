extension Array {
  /// An array of the elements that `fill` wrote at the front of `capacity` uninitialised ones; it returns how many.
  ///
  /// Only for trivial element types.
  @inlinable
  public init<E: Error>(
    fillingUpTo capacity: Int, _ fill: (_ span: inout MutableSpan<Element>) throws(E) -> Int
  ) throws(E) where Element: BitwiseCopyable {
    var failure: E?
    // All empty arrays are one object, to which every thread would write its count.
    unsafe self.init(unsafeUninitializedCapacity: Swift.max(capacity, 1)) { buffer, initialized in
      let part = unsafe UnsafeMutableBufferPointer(rebasing: buffer[0..<capacity])
      var span = unsafe MutableSpan(_unsafeElements: part)
      do throws(E) {
        initialized = try fill(&span)
        precondition(initialized <= capacity)
      } catch { failure = error }
    }
    if let failure { throw failure }
  }
}
