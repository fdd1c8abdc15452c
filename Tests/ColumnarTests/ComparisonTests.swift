import Columnar
import Testing

/// Comparisons that take many numbers at a time say of each what it says by itself.
@Suite struct ComparisonTests {
  private static let counts = [0, 1, 7, 63, 64, 65, 128, 200, 1000]

  @Test(arguments: ComparisonTests.counts)
  func rangesOfWholeNumbers(count: Int) {
    let ends: [Int64] = [.min, .min + 1, -5, -1, 0, 1, 5, .max - 1, .max, Int64(Int32.min), Int64(Int32.max)]
    for low in ends {
      for width in ends.map({ UInt64(bitPattern: $0) }) {
        let wide = (0..<count).map { ends[($0 &* 7 &+ $0 / 3) % ends.count] &+ Int64($0 % 5) &- 2 }
        let short = wide.map { Int32(truncatingIfNeeded: $0) }
        let within = Bitmap(wide.map { UInt64(bitPattern: $0 &- low) <= width })
        inVectorsOfEveryWidth { #expect(Bitmap(of: wide, from: low, width: width) == within) }
        let (low, width) = (Int32(truncatingIfNeeded: low), UInt32(truncatingIfNeeded: width))
        let shortWithin = Bitmap(short.map { UInt32(bitPattern: $0 &- low) <= width })
        inVectorsOfEveryWidth { #expect(Bitmap(of: short, from: low, width: width) == shortWithin) }
      }
    }
  }

  @Test(arguments: ComparisonTests.counts)
  func relationsOfFloats(count: Int) {
    let points = [0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 1.5, 1e300, -1e300]
    let doubles = (0..<count).map { points[($0 &* 5 &+ $0 / 4) % points.count] }
    let floats = doubles.map { Float($0) }
    inVectorsOfEveryWidth {
      for point in points {
        #expect(Bitmap(of: doubles, .notBelow, point) == Bitmap(doubles.map { !($0 < point) }))
        #expect(Bitmap(of: doubles, .atMost, point) == Bitmap(doubles.map { $0 <= point }))
        #expect(Bitmap(of: doubles, .equal, point) == Bitmap(doubles.map { $0 == point }))
        let point = Float(point)
        #expect(Bitmap(of: floats, .notBelow, point) == Bitmap(floats.map { !($0 < point) }))
        #expect(Bitmap(of: floats, .atMost, point) == Bitmap(floats.map { $0 <= point }))
        #expect(Bitmap(of: floats, .equal, point) == Bitmap(floats.map { $0 == point }))
      }
    }
  }
}
