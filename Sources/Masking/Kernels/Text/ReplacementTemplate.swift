/// The replacement of `regex`: `$1` and `${1}` are groups, `$$` is a dollar.
enum ReplacementTemplate {
  /// Its pieces, nil where a `$` means nothing or a group above `groups` is referred to.
  static func pieces(of template: String, groups: Int) -> [RegularExpression.Piece]? {
    var rest = Array(template.utf8)[...]
    var pieces: [RegularExpression.Piece] = []
    var text: [UInt8] = []
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "$") else {
        text.append(byte)
        continue
      }
      if rest.first == UInt8(ascii: "$") {
        text.append(rest.removeFirst())
        continue
      }
      guard let group = reference(&rest), group <= groups else { return nil }
      if !text.isEmpty { pieces.append(.text(text)) }
      text = []
      pieces.append(.group(group))
    }
    return text.isEmpty ? pieces : pieces + [.text(text)]
  }

  /// A number, in braces or not.
  private static func reference(_ rest: inout ArraySlice<UInt8>) -> Int? {
    let isBraced = rest.first == UInt8(ascii: "{")
    if isBraced { rest.removeFirst() }
    let digits = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    guard !digits.isEmpty else { return nil }
    rest.removeFirst(digits.count)
    if isBraced, rest.popFirst() != UInt8(ascii: "}") { return nil }
    // More groups than any pattern has are as good as none.
    return digits.reduce(0) { min($0 * 10 + Int($1 - UInt8(ascii: "0")), 1_000_000) }
  }
}
