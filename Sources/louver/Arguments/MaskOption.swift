/// The value of `--mask` or `--mask-when`, split into its parts; what they mean is for others to say.
struct MaskOption: Hashable, Sendable {
  var column: String
  var mask: String
  /// Nil for `--mask`.
  var condition: String?

  /// Splits `COL=MASK` at the first `=`.
  init(mask text: String) throws(UsageError) {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
      throw UsageError("--mask \(text.quoted): expected COL=MASK", hint: "for example --mask email=hash")
    }
    column = String(text[..<equals])
    mask = String(text[text.index(after: equals)...])
  }

  /// Splits `COL=MASK IF PREDICATE` at the first `=` and the first `IF` outside quotes and parentheses.
  init(maskWhen text: String) throws(UsageError) {
    try self.init(mask: text)
    guard let (before, after) = Self.splitAtIf(mask) else {
      throw UsageError(
        "--mask-when \(text.quoted): expected COL=MASK IF PREDICATE",
        hint: "for example --mask-when \"salary=null IF dept = 'board'\"")
    }
    (mask, condition) = (before, after)
  }

  private static func splitAtIf(_ text: String) -> (String, String)? {
    let scalars = Array(text.unicodeScalars)
    var depth = 0
    var isQuoted = false
    for (at, scalar) in scalars.enumerated() {
      switch scalar {
      case "'": isQuoted.toggle()
      case "(" where !isQuoted, "[" where !isQuoted: depth += 1
      case ")" where !isQuoted, "]" where !isQuoted: depth -= 1
      default:
        guard !isQuoted, depth == 0, isWordIf(scalars[at...].prefix(4)) else { continue }
        return (string(scalars[..<at]), string(scalars[(at + 4)...]))
      }
    }
    return nil
  }

  /// Space, `if` in either case, space.
  private static func isWordIf(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    guard scalars.count == 4, let first = scalars.first, let last = scalars.last else { return false }
    return first.properties.isWhitespace && last.properties.isWhitespace
      && string(scalars.dropFirst().dropLast()).lowercased() == "if"
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
