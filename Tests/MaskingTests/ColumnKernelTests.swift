import CKernels
import Columnar
import Glibc
import Testing

@testable import Masking

/// What takes many values at a time does what is said of a single one.
@Suite struct ColumnKernelTests {
  private static let units: [CalendarUnit] = CalendarUnit.allCases
  private static let widths: [louver_vectors] = [LOUVER_PORTABLE, LOUVER_AVX2, LOUVER_AVX512]

  @Test(arguments: ColumnKernelTests.widths)
  func manyNumbersAreFlooredAsEachIs(widest: louver_vectors) {
    louver_limit_vectors(widest)
    defer { louver_limit_vectors(LOUVER_AVX512) }
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
  @Test(arguments: ColumnKernelTests.widths)
  func floatsAreFlooredByTheExactQuotient(widest: louver_vectors) {
    louver_limit_vectors(widest)
    defer { louver_limit_vectors(LOUVER_AVX512) }
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

  @Test(arguments: ColumnKernelTests.widths)
  func singleFloatsAreFlooredByTheExactQuotient(widest: louver_vectors) {
    louver_limit_vectors(widest)
    defer { louver_limit_vectors(LOUVER_AVX512) }
    var generator = Generator(6)
    for step in [Float(0.1), 0.25, 0.3, 1, 7, 1e10, 1e-10, 1e-37] {
      let numbers = (0..<3000).map { _ in Float(generator.integer(-1_000_000...1_000_000)) * step }
        .flatMap { [$0, $0.nextUp, $0.nextDown, $0 / 3] }
      let steps = ExactDecimal(String(step)).map { RoundKernel(step: $0, LeafType(.float)) }
      guard case .float(let multiples)? = steps?.apply(.float(numbers)) else { continue }
      for (number, multiple) in zip(numbers, multiples) where number.magnitude < 0x1p23 * step {
        // The products of a float and a whole number below 2^24 are exact as doubles.
        let count = (Double(number) / Double(step)).rounded(.down)
        #expect(multiple == Float(count * Double(step)), "\(number) \(step)")
      }
    }
  }

  @Test(arguments: ColumnKernelTests.widths)
  func floatsThatNoStepReachesStayAndZeroHasNoSign(widest: louver_vectors) {
    louver_limit_vectors(widest)
    defer { louver_limit_vectors(LOUVER_AVX512) }
    for step in ["0.5", "0.3", "1e-40", "1e40"] {
      let kernel = ExactDecimal(step).map { RoundKernel(step: $0, LeafType(.double)) }
      let numbers = [Double.infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, -0.0]
      guard case .double(let multiples)? = kernel?.apply(.double(numbers + [.nan])) else { continue }
      #expect(multiples[0..<4] == numbers[0..<4] && multiples[5].isNaN)
      #expect(multiples[4].sign == .plus && multiples[4] == 0)
    }
  }

  /// Numbers in whose block is one that is too large take the way of exact whole numbers.
  @Test(arguments: ColumnKernelTests.widths)
  func placesAreRoundedAsExactNumbersAre(widest: louver_vectors) {
    louver_limit_vectors(widest)
    defer { louver_limit_vectors(LOUVER_AVX512) }
    var generator = Generator(7)
    for decimals in 0...15 {
      let kernel = GeoKernel(decimals: decimals, LeafType(.double))
      let power = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
      let numbers = (0..<4000).flatMap { _ in
        // Around what is half way between two, as near as a double comes, and anywhere.
        let tie = (Double(generator.integer(-400_000...400_000)) + 0.5) / power
        return [tie, tie.nextUp, tie.nextDown, tie / 7, 0, -0.0, .infinity, tie * 0x1p20]
      }
      let large = 0x1p70
      let mixed = numbers.flatMap { [$0, large] }
      guard case .double(let many) = kernel.apply(.double(numbers)),
        case .double(let each) = kernel.apply(.double(mixed))
      else { continue }
      #expect(
        many.map(\.bitPattern) == stride(from: 0, to: each.count, by: 2).map { each[$0].bitPattern }, "\(decimals)")
      #expect(stride(from: 1, to: each.count, by: 2).allSatisfy { each[$0] == large })
    }
  }

  @Test func fewAndManyBoundsCountTheSame() throws {
    var generator = Generator(8)
    let numbers = (0..<2000).map { _ in Int64(generator.integer(-60...60)) }
    for bounds in [[0], [-5, 0, 5], Array(-8...7), Array(-20...20)] {
      let mask = try Mask.parse("bucket(\(bounds.map(String.init).joined(separator: ", ")))")
      let names = numbers.map { number in
        let count = bounds.count { $0 <= number }
        return count == 0
          ? "<\(bounds[0])"
          : count == bounds.count
            ? ">=\(bounds[count - 1])"
            : "[\(bounds[count - 1]),\(bounds[count]))"
      }
      #expect(try shown(mask, leaf(LeafType(.int64)), .int64(numbers)) == names)
      let floats = numbers.map { Double($0) } + [.nan, .infinity, -.infinity]
      let ends = [">=\(bounds[bounds.count - 1])", ">=\(bounds[bounds.count - 1])", "<\(bounds[0])"]
      #expect(try shown(mask, leaf(LeafType(.double)), .double(floats)) == names + ends)
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

  @Test(arguments: ColumnKernelTests.units, ColumnKernelTests.widths)
  func manyMomentsAreTruncatedAsEachIs(unit: CalendarUnit, widest: louver_vectors) {
    louver_limit_vectors(widest)
    defer { louver_limit_vectors(LOUVER_AVX512) }
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
      (0..<generator.pick([0, 1, 3, 5, 15, 16, 17, 31, 33, 63, 64, 65, 70])).map { _ in generator.pick(characters) }
        .joined()
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
    for (first, last, minimum) in [(0, 0, 1), (0, 4, 5), (1, 0, 2), (2, 3, 9), (8, 8, 17), (9, 0, 11), (17, 20, 40)] {
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

  /// What the C library reads an address as; nil for what is none.
  private func groups(_ text: String) -> [UInt16]? {
    var bytes = [UInt8](repeating: 0, count: 16)
    guard unsafe inet_pton(AF_INET6, text, &bytes) == 1 else { return nil }
    return (0..<8).map { UInt16(bytes[2 * $0]) << 8 | UInt16(bytes[2 * $0 + 1]) }
  }

  /// RFC 5952, plainly.
  private func canonical(_ groups: [UInt16]) -> String {
    if groups[0..<5].allSatisfy({ $0 == 0 }), groups[5] == 0xffff {
      return "::ffff:" + groups[6...].flatMap { [$0 >> 8, $0 & 255] }.map { String($0) }.joined(separator: ".")
    }
    func text(_ part: ArraySlice<UInt16>) -> String { part.map { String($0, radix: 16) }.joined(separator: ":") }
    for length in stride(from: 8, through: 2, by: -1) {
      for first in 0...8 - length where groups[first..<first + length].allSatisfy({ $0 == 0 }) {
        return text(groups[..<first]) + "::" + text(groups[(first + length)...])
      }
    }
    return text(groups[...])
  }

  @Test(arguments: [(0, 0), (8, 1), (24, 48), (20, 64), (24, 112), (32, 127), (32, 128)])
  func longAddressesAreReadAsTheCLibraryDoes(v4: Int, v6: Int) throws {
    var generator = Generator(UInt64(v6))
    let parts = ["0", "0", "00", "1", "ffff", "FFFF", "a0b", "0db8", "::", ":", "12345", "g", "1.2.3.4", "%1", " "]
    let texts = (0..<2000).map { _ -> String in
      if generator.chance(40) {
        let groups = (0..<8).map { _ in UInt16(generator.pick([0, 0, 1, 0xabc, 0xffff])) }
        return generator.chance(50) ? canonical(groups) : groups.map { String($0, radix: 16) }.joined(separator: ":")
      }
      if generator.chance(30) { return "::ffff:" + generator.pick(["10.0.200.1", "a00:1", "1.2.3.256", "1.2.3"]) }
      let count = generator.pick([1, 3, 6, 7, 8, 9])
      return (0..<count).map { _ in generator.pick(parts) }.joined(separator: generator.chance(70) ? ":" : "")
    }.filter { !$0.contains(".") || $0.contains(":") }
    var addresses = 0
    try expect("ip(v4=\(v4), v6=\(v6))", texts) { text in
      guard let groups = groups(text) else { return nil }
      addresses += 1
      let isMapped = groups[0..<5].allSatisfy { $0 == 0 } && groups[5] == 0xffff
      let kept = isMapped ? min(v6, 96 + v4) : v6
      return canonical(
        groups.indices.map { groups[$0] & UInt16(truncatingIfNeeded: 0xffff_0000 >> max(0, min(16, kept - 16 * $0))) })
    }
    #expect(addresses > 300 && addresses < texts.count - 300)
  }
}
