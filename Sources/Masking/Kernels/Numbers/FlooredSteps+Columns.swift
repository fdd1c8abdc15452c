import CKernels

extension FlooredSteps<Int32> {
  /// All numbers rounded.
  func callAsFunction(_ numbers: [Int32]) -> [Int32] {
    unsafe blockwise(numbers) { source, count, target in
      guard let step else { return 0 }
      unsafe louver_floor_i32(source, count, Double(step), Double(lowest), target)
      return count
    } otherwise: {
      self($0)
    }
  }
}

extension FlooredSteps<UInt32> {
  /// All numbers rounded.
  func callAsFunction(_ numbers: [UInt32]) -> [UInt32] {
    unsafe blockwise(numbers) { source, count, target in
      guard let step else { return 0 }
      unsafe louver_floor_u32(source, count, Double(step), target)
      return count
    } otherwise: {
      self($0)
    }
  }
}

extension FlooredSteps<Int64> {
  /// All numbers rounded.
  func callAsFunction(_ numbers: [Int64]) -> [Int64] {
    unsafe blockwise(numbers) { source, count, target in
      guard let step else { return 0 }
      return unsafe louver_floor_i64(source, count, step, lowest, target)
    } otherwise: {
      self($0)
    }
  }
}
