import Columnar
import Testing

@testable import Masking

/// What takes many values at a time does what is said of a single one.
@Suite struct ColumnKernelTests {
  private static let units: [CalendarUnit] = CalendarUnit.allCases

  @Test func manyNumbersAreFlooredAsEachIs() {
    var generator = Generator(1)
    for step in [1, 2, 3, 5, 7, 10, 64, 1000, 4096, 3600 << 12, 1 << 31, 86_400_000_000_000, 1 << 52, (1 << 60) + 1] {
      let wide = numbers(Int64.self, &generator)
      let long = FlooredSteps<Int64>(step: Int128(step), lowest: .min)
      let tenDigits = FlooredSteps<Int64>(step: Int128(step), lowest: -9_999_999_999)
      #expect(long(wide) == wide.map { long($0) }, "\(step)")
      #expect(tenDigits(wide) == wide.map { tenDigits($0) }, "\(step)")
      let short = numbers(Int32.self, &generator)
      for lowest in [Int32.min, -128, -9_999] {
        let floor = FlooredSteps<Int32>(step: Int128(step), lowest: lowest)
        #expect(floor(short) == short.map { floor($0) }, "\(step) \(lowest)")
      }
      let unsigned = numbers(UInt32.self, &generator)
      let floor = FlooredSteps<UInt32>(step: Int128(step), lowest: 0)
      #expect(floor(unsigned) == unsigned.map { floor($0) }, "\(step)")
    }
  }

  /// The multiple is the greatest that is not above, by the exact product, and no float beyond.
  @Test func floatsAreFlooredByTheExactQuotient() {
    var generator = Generator(5)
    for step in [0.1, 0.25, 0.3, 0.5, 1, 3, 7, 1e10, 1e-10, 1e-40, 1e40, 0x1.fffffffffffffp9] {
      let numbers = (0..<3000).map { _ in
        let near = Double(generator.integer(-1_000_000...1_000_000)) * step
        return generator.pick([
          near, near.nextUp, near.nextDown, near * 0x1p30, near * Double.random(in: 0...1, using: &generator),
        ])
      }
      let steps = ExactDecimal(String(step)).map { RoundKernel(step: $0, LeafType(.double)) }
      guard case .double(let multiples)? = steps?.apply(.double(numbers)) else { continue }
      for (number, multiple) in zip(numbers, multiples) where number.magnitude < 0x1p52 * step {
        let count = (multiple / step).rounded()
        #expect(number.addingProduct(-count, step) >= 0 && number.addingProduct(-(count + 1), step) < 0)
        #expect(multiple == count * step)
      }
    }
  }

  /// Runs of small numbers, then of any, then both together, so that whole blocks are of one kind.
  private func numbers<Number: FixedWidthInteger>(_ type: Number.Type, _ generator: inout Generator) -> [Number] {
    let small = (0..<700).map { _ in Number(truncatingIfNeeded: generator.integer(-1_000_000...1_000_000)) }
    let ends = [Number.min, .min + 1, .max, .max - 1, 0, 1]
    let any = (0..<700).map { _ in
      Number(truncatingIfNeeded: generator.next())
        >> Number(truncatingIfNeeded: generator.integer(0...Number.bitWidth - 1))
    }
    return small + ends + any + small + zip(small, any).flatMap { [$0, $1] }
  }

