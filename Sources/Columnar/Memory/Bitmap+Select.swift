import CKernels

extension Bitmap {
  /// Of the bits that `selection` selects, in order. Both have the same count.
  public func selected(by selection: Bitmap) -> Bitmap {
    precondition(count == selection.count)
    let total = selection.setCount
    if total == count { return self }
    var result = [UInt64](repeating: 0, count: words.count + 1)
    unsafe louver_bits_select(words, selection.words, words.count, &result)
    result.removeLast(result.count - (total + 63) / 64)
    return Bitmap(words: result, count: total)
  }

  /// Spreads bits over the set positions of `positions`: bit k goes where the k-th set bit is, others are false.
  /// `count` equals `positions.setCount`.
  public func scattered(over positions: Bitmap) -> Bitmap {
    precondition(count == positions.setCount)
    var result = [UInt64](repeating: 0, count: positions.words.count)
    unsafe louver_bits_scatter(words, words.count, positions.words, positions.words.count, &result)
    return Bitmap(words: result, count: positions.count)
  }
}
