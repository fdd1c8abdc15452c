import CKernels

extension Bitmap {
  /// One bit a number, set where the number less `low`, modulo 2^32, is at most `width`.
  public init(of numbers: [Int32], from low: Int32, width: UInt32) {
    unsafe self.init(count: numbers.count) { unsafe louver_within_i32(numbers, numbers.count, low, width, $0) }
  }

  /// One bit a number, set where the number less `low`, modulo 2^64, is at most `width`.
  public init(of numbers: [Int64], from low: Int64, width: UInt64) {
    unsafe self.init(count: numbers.count) { unsafe louver_within_i64(numbers, numbers.count, low, width, $0) }
  }

  /// How a float stands to another.
  public enum Relation: Sendable {
    /// Not below it: NaN is not.
    case notBelow
    case atMost
    case equal

    fileprivate var kernel: louver_relation {
      switch self {
      case .notBelow: LOUVER_NOT_BELOW
      case .atMost: LOUVER_AT_MOST
      case .equal: LOUVER_EQUAL
      }
    }
  }

  /// One bit a number, set where it stands so to `other`.
  public init(of numbers: [Float], _ relation: Relation, _ other: Float) {
    unsafe self.init(count: numbers.count) {
      unsafe louver_compare_f32(numbers, numbers.count, relation.kernel, other, $0)
    }
  }

  /// One bit a number, set where it stands so to `other`.
  public init(of numbers: [Double], _ relation: Relation, _ other: Double) {
    unsafe self.init(count: numbers.count) {
      unsafe louver_compare_f64(numbers, numbers.count, relation.kernel, other, $0)
    }
  }

  /// Words that `fill` writes, all of them.
  private init(count: Int, _ fill: (UnsafeMutablePointer<UInt64>?) -> Void) {
    let words = [UInt64](filling: (count + 63) / 64) { words in
      unsafe words.withUnsafeMutableBufferPointer { unsafe fill($0.baseAddress) }
    }
    self.init(words: words, count: count)
  }
}
