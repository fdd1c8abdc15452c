import Columnar
import Masking

/// Which masks hold for which rows of a batch: rows with the same active conditions are of one variant.
struct Variants {
  /// A variant for each row.
  let rows: [UInt32]
  /// The effective mask of each variant; nil is clear.
  let masks: [Mask?]

  /// `conditions` has a bitmap for each of the job's conditions, one bit a row: set where it is not FALSE.
  init(plan: LeafPlan, conditions: [Bitmap], count: Int) {
    var rows = [UInt32](repeating: 0, count: count)
    var active: [Set<Mask>] = [plan.always]
    for cell in plan.cells {
      let condition = conditions[cell.condition]
      if condition.isNoneSet { continue }
      // Each variant falls in two: where the condition holds it becomes its twin.
      var twin = [UInt32?](repeating: nil, count: active.count)
      condition.forEachSet { row in
        let old = Int(rows[row])
        if let known = twin[old] {
          rows[row] = known
        } else {
          twin[old] = UInt32(active.count)
          rows[row] = UInt32(active.count)
          active.append(active[old].union([cell.mask]))
        }
      }
    }
    (self.rows, masks) = Variants.merged(rows, active.map { Mask.effective($0, type: plan.leaf.type) })
  }

  /// Variants with one effective mask become one, unused ones go.
  private static func merged(_ rows: [UInt32], _ masks: [Mask?]) -> ([UInt32], [Mask?]) {
    var isUsed = [Bool](repeating: false, count: masks.count)
    for old in rows { isUsed[Int(old)] = true }
    var kept: [Mask?] = []
    let renamed = masks.indices.map { old in
      guard isUsed[old] else { return UInt32.max }
      if let known = kept.firstIndex(of: masks[old]) { return UInt32(known) }
      kept.append(masks[old])
      return UInt32(kept.count - 1)
    }
    return (rows.map { renamed[Int($0)] }, kept)
  }
}
