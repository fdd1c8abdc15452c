import Columnar
import Masking

/// Masks the batches of one leaf of one output chunk, one after the other.
///
/// It remembers what it has done for a dictionary: each distinct value is masked once for each mask it meets.
struct LeafMasker {
  let plan: LeafPlan
  private let keys: MaskKeys
  private let cellStructure: CellStructure
  private var kernels: [Mask?: MaskKernel] = [:]
  private var pool: DictionaryPool?
  private var chunkNumber = 0
  /// The numbers of the two dictionaries a chunk's columns may have: the input's own, and what masks made of it.
  private var inputPool: Int { 2 * chunkNumber }
  private var maskedPool: Int { 2 * chunkNumber + 1 }
  /// Values that masks counted: too short, or beyond the match limit.
  private(set) var counted = 0

  init(plan: LeafPlan, keys: MaskKeys) {
    self.plan = plan
    self.keys = keys
    cellStructure = CellStructure(leaf: plan.leaf, becomesOptional: plan.becomesOptional)
  }

  /// The dictionaries of the columns that follow are others than before.
  mutating func beginChunk() {
    pool = nil
    chunkNumber += 1
  }

  /// `conditions` has a bitmap for each of the job's conditions, one bit a row of `column`.
  mutating func mask(_ column: Column, conditions: [Bitmap], cells: CellContext?) throws -> MaskedColumn {
    if plan.isUniform { return try mask(column, with: plan.uniformMask, cells: cells) }
    let variants = Variants(plan: plan, conditions: conditions, count: column.rows)
    if variants.masks.count == 1 { return try mask(column, with: variants.masks[0], cells: cells) }
    return try mask(column, variants: variants, cells: cells)
  }

  // MARK: One mask for all

  private mutating func mask(_ column: Column, with mask: Mask?, cells: CellContext?) throws -> MaskedColumn {
    if let mask, mask.isBottom { return try blank(column, mask) }
    if mask == nil && !plan.treatment.writesText {
      return MaskedColumn(
        structure: cellStructure.unchanged(column.structure), data: column.data, pool: inputPool)
    }
    if case .dictionary(let dictionary, let indices) = column.data, !needsCells(mask) {
      return try remapped(column, dictionary, indices, mask)
    }
    let values = column.data.values
    let masked = try apply(mask, to: values, column, cells: cells, selection: nil)
    guard let validity = masked.validity else {
      return MaskedColumn(
        structure: cellStructure.unchanged(column.structure), data: .plain(masked.values), pool: nil)
    }
    return MaskedColumn(
      structure: structure(of: column, keeping: validity), data: .plain(masked.values), pool: nil)
  }

  private mutating func remapped(
    _ column: Column, _ dictionary: Values, _ indices: [UInt32], _ mask: Mask?
  ) throws -> MaskedColumn {
    let table = try entries(of: dictionary, for: mask)
    let (picks, validity) = table.look(up: indices)
    let structure =
      validity.map { self.structure(of: column, keeping: $0) } ?? cellStructure.unchanged(column.structure)
    return MaskedColumn(structure: structure, data: .dictionary(pool!.values, indices: picks), pool: maskedPool)
  }

  /// The structure where only the values that `validity` (one bit a value) names remain.
  private func structure(of column: Column, keeping validity: Bitmap) -> Structure {
    let valued = cellStructure.valued(column.structure)
    let remaining = validity.isAllSet ? valued : validity.scattered(over: valued)
    return cellStructure.output(column.structure, valued: remaining)
  }

  private mutating func blank(_ column: Column, _ mask: Mask) throws -> MaskedColumn {
    guard mask.name == "constant" else {
      let none = Bitmap(repeating: false, count: column.structure.slots)
      return MaskedColumn(
        structure: cellStructure.output(column.structure, valued: none),
        data: .plain(.empty(plan.treatment.outputType.physical)), pool: nil)
    }
    let cells = cellStructure.cells(column.structure)
    let (constant, count) = (try constant(mask), cells.setCount)
    let structure = cellStructure.output(column.structure, valued: cells)
    if case .boolean(let bit) = constant {
      let bits = Bitmap(repeating: bit[0], count: count)
      return MaskedColumn(structure: structure, data: .plain(.boolean(bits)), pool: nil)
    }
    return MaskedColumn(
      structure: structure, data: .dictionary(constant, indices: [UInt32](repeating: 0, count: count)), pool: nil)
  }

