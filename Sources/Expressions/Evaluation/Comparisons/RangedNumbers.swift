import Columnar

/// Whole numbers that are compared many at a time.
protocol RangedInteger: FixedWidthInteger, SignedInteger, BitwiseCopyable, Sendable {
  /// One bit a number, set where the number less `low`, without regard to overflow, is at most `width`.
  static func bits(of numbers: [Self], from low: Self, width: Magnitude) -> Bitmap
}

extension Int32: RangedInteger {
  static func bits(of numbers: [Int32], from low: Int32, width: UInt32) -> Bitmap {
    Bitmap(of: numbers, from: low, width: width)
  }
}

extension Int64: RangedInteger {
  static func bits(of numbers: [Int64], from low: Int64, width: UInt64) -> Bitmap {
    Bitmap(of: numbers, from: low, width: width)
  }
}

extension Int128: RangedInteger {
  static func bits(of numbers: [Int128], from low: Int128, width: UInt128) -> Bitmap {
    let source = numbers.span
    return Bitmap(count: numbers.count) { UInt128(truncatingIfNeeded: source[$0] &- low) <= width }
  }
}

/// Floats that are compared many at a time.
protocol RangedFloat: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  /// One bit a number, set where it stands so to `other`.
  static func bits(of numbers: [Self], _ relation: Bitmap.Relation, _ other: Self) -> Bitmap
}

extension Float: RangedFloat {
  static func bits(of numbers: [Float], _ relation: Bitmap.Relation, _ other: Float) -> Bitmap {
    Bitmap(of: numbers, relation, other)
  }
}

extension Double: RangedFloat {
  static func bits(of numbers: [Double], _ relation: Bitmap.Relation, _ other: Double) -> Bitmap {
    Bitmap(of: numbers, relation, other)
  }
}
