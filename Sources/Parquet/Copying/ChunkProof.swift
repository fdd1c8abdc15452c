import Columnar

/// What the pages of a chunk really hold, found by decoding all of them.
struct ChunkProof: Sendable {
  private var pages: [PageStatistics] = []
  /// Row numbers at which data pages begin.
  private var firstRows: [Int] = []
  private var isAnyPageWithinRow = false
  private var rows = 0
  private let order: SortOrder
  private let truncation: BoundTruncation
  private var dictionaryUse = DictionaryUse()
  private(set) var sizes: SizeStatistics
  private(set) var account: GroupAccount

  init(_ leaf: Leaf, _ agreement: GroupAgreement) {
    order = SortOrder(leaf.type)
    truncation = BoundTruncation(leaf.type)
    sizes = SizeStatistics(of: leaf)
    account = agreement.account(of: leaf)
  }

  /// Takes the next page that has slots.
  mutating func add(_ page: DecodedPage) throws(ParquetError) {
    let slots = page.structure.slotCount
    pages.append(PageStatistics(slots: slots, nulls: slots - page.data.count, bounds: bounds(of: page.data)))
    firstRows.append(rows)
    rows += page.structure.rows
    sizes.add(page.structure, page.data)
    account.add(page.structure)
    if !page.structure.beginsRow {
      guard firstRows.count > 1 else { throw .malformed("the column chunk begins within a row") }
      isAnyPageWithinRow = true
    }
  }

  /// A few indices stand for any number of long values: these are not written out, and each is looked at once.
  private mutating func bounds(of data: ColumnData) -> Bounds? {
    switch data {
    case .plain(let values): Bounds(of: values, order)
    case .dictionary(let dictionary, let indices):
      Bounds(of: dictionary, at: dictionaryUse.distinct(indices, dictionaryCount: dictionary.count), order)
    }
  }

  /// Throws unless the pages were those of a row group's rows.
  func finish(rows expected: Int) throws(ParquetError) {
    guard rows == expected else {
      throw .malformed("the pages hold \(rows) rows where the row group has \(expected)")
    }
  }

  var statistics: Statistics { Statistics(of: pages, truncation) }
  var columnIndex: ColumnIndex? { ColumnIndex(of: pages, truncation) }

  /// Nil where pages begin within rows, or have none: an index would have to pass over them.
  func offsetIndex(of copy: ChunkCopy) -> OffsetIndex? {
    let data = copy.pages.filter { $0.header.slotCount != nil }
    guard !isAnyPageWithinRow, firstRows.count == data.count else { return nil }
    return OffsetIndex(
      pages: zip(data, firstRows).map { page, row in
        PageLocation(
          offset: page.offset - copy.range.lowerBound, compressedSize: Int32(clamping: page.range.count), firstRow: row)
      })
  }
}

extension Structure {
  /// Whether a page begins with a row rather than within one.
  var beginsRow: Bool {
    guard case .nested(let levels) = self, !levels.repetition.isEmpty else { return true }
    return levels.repetition[0] == 0
  }

  /// Slots, NULLs and empty lists counted.
  fileprivate var slotCount: Int {
    if case .nested(let levels) = self { levels.slotCount } else { rows }
  }
}
