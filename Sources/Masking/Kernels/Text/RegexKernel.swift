import Columnar
import Patterns

/// `regex`: all matches replaced. What takes too many steps becomes NULL and is counted.
struct RegexKernel: Sendable {
  private let expression: RegularExpression
  private let template: ReplacementTemplate

  /// Throws for a bad pattern or a reference to no group.
  init(_ pattern: String, _ replacement: String, _ leaf: Leaf) throws(MaskingError) {
    do throws(PatternError) { expression = try RegularExpression(pattern) } catch {
      throw MaskingError(
        "regex on \(leaf.shortPath): pattern error \(error.status) at \(error.place.offset ?? 0): \(error.message)")
    }
    guard let template = ReplacementTemplate(replacement, groups: expression.groups) else {
      throw MaskingError("regex on \(leaf.shortPath): bad reference in \(quoted(replacement))")
    }
    self.template = template
  }

  func apply(_ texts: ByteStrings) throws(MaskingError) -> MaskedValues {
    guard let replaced = expression.replacing(in: texts, with: template) else { throw tooMuchText }
    return MaskedValues(.bytes(replaced.texts), validity: replaced.validity, counted: replaced.failures)
  }
}
