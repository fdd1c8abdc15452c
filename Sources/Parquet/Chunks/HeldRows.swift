import Columnar

/// Rows of a repeated leaf, the last of which may go on in the next page.
struct HeldRows {
  var levels: Levels
  var data: ColumnData
  /// Whether the last row is known to be whole.
  var isWhole: Bool
}

extension ChunkReader {
  /// The next rows of a repeated leaf, all of them whole.
  ///
  /// One page is decoded ahead, so that in files where no row goes over a page's end (nearly all) nothing is copied.
  mutating func nextWholeRows() throws -> DecodedPage? {
    while true {
      if let rows = held, rows.isWhole || slotsLeft == 0 {
        held = nil
        return rows.page
      }
      guard let (page, endsRow) = try decodeNext() else { return nil }
      guard case .nested(let levels) = page.structure else { return page }
      var rows = HeldRows(levels: levels, data: page.data, isWhole: endsRow)
      let begin = levels.repetition.firstIndex(of: 0) ?? levels.repetition.count
      guard var open = held else {
        guard begin == 0 else { throw ParquetError.malformed("the column chunk begins within a row") }
        held = rows
        continue
      }
      if begin > 0 {
        // Not held twice, or every page would copy all that came before it.
        held = nil
        try open.append(rows.slots(0..<begin, maxDefinition: decoder.maxDefinition), limit: file.limits.maxPageSize)
        if begin == levels.repetition.count {
          held = open
          continue
        }
        rows = rows.slots(begin..<levels.repetition.count, maxDefinition: decoder.maxDefinition)
      }
      held = rows
      return open.page
    }
  }
}

extension HeldRows {
  var page: DecodedPage { DecodedPage(structure: .nested(levels), data: data) }

  /// The slots of a range, with their values.
  func slots(_ range: Range<Int>, maxDefinition: Int) -> HeldRows {
    let maximum = UInt8(maxDefinition)
    let definition = Array(levels.definition[range])
    let repetition = Array(levels.repetition[range])
    let before = Array(levels.definition[..<range.lowerBound]).count(of: maximum)
    return HeldRows(
      levels: Levels(definition: definition, repetition: repetition, rows: repetition.count(of: 0)),
      data: data[before..<before + definition.count(of: maximum)], isWhole: isWhole)
  }

  /// Appends the rest of the last row. Without a limit to it, pages that are small as stored add up to any size.
  mutating func append(_ rest: HeldRows, limit: Int) throws(ParquetError) {
    guard levels.definition.count <= limit / 4 - rest.levels.definition.count,
      data.size(joining: rest.data) <= limit
    else {
      throw .limitExceeded("a row takes more than \(limit) bytes in memory", hint: "raise the limit of page sizes")
    }
    levels.definition += rest.levels.definition
    levels.repetition += rest.levels.repetition
    data = data.appending(rest.data, sharingDictionary: true)
    isWhole = rest.isWhole
  }
}

extension ColumnData {
  /// Bytes of values that joining these with others makes; nothing where both are indices, which are counted as slots.
  fileprivate func size(joining other: ColumnData) -> Int {
    if case .dictionary = self, case .dictionary = other { return 0 }
    return gatheredSize + other.gatheredSize
  }

  private var gatheredSize: Int {
    switch self {
    case .plain(let values): values.byteCount
    case .dictionary(let dictionary, let indices): dictionary.gatheredSize(indices)
    }
  }
}
