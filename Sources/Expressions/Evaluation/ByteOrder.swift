import Columnar

/// The order of two strings by their bytes: negative, zero or positive. Eight bytes at a time.
func byteOrder(_ a: RawSpan, _ rangeA: Range<Int>, _ b: RawSpan, _ rangeB: Range<Int>) -> Int {
  let length = min(rangeA.count, rangeB.count)
  let (startA, startB) = (rangeA.lowerBound, rangeB.lowerBound)
  var offset = 0
  while offset < length {
    guard length >= 8 else {
      let difference = Int(a[startA &+ offset]) &- Int(b[startB &+ offset])
      if difference != 0 { return difference }
      offset &+= 1
      continue
    }
    // The last eight begin before what is left, where all is equal.
    let start = min(offset, length &- 8)
    let (x, y) = (a.integer(at: startA &+ start, as: UInt64.self), b.integer(at: startB &+ start, as: UInt64.self))
    if x != y { return x.byteSwapped < y.byteSwapped ? -1 : 1 }
    offset = start &+ 8
  }
  return rangeA.count - rangeB.count
}

/// Whether two strings are the same bytes.
@inline(__always)
func sameBytes(_ a: RawSpan, _ rangeA: Range<Int>, _ b: RawSpan, _ rangeB: Range<Int>) -> Bool {
  rangeA.count == rangeB.count && byteOrder(a, rangeA, b, rangeB) == 0
}

extension ByteStrings {
  /// Which strings hold `wanted`: one search over all of them, end to end.
  func containing(_ wanted: RawSpan) -> Bitmap {
    if wanted.byteCount == 0 { return Bitmap(repeating: true, count: count) }
    var result = Bitmap(repeating: false, count: count)
    let (all, ends) = (bytes.rawBytes, offsets.span)
    var index = 0
    while index < count {
      // From the next string that is long enough.
      let (start, end) = (Int(ends[index]), Int(ends[index &+ 1]))
      guard end &- start >= wanted.byteCount else {
        index &+= 1
        continue
      }
      guard let found = all.firstOffset(of: wanted, from: start) else { break }
      while Int(ends[index &+ 1]) <= found { index &+= 1 }
      if found &+ wanted.byteCount <= Int(ends[index &+ 1]) { result.set(index, to: true) }
      index &+= 1
    }
    return result
  }
}
