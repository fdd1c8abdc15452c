/// A pattern of `*` (any characters, none too) and `?` (one character); both match dots.
public struct Glob: Hashable, Sendable {
  public let pattern: String
  /// True where the pattern has no wildcard and so names one thing.
  public let isLiteral: Bool

  public init(_ pattern: String) {
    self.pattern = pattern
    isLiteral = !pattern.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
  }

  /// Matches the whole of `text`, in time proportional to the product of both lengths at most.
  ///
  /// Characters are Unicode scalars. Beyond ASCII, a text that matches character by character as people see them matches
  /// as well: what is written in two ways is one name, and a mask on it must not be missed.
  public func matches(_ text: String) -> Bool {
    if isLiteral { return text == pattern }
    if Self.matches(Array(pattern.unicodeScalars), Array(text.unicodeScalars), star: "*", any: "?") { return true }
    let isPlain = pattern.utf8.allSatisfy { $0 < 0x80 } && text.utf8.allSatisfy { $0 < 0x80 }
    return !isPlain && Self.matches(Array(pattern), Array(text), star: "*", any: "?")
  }

  private static func matches<Element: Equatable>(
    _ pattern: [Element], _ text: [Element], star: Element, any: Element
  ) -> Bool {
    var (inText, inPattern) = (0, 0)
    // Where to go on if what follows the last `*` fails: that star takes one character more.
    var retry: (text: Int, pattern: Int)?
    while inText < text.count {
      if inPattern < pattern.count, pattern[inPattern] == star {
        inPattern += 1
        retry = (inText, inPattern)
      } else if inPattern < pattern.count, pattern[inPattern] == any || pattern[inPattern] == text[inText] {
        inText += 1
        inPattern += 1
      } else if let last = retry {
        retry = (last.text + 1, last.pattern)
        (inText, inPattern) = (last.text + 1, last.pattern)
      } else {
        return false
      }
    }
    return pattern[inPattern...].allSatisfy { $0 == star }
  }
}
