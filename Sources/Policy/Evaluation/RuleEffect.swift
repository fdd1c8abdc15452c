import Columnar
import Expressions
import Masking

/// What one policy does to a source in a context.
public enum RuleEffect: Hashable, Sendable {
  /// It targets the source, but its `for` or `except` leaves the context out.
  case doesNotApply
  case access(isAllowed: Bool, isRequired: Bool)
  case rows(Predicate)
  /// Its predicate is TRUE for this context.
  case allRows
  /// Restrictions by the leaf's short path.
  case restricts([String: Restriction])
  /// Its condition is FALSE for this context.
  case noCells
  case suppresses(AnonymityRule)
}

extension PolicyRule {
  /// What this policy does to a source, nil where it does not target it. Throws where a predicate or mask does
  /// not fit the source's schema.
  func effect(
    on source: Source, in context: AccessContext, draw: any SampleDraw
  ) throws(PolicyError) -> RuleEffect? {
    guard let leaves = target.leaves(of: source) else { return nil }
    return try effect(on: source, leaves: leaves, in: context, draw: draw)
  }

  /// The same where the leaves that the policy selects are known.
  func effect(
    on source: Source, leaves: [Leaf], in context: AccessContext, draw: any SampleDraw
  ) throws(PolicyError) -> RuleEffect {
    guard applies(to: context.principal, under: context.purposes) else { return .doesNotApply }
    do {
      return try effect(on: leaves, of: source, in: context, draw: draw)
    } catch let error as any LouverError {
      throw PolicyError(
        error.kind, "policy \(name) on \(source.name): \(error.message)", place: error.place, hint: error.hint)
    } catch {
      throw PolicyError(.invalidArgument, "policy \(name) on \(source.name): \(error)")
    }
  }

  private func effect(
    on leaves: [Leaf], of source: Source, in context: AccessContext, draw: any SampleDraw
  ) throws -> RuleEffect {
    switch kind {
    case .access(let allow, let isRequired):
      return .access(
        isAllowed: allow.holds(for: context.principal, under: context.purposes), isRequired: isRequired)
    case .row(let filter):
      let predicate = try filter.predicate(over: source.schema, in: context, draw: draw)
      if predicate.constant == .true { return .allRows }
      return .rows(predicate)
    case .column(let mask, _): return .restricts(try Self.restrict(leaves, Restriction(mask: mask)))
    case .cell(let mask, let text, _):
      let when = try Predicate(parsing: text, schema: source.schema, context: context.evaluation)
      switch when.constant {
      case .false: return .noCells
      case .true, .null: return .restricts(try Self.restrict(leaves, Restriction(mask: mask)))
      case nil: return .restricts(try Self.restrict(leaves, Restriction(when: when, mask: mask)))
      }
    case .anonymity(let k, let columns):
      return .suppresses(AnonymityRule(k: k, columns: try columns.map { try Self.flatPath($0, in: source.schema) }))
    }
  }

  private static func restrict(_ leaves: [Leaf], _ restriction: Restriction) throws -> [String: Restriction] {
    var restrictions: [String: Restriction] = [:]
    for leaf in leaves {
      try restriction.mask.check(leaf)
      restrictions[leaf.shortPath] = restriction
    }
    return restrictions
  }

  static func flatPath(_ column: String, in schema: Schema) throws(PolicyError) -> String {
    let leaves = schema.leaves(named: column)
    guard leaves.count == 1, leaves[0].maxRepetition == 0 else {
      throw PolicyError(.invalidArgument, "k-anonymity needs flat columns", place: Place(column: column))
    }
    return leaves[0].shortPath
  }
}

extension RowFilter {
  func predicate(
    over schema: Schema, in context: AccessContext, draw: any SampleDraw
  ) throws -> Predicate {
    switch self {
    case .predicate(let text): try Predicate(parsing: text, schema: schema, context: context.evaluation)
    case .window(let window):
      try Predicate.window(column: window.column, last: window.last, schema: schema, context: context.evaluation)
    case .sample(let percent, let column):
      try Predicate.sample(percent: percent, by: column, schema: schema, draw: draw)
    }
  }
}

extension AccessContext {
  /// What the `@names` of predicates stand for in this context.
  var evaluation: EvaluationContext {
    EvaluationContext(
      user: principal.name, groups: principal.groups, attributes: principal.attributes, purposes: purposes,
      project: project?.name, nowNanoseconds: now)
  }
}
