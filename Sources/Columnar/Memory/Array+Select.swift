extension Array where Element: BitwiseCopyable {
  /// The elements that `selection` (one bit each) selects, in order.
  public func selected(by selection: Bitmap) -> [Element] {
    precondition(selection.count == count)
    let source = span
    return [Element](filling: selection.setCount) { target in
      var end = 0
      selection.forEachSet { index in
        target[end] = source[index]
        end += 1
      }
    }
  }
}

extension Bitmap {
  /// The indices of set bits, as kernels that gather take them. There are fewer than 2^32 bits.
  var setPositions: [UInt32] {
    [UInt32](filling: setCount) { target in
      var end = 0
      forEachSet { index in
        target[end] = UInt32(truncatingIfNeeded: index)
        end += 1
      }
    }
  }
}
