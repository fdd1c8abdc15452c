import Columnar

/// A condition on rows: typed and ground. Two are equal when their normal forms are.
public struct Predicate: Hashable, Sendable {
  public let normalForm: NormalForm
  /// The same, ready to be evaluated.
  let condition: Condition
  /// The leaves that a batch must hold for the predicate to be evaluated, by their indices.
  public let leaves: [Leaf]

  init(_ expression: Expression) {
    normalForm = NormalForm(expression)
    condition = Condition(normalForm)
    leaves = normalForm.leaves(includingSamples: true)
  }

  /// Parses, checks types against the schema and puts the context's values in place of their names.
  ///
  /// Throws with the position in the text what does not parse or does not fit.
  public init(parsing text: String, schema: Schema, context: EvaluationContext) throws(ExpressionError) {
    var parser = try Parser(text, schema: schema, context: context)
    self.init(try parser.predicate())
  }

  /// Reads what `stored` gave. Samples in it can be compared, not evaluated.
  public init(stored text: String, schema: Schema) throws(ExpressionError) {
    var parser = try Parser(text, schema: schema, context: nil)
    self.init(try parser.predicate())
  }

  /// The normal form as text.
  public var text: String { normalForm.text }

  /// Text that reads back as an equal predicate over the same columns, without the context: for manifests.
  public var stored: String { normalForm.stored }

  /// The value, where it is the same on every row.
  public var constant: Truth? {
    if case .constant(let truth) = normalForm { truth } else { nil }
  }

  public static func == (a: Predicate, b: Predicate) -> Bool { a.normalForm == b.normalForm }

  public func hash(into hasher: inout Hasher) { hasher.combine(normalForm) }
}
