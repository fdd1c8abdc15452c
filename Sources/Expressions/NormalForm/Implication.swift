/// A sound prover: what it proves holds on every row; what it does not prove may hold as well (policy.md).
public enum Implication {
  /// Clauses and cases beyond this many are not looked at.
  static let limit = 512

  /// Whether the conclusion is TRUE on every row where all of `given` are TRUE. False: not proved.
  public static func implies(_ given: [Predicate], _ conclusion: Predicate) -> Bool {
    implies(given.map(\.normalForm), conclusion.normalForm)
  }

  /// Whether `other` is not FALSE wherever all of `rows` are TRUE and `when` is not FALSE. Without a condition it is TRUE.
  ///
  /// A cell is masked where its condition is TRUE or NULL, so this is proved by contraposition.
  public static func impliesMasking(rows: [Predicate], when: Predicate?, other: Predicate?) -> Bool {
    guard let other else { return true }
    let conclusion = when?.normalForm.negated ?? .constant(.false)
    return implies(rows.map(\.normalForm) + [other.normalForm.negated], conclusion)
  }

  static func implies(_ given: [NormalForm], _ conclusion: NormalForm) -> Bool {
    if conclusion == .constant(.true) || given.contains(conclusion) { return true }
    guard let clauses = clauses(.combined(given, by: .and)) else { return false }
    return clauses.allSatisfy { isContradictory($0) || entails($0, conclusion) }
  }

  typealias Clause = Set<NormalForm>

  /// Disjunctive form, nil where it is too long. A clause that holds FALSE or NULL is never TRUE and is left out.
  private static func clauses(_ form: NormalForm) -> [Clause]? {
    switch form {
    case .constant(.true): return [[]]
    case .constant: return []
    case .or(let parts):
      var result: [Clause] = []
      for part in parts {
        guard let more = clauses(part), result.count + more.count <= limit else { return nil }
        result += more
      }
      return result
    case .and(let parts):
      var result: [Clause] = [[]]
      for part in parts {
        guard let more = clauses(part), result.count * more.count <= limit else { return nil }
        result = result.flatMap { clause in more.map { clause.union($0) } }
      }
      return result
    default: return [[form]]
    }
  }

  private static func isContradictory(_ clause: Clause) -> Bool {
    let terms = Set(clause.compactMap(\.term))
    if terms.contains(where: { Domain(of: $0, in: clause).isEmpty }) { return true }
    return clause.contains { atom in
      switch atom {
      case .opaque: clause.contains(atom.negated)
      case .sample(let sample, isNegated: false):
        clause.contains {
          if case .sample(let other, isNegated: true) = $0 { other.holds(sample) } else { false }
        }
      default: false
      }
    }
  }

  /// Whether every row on which all atoms are TRUE makes the conclusion TRUE.
  private static func entails(_ clause: Clause, _ conclusion: NormalForm) -> Bool {
    if clause.contains(conclusion) { return true }
    switch conclusion {
    case .constant(let truth): return truth == .true
    case .and(let parts): return parts.allSatisfy { entails(clause, $0) }
    case .or(let parts): return parts.contains { entails(clause, $0) } || entailsByCases(clause, parts)
    case .opaque: return false
    case .sample(let wanted, let isNegated):
      return clause.contains {
        guard case .sample(let sample, isNegated) = $0 else { return false }
        return isNegated ? sample.holds(wanted) : wanted.holds(sample)
      }
    case .membership(let term, _, _), .bound(let term, _), .isNull(let term, _):
      return entails(Domain(of: term, in: clause), conclusion)
    }
  }

  /// The same of a conclusion about one term.
  private static func entails(_ domain: Domain, _ conclusion: NormalForm) -> Bool {
    if case .isNull(_, let isNegated) = conclusion { return isNegated ? domain.isNotNull : domain.isNull }
    guard domain.isNotNull else { return false }
    switch conclusion {
    case .membership(_, let literals, isNegated: true): return !literals.contains(where: domain.mayBe)
    case .membership(_, let literals, isNegated: false): return domain.allowed?.isSubset(of: literals) ?? false
    case .bound(_, let bound):
      if let allowed = domain.allowed { return allowed.allSatisfy(bound.admits) }
      return (bound.isLower ? domain.low : domain.high)?.isWithin(bound) ?? false
    case .constant, .and, .or, .isNull, .sample, .opaque: return false
    }
  }

  /// One case for each value of the clause's sets: in every one that can be, some part of the conclusion holds.
  private static func entailsByCases(_ clause: Clause, _ parts: [NormalForm]) -> Bool {
    var cases: [Clause] = [clause]
    var found = false
    for atom in clause {
      guard case .membership(let term, let literals, isNegated: false) = atom, literals.count > 1 else { continue }
      guard literals.count * cases.count <= limit else { return false }
      found = true
      cases = cases.flatMap { rest in
        literals.map { rest.subtracting([atom]).union([.membership(term, [$0], isNegated: false)]) }
      }
    }
    return found && cases.allSatisfy { one in isContradictory(one) || parts.contains { entails(one, $0) } }
  }
}

extension SampleTerm {
  /// Whether this sample holds every row that the other holds.
  fileprivate func holds(_ other: SampleTerm) -> Bool {
    draws(like: other) && sample.percent >= other.sample.percent
  }
}
