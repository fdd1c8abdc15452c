import Columnar
import Expressions
import Masking

/// What a job does to one leaf, in every file and row group alike.
struct LeafPlan: Sendable {
  /// A mask and the condition it hangs on, by its number among the job's conditions.
  struct Cell: Sendable, Hashable {
    var condition: Int
    var mask: Mask
  }

  let leaf: Leaf
  /// Masks of every cell.
  let always: Set<Mask>
  let cells: [Cell]
  let treatment: Treatment
  /// Whether an anonymity rule may turn its cells into NULL.
  let isSuppressible: Bool
  /// Whether the caller asked for it. What is not asked for still counts in anonymity rules.
  let isWanted: Bool

  init(
    leaf: Leaf, always: Set<Mask>, cells: [Cell], isSuppressible: Bool, isWanted: Bool
  ) throws(MaskingError) {
    self.leaf = leaf
    self.always = always
    self.cells = cells
    self.isSuppressible = isSuppressible
    self.isWanted = isWanted
    treatment = try Treatment(leaf: leaf, always: always, cells: cells.map(\.mask))
    let mask = Mask.effective(always, type: leaf.type)
    isUniform =
      cells.isEmpty
      || mask?.isBottom == true && cells.allSatisfy { Mask.effective(always.union([$0.mask]), type: leaf.type) == mask }
  }

  /// Whether the output has the leaf.
  var isWritten: Bool { isWanted && !treatment.isDropped }

  /// Nothing happens to any value.
  var isClear: Bool { always.isEmpty && cells.isEmpty && !isSuppressible }

  /// A leaf that was REQUIRED and may hold NULL in the output.
  var becomesOptional: Bool { !leaf.isOptional && (treatment.becomesOptional || isSuppressible) }

  /// The mask of every cell; nil is clear. Only where there are no conditions.
  var uniformMask: Mask? { Mask.effective(always, type: leaf.type) }

  /// Whether the same mask stands for every cell, whatever its row. A mask that shows nothing is not enough: masks
  /// without a common one are `null` together, but with a constant they are that constant.
  let isUniform: Bool

  /// Nothing of any value is shown.
  var showsNothing: Bool { isUniform && uniformMask?.isBottom == true }

  /// The same of a leaf all rows of which have a place, so that the input's pages need not be read.
  var isBlank: Bool { showsNothing && !isSuppressible && leaf.isFlat }

  /// The masks that cells may meet.
  var possibleMasks: [Mask] { isUniform ? Array(always) : always + cells.map(\.mask) }

  /// Masks whose result depends on where a cell stands or on another column do not work on dictionaries.
  var needsCells: Bool { possibleMasks.contains { $0.needsPosition || $0.entityColumn != nil } }
}
