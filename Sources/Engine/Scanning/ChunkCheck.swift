import Columnar
import Parquet

/// Checks the parts of one chunk of an output, of a leaf of which something is hidden: against the values that the view
/// hides of this leaf, and against the cells that are there, of which everything else has to follow.
struct ChunkCheck {
  let parquet: ParquetFile
  let rowGroup: Int
  let leaf: Leaf
  /// Number of the input's leaf; nil where a mask has changed the type, so that no value can be the same.
  let inputLeaf: Int?
  let needles: Needles
  let report: (ScanChannel, Int) -> Void

  func run() throws {
    var reader = try ChunkReader(file: parquet, rowGroup: rowGroup, leaf: leaf)
    let dictionary = try reader.loadDictionary()
    var use = Use(entries: dictionary?.count ?? 0)
    let filter = try BloomFilter(of: parquet, rowGroup: rowGroup, leaf: leaf)
    var expected = filter?.emptied
    while let column = try reader.next() {
      use.add(column)
      if case .plain(let values) = column.data { report(.cell, hidden(values)) }
      expected?.add(column.data.distinctlyUsed)
    }
    if let dictionary { check(dictionary, use) }
    if let filter, let expected, !filter.isSubset(of: expected) { report(.bloomFilter, 1) }
    check(reader.metadata.statistics, nulls: use.nulls, .statistics)
    try checkPageHeaders()
    if let index = try? parquet.columnIndex(rowGroup: rowGroup, leaf: leaf) {
      report(.pageIndex, index.minValues.count(where: isHidden) + index.maxValues.count(where: isHidden))
      if let counts = index.nullCounts, counts.reduce(0, +) != use.nulls { report(.pageIndex, 1) }
    }
  }

  /// What the pages of a chunk make use of.
  private struct Use {
    var entries: [Bool]
    var nulls = 0

    init(entries: Int) { self.entries = [Bool](repeating: false, count: entries) }

    mutating func add(_ column: Column) {
      let slots = if case .nested(let levels) = column.structure { levels.slotCount } else { column.rows }
      nulls += slots - column.data.count
      if case .dictionary(_, let indices) = column.data { for index in indices { entries[Int(index)] = true } }
    }
  }

  /// Entries that no row refers to tell of values that are not there, unless they are as good as empty; entries that
  /// are equal tell values apart that a mask has made one.
  private func check(_ dictionary: Values, _ use: Use) {
    report(.dictionary, hidden(dictionary))
    let stored = ValueForms(dictionary, leaf.type).stored
    var seen: Set<ArraySlice<UInt8>> = []
    for entry in 0..<stored.count {
      let bytes = stored[entry]
      if !use.entries[entry] {
        if bytes.contains(where: { $0 != 0 }) { report(.dictionary, 1) }
      } else if !seen.insert(bytes).inserted {
        report(.indices, 1)
      }
    }
  }

  private func check(_ statistics: Statistics?, nulls: Int?, _ channel: ScanChannel) {
    guard let statistics else { return }
    let bounds = [statistics.min, statistics.max, statistics.minValue, statistics.maxValue]
    report(channel, bounds.compactMap(\.self).count(where: isHidden))
    if let nulls, let count = statistics.nullCount, count != nulls { report(channel, 1) }
  }

  private func checkPageHeaders() throws {
    var reader = try ChunkReader(file: parquet, rowGroup: rowGroup, leaf: leaf)
    while let page = try reader.nextRaw() {
      switch page.header.content {
      case .data(let header): check(header.statistics, nulls: nil, .pageHeader)
      case .dataV2(let header): check(header.statistics, nulls: nil, .pageHeader)
      case .dictionary, .index: break
      }
    }
  }

  private func hidden(_ values: Values) -> Int {
    let stored = ValueForms(values, leaf.type).stored
    return (0..<stored.count).count { isHidden(stored.bytes.rawBytes, stored.range($0)) }
  }

  private func isHidden(_ bytes: [UInt8]) -> Bool { isHidden(bytes.rawBytes, 0..<bytes.count) }

  private func isHidden(_ bytes: RawSpan, _ range: Range<Int>) -> Bool {
    guard let inputLeaf, let slot = needles.slot(bytes, range, leaf: inputLeaf) else { return false }
    return !needles.isShown(slot)
  }
}
