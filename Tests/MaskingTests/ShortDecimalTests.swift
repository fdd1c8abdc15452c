import Columnar
import Testing

@testable import Masking

@Suite struct ShortDecimalTests {
  /// The bytes that a decimal is stored in decide nothing but whether it fits.
  @Test(arguments: 1...8)
  func shortDecimalsAreFlooredAsLongOnesAre(width: Int) throws {
    var generator = Generator(UInt64(width))
    let highest = width == 8 ? Int64.max : 1 << Int64(8 * width - 1) - 1
    let some = (0..<500).map { _ in Int64.random(in: -highest - 1...highest, using: &generator) }
    let numbers = [highest, -highest - 1, 0, -1] + some
    let precision = [2, 4, 6, 9, 11, 14, 16, 18][width - 1]
    for step in ["0.01", "0.07", "1", "5000", "1000000000000000000000"] {
      let step = try #require(ExactDecimal(step))
      func floored(_ numbers: [Int64], width: Int) throws -> [Int128]? {
        let type = LeafType(.fixedLengthByteArray(width), .decimal(precision: precision, scale: 2))
        let stored = try #require(StoredDecimals.values(numbers.map { Int128($0) }, type.physical))
        return RoundKernel(step: step, type).apply(stored).flatMap { StoredDecimals.unscaled($0) }
      }
      // One that does not fit makes nothing of all.
      for some in numbers.map({ [$0] }) + [numbers] {
        let long = try #require(try floored(some, width: 16))
        let fit = long.allSatisfy { -Int128(highest) - 1 <= $0 && $0 <= Int128(highest) }
        #expect(try floored(some, width: width) == (fit ? long : nil), "\(some.prefix(1)) \(step)")
      }
    }
  }
}
