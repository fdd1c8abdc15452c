import Columnar
import Testing

@testable import Parquet

@Suite struct DeltaByteArrayTests {
  /// As a writer of DELTA_BYTE_ARRAY would: the longest shared prefix, then the rest.
  private func encoded(_ strings: ByteStrings) -> [UInt8] {
    var prefixes: [Int32] = []
    var suffixes = ByteStrings()
    for index in 0..<strings.count {
      let previous = index == 0 ? [] : strings[index - 1]
      let shared = zip(previous, strings[index]).prefix { $0 == $1 }.count
      prefixes.append(Int32(shared))
      suffixes.append(strings[index].dropFirst(shared))
    }
    return DeltaBinaryPacked.encode(prefixes) + DeltaByteArrays.encodeLengths(suffixes)
  }

  @Test func theFormatsOwnExampleIsUnderstood() throws {
    let strings = ByteStrings(["axis", "axle", "babble", "babyhood"])
    let bytes =
      DeltaBinaryPacked.encode([0, 2, 0, 3] as [Int32])
      + DeltaByteArrays.encodeLengths(ByteStrings(["axis", "le", "babble", "yhood"]))
    #expect(try Encodings.decode(.deltaByteArray, bytes, count: 4, type: .byteArray) == .bytes(strings))
  }

  @Test func sortedAndRandomStringsComeBack() throws {
    for count in [0, 1, 2, 100, 1000] {
      for distribution in Distribution.allCases {
        guard case .bytes(let strings) = Values.generated(.byteArray, distribution, count: count, seed: 3) else {
          return
        }
        for strings in [strings, ByteStrings((0..<count).map { "customer-\($0 / 3)@example.org" })] {
          let bytes = encoded(strings)
          #expect(try Encodings.decode(.deltaByteArray, bytes, count: count, type: .byteArray) == .bytes(strings))
          for length in stride(from: 0, to: bytes.count, by: 1 + bytes.count / 200) {
            #expect(throws: ParquetError.self) {
              try Encodings.decode(.deltaByteArray, bytes[..<length], count: max(count, 1), type: .byteArray)
            }
          }
        }
      }
    }
  }

  @Test func valuesOfFixedLengthHaveExactlyThatLength() throws {
    let bytes = encoded(ByteStrings(["abcd", "abce", "xbce"]))
    let expected = FixedBytes(width: 4, count: 3, bytes: Array("abcdabcexbce".utf8))
    #expect(try Encodings.decode(.deltaByteArray, bytes, count: 3, type: .fixedLengthByteArray(4)) == .fixed(expected))
    #expect(throws: ParquetError.self) {
      try Encodings.decode(.deltaByteArray, bytes, count: 3, type: .fixedLengthByteArray(5))
    }
  }

  @Test func prefixesThatWouldFillMemoryAreStopped() {
    // One value of 64 KiB, then a hundred thousand that repeat it without a byte of their own.
    let count = 100_000
    var prefixes = [Int32](repeating: 65_536, count: count)
    prefixes[0] = 0
    var suffixes = ByteStrings()
    suffixes.append([UInt8](repeating: 7, count: 65_536))
    for _ in 1..<count { suffixes.append([]) }
    let bytes = DeltaBinaryPacked.encode(prefixes) + DeltaByteArrays.encodeLengths(suffixes)
    #expect {
      try Encodings.decode(.deltaByteArray, bytes, count: count, type: .byteArray, byteLimit: 1 << 28)
    } throws: {
      ($0 as? ParquetError)?.kind == .limitExceeded
    }
  }

  @Test func lengthsThatAreNegativeOrTooLongThrow() {
    for lengths: [Int32] in [[-1], [3, -2], [4], [.max, .max], [2, 2]] {
      let bytes = DeltaBinaryPacked.encode(lengths) + [1, 2, 3]
      #expect(throws: ParquetError.self) {
        try Encodings.decode(.deltaLengthByteArray, bytes, count: lengths.count, type: .byteArray)
      }
    }
  }
}
