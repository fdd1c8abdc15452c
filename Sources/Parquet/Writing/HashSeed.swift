/// Secrets of one hash table, so that no input can be made to collide in it. They decide nothing but speed: ids
/// follow the order of first use.
struct HashSeed {
  private let start = UInt64.random(in: .min ... .max)
  private let factor = UInt64.random(in: .min ... .max) | 1

  @inline(__always)
  func hash(_ word: UInt64) -> UInt64 { mix(word ^ start) }

  /// Folds both halves of a product.
  @inline(__always)
  private func mix(_ word: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }

  /// Of the bytes in a range: eight at a time, the last eight overlapping those before.
  @inline(__always)
  func hash(_ bytes: RawSpan, _ range: Range<Int>) -> UInt64 {
    let (end, count) = (range.upperBound, range.count)
    var hash = start ^ UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    if count >= 8 {
      var position = range.lowerBound
      while end - position > 8 {
        hash = mix(hash ^ bytes.integer(at: position, as: UInt64.self))
        position += 8
      }
      return mix(hash ^ bytes.integer(at: end - 8, as: UInt64.self))
    }
    var tail: UInt64 = 0
    if count >= 4 {
      tail = UInt64(bytes.integer(at: range.lowerBound, as: UInt32.self))
      tail |= UInt64(bytes.integer(at: end - 4, as: UInt32.self)) << 32
    } else if count > 0 {
      tail = UInt64(bytes[range.lowerBound]) | UInt64(bytes[range.lowerBound + count / 2]) << 8
      tail |= UInt64(bytes[end - 1]) << 16
    }
    return mix(hash ^ tail)
  }
}
