extension Array where Element: FixedWidthInteger & BitwiseCopyable {
  /// The memory of the elements, as the processor orders their bytes (little-endian wherever this runs).
  @inlinable
  public var rawBytes: RawSpan {
    @_lifetime(borrow self)
    get {
      // Integers have no padding, which is what makes this unsafe for other types.
      unsafe span.bytes
    }
  }
}

extension ArraySlice where Element: FixedWidthInteger & BitwiseCopyable {
  /// The memory of the elements.
  @inlinable
  public var rawBytes: RawSpan {
    @_lifetime(borrow self)
    get {
      unsafe span.bytes
    }
  }
}

extension RawSpan {
  /// The little-endian integer at an offset; within bounds, or it traps.
  @inlinable
  public func integer<Value: FixedWidthInteger & BitwiseCopyable>(at offset: Int, as type: Value.Type) -> Value {
    unsafe Value(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: type))
  }

  /// The byte at an offset; within bounds, or it traps.
  @inlinable
  public subscript(offset: Int) -> UInt8 { integer(at: offset, as: UInt8.self) }
}
