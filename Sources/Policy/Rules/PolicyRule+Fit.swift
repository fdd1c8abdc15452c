import Columnar
import Expressions
import Masking

/// A part of a policy that does not fit a source's schema.
public struct RuleMisfit: Sendable {
  /// The key of the declaration: `where`, `within`, `sample`, `mask`, `when` or `columns`.
  public var key: String
  public var error: PolicyError
}

extension PolicyRule {
  /// What does not fit the columns of a source that the policy targets, whoever asks; nil where all fits.
  public func misfit(on source: Source) -> RuleMisfit? {
    guard let leaves = target.leaves(of: source) else { return nil }
    switch kind {
    case .access: return nil
    case .row(let filter):
      return Self.misfit(filter.key) { () throws in
        _ = try filter.predicate(over: source.schema, in: .nobody, draw: NoDraw())
      }
    case .column(let mask, _): return Self.misfit("mask") { () throws in for leaf in leaves { try mask.check(leaf) } }
    case .cell(let mask, let when, _):
      if mask.isDrop {
        return RuleMisfit(key: "mask", error: PolicyError(.invalidArgument, "drop cannot have a condition"))
      }
      return Self.misfit("mask") { () throws in for leaf in leaves { try mask.check(leaf) } }
        ?? Self.misfit("when") { () throws in
          _ = try Predicate(parsing: when, schema: source.schema, context: AccessContext.nobody.evaluation)
        }
    case .anonymity(_, let columns):
      return Self.misfit("columns") { () throws in
        for column in columns { _ = try Self.flatPath(column, in: source.schema) }
      }
    }
  }

  private static func misfit(_ key: String, _ body: () throws -> Void) -> RuleMisfit? {
    do {
      try body()
      return nil
    } catch let error as any LouverError {
      return RuleMisfit(
        key: key, error: PolicyError(error.kind, error.message, place: error.place, hint: error.hint))
    } catch {
      return RuleMisfit(key: key, error: PolicyError(.invalidArgument, "does not fit"))
    }
  }
}

extension RowFilter {
  fileprivate var key: String {
    switch self {
    case .predicate: "where"
    case .window: "within"
    case .sample: "sample"
    }
  }
}

extension AccessContext {
  /// For checks that do not depend on who asks.
  fileprivate static let nobody = AccessContext(principal: Principal(name: ""), now: 0)
}

/// A coin that is never tossed: for checks of samples.
private struct NoDraw: SampleDraw {
  let identity = ""

  func draws(for values: Values, of leaf: Leaf) throws -> [UInt64] {
    throw PolicyError(.unsupported, "a sample that is only checked cannot be drawn")
  }
}
