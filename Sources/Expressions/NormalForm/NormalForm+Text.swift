extension NormalForm {
  /// The form as a predicate; what of it is no sample reads back as the same form.
  public var text: String { text(storing: false) }

  /// The form as a predicate that reads back as the same form: samples name the draw they belong to.
  var stored: String { text(storing: true) }

  private func text(storing: Bool) -> String {
    switch self {
    case .constant(.true): return "TRUE"
    case .constant(.false): return "FALSE"
    case .constant(.null): return "NULL"
    case .and(let parts): return "(" + parts.map { $0.text(storing: storing) }.joined(separator: " AND ") + ")"
    case .or(let parts): return "(" + parts.map { $0.text(storing: storing) }.joined(separator: " OR ") + ")"
    case .membership(let term, let literals, let isNegated):
      if literals.count == 1 { return "\(term.text) \(isNegated ? "<>" : "=") \(literals[0].text)" }
      return "\(term.text) \(isNegated ? "NOT " : "")IN (\(literals.map(\.text).joined(separator: ", ")))"
    case .bound(let term, let bound): return "\(term.text) \(bound.comparison.rawValue) \(bound.literal.text)"
    case .isNull(let term, let isNegated): return "\(term.text) IS \(isNegated ? "NOT " : "")NULL"
    case .sample(let sample, let isNegated):
      let identity = storing ? ", \(Scalar.quoted(sample.sample.identity))" : ""
      return "\(isNegated ? "NOT " : "")sample(\(sample.sample.percent.text), \(sample.column.text)\(identity))"
    case .opaque(let term, let isNegated): return (isNegated ? "NOT " : "") + term.text
    }
  }
}
