extension String {
  /// Whether this dotted name is `ancestor` or below it: `pii.email` is a `pii`, `fraud.review` satisfies `fraud`.
  ///
  /// Names between dots are compared as texts. The dots are found as bytes: as a character, one with a combining mark
  /// behind it would be no dot.
  public func isWithin(_ ancestor: String) -> Bool {
    if self == ancestor { return true }
    let (own, outer) = (utf8, ancestor.utf8)
    let isBelow = own.count > outer.count && own.starts(with: outer)
    if isBelow, own[own.index(own.startIndex, offsetBy: outer.count)] == UInt8(ascii: ".") { return true }
    // Only beyond ASCII can the same text have other bytes.
    if own.allSatisfy({ $0 < 0x80 }) { return false }
    let (names, outerNames) = (dottedNames, ancestor.dottedNames)
    return names.count > outerNames.count && zip(names, outerNames).allSatisfy { $0 == $1 }
  }

  /// The name itself and all that it is below of: `a.b.c`, `a`, `a.b`.
  public var withAncestors: [String] {
    let dots = utf8.indices.filter { utf8[$0] == UInt8(ascii: ".") }
    return [self] + dots.map { String(self[..<$0]) }
  }

  private var dottedNames: [Substring] {
    utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { Substring($0) }
  }
}

extension Set<String> {
  /// Whether one of these dotted names is `ancestor` or below it.
  public func hasMember(within ancestor: String) -> Bool { contains { $0.isWithin(ancestor) } }
}
