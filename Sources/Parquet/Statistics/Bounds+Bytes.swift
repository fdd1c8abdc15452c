import Columnar

extension Bounds {
  /// Bounds of ranges of bytes, compared byte by byte.
  ///
  /// Most comparisons end with the first eight bytes, taken as one number.
  init?(bytes: [UInt8], _ ranges: some Collection<Range<Int>>) {
    guard let first = ranges.first else { return nil }
    let raw = bytes.rawBytes
    var (lowest, highest) = (first, first)
    var lowestHead = raw.head(of: first)
    var highestHead = lowestHead
    for range in ranges {
      let head = raw.head(of: range)
      if head < lowestHead || (head == lowestHead && raw.precedes(range, lowest)) {
        lowest = range
        lowestHead = head
      }
      if head > highestHead || (head == highestHead && raw.precedes(highest, range)) {
        highest = range
        highestHead = head
      }
    }
    self.init(lowest: Array(bytes[lowest]), highest: Array(bytes[highest]))
  }
}

extension RawSpan {
  /// The first eight bytes of a range as a number that compares as they do; zeros behind a shorter one.
  fileprivate func head(of range: Range<Int>) -> UInt64 {
    if range.count >= 8 { return UInt64(bigEndian: integer(at: range.lowerBound, as: UInt64.self)) }
    var head: UInt64 = 0
    for index in 0..<range.count { head |= UInt64(self[range.lowerBound + index]) << UInt64(56 - index * 8) }
    return head
  }

  fileprivate func precedes(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    for index in 0..<Swift.min(a.count, b.count) {
      let (byteA, byteB) = (self[a.lowerBound + index], self[b.lowerBound + index])
      if byteA != byteB { return byteA < byteB }
    }
    return a.count < b.count
  }
}
