import Columnar

/// What becomes of one leaf: the masks on all of its cells, and those on the cells of some rows only.
public struct Treatment: Sendable {
  public let leaf: Leaf
  private let always: Set<Mask>
  private let cells: [Mask]
  /// What is applied where no cell mask is active.
  private let everywhere: Mask?
  /// The column is absent from the output.
  public let isDropped: Bool
  /// The output is text, be it only for some rows: other cells are then written in canonical text.
  public let writesText: Bool
  /// A value may become NULL. Where more than one mask is possible, it always counts as such.
  public let mayBecomeNull: Bool

  /// `always` are the column's masks, `cells` those with a condition, in an order of the caller's own.
  ///
  /// Throws where a mask does not fit the leaf, where a cell would be dropped, where binary cells would become text
  /// in some rows only, and where a map's key could become NULL.
  public init(leaf: Leaf, always: Set<Mask>, cells: [Mask]) throws(MaskingError) {
    for mask in always.union(cells).sorted(by: { $0.text < $1.text }) { try mask.check(leaf) }
    for mask in cells where mask.isDrop { throw mask.misfit(leaf, "a cell cannot be dropped") }
    self.leaf = leaf
    self.always = always
    self.cells = cells
    everywhere = Mask.effective(always, type: leaf.type)
    let possible = Self.possible(everywhere, always, cells, leaf.type)
    isDropped = everywhere?.isDrop ?? false
    writesText = possible.contains(where: \.writesText)
    mayBecomeNull = possible.count > 1 || possible.contains(where: \.mayBeNull)
    if writesText, !cells.isEmpty, leaf.type.kind == .binary {
      throw MaskingError("\(leaf.shortPath): binary cells cannot become text in some rows only")
    }
    if leaf.isMapKey, mayBecomeNull, !isDropped {
      throw MaskingError("\(leaf.shortPath): a map key cannot become NULL")
    }
  }

  /// Where nothing is shown, a cell mask can only put one constant or NULL in another's place.
  private static func possible(
    _ everywhere: Mask?, _ always: Set<Mask>, _ cells: [Mask], _ type: LeafType
  ) -> Set<Mask> {
    guard let everywhere else { return Set(cells) }
    let others = everywhere.isBottom ? cells.compactMap { Mask.effective(always.union([$0]), type: type) } : cells
    return Set(others).union([everywhere])
  }

  public var outputType: LeafType { writesText ? .string : leaf.type }

  /// A REQUIRED leaf that must be written as OPTIONAL.
  public var becomesOptional: Bool { mayBecomeNull && !isDropped && !leaf.isOptional }

  /// The mask of a cell on which the cell masks at `active` (positions in `cells`) are; nil is clear.
  public func effective(active: some Sequence<Int>) -> Mask? {
    let active = Set(active.map { cells[$0] })
    return active.isEmpty ? everywhere : Mask.effective(always.union(active), type: leaf.type)
  }
}
