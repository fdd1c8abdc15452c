import Testing

@testable import Columnar

@Suite struct Base64Tests {
  @Test func base64RoundTripsAndIsStrict() {
    var all = ByteStrings()
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
      #expect(Base64.decoded(Base64.encoded(bytes)) == bytes)
      all.append(bytes)
    }
    let together = Base64.encoded(all)
    for index in 0..<all.count { #expect(together.map { Array($0[index]) } == Base64.encoded(all[index])) }
    #expect(Base64.encoded(Array("foobar".utf8)) == Array("Zm9vYmFy".utf8))
    #expect(Base64.encoded(Array("fooba".utf8)) == Array("Zm9vYmE=".utf8))
    for bad in [
      "A", "AA", "AA=A", "AAA*", "AAAA=", "AB=", "AB==C", "A===", "AB=A", "A=B=", "ABC!", "AA==\n", "AB==", "Zm9vYmF=",
    ] {
      #expect(Base64.decoded(bad.utf8) == nil)
    }
  }
}
