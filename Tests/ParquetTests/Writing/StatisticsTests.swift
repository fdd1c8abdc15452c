import Columnar
import Testing

@testable import Parquet

@Suite struct StatisticsTests {
  private func bounds(_ values: Values, _ type: LeafType) -> Bounds? { Bounds(of: values, SortOrder(type)) }

  private func bytes(_ value: Values) -> [UInt8] { Plain.encode(value) }

  @Test func numbersCompareByTheirType() {
    let numbers: [Int32] = [5, -1, 7, .min, 0]
    let wide = numbers.map { Int64($0) }
    #expect(
      bounds(.int32(numbers), LeafType(.int32)) == Bounds(lowest: bytes(.int32([.min])), highest: bytes(.int32([7]))))
    let unsigned = LeafType(.int32, .integer(bits: 32, signed: false))
    #expect(bounds(.int32(numbers), unsigned) == Bounds(lowest: bytes(.int32([0])), highest: bytes(.int32([-1]))))
    let unsigned64 = LeafType(.int64, .integer(bits: 64, signed: false))
    #expect(bounds(.int64(wide), unsigned64) == Bounds(lowest: bytes(.int64([0])), highest: bytes(.int64([-1]))))
    let booleans = Values.boolean(Bitmap([true, true]))
    #expect(bounds(booleans, LeafType(.boolean)) == Bounds(lowest: [1], highest: [1]))
    #expect(bounds(.boolean(Bitmap([true, false])), LeafType(.boolean)) == Bounds(lowest: [0], highest: [1]))
  }

  @Test func floatsLeaveNaNsOutAndWidenZeros() {
    let type = LeafType(.double)
    #expect(
      bounds(.double([.nan, 2, -3, .nan]), type) == Bounds(lowest: bytes(.double([-3])), highest: bytes(.double([2]))))
    #expect(bounds(.double([0]), type) == Bounds(lowest: bytes(.double([-0.0])), highest: bytes(.double([0]))))
    #expect(bounds(.double([-0.0]), type) == Bounds(lowest: bytes(.double([-0.0])), highest: bytes(.double([0]))))
    #expect(bounds(.double([.nan, .nan]), type) == nil)
    for infinity in [Double.infinity, -.infinity] {
      #expect(
        bounds(.double([infinity]), type)
          == Bounds(lowest: bytes(.double([infinity])), highest: bytes(.double([infinity]))))
    }
    #expect(
      bounds(.float([.nan, 1, 4]), LeafType(.float)) == Bounds(lowest: bytes(.float([1])), highest: bytes(.float([4]))))
  }

  @Test func halvesCompareAsTheNumbersTheyAre() {
    func halves(_ bits: [UInt16]) -> Values {
      .fixed(FixedBytes(width: 2, count: bits.count, bytes: bits.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }))
    }
    let type = LeafType(.fixedLengthByteArray(2), .float16)
    // -2, 1, NaN, 0.5
    #expect(bounds(halves([0xc000, 0x3c00, 0x7e01, 0x3800]), type) == Bounds(lowest: [0, 0xc0], highest: [0, 0x3c]))
    #expect(bounds(halves([0x0000]), type) == Bounds(lowest: [0, 0x80], highest: [0, 0]))
    #expect(bounds(halves([0x7e01, 0xfe00]), type) == nil)
  }

  @Test func textComparesByUnsignedBytesAndDecimalsBySign() {
    let strings = Values.bytes(ByteStrings(["b", "ä", "", "ab", "abcdefghi", "abcdefghj"]))
    #expect(bounds(strings, .string) == Bounds(lowest: [], highest: Array("ä".utf8)))
    let numbers: [[UInt8]] = [[0x01], [0xff, 0xfe], [0x80], [0x00, 0x7f], [0x00, 0x80], [0xff]]
    var decimals = ByteStrings()
    for number in numbers { decimals.append(number) }
    let type = LeafType(.byteArray, .decimal(precision: 4, scale: 0))
    #expect(bounds(.bytes(decimals), type) == Bounds(lowest: [0x80], highest: [0x00, 0x80]))
  }

  @Test func boundsOfStringsAreThoseOfSorting() {
    for seed: UInt64 in 0..<40 {
      guard case .bytes(let strings) = Values.generated(.byteArray, .any, count: 50, seed: seed) else { return }
      let sorted = (0..<50).map { Array(strings[$0].prefix(Int(seed % 12))) }.sorted {
        $0.lexicographicallyPrecedes($1)
      }
      var cut = ByteStrings()
      for index in 0..<50 { cut.append(strings[index].prefix(Int(seed % 12))) }
      #expect(bounds(.bytes(cut), LeafType(.byteArray)) == Bounds(lowest: sorted[0], highest: sorted[49]))
    }
  }

  @Test func typesWithoutAnOrderHaveNoBounds() {
    let wide = Values.fixed(FixedBytes(width: 12, count: 1, bytes: [UInt8](repeating: 1, count: 12)))
    #expect(bounds(wide, LeafType(.int96)) == nil)
    #expect(bounds(wide, LeafType(.fixedLengthByteArray(12), .interval)) == nil)
    #expect(bounds(.bytes(ByteStrings(["x"])), LeafType(.byteArray, .geometry(crs: nil))) == nil)
    #expect(bounds(.int32([]), LeafType(.int32)) == nil)
  }

  @Test func ordersAgreeWithBounds() {
    let types: [LeafType] = [
      LeafType(.int32), LeafType(.int64), LeafType(.int32, .integer(bits: 32, signed: false)),
      LeafType(.int64, .integer(bits: 64, signed: false)), LeafType(.float), LeafType(.double), LeafType(.boolean),
      LeafType(.byteArray), LeafType(.fixedLengthByteArray(2), .float16),
      LeafType(.byteArray, .decimal(precision: 40, scale: 0)),
      LeafType(.fixedLengthByteArray(5), .decimal(precision: 9, scale: 2)),
    ]
    for type in types {
      let order = SortOrder(type)
      let values = Values.generated(type.physical, .any, count: 60, seed: 4)
      var merged: Bounds?
      for index in 0..<60 {
        guard let one = Bounds(of: values[index..<index + 1], order) else { continue }
        merged?.formUnion(one, order)
        merged = merged ?? one
      }
      #expect(merged == bounds(values, type))
    }
  }

  @Test func longBoundsAreCutAndStillBound() {
    let ascii = [UInt8](repeating: 0x61, count: 100)
    let text = BoundTruncation(.string)
    let binary = BoundTruncation(LeafType(.byteArray))
    #expect(text.minimum(ascii) == (Array(ascii[..<64]), false))
    #expect(text.maximum(ascii) == (Array(ascii[..<63]) + [0x62], false))
    #expect(text.minimum(Array(ascii[..<64])) == (Array(ascii[..<64]), true))
    let high = [UInt8](repeating: 0xff, count: 100)
    #expect(binary.maximum(high) == (high, true))
    #expect(binary.maximum(ascii[..<10] + high) == (ascii[..<9] + [0x62], false))
    let decimal = BoundTruncation(LeafType(.byteArray, .decimal(precision: 300, scale: 0)))
    #expect(decimal.maximum(ascii) == (ascii, true))
    // Characters of two, three and four bytes across the cut; the highest ones have no successor.
    for character in ["ä", "€", "\u{d7ff}", "😀", "\u{10ffff}"] {
      for start in 60...64 {
        let value = Array(ascii[..<start]) + Array(String(repeating: character, count: 20).utf8)
        let (minimum, maximum) = (text.minimum(value).bytes, text.maximum(value).bytes)
        #expect(minimum.count <= 64 && maximum.count <= 67)
        #expect(String(validating: minimum, as: UTF8.self) != nil && String(validating: maximum, as: UTF8.self) != nil)
        #expect(!value.lexicographicallyPrecedes(minimum) && !maximum.lexicographicallyPrecedes(value))
      }
    }
  }

  @Test func pageIndexAndChunkAgreeWithThePages() throws {
    for (name, numbers, order) in [
      ("ascending", [1, 2, 3, 3, 5, 6, 6, 9], BoundaryOrder.ascending),
      ("descending", [9, 8, 7, 7, 5, 1, 1, 0], .descending), ("unordered", [1, 2, 9, 9, 4, 5, 7, 8], .unordered),
      ("constant", [4, 4, 4, 4, 4, 4, 4, 4], .ascending),
    ] as [(String, [Int64], BoundaryOrder)] {
      let schema = Shape.optional.schema(LeafType(.int64))
      for dictionary in [true, false] {
        var writer = ChunkWriter(
          leaf: schema.leaves[0], options: ChunkOptions(dictionary: dictionary, pageRowLimit: 3))
        // Each pair of numbers and a NULL make a page, and one page is NULLs only.
        for pair in 0..<4 {
          let values = Values.int64(Array(numbers[pair * 2..<pair * 2 + 2]))
          try writer.append(.optional(Bitmap([true, false, true])), .plain(values))
          if pair == 1 { try writer.append(.optional(Bitmap(repeating: false, count: 3)), .plain(.int64([]))) }
        }
        let chunk = try writer.finish()
        let index = try #require(chunk.columnIndex)
        #expect(index.nullPages == [false, false, true, false, false])
        #expect(index.nullCounts == [1, 1, 3, 1, 1])
        #expect(index.boundaryOrder == order, "\(name)")
        #expect(index.minValues[2] == [] && index.maxValues[2] == [])
        #expect(index.minValues[0] == bytes(.int64([min(numbers[0], numbers[1])])))
        #expect(index.maxValues[4] == bytes(.int64([max(numbers[6], numbers[7])])))
        let statistics = try #require(chunk.metadata.statistics)
        #expect(statistics.nullCount == 7)
        #expect(statistics.minValue == bytes(.int64([numbers.min() ?? 0])))
        #expect(statistics.maxValue == bytes(.int64([numbers.max() ?? 0])))
        #expect(statistics.min == nil && statistics.max == nil && statistics.distinctCount == nil)
        #expect(chunk.offsetIndex.pages.map(\.firstRow) == [0, 3, 6, 9, 12])
      }
    }
  }

  @Test func aPageOfNaNsLeavesNoColumnIndex() throws {
    let leaf = Shape.required.schema(LeafType(.double)).leaves[0]
    var writer = ChunkWriter(leaf: leaf, options: ChunkOptions(pageRowLimit: 2))
    try writer.append(.required(rows: 4), .plain(.double([1, 2, .nan, .nan])))
    let chunk = try writer.finish()
    #expect(chunk.columnIndex == nil)
    #expect(chunk.metadata.statistics?.maxValue == bytes(.double([2])))
  }
}
