import Testing

@testable import Columnar

@Suite struct ValuesTests {
  @Test func gatheringStringsOfAnyLengthAgreesWithArrays() {
    var random = SmallRandom(5)
    for count in [1, 2, 50, 400] {
      let strings = (0..<count).map { _ in
        (0..<random.below(random.below(10) == 0 ? 100 : 35)).map { _ in UInt8(random.below(256)) }
      }
      var columnar = ByteStrings()
      for string in strings { columnar.append(string) }
      let indices = (0..<count * 2).map { _ in UInt32(random.below(count)) }
      guard case .bytes(let gathered) = Values.bytes(columnar).gathered(indices) else { return }
      #expect((0..<gathered.count).map { Array(gathered[$0]) } == indices.map { strings[Int($0)] })
    }
    #expect(Values.bytes(ByteStrings()).gathered([]) == .bytes(ByteStrings()))
  }

  @Test func gatheringValuesOfOneLengthAgreesWithArrays() {
    var random = SmallRandom(6)
    for width in [0, 1, 8, 12, 31, 32, 33, 70] {
      for count in [1, 2, 50] {
        let values = (0..<count).map { _ in (0..<width).map { _ in UInt8(random.below(256)) } }
        let indices = (0..<count * 2).map { _ in UInt32(random.below(count)) }
        let gathered = FixedBytes(width: width, count: count, bytes: values.flatMap(\.self)).gathered(indices)
        #expect((0..<gathered.count).map { Array(gathered[$0]) } == indices.map { values[Int($0)] })
      }
    }
  }

  @Test func slicingAndAppendingAreInverse() {
    let strings = Values.bytes(ByteStrings(["a", "", "long string", "b"]))
    let fixed = Values.fixed(FixedBytes(width: 3, count: 4, bytes: Array(0..<12)))
    let flags = Values.boolean(Bitmap([true, false, false, true]))
    for values in [strings, fixed, flags, .int32([1, 2, 3, 4]), .double([0, -0.0, 2, 4])] {
      for cut in 0...4 { #expect(values[0..<cut].appending(values[cut..<4]) == values) }
    }
  }
}
