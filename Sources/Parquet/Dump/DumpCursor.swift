import Columnar

/// Goes through the slots of one column chunk, page by page.
///
/// A class: it holds so much that to copy it, as is done where one of many structures is asked something, takes
/// longer than the answer.
final class DumpCursor {
  private var reader: ChunkReader
  private let maxDefinition: UInt8
  /// Where values stand in the rows of the page.
  private var structure = Structure.required(rows: 0)
  private var slotCount = 0
  /// The text of each value of the page, or of its dictionary.
  private var texts = ByteStrings()
  /// For each value its place among the texts; nil where there is one of each.
  private var indices: [UInt32]?
  private var slot = 0
  private var value = 0

  init(_ reader: ChunkReader) {
    self.reader = reader
    maxDefinition = UInt8(reader.leaf.maxDefinition)
  }

  /// Makes the next row's first slot the current one.
  func beginRow() throws {
    if slot < slotCount { return }
    let isNew = reader.dictionary == nil
    guard let next = try reader.next() else { throw error("the pages hold fewer rows than the row group") }
    switch next.data {
    case .plain(let values):
      texts = try texts(of: values)
      indices = nil
    case .dictionary(let values, let positions):
      // The texts of a dictionary serve all its pages, unless a plain page came between.
      if isNew || indices == nil { texts = try texts(of: values) }
      indices = positions
    }
    structure = next.structure
    slotCount = next.slotCount
    slot = 0
    value = 0
  }

  /// Escaped text has up to six bytes for one, and a number up to thirty-two.
  private func texts(of values: Values) throws(ParquetError) -> ByteStrings {
    guard values.byteCount <= (Int(UInt32.max) - values.count * 32) / 6 else {
      throw .limitExceeded(
        "a page's values are too long to be dumped",
        at: reader.file.place(rowGroup: reader.rowGroup, leaf: reader.leaf))
    }
    return DumpText.texts(of: values, type: reader.leaf.type)
  }

  /// The definition level of the current slot.
  func definition() throws(ParquetError) -> UInt8 {
    guard slot < slotCount else { throw error("a row has fewer values than its other columns") }
    switch structure {
    case .required: return 0
    case .optional(let validity): return validity[slot] ? 1 : 0
    case .nested(let levels): return levels.definition[slot]
    }
  }

  /// The repetition level of the current slot, 0 behind the page's last.
  var repetition: UInt8 {
    guard case .nested(let levels) = structure, slot < levels.repetition.count else { return 0 }
    return levels.repetition[slot]
  }

  /// Passes over a slot that holds no value because something is absent that would be there from `presence` on.
  func passAbsence(_ presence: UInt8) throws(ParquetError) {
    guard try definition() == presence - 1 else { throw error("columns of one group disagree about what is there") }
    slot += 1
  }

  /// Appends the current slot's value and passes over it.
  func appendValue(to output: inout [UInt8]) throws(ParquetError) {
    guard try definition() == maxDefinition else { throw error("columns of one group disagree about what is there") }
    output.append(contentsOf: texts[indices.map { Int($0[value]) } ?? value])
    value += 1
    slot += 1
  }

  /// Proves that no rows are left.
  func finish() throws {
    if slot < slotCount { throw error("the pages hold more rows than the row group") }
    guard try reader.next() == nil else { throw error("the pages hold more rows than the row group") }
  }

  func error(_ message: String) -> ParquetError {
    .malformed(message, at: reader.file.place(rowGroup: reader.rowGroup, leaf: reader.leaf))
  }
}

extension Column {
  fileprivate var slotCount: Int {
    switch structure {
    case .required(let rows): rows
    case .optional(let validity): validity.count
    case .nested(let levels): levels.definition.count
    }
  }
}
