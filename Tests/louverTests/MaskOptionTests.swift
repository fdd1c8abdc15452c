import Testing

@testable import louver

@Suite struct MaskOptionTests {
  @Test func aMaskIsSplitAtTheFirstEqualsSign() throws {
    let option = try MaskOption(mask: "card=show(last=4)")
    #expect(option.column == "card")
    #expect(option.mask == "show(last=4)")
    #expect(throws: UsageError.self) { try MaskOption(mask: "card") }
    #expect(throws: UsageError.self) { try MaskOption(mask: "=hash") }
  }

  @Test(arguments: [
    ("a=null IF b = 1", "null", "b = 1"),
    ("a=null if b IF c", "null", "b IF c"),
    ("a=constant(' if ')\tIf\nx > 1", "constant(' if ')", "x > 1"),
    ("a=constant('it''s if ') IF s = ' IF '", "constant('it''s if ')", "s = ' IF '"),
    ("a=replace([x if y, z]) IF TRUE", "replace([x if y, z])", "TRUE"),
    ("a=replace(with=['(', ')']) IF b", "replace(with=['(', ')'])", "b"),
  ])
  func theFirstIfOutsideQuotesAndParenthesesCounts(text: String, mask: String, condition: String) throws {
    let option = try MaskOption(maskWhen: text)
    #expect(option.column == "a")
    #expect(option.mask == mask)
    #expect(option.condition == condition)
  }

  @Test(arguments: ["a=null", "a=null IFb", "a=null xIF b", "a=constant(' IF ')", "a=f( IF )"])
  func aConditionIsNeeded(text: String) {
    #expect(throws: UsageError.self) { try MaskOption(maskWhen: text) }
  }

  @Test func sizesAreBytesOrPowersOf1024() throws {
    func bytes(_ text: String) throws -> Int? {
      try Arguments(command: .completions, operands: [], values: [.memory: [text]]).byteCount(.memory)
    }
    #expect(try bytes("65536") == 65536)
    #expect(try bytes("64K") == 65536)
    #expect(try bytes("512MiB") == 512 << 20)
    #expect(try bytes("2g") == 2 << 30)
    for text in ["", "0", "-1", "MiB", "1.5G", "99999999999G", "12MB", "1 G"] {
      #expect(throws: UsageError.self) { try bytes(text) }
    }
  }
}
