import Testing

@testable import Columnar

@Suite struct BitmapTests {
  private func random(_ count: Int, seed: UInt64) -> [Bool] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 63 == 1
    }
  }

  @Test(arguments: [0, 1, 63, 64, 65, 127, 128, 1000])
  func slicingAppendingAndSelectingAgreeWithArrays(count: Int) {
    let bits = random(count, seed: UInt64(count) + 1)
    let bitmap = Bitmap(bits)
    for low in stride(from: 0, through: count, by: 7) {
      let slice = bitmap[low..<count]
      #expect((0..<slice.count).map { slice[$0] } == Array(bits[low...]))
      var joined = bitmap[0..<low]
      joined.append(contentsOf: slice)
      #expect(joined == bitmap)
    }
    let chosen = Bitmap(random(count, seed: 77))
    let selected = bitmap.selected(by: chosen)
    #expect(selected == Bitmap(zip(bits, 0..<count).filter { chosen[$0.1] }.map(\.0)))
    #expect(selected.scattered(over: chosen) == bitmap & chosen)
    #expect(bitmap.setIndices == bits.indices.filter { bits[$0] })
    #expect(Bitmap(count: count) { bits[$0] } == bitmap)
    #expect(Array(0..<count).selected(by: bitmap) == bitmap.setIndices)
  }
}
