extension ByteStrings {
  /// `count` strings that `write` puts one after the other into one piece of memory.
  ///
  /// `write` gets the index of a string, the memory, and where in it the string begins; it writes at most
  /// `longest` bytes there and returns where the string ends.
  @inlinable
  public init<E: Error>(
    count: Int, longest: Int,
    _ write: (_ index: Int, _ bytes: inout MutableSpan<UInt8>, _ start: Int) throws(E) -> Int
  ) throws(E) {
    try self.init(count: count, capacity: count * longest, write)
  }

  /// The same, where what is known is the bytes of all of the strings together.
  @inlinable
  public init<E: Error>(
    count: Int, capacity: Int,
    _ write: (_ index: Int, _ bytes: inout MutableSpan<UInt8>, _ start: Int) throws(E) -> Int
  ) throws(E) {
    var offsets: [UInt32] = []
    let bytes = try [UInt8](fillingUpTo: capacity) { (bytes) throws(E) in
      var end = 0
      offsets = try [UInt32](filling: count + 1) { (offsets) throws(E) in
        offsets[0] = 0
        for index in 0..<count {
          end = try write(index, &bytes, end)
          offsets[index + 1] = UInt32(end)
        }
      }
      return end
    }
    self.init(offsets: offsets, bytes: bytes)
  }
}
