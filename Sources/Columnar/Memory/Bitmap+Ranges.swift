extension Bitmap {
  /// The bits of a range, as a bitmap of their own.
  public subscript(range: Range<Int>) -> Bitmap {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    let shift = UInt64(range.lowerBound & 63)
    let first = range.lowerBound >> 6
    let length = (range.count + 63) / 64
    var result = [UInt64](repeating: 0, count: length)
    for i in 0..<length {
      var word = words[first + i] >> shift
      if shift != 0, first + i + 1 < words.count { word |= words[first + i + 1] << (64 - shift) }
      result[i] = word
    }
    return Bitmap(words: result, count: range.count)
  }

  /// Appends all bits of another bitmap.
  public mutating func append(contentsOf other: Bitmap) {
    let shift = UInt64(count & 63)
    var joined = words
    if shift == 0 {
      joined += other.words
    } else {
      for word in other.words {
        joined[joined.count - 1] |= word << shift
        joined.append(word >> (64 - shift))
      }
    }
    let total = count + other.count
    joined.removeLast(joined.count - (total + 63) / 64)
    self = Bitmap(words: joined, count: total)
  }
}
