/// An input taken apart: small choices from its front, the rest as bytes.
struct FuzzInput {
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  /// Two bytes, so that counts stay small beside what runs can stand for.
  mutating func count() -> Int { Int(byte()) | Int(byte()) << 8 }

  mutating func choice<Choice>(of choices: [Choice]) -> Choice { choices[Int(byte()) % choices.count] }

  var bytes: [UInt8] { Array(rest) }
}