  @Test(arguments: ColumnKernelTests.units)
  func manyMomentsAreTruncatedAsEachIs(unit: CalendarUnit) {
    var generator = Generator(2)
    let days = (0..<4000).map { _ in Int32(truncatingIfNeeded: generator.integer(-800_000...800_000)) }
    let all = days + numbers(Int32.self, &generator)
    let starts = all.map { Int32(clamping: unit.start(ofDay: Int($0))) }
    #expect(TruncateKernel(unit, LeafType(.int32, .date)).apply(.int32(all)) == .int32(starts))
    for time in [TimeUnit.millis, .micros, .nanos] {
      let size = Int128(1_000_000_000 / time.perSecond)
      let near = (0..<4000).map { _ in
        Int64(truncatingIfNeeded: generator.integer(-4_000_000_000...4_000_000_000)) * time.perSecond
          + Int64(truncatingIfNeeded: generator.integer(0...2)) - 1
      }
      let counts = near + numbers(Int64.self, &generator)
      let starts = counts.map { count in
        Int64(
          clamping: unit.start(ofNanosecond: Int128(count) * size).flooredQuotientAndRemainder(dividingBy: size)
            .quotient)
      }
      #expect(
        TruncateKernel(unit, LeafType(.int64, .timestamp(time, utc: true))).apply(.int64(counts)) == .int64(starts),
        "\(time)")
    }
  }

  private static let characters = ["a", "Z", "7", "@", ".", " ", "é", "ß", "日", "😀", "\u{301}", "\u{7ff}", "\u{ffff}"]

  private func texts(_ generator: inout Generator, _ characters: [String] = ColumnKernelTests.characters) -> [String] {
    (0..<400).map { _ in
      (0..<generator.pick([0, 1, 3, 5, 15, 16, 17, 31, 33, 70])).map { _ in generator.pick(characters) }.joined()
    }
  }

  /// Batches of many values and of one, at whose end nothing more can be read.
  private func expect(_ mask: String, _ texts: [String], _ model: (String) -> String?) throws {
    let mask = try Mask.parse(mask)
    let expected = texts.map(model)
    #expect(try shown(mask, leaf(.string), .bytes(ByteStrings(texts))) == expected, "\(mask)")
    for (text, one) in zip(texts, expected) {
      #expect(try shown(mask, leaf(.string), .bytes(ByteStrings([text]))) == [one], "\(mask)")
    }
  }

  @Test(arguments: ["*", "#", "é", "😀"])
  func endsAreShownCharacterByCharacter(substitute: String) throws {
    var generator = Generator(3)
    for (first, last, minimum) in [(0, 0, 1), (0, 4, 5), (1, 0, 2), (2, 3, 9), (17, 20, 40)] {
      let mask = "show(first=\(first), last=\(last), min=\(minimum), with='\(substitute)')"
      for characters in [Self.characters, ["a", "1", "-"]] {
        try expect(mask, texts(&generator, characters)) { text in
          let scalars = Array(text.unicodeScalars)
          let shows = scalars.count >= minimum
          return scalars.indices.map { position in
            shows && (position < first || position >= scalars.count - last) ? String(scalars[position]) : substitute
          }.joined()
        }
      }
    }
  }

  @Test func whatFollowsTheLastAtRemains() throws {
    var generator = Generator(4)
    for characters in [Self.characters, ["a", "@"], ["a", "b", "c"]] {
      try expect("email", texts(&generator, characters)) { text in
        let parts = text.unicodeScalars.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count > 1 ? "***@" + String(String.UnicodeScalarView(parts[parts.count - 1])) : "***"
      }
    }
  }

  @Test(arguments: [0, 1, 7, 8, 12, 16, 20, 24, 25, 31, 32])
  func dottedAddressesAreReadStrictly(prefix: Int) throws {
    var generator = Generator(UInt64(prefix))
    let octets = ["0", "1", "9", "10", "99", "100", "199", "200", "249", "250", "255"]
    let others = ["256", "260", "300", "999", "00", "01", "", "1a", "-1", " 1", "1234", "²", "/", ":", "1."]
    let texts = (0..<3000).map { _ in
      (0..<generator.pick([4, 4, 4, 4, 4, 3, 5])).map { _ in
        generator.pick(generator.chance(4) ? others : octets)
      }.joined(separator: ".")
    }
    var addresses = 0
    try expect("ip(v4=\(prefix))", texts) { text in
      let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 4, parts.allSatisfy({ octets.contains($0) }) else { return nil }
      addresses += 1
      var number = parts.reduce(UInt32(0)) { $0 << 8 | UInt32($1)! }
      number &= prefix == 0 ? 0 : ~0 << UInt32(32 - prefix)
      return [24, 16, 8, 0].map { String(number >> $0 & 255) }.joined(separator: ".")
    }
    #expect(addresses > 500 && addresses < 3000)
  }
}
