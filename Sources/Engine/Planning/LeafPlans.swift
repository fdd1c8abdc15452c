import Columnar
import Expressions
import Masking
import Policy

/// A view turned into what happens to each leaf and which predicates have to be evaluated for it.
struct LeafPlans {
  let leaves: [LeafPlan]
  let conditions: Conditions

  /// Throws where the view names a column that is not there, or a mask that does not fit its column.
  init(view: VisibleView, schema: Schema, columns: [String]?) throws(EngineError) {
    let known = Set(schema.leaves.map(\.shortPath))
    if let stranger = view.columns.keys.filter({ !known.contains($0) }).min() {
      throw EngineError(.invalidArgument, "there is no column \(stranger)")
    }
    // Sorted, so that nothing depends on the order of a set.
    let filters = view.rows.sorted { $0.text < $1.text }
    let whens = Set(view.columns.values.joined().compactMap(\.when)).sorted { $0.text < $1.text }
    let number = Dictionary(uniqueKeysWithValues: whens.enumerated().map { ($1, $0) })
    let suppressible = try LeafPlans.suppressible(view, schema)
    let wanted = try columns.map { names throws(EngineError) in try LeafPlans.wanted(names, schema) }
    leaves = try schema.leaves.map { leaf throws(EngineError) in
      let restrictions = view.columns[leaf.shortPath] ?? []
      let cells = restrictions.compactMap { restriction in
        restriction.when.map { LeafPlan.Cell(condition: number[$0]!, mask: restriction.mask) }
      }
      let always = Set(restrictions.filter { $0.when == nil }.map(\.mask))
      return try located(Place(column: leaf.shortPath)) {
        try LeafPlan(
          leaf: leaf, always: always,
          cells: cells.sorted { ($0.condition, $0.mask.text) < ($1.condition, $1.mask.text) },
          isSuppressible: suppressible.contains(leaf.shortPath), isWanted: wanted?.contains(leaf.index) ?? true)
      }
    }
    conditions = Conditions(filters: filters, whens: whens, schema: schema)
    try checkEntities(schema)
  }

  private static func wanted(_ names: [String], _ schema: Schema) throws(EngineError) -> Set<Int> {
    var wanted: Set<Int> = []
    for name in names {
      let found = schema.leaves(named: name)
      guard !found.isEmpty else { throw EngineError(.invalidArgument, "there is no column \(name)") }
      wanted.formUnion(found.map(\.index))
    }
    return wanted
  }

  private static func suppressible(_ view: VisibleView, _ schema: Schema) throws(EngineError) -> Set<String> {
    let columns = Set(view.anonymity.flatMap(\.columns))
    for column in columns.sorted() {
      let found = schema.leaves.filter { $0.shortPath == column }
      guard found.count == 1, found[0].isFlat else {
        throw EngineError(.invalidArgument, "anonymity: \(column) is no single column outside lists and structs")
      }
    }
    return columns
  }

  /// A mask that follows another column needs exactly one, outside lists.
  private func checkEntities(_ schema: Schema) throws(EngineError) {
    for plan in leaves {
      for mask in plan.always.union(plan.cells.map(\.mask)) {
        guard let name = mask.entityColumn else { continue }
        let found = schema.leaves(named: name)
        guard found.count == 1, found[0].shortPath == name || found[0].dottedPath == name,
          found[0].maxRepetition == 0
        else {
          throw EngineError(
            .invalidArgument, "\(mask.name): \(name) is no single column outside lists",
            at: Place(column: plan.leaf.shortPath))
        }
      }
    }
  }
}
