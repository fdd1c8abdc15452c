import Columnar

extension Kind {
  /// Values of a type at and around what its masks distinguish.
  func values(_ type: LeafType, count: Int, _ generator: inout Generator) -> Values {
    var texts: [String] = []
    for _ in 0..<count { texts.append(text(type, &generator)) }
    let values = texts.compactMap { value($0, type) }
    return values.reduce(.empty(type.physical)) { $0.appending($1) }
  }

  private func text(_ type: LeafType, _ generator: inout Generator) -> String {
    switch (self, type.kind) {
    case (.integer, .integer(let bits, let signed)):
      let near = generator.integer(signed ? -60...60 : 0...60)
      if generator.chance(80) { return String(near) }
      let lowest = signed ? -(Int128(1) << Int128(bits - 1)) : 0
      let highest = (Int128(1) << Int128(signed ? bits - 1 : bits)) - 1
      return String(generator.chance(50) ? lowest + Int128(abs(near)) : highest - Int128(abs(near)))
    case (.float, _): return float(&generator).description
    case (.decimal, _):
      return ExactDecimal(
        unscaled: Int128(generator.pick([generator.integer(-9999...9999), generator.integer(-150...150)])), scale: 2
      ).text
    case (.moment, .date):
      return canonicalText(of: .int32([Int32(day(&generator))]), type: type).string(0)
    case (.moment, _):
      let seconds = Int64(day(&generator)) * 86_400
      let micros = seconds * 1_000_000 + Int64(generator.pick([0, -1, 1, generator.integer(0...86_399_999_999)]))
      return canonicalText(of: .int64([micros]), type: LeafType(.int64, .timestamp(.micros, utc: false))).string(0)
    case (.other, .boolean): return generator.pick(["true", "false"])
    case (.other, .uuid):
      return "000102\(generator.integer(10...99))-0405-8607-8809-0a0b0c0d0e\(generator.integer(10...19))"
    case (.other, .float16): return String(Double(generator.integer(-40...40)) / 8)
    case (.other, .time): return "1\(generator.integer(0...9)):20:30.00\(generator.integer(0...9))"
    case (.other, _): return (0..<3).map { _ in generator.pick(["a", "b", "\0"]) }.joined()
    default: return string(&generator)
    }
  }

  private func day(_ generator: inout Generator) -> Int {
    generator.pick([generator.integer(19_700...19_900), generator.integer(-800...800)])
  }

  /// Doubles next to something, and any others.
  private func float(_ generator: inout Generator) -> Double {
    if generator.chance(10) { return Double(bitPattern: generator.next()) }
    if generator.chance(40) { return Double.random(in: -20...20, using: &generator) }
    let point = generator.pick([0.1, 0.3, 1, 1.5, 0x1p22, 0x1p23, 0x1p24, 0x1p51, 0x1p52, 0x1p53])
    var number = point * generator.pick([1, -1, 2, 3, 4, 5, 9])
    for _ in 0..<generator.integer(0...3) { number = generator.chance(50) ? number.nextUp : number.nextDown }
    return number
  }

  private func string(_ generator: inout Generator) -> String {
    switch generator.integer(0...4) {
    case 0:
      return generator.pick([
        "", "mary@x.org", "a@b@c", "日本語", "é", "e\u{301}a", "HTTP://u@Ex.com:8/a", "12345678", "😀 a1", "x@",
      ])
    case 1: return (0..<generator.integer(0...6)).map { _ in generator.pick(["a", "b", "*", "#", "é"]) }.joined()
    case 2: return (0..<4).map { _ in generator.pick(["1", "2", "255"]) }.joined(separator: ".")
    case 3: return "::ffff:10.\(generator.integer(0...2)).\(generator.integer(0...2)).1"
    default: return "2001:db8:\(generator.integer(0...2))::\(generator.integer(0...2))"
    }
  }
}
