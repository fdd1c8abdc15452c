/// A pattern of `*` (any characters, none too) and `?` (one character); both match dots.
public struct Glob: Hashable, Sendable {
  public let pattern: String
  private let scalars: [Unicode.Scalar]

  public init(_ pattern: String) {
    self.pattern = pattern
    scalars = Array(pattern.unicodeScalars)
  }

  /// True where the pattern has no wildcard and so names one thing.
  public var isLiteral: Bool { !scalars.contains("*") && !scalars.contains("?") }

  /// Matches the whole of `text`, in time proportional to the product of both lengths at most.
  public func matches(_ text: String) -> Bool {
    let text = Array(text.unicodeScalars)
    var (inText, inPattern) = (0, 0)
    // Where to go on if what follows the last `*` fails: that star takes one character more.
    var retry: (text: Int, pattern: Int)?
    while inText < text.count {
      if inPattern < scalars.count, scalars[inPattern] == "*" {
        inPattern += 1
        retry = (inText, inPattern)
      } else if inPattern < scalars.count, scalars[inPattern] == "?" || scalars[inPattern] == text[inText] {
        inText += 1
        inPattern += 1
      } else if let last = retry {
        retry = (last.text + 1, last.pattern)
        (inText, inPattern) = (last.text + 1, last.pattern)
      } else {
        return false
      }
    }
    return scalars[inPattern...].allSatisfy { $0 == "*" }
  }
}