  // MARK: Different masks in different rows

  private mutating func mask(_ column: Column, variants: Variants, cells: CellContext?) throws -> MaskedColumn {
    let slots = cellStructure.cells(column.structure)
    let valued = cellStructure.valued(column.structure)
    var blend = CellBlend(slots: slots, valued: valued, variantOfSlot: variants.slots(of: column.structure))
    if case .dictionary(let dictionary, let indices) = column.data, !variants.masks.contains(where: needsCells) {
      for (number, mask) in variants.masks.enumerated() where !isNull(mask) {
        blend.add(variant: number, table: try entries(of: dictionary, for: mask), constant: mask?.name == "constant")
      }
      let (picks, output) = blend.picks(dictionaryIndices: indices)
      return MaskedColumn(
        structure: cellStructure.output(column.structure, valued: output),
        data: .dictionary(pool?.values ?? .empty(plan.treatment.outputType.physical), indices: picks),
        pool: maskedPool)
    }
    return try blended(column, variants, &blend, cells: cells)
  }

  /// Plain values: each variant's values are masked together, then put back in order.
  private mutating func blended(
    _ column: Column, _ variants: Variants, _ blend: inout CellBlend, cells: CellContext?
  ) throws -> MaskedColumn {
    let values = column.data.values
    var batch = Values.empty(plan.treatment.outputType.physical)
    for (number, mask) in variants.masks.enumerated() where !isNull(mask) {
      let base = UInt32(batch.count)
      if let mask, mask.name == "constant" {
        batch = batch.appending(try constant(mask))
        blend.add(variant: number, table: .constant(at: base), constant: true)
        continue
      }
      let selection = blend.values(ofVariant: number)
      let masked = try apply(mask, to: values.selected(by: selection), column, cells: cells, selection: selection)
      batch = batch.appending(masked.values)
      blend.add(variant: number, masked: masked, base: base)
    }
    let (picks, output) = blend.picks(dictionaryIndices: nil)
    return MaskedColumn(
      structure: cellStructure.output(column.structure, valued: output),
      data: .plain(batch.gathered(picks)), pool: nil)
  }

  // MARK: Kernels

  private func isNull(_ mask: Mask?) -> Bool { mask?.name == "null" }

  private mutating func constant(_ mask: Mask) throws -> Values {
    guard let constant = try kernel(for: mask).constant else { preconditionFailure("the mask is a constant") }
    return constant
  }

  private func needsCells(_ mask: Mask?) -> Bool {
    guard let mask else { return false }
    return mask.needsPosition || mask.entityColumn != nil
  }

  private mutating func kernel(for mask: Mask?) throws -> MaskKernel {
    if let kernel = kernels[mask] { return kernel }
    let asText = plan.treatment.writesText
    let kernel =
      try mask.map { mask throws(MaskingError) in
        try MaskKernel(mask, leaf: plan.leaf, keys: keys, asText: asText)
      } ?? MaskKernel.clear(leaf: plan.leaf, asText: asText)
    kernels[mask] = kernel
    return kernel
  }

  /// Masks values that `selection` (one bit a value of `column`; nil: all) selected.
  private mutating func apply(
    _ mask: Mask?, to values: Values, _ column: Column, cells: CellContext?, selection: Bitmap?
  ) throws -> MaskedValues {
    let kernel = try kernel(for: mask)
    let positions = needsCells(mask) ? cells?.narrowed(to: selection) : nil
    let masked = try kernel.apply(values, cells: positions?.positions, entities: positions?.entities)
    counted += masked.counted
    return masked
  }

  /// What a mask makes of each entry of the current dictionary.
  private mutating func entries(of dictionary: Values, for mask: Mask?) throws -> EntryTable {
    if let table = pool?.tables[mask] { return table }
    if pool == nil { pool = DictionaryPool(.empty(plan.treatment.outputType.physical)) }
    let kernel = try kernel(for: mask)
    if let constant = kernel.constant { return pool!.add(constant, for: mask) }
    let masked = try kernel.apply(dictionary)
    counted += masked.counted
    return pool!.add(masked, for: mask)
  }
}
