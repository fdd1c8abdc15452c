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

  /// Of the bits that `selection` selects, in order. Both have the same count.
  public func selected(by selection: Bitmap) -> Bitmap {
    precondition(count == selection.count)
    var result = Bitmap(repeating: false, count: 0)
    selection.forEachSet { result.append(self[$0]) }
    return result
  }

  /// Spreads bits over the set positions of `positions`: bit k goes where the k-th set bit is, others are false.
  /// `count` equals `positions.setCount`.
  public func scattered(over positions: Bitmap) -> Bitmap {
    precondition(count == positions.setCount)
    var next = 0
    let spread = positions.words.map { word in
      let taken = word.nonzeroBitCount
      // The next `taken` bits, from one word or two.
      let (first, shift) = (next >> 6, UInt64(next & 63))
      var bits: UInt64 = taken == 0 ? 0 : words[first] >> shift
      if shift != 0, first + 1 < words.count { bits |= words[first + 1] << (64 - shift) }
      next += taken
      return word == ~0 ? bits : word.depositing(bits)
    }
    return Bitmap(words: spread, count: positions.count)
  }
}

extension UInt64 {
  /// The lowest bits of another word, one at each set bit of this one.
  fileprivate func depositing(_ bits: UInt64) -> UInt64 {
    var (result, rest, source): (UInt64, UInt64, UInt64) = (0, self, bits)
    while rest != 0, source != 0 {
      result |= rest & (~rest &+ 1) & (0 &- (source & 1))
      source >>= 1
      rest &= rest &- 1
    }
    return result
  }
}
