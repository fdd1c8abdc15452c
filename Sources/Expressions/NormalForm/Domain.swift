/// What a conjunction of atoms says about one term.
struct Domain {
  /// The only values possible; nil where no set says so.
  private(set) var allowed: Set<Literal>?
  private var excluded: Set<Literal> = []
  private(set) var low: NormalForm.Bound?
  private(set) var high: NormalForm.Bound?
  private(set) var isNull = false
  private(set) var isNotNull = false

  init(of term: Term, in atoms: some Sequence<NormalForm>) {
    for atom in atoms where atom.term == term { add(atom) }
    if let low, let high, low.literal == high.literal, !low.isStrict, !high.isStrict, allowed == nil {
      allowed = [low.literal]
    }
    if let values = allowed { allowed = values.filter(mayBe) }
  }

  private mutating func add(_ atom: NormalForm) {
    switch atom {
    case .membership(_, let literals, isNegated: false):
      isNotNull = true
      allowed = allowed.map { $0.intersection(literals) } ?? Set(literals)
    case .membership(_, let literals, isNegated: true):
      isNotNull = true
      excluded.formUnion(literals)
    case .bound(_, let bound):
      isNotNull = true
      if bound.isLower {
        if low.map({ bound.isTighter(than: $0) }) ?? true { low = bound }
      } else if high.map({ bound.isTighter(than: $0) }) ?? true {
        high = bound
      }
    case .isNull(_, let isNegated):
      isNotNull = isNotNull || isNegated
      isNull = isNull || !isNegated
    case .constant, .and, .or, .sample, .opaque: break
    }
  }

  func mayBe(_ value: Literal) -> Bool {
    if let allowed, !allowed.contains(value) { return false }
    return !excluded.contains(value) && (low?.admits(value) ?? true) && (high?.admits(value) ?? true)
  }

  /// No value, and not NULL either, is possible.
  var isEmpty: Bool {
    if isNull && isNotNull || allowed?.isEmpty == true { return true }
    guard let low, let high else { return false }
    return low.literal > high.literal || low.literal == high.literal && (low.isStrict || high.isStrict)
  }
}

extension NormalForm {
  /// What an atom speaks about, where that is a term's value.
  var term: Term? {
    switch self {
    case .membership(let term, _, _), .bound(let term, _), .isNull(let term, _): term
    case .constant, .and, .or, .sample, .opaque: nil
    }
  }
}

extension NormalForm.Bound {
  func admits(_ value: Literal) -> Bool {
    if value == literal { return !isStrict }
    return (value > literal) == isLower
  }

  /// Admits less than another bound of the same side.
  func isTighter(than other: NormalForm.Bound) -> Bool {
    if literal == other.literal { return isStrict && !other.isStrict }
    return (literal > other.literal) == isLower
  }

  /// Admits nothing that another bound of the same side does not.
  func isWithin(_ other: NormalForm.Bound) -> Bool {
    literal == other.literal && isStrict == other.isStrict || isTighter(than: other)
  }
}
