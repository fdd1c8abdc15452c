import Columnar
import Glibc
import Testing

@Suite struct CanonicalTextTests {
  private func text(_ values: Values, _ type: LeafType) -> [String] {
    let strings = canonicalText(of: values, type: type)
    #expect(strings.count == values.count)
    return (0..<strings.count).map { strings.string($0) }
  }

  private func integer(_ bits: Int, _ signed: Bool) -> LeafType {
    LeafType(bits == 64 ? .int64 : .int32, .integer(bits: bits, signed: signed))
  }

  @Test func integersAreDecimalOfTheirSignedness() {
    #expect(
      text(.int64([-5, 0, .max, .min]), integer(64, true))
        == ["-5", "0", "9223372036854775807", "-9223372036854775808"])
    #expect(text(.int64([-1, 10]), integer(64, false)) == ["18446744073709551615", "10"])
    #expect(text(.int32([-1, .min]), integer(32, false)) == ["4294967295", "2147483648"])
    #expect(text(.int32([255, -1]), integer(8, false)) == ["255", "255"])
    #expect(text(.int32([-128]), integer(8, true)) == ["-128"])
  }

  @Test func everyPowerOfTenAndItsNeighboursHasTheRightDigits() {
    var powers: [UInt64] = [1]
    for _ in 0..<19 { powers.append(powers[powers.count - 1] * 10) }
    let numbers = powers.flatMap { [$0 - 1, $0, $0 + 1] }
    let stored = numbers.map { Int64(bitPattern: $0) }
    #expect(text(.int64(stored), integer(64, false)) == numbers.map { String($0) })
    #expect(text(.int64(stored), integer(64, true)) == stored.map { String($0) })
    #expect(text(.int64(stored.map { 0 &- $0 }), integer(64, true)) == stored.map { String(0 &- $0) })
    let short = stored.map { Int32(truncatingIfNeeded: $0) }
    #expect(text(.int32(short), integer(32, true)) == short.map { String($0) })
  }

  @Test func decimalsHaveExactlyTheirScale() {
    let type = LeafType(.int32, .decimal(precision: 5, scale: 2))
    #expect(
      text(.int32([-50, 0, 5, 99999, -99999, -1]), type) == ["-0.50", "0.00", "0.05", "999.99", "-999.99", "-0.01"])
    #expect(text(.int64([12, -7]), LeafType(.int64, .decimal(precision: 10, scale: 0))) == ["12", "-7"])
  }

  @Test func storedFormsOfADecimalAgree() {
    var generator = Generator(seed: 7)
    for scale in [0, 1, 4, 20, 38] {
      for _ in 0..<200 {
        let number = Int64(bitPattern: generator.next()) >> Int64(generator.next() % 64)
        let bytes = (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        let fill = [UInt8](repeating: number < 0 ? 0xff : 0, count: Int(generator.next() % 30))
        let logical = LogicalType.decimal(precision: 38, scale: scale)
        let want = text(.int64([number]), LeafType(.int64, logical))
        let fixed = FixedBytes(width: 8 + fill.count, count: 1, bytes: fill + bytes)
        #expect(text(.fixed(fixed), LeafType(.fixedLengthByteArray(fixed.width), logical)) == want)
        var string = ByteStrings()
        string.append(fill + bytes)
        #expect(text(.bytes(string), LeafType(.byteArray, logical)) == want)
      }
    }
  }

  @Test func decimalsBeyond128BitsAreExact() {
    let type = LeafType(.byteArray, .decimal(precision: 76, scale: 3))
    var strings = ByteStrings()
    strings.append([1] + [UInt8](repeating: 0, count: 16))
    strings.append([0xff] + [UInt8](repeating: 0, count: 16))
    strings.append([0x00, 0x80] + [UInt8](repeating: 0, count: 15))
    strings.append([])
    strings.append([1] + [UInt8](repeating: 0, count: 99))
    let got = text(.bytes(strings), type)
    #expect(got[0] == "340282366920938463463374607431768211.456")
    #expect(got[1] == "-340282366920938463463374607431768211.456")
    #expect(got[2] == "170141183460469231731687303715884105.728")
    #expect(got[3] == "0.000")
    #expect(got[4].hasPrefix("0x"))
  }

  @Test func floatsAreWhatTheCLibraryPrints() {
    var generator = Generator(seed: 3)
    var doubles: [Double] = [0, -0.0, 0.1, 100, 1e300, .leastNonzeroMagnitude, 1e16, 1e17, 1e22, 0.5]
    for exponent in -20...40 { doubles.append(pow(10, Double(exponent))) }
    for _ in 0..<30_000 {
      let bits = generator.next()
      doubles.append(Double(bitPattern: bits))
      doubles.append(Double(bitPattern: bits & 0x800f_ffff_ffff_ffff | (1000 + bits % 120) << 52))
      doubles.append(Double(Int64(bitPattern: bits) >> Int64(bits % 60)) / 100)
    }
    let finite = doubles.filter(\.isFinite)
    #expect(text(.double(finite), LeafType(.double)) == finite.map { printed("%.17g", $0) })
    let floats = finite.map { Float($0) }.filter(\.isFinite)
    #expect(text(.float(floats), LeafType(.float)) == floats.map { printed("%.9g", Double($0)) })
  }

  @Test func everyHalfPrecisionNumberIsWhatTheCLibraryPrints() {
    let patterns = (0...UInt16.max).filter { Float16(bitPattern: $0).isFinite }
    let bytes = patterns.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let values = Values.fixed(FixedBytes(width: 2, count: patterns.count, bytes: bytes))
    let want = patterns.map { printed("%.5g", Double(Float16(bitPattern: $0))) }
    #expect(text(values, LeafType(.fixedLengthByteArray(2), .float16)) == want)
  }

  @Test func numbersThatAreNoneHaveOneTextEach() {
    let odd: [Double] = [.nan, -.nan, Double(nan: 5, signaling: false), .infinity, -.infinity]
    #expect(text(.double(odd), LeafType(.double)) == ["nan", "nan", "nan", "inf", "-inf"])
  }

  @Test func datesAndTimesAreIsoText() {
    #expect(
      text(.int32([-1, -719_529, 2_932_897, 0]), LeafType(.int32, .date))
        == ["1969-12-31", "-0001-12-31", "10000-01-01", "1970-01-01"])
    #expect(text(.int64([1]), LeafType(.int64, .time(.micros, utc: true))) == ["00:00:00.000001"])
    #expect(text(.int32([86_399_999, -1]), LeafType(.int32, .time(.millis, utc: true)))[0] == "23:59:59.999")
    #expect(text(.int64([-1]), LeafType(.int64, .timestamp(.millis, utc: false))) == ["1969-12-31T23:59:59.999"])
    #expect(text(.int64([0]), LeafType(.int64, .timestamp(.micros, utc: true))) == ["1970-01-01T00:00:00.000000Z"])
    #expect(text(.int64([1]), LeafType(.int64, .timestamp(.nanos, utc: false))) == ["1970-01-01T00:00:00.000000001"])
  }

  @Test func extremesOfEveryTimeTypeAreWritten() {
    for unit in [TimeUnit.millis, .micros, .nanos] {
      #expect(text(.int64([.min, .max]), LeafType(.int64, .timestamp(unit, utc: true))).count == 2)
      #expect(text(.int64([.min, .max]), LeafType(.int64, .time(unit, utc: true))).count == 2)
    }
    #expect(text(.int32([.min, .max]), LeafType(.int32, .date)) == ["-5877641-06-23", "5881580-07-11"])
  }

  @Test func int96CountsFromTheJulianDay() {
    let nanoseconds: Int128 = -1
    let stored = Timestamp96(nanoseconds: nanoseconds).bytes ?? []
    #expect(Timestamp96(stored[...]).nanoseconds == nanoseconds)
    let values = Values.fixed(FixedBytes(width: 12, count: 1, bytes: stored))
    #expect(text(values, LeafType(.int96)) == ["1969-12-31T23:59:59.999999999"])
    let hostile = FixedBytes(width: 12, count: 1, bytes: [UInt8](repeating: 0x7f, count: 12))
    #expect(text(.fixed(hostile), LeafType(.int96)).count == 1)
    #expect(Timestamp96(nanoseconds: .max / 1000).bytes == nil)
  }

  @Test func identifiersBytesAndBooleans() {
    let identifier = FixedBytes(width: 16, count: 1, bytes: Array(0..<14) + [0xab, 0xcd])
    #expect(
      text(.fixed(identifier), LeafType(.fixedLengthByteArray(16), .uuid)) == ["00010203-0405-0607-0809-0a0b0c0dabcd"])
    let raw = FixedBytes(width: 2, count: 2, bytes: Array("abcd".utf8))
    #expect(text(.fixed(raw), LeafType(.fixedLengthByteArray(2))) == ["ab", "cd"])
    #expect(text(.boolean(Bitmap([true, false])), LeafType(.boolean)) == ["true", "false"])
    #expect(text(.bytes(ByteStrings(["é", ""])), .string) == ["é", ""])
    #expect(text(.int32([]), LeafType(.int32)) == [])
  }
}

/// A small generator with a fixed seed (SplitMix64).
private struct Generator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }
}

private func printed(_ format: String, _ number: Double) -> String {
  var buffer = [CChar](repeating: 0, count: 64)
  let length = unsafe withVaList([number]) { unsafe vsnprintf(&buffer, 64, format, $0) }
  return String(decoding: buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
