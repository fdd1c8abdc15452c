import CKernels

/// Whole numbers that are rounded down many at a time.
protocol FlooredColumn: FixedWidthInteger, BitwiseCopyable, Sendable {
  /// As `louver_floor_i64`.
  static func floor(
    _ source: UnsafePointer<Self>, _ count: Int, step: Self, lowest: Self, _ target: UnsafeMutablePointer<Self>
  ) -> Int
}

extension FlooredSteps where Number: FlooredColumn {
  /// All numbers rounded.
  func callAsFunction(_ numbers: [Number]) -> [Number] {
    unsafe blockwise(numbers) { source, count, target in
      guard let step else { return 0 }
      return unsafe Number.floor(source, count, step: step, lowest: lowest, target)
    } otherwise: {
      self($0)
    }
  }
}

extension Int32: FlooredColumn {
  static func floor(
    _ source: UnsafePointer<Int32>, _ count: Int, step: Int32, lowest: Int32, _ target: UnsafeMutablePointer<Int32>
  ) -> Int {
    unsafe louver_floor_i32(source, count, Double(step), Double(lowest), target)
    return count
  }
}

extension UInt32: FlooredColumn {
  static func floor(
    _ source: UnsafePointer<UInt32>, _ count: Int, step: UInt32, lowest: UInt32, _ target: UnsafeMutablePointer<UInt32>
  ) -> Int {
    unsafe louver_floor_u32(source, count, Double(step), target)
    return count
  }
}

extension Int64: FlooredColumn {
  static func floor(
    _ source: UnsafePointer<Int64>, _ count: Int, step: Int64, lowest: Int64, _ target: UnsafeMutablePointer<Int64>
  ) -> Int {
    unsafe louver_floor_i64(source, count, step, lowest, target)
  }
}
