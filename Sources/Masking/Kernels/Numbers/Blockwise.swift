import CKernels

/// Numbers mapped by a kernel that stops in front of a block it cannot do, which `otherwise` does number by number.
///
/// The kernel gets what is left of the numbers and where their images go, and returns how many it has done.
func blockwise<Number: BitwiseCopyable>(
  _ numbers: [Number],
  _ kernel: (_ source: UnsafePointer<Number>, _ count: Int, _ target: UnsafeMutablePointer<Number>) -> Int,
  otherwise: (Number) -> Number
) -> [Number] {
  let source = numbers.span
  return [Number](filling: source.count) { target in
    var done = 0
    while done < source.count {
      unsafe numbers.withUnsafeBufferPointer { source in
        unsafe target.withUnsafeMutableBufferPointer { target in
          guard let from = source.baseAddress, let to = target.baseAddress else { return }
          done &+= unsafe kernel(from + done, source.count - done, to + done)
        }
      }
      for index in done..<min(done &+ blockLength, source.count) { target[index] = otherwise(source[index]) }
      done = min(done &+ blockLength, source.count)
    }
  }
}

/// Numbers mapped by a kernel that does them all.
func blockwise<Number: BitwiseCopyable>(
  _ numbers: [Number],
  _ kernel: (_ source: UnsafePointer<Number>, _ count: Int, _ target: UnsafeMutablePointer<Number>) -> Void
) -> [Number] {
  unsafe blockwise(numbers) { source, count, target in
    unsafe kernel(source, count, target)
    return count
  } otherwise: {
    $0
  }
}

/// How many numbers are done one by one before the kernel is asked again.
private let blockLength = 256
