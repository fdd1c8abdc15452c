/// What matches are replaced with: `$1` and `${1}` are groups, `$$` is a dollar.
public struct ReplacementTemplate: Sendable {
  /// A piece of the replacement: text as it is, or what a group matched.
  enum Piece: Equatable, Sendable {
    /// A range of `literals`.
    case literal(Range<Int>)
    case group(Int)
  }

  /// The text of all literal pieces, end to end.
  private(set) var literals: [UInt8] = []
  private(set) var pieces: [Piece] = []
  /// References are to groups up to this.
  let groups: Int

  /// Nil where a `$` means nothing or a group above `groups` is referred to.
  public init?(_ template: String, groups: Int) {
    self.groups = groups
    var rest = Array(template.utf8)[...]
    var begin = 0
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "$") else {
        literals.append(byte)
        continue
      }
      if rest.first == UInt8(ascii: "$") {
        literals.append(rest.removeFirst())
        continue
      }
      guard let group = Self.reference(&rest), group <= groups else { return nil }
      if literals.count > begin { pieces.append(.literal(begin..<literals.count)) }
      begin = literals.count
      pieces.append(.group(group))
    }
    if literals.count > begin { pieces.append(.literal(begin..<literals.count)) }
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
