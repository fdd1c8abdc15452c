import Testing

@testable import Policy

@Suite struct JSONTests {
  /// RFC 8785, section 3.2.2 and 3.2.3, and appendix B.
  @Test func canonicalTextIsThatOfTheRFC() throws {
    let numbers: [(String, String)] = [
      ("333333333.33333329", "333333333.3333333"), ("1E30", "1e+30"), ("4.50", "4.5"), ("2e-3", "0.002"),
      ("0.000000000000000000000000001", "1e-27"), ("5e-324", "5e-324"), ("-5e-324", "-5e-324"),
      ("1.7976931348623157e308", "1.7976931348623157e+308"), ("9007199254740992", "9007199254740992"),
      ("295147905179352830000", "295147905179352830000"), ("9007199254740993", "9007199254740992"),
      ("1e21", "1e+21"), ("1e20", "100000000000000000000"), ("0.000001", "0.000001"), ("1e-7", "1e-7"),
      ("-0", "0"), ("-0.0", "0"), ("9223372036854775807", "9223372036854776000"), ("123456.789", "123456.789"),
    ]
    for (given, wanted) in numbers { #expect(try JSON(parsing: given).canonicalText == wanted) }
    let sorting =
      #"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Dalet","1":"One","\ud83d\ude00":"Smiley","\u0080":"Control","\u00f6":"o"}"#
    let sorted = try JSON(parsing: sorting).canonicalText
    #expect(
      sorted
        == "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\"\u{f6}\":\"o\",\"\u{20ac}\":\"Euro Sign\","
        + "\"\u{1f600}\":\"Smiley\",\"\u{fb33}\":\"Dalet\"}")
    let escapes = #"{ "s" : "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/" , "l":[null , true,false]}"#
    #expect(
      try JSON(parsing: escapes).canonicalText
        == "{\"l\":[null,true,false],\"s\":\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}")
  }

  @Test(arguments: [
    "", " ", "{", "[1,]", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "{a:1}", "01", "1.", ".5", "+1", "1e", "nul", "\"\\x\"",
    "\"a",
    "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\u{1}\"", "1 2", "[1 2]", "{\"a\" 1}", "NaN", "1e999", "'a'",
    "\"\\u12",
  ])
  func malformedTextIsRefused(text: String) {
    #expect(throws: PolicyError.self) { try JSON(parsing: text) }
  }

  @Test func invalidUTF8IsRefused() {
    #expect(throws: PolicyError.self) { try JSON(parsing: [0x22, 0xFF, 0x22]) }
    #expect(throws: PolicyError.self) { try JSON(parsing: [0x22, 0xED, 0xA0, 0x80, 0x22]) }
  }

  @Test func depthAndLengthAreBounded() throws {
    let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    _ = try JSON(parsing: deep)
    #expect(throws: PolicyError.self) { try JSON(parsing: "[" + deep + "]") }
    #expect(throws: PolicyError.self) { try JSON(parsing: String(repeating: "[", count: 1_000_000)) }
    #expect(throws: PolicyError.self) { try JSON(parsing: "[1,2,3]", limits: JSONLimits(bytes: 6)) }
  }

  @Test func everyTextFormParsesToTheSameValue() throws {
    var random = Seeded(seed: 7)
    for _ in 0..<300 {
      let value = randomJSON(&random, depth: 4)
      for text in [value.canonicalText, value.compactText, value.prettyText] {
        #expect(try JSON(parsing: text) == value)
      }
    }
  }

  @Test func damagedTextNeverCrashes() {
    var random = Seeded(seed: 8)
    for _ in 0..<2000 {
      var bytes = Array(randomJSON(&random, depth: 3).compactText.utf8)
      for _ in 0...2 where !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if let value = try? JSON(parsing: bytes) { #expect((try? JSON(parsing: value.compactText)) == value) }
    }
  }

  private func randomJSON(_ random: inout Seeded, depth: Int) -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .integer(Int64.random(in: -(1 << 53)...(1 << 53), using: &random))
    case 3: return .string(randomText(&random))
    case 4: return .string("")
    case 5:
      return .array((0..<Int.random(in: 0...3, using: &random)).map { _ in randomJSON(&random, depth: depth - 1) })
    default:
      var members: [String: JSON] = [:]
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        members[randomText(&random)] = randomJSON(&random, depth: depth - 1)
      }
      return .object(members)
    }
  }

  private func randomText(_ random: inout Seeded) -> String {
    let alphabet: [Character] = ["a", "\"", "\\", "\n", "\u{1}", "é", "日", "😀", "/", "\u{7f}"]
    return String(
      (0..<Int.random(in: 0...6, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "a" })
  }
}
