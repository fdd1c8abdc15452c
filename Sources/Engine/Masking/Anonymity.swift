import Columnar
import Masking
import Policy

extension JobPlan {
  /// Works out which cells the anonymity rules turn into NULL, from one pass over the masked columns. Columns that are
  /// not asked for count all the same; dropped ones do not.
  mutating func suppress(by rules: Set<AnonymityRule>) throws(EngineError) {
    let named = Set(rules.flatMap(\.columns))
    let shown = leaves.filter { $0.leaf.isFlat && !$0.treatment.isDropped && named.contains($0.leaf.shortPath) }
    // A rule names each of its columns only once: see LeafPlans.suppressible.
    let number = Dictionary(uniqueKeysWithValues: shown.map { ($0.leaf.shortPath, $0.leaf.index) })
    var combinations = AnonymityGroups(
      policies: rules.map { AnonymityPolicy(minimum: $0.k, columns: Set($0.columns)) }, present: Set(number.keys))
    let columns = combinations.columns.compactMap { number[$0] }
    guard !columns.isEmpty else { return }
    try forEachBatch(of: columns) { combinations.add($0) }
    combinations.finish()
    suppressedRows = combinations.suppressedRows
    for (position, column) in columns.enumerated() { suppressed[column] = combinations.suppressed(position) }
  }

  /// The masked rows of some flat leaves, side by side, in the order of the output.
  private func forEachBatch(of columns: [Int], _ body: ([Column]) throws -> Void) throws(EngineError) {
    for group in layout.groups where group.rows > 0 {
      try located(Place()) {
        let runs = columns.map { column in
          MaskedRun(stream: MaskedStream(self, group: group, leaf: column), leaf: leaves[column].suppressibleLeaf)
        }
        var reader = AlignedReader(runs, rows: group.rows)
        while let batch = try reader.next() {
          try options.cancellation.check()
          try body(batch.columns)
        }
      }
    }
  }
}

extension LeafPlan {
  /// The leaf as anonymity rules see it: of the output's type, and OPTIONAL.
  fileprivate var suppressibleLeaf: Leaf {
    var result = leaf
    result.type = treatment.outputType
    result.repetitions = [.optional]
    return result
  }
}
