import Columnar

extension Expression {
  /// Unambiguous text that reads back as the same expression: what terms are told apart by.
  var text: String {
    switch node {
    case .literal(let value): value.text(kind)
    case .column(let column): Self.text(column.path)
    case .and(let operands): Self.list(operands, " AND ")
    case .or(let operands): Self.list(operands, " OR ")
    case .not(let a): "(NOT \(a.text))"
    case .compare(let comparison, let a, let b): "(\(a.text) \(comparison.rawValue) \(b.text))"
    case .isDistinct(let a, let b): "(\(a.text) IS DISTINCT FROM \(b.text))"
    case .isNull(let a): "(\(a.text) IS NULL)"
    case .isTrue(let a): "(\(a.text) IS TRUE)"
    case .isFalse(let a): "(\(a.text) IS FALSE)"
    case .like(let a, let pattern): "(\(a.text) \(pattern.text))"
    case .matches(let a, let pattern): "regexp_like(\(a.text), \(Scalar.quoted(pattern.pattern)))"
    case .arithmetic(let operation, let a, let b): "(\(a.text) \(operation.rawValue) \(b.text))"
    case .negate(let a): "(- \(a.text))"
    case .join(let a, let b): "(\(a.text) || \(b.text))"
    case .midnight(let a): "CAST(\(a.text) AS \(kind.rawValue))"
    case .shift(let a, let interval): "(\(a.text) + \(interval.text))"
    case .addDays(let a, let b): "(\(a.text) + \(b.text))"
    case .subtractDays(let a, let b), .daysBetween(let a, let b): "(\(a.text) - \(b.text))"
    case .caseWhen(let arms, let otherwise):
      "CASE" + arms.map { " WHEN \($0.condition.text) THEN \($0.value.text)" }.joined() + " ELSE \(otherwise.text) END"
    case .cast(let a, let precision, let scale):
      "CAST(\(a.text) AS \(kind.rawValue)" + (kind == .decimal ? "(\(precision), \(scale)))" : ")")
    case .call(let function, let arguments): "\(function.rawValue)(\(arguments.map(\.text).joined(separator: ", ")))"
    case .quantified(let quantifier, let a, _): "\(quantifier.rawValue)(\(a.text))"
    case .sample(let sample): "sample(\(sample.percent.tidy.text), \(sample.column.text))"
    }
  }

  private static func list(_ operands: [Expression], _ separator: String) -> String {
    "(" + operands.map(\.text).joined(separator: separator) + ")"
  }

  /// A dotted path, with quotes where a name needs them.
  static func text(_ path: [String]) -> String {
    path.map { name in
      if isPlain(name) { return name }
      var quoted = "\""
      for scalar in name.unicodeScalars {
        if scalar == "\"" { quoted.unicodeScalars.append("\"") }
        quoted.unicodeScalars.append(scalar)
      }
      return quoted + "\""
    }.joined(separator: ".")
  }

  private static func isPlain(_ name: String) -> Bool {
    guard let first = name.utf8.first, Lexer.startsName(first) else { return false }
    return name.utf8.allSatisfy(Lexer.continuesName) && Mark(keyword: name) == nil
  }
}
