import Columnar

/// Masks of a set that are joined before looking across families. None of them is a bottom element.
enum MaskFamily {
  case round([ExactDecimal])
  case bucket([[BucketBound]])
  case truncate([CalendarUnit])
  case show([Shown])
  case ip([NetworkPrefixes])
  /// `hash`, `pseudonym` and `encrypt`: what shows nothing but which values are equal.
  case opaque([Mask])
  /// A mask that joins only with itself.
  case alone(Mask)

  /// The families of a set.
  static func divide(_ masks: Set<Mask>) -> [MaskFamily] {
    var families: [MaskFamily] = []
    var (steps, bounds, units) = ([ExactDecimal](), [[BucketBound]](), [CalendarUnit]())
    var (shown, prefixes, opaque) = ([Shown](), [NetworkPrefixes](), [Mask]())
    for mask in masks {
      switch mask.function {
      case .round(let step): steps.append(step)
      case .bucket(let bucket): bounds.append(bucket)
      case .truncate(let unit): units.append(unit)
      case .show(let part): shown.append(part)
      case .ip(let network): prefixes.append(network)
      case .hash, .pseudonym, .encrypt: opaque.append(mask)
      case .null, .constant, .drop, .classes, .regex, .email, .url, .shift, .geo, .fpe, .noise, .respond, .replace:
        families.append(.alone(mask))
      }
    }
    if !steps.isEmpty { families.append(.round(steps)) }
    if !bounds.isEmpty { families.append(.bucket(bounds)) }
    if !units.isEmpty { families.append(.truncate(units)) }
    if !shown.isEmpty { families.append(.show(shown)) }
    if !prefixes.isEmpty { families.append(.ip(prefixes)) }
    if !opaque.isEmpty { families.append(.opaque(opaque)) }
    return families
  }

  /// The greatest mask of the family below all of its members, nil if there is none.
  func join(isExact: Bool) -> Mask? {
    switch self {
    case .round(let steps): joinSteps(steps, isExact: isExact)
    case .bucket(let bounds): joinBounds(bounds)
    case .truncate(let units): joinUnits(units)
    case .show(let shown): joinShown(shown)
    case .ip(let prefixes):
      Mask(.ip(NetworkPrefixes(v4: prefixes.map(\.v4).min() ?? 0, v6: prefixes.map(\.v6).min() ?? 0)))
    case .opaque(let masks): joinOpaque(masks)
    case .alone(let mask): mask
    }
  }
}

private func joinUnits(_ units: [CalendarUnit]) -> Mask? {
  let coarsest = units.first { unit in units.allSatisfy(unit.isCoarserOrEqual) }
  return coarsest.map { Mask(.truncate(to: $0)) }
}

private func joinShown(_ shown: [Shown]) -> Mask? {
  shown.dropFirst().reduce(shown.first) { joined, part in
    joined.map { joined in
      Shown(
        first: min(joined.first, part.first), last: min(joined.last, part.last),
        minimum: max(joined.minimum, part.minimum), substitute: min(joined.substitute, part.substitute))
    }
  }.map { Mask(.show($0)) }
}

/// The bounds that all have, the lower text where two write one bound differently.
private func joinBounds(_ buckets: [[BucketBound]]) -> Mask? {
  let common = buckets[0].compactMap { bound -> BucketBound? in
    let same = buckets.compactMap { bucket in bucket.first { $0.isAt(bound) } }
    guard same.count == buckets.count else { return nil }
    return same.min { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
  }
  return common.isEmpty ? nil : Mask(.bucket(common))
}

/// A narrow hash if there is one (project first, then the shortest), else what shows least of the others.
private func joinOpaque(_ masks: [Mask]) -> Mask? {
  var hashes: [(scope: KeyScope, length: Int)] = []
  for mask in masks {
    if case .hash(let length, let scope) = mask.function { hashes.append((scope, length)) }
  }
  if let narrow = hashes.filter({ $0.scope != .tenant }).min(by: <) {
    return Mask(.hash(length: narrow.length, scope: narrow.scope))
  }
  if let pseudonym = masks.first(where: { $0.name == MaskName.pseudonym.rawValue }) { return pseudonym }
  guard let shortest = hashes.map(\.length).min() else { return masks.first }
  return Mask(.hash(length: shortest, scope: hashes.count == masks.count ? .tenant : .project))
}
