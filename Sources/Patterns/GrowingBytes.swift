/// Bytes that grow at their end, for output whose length nobody knows beforehand.
@safe struct GrowingBytes: ~Copyable {
  private var memory: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(capacity: Int) { unsafe memory = .allocate(capacity: max(capacity, 64)) }

  deinit { unsafe memory.deallocate() }

  @inline(__always)
  mutating func append(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= source.count)
    if range.isEmpty { return }
    if unsafe range.count > memory.count - count { grow(by: range.count) }
    guard let to = unsafe memory.baseAddress, let from = source.baseAddress else { return }
    if range.count == 1 {
      // What is put in a character's place, mostly.
      unsafe to[count] = from[range.lowerBound]
    } else {
      unsafe (to + count).update(from: from + range.lowerBound, count: range.count)
    }
    count &+= range.count
  }

  /// Takes back what is behind the first `count` bytes.
  mutating func truncate(to count: Int) {
    precondition(count <= self.count)
    self.count = count
  }

  private mutating func grow(by length: Int) {
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2 * (count + length))
    _ = unsafe larger.update(fromContentsOf: memory[..<count])
    unsafe memory.deallocate()
    unsafe memory = unsafe larger
  }

  /// A copy of all bytes.
  func array() -> [UInt8] { unsafe Array(memory[..<count]) }
}
