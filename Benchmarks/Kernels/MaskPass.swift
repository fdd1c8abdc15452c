import Columnar
import Glibc
import Masking

/// A mask over all batches of a column.
struct MaskPass {
  private let column: String
  private let kernel: MaskKernel
  private let entity: String?

  init(_ mask: String, _ column: String, _ values: ValueBatches) throws {
    let mask = try Mask.parse(mask)
    self.column = column
    entity = mask.entityColumn
    kernel = try MaskKernel(
      mask, leaf: try values.leaf(column), keys: .bare(SecretKey(bytes: Array(0..<32))), asText: false)
  }

  private struct Work {
    var values: Values
    var cells: CellPositions
    var entities: Entities?
  }

  private func work(_ values: ValueBatches) throws -> [Work] {
    let entities = try entity.map { try values.values($0) }
    var row: UInt64 = 0
    var result: [Work] = []
    for (number, batch) in try values.values(column).enumerated() {
      let rows = (0..<UInt64(batch.count)).map { row + $0 }
      row += UInt64(batch.count)
      var work = Work(values: batch, cells: CellPositions(rows: rows))
      if let entities, let entity {
        work.entities = Entities(texts: canonicalText(of: entities[number], type: try values.leaf(entity).type))
      }
      result.append(work)
    }
    return result
  }

  /// Of the second of two passes: those of the others follow one another, too, and find the caches as the one before left them.
  func nanoseconds(_ values: ValueBatches) throws -> Int {
    let work = try work(values)
    func pass() throws {
      for batch in work { _ = try kernel.apply(batch.values, cells: batch.cells, entities: batch.entities) }
    }
    try pass()
    return try louver_kernels.nanoseconds(pass)
  }

  /// Strings as they are, other values in canonical text of their physical type, NULL as `\N`.
  func write(_ values: ValueBatches, to file: String) throws {
    let work = try work(values)[0]
    let masked = try kernel.apply(work.values, cells: work.cells, entities: work.entities)
    let texts = canonicalText(of: masked.values, type: masked.values.plainType)
    guard let stream = unsafe fopen(file, "w") else { throw Unexpected("cannot write \(file)") }
    defer { unsafe fclose(stream) }
    var next = 0
    for index in 0..<work.values.count {
      if let validity = masked.validity, !validity[index] {
        unsafe fputs("\\N\n", stream)
      } else {
        unsafe fputs(texts.string(next) + "\n", stream)
        next += 1
      }
    }
  }
}

extension Values {
  fileprivate var plainType: LeafType {
    switch self {
    case .boolean: LeafType(.boolean)
    case .int32: LeafType(.int32)
    case .int64: LeafType(.int64)
    case .float: LeafType(.float)
    case .double: LeafType(.double)
    case .fixed(let values): LeafType(.fixedLengthByteArray(values.width))
    case .bytes: .string
    }
  }
}
