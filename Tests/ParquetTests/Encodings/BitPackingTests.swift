import Columnar
import Testing

@testable import Parquet

@Suite struct BitPackingTests {
  /// The value at a position, bit by bit.
  private func value(_ index: Int, width: Int, in bytes: [UInt8]) -> UInt64 {
    (0..<width).reduce(0) { result, bit in
      let position = index * width + bit
      return result | UInt64(bytes[position / 8] >> UInt8(position % 8) & 1) << UInt64(bit)
    }
  }

  @Test(arguments: 0...64)
  func wideAndNarrowKernelsAgreeWithBits(width: Int) {
    var generator = Generator(seed: UInt64(width))
    for count in [0, 1, 7, 8, 9, 64, 65, 333] {
      let bytes = generator.bytes((count * width + 7) / 8)
      let expected = (0..<count).map { value($0, width: width, in: bytes) }
      var packed = bytes
      if count * width % 8 != 0 { packed[packed.count - 1] &= UInt8(1 << (count * width % 8) - 1) }
      let wide = [UInt64](filling: count) { BitPacking.unpack(bytes.rawBytes, width: width, to: &$0) }
      #expect(wide == expected)
      let wideBytes = BitPacking.pack(wide.span, width: width)
      #expect(wideBytes == packed)
      if width <= 32 {
        let middle = [UInt32](filling: count) { BitPacking.unpack(bytes.rawBytes, width: width, to: &$0) }
        #expect(middle == expected.map { UInt32($0) })
        let middleBytes = BitPacking.pack(middle.span, width: width)
        #expect(middleBytes == packed)
      }
      if width <= 8 {
        let narrow = [UInt8](filling: count) { BitPacking.unpack(bytes.rawBytes, width: width, to: &$0) }
        #expect(narrow == expected.map { UInt8($0) })
        let narrowBytes = BitPacking.pack(narrow.span, width: width)
        #expect(narrowBytes == packed)
      }
    }
  }
}
