import Columnar

/// A column chunk whose dictionary is exchanged while its index pages stay compressed as they are.
///
/// Right only for a mask that is one to one, on a chunk that holds nothing but indices, and whose dictionary has its
/// entries in the order in which rows first refer to them. An entry that no row refers to would tell of a value that is
/// not there; entries in another order, such as that of the values, would tell what the mask hides: which is the greater.
public enum DictionaryReplacement {
  /// The chunk with `replace(entries)` in place of its dictionary, as a chunk of the leaf `output`; nil where entries
  /// are unused, out of order or equal, a page holds no indices, or pages begin in the middle of a row.
  ///
  /// - Throws: what reading the chunk throws, and what `replace` throws.
  public static func encoded(
    file: ParquetFile, rowGroup: Int, leaf: Leaf, output: Leaf, options: ChunkOptions,
    replace: (Values) throws -> Values?
  ) throws -> EncodedChunk? {
    var reader = try ChunkReader(file: file, rowGroup: rowGroup, leaf: leaf)
    guard try reader.nextRaw()?.header.type == .dictionary, let dictionary = try reader.loadDictionary(),
      dictionary.count > 0, let masked = try replace(dictionary), masked.count == dictionary.count
    else { return nil }
    var pages = PageTally(masked, output)
    var assembler = ChunkAssembler(output, options)
    var rows = 0
    while let raw = try reader.nextRaw() {
      guard let slots = raw.header.slotCount, slots > 0 else { continue }
      guard raw.header.valueEncoding?.isDictionary == true, !raw.depends(on: reader.habits, leaf) else {
        return nil
      }
      let page = try reader.decode(raw)
      guard case .dictionary(_, let indices) = page.data, page.structure.beginsRow else { return nil }
      let statistics = pages.statistics(slots: slots, indices)
      assembler.add(EncodedPage(copying: raw), rows: page.structure.rows, statistics)
      rows += page.structure.rows
    }
    guard rows == file.metadata.rowGroups[rowGroup].rowCount, pages.tellNothing else { return nil }
    assembler.setDictionary(try EncodedPage(dictionary: masked, options))
    return assembler.finish()
  }
}

/// Watches in which order the pages come to use the entries of a dictionary, and what each page's bounds are.
private struct PageTally {
  private let order: SortOrder
  private let entries: Values
  /// Entries in their sort order, and the place in it of each; empty where the type has no order.
  private let sorted: [UInt32]
  private var rank: [UInt32]
  /// The first entry that no index has referred to yet, as long as they come in order.
  private var next: UInt32 = 0
  private var isOutOfOrder = false

  init(_ entries: Values, _ leaf: Leaf) {
    self.entries = entries
    order = SortOrder(leaf.type)
    sorted = entries.sortedPositions()
    rank = [UInt32](repeating: 0, count: sorted.count)
    for (place, entry) in sorted.enumerated() { rank[Int(entry)] = UInt32(place) }
  }

  /// All entries are used, none before one that stands in front of it.
  private var areInOrderOfUse: Bool { !isOutOfOrder && next == entries.count }

  /// Whether the indices tell no more than the entries do.
  var tellNothing: Bool {
    #if LOUVER_UNPROTECTED
      if Protection.dictionaryIndices.isOff { return true }
    #endif
    return areInOrderOfUse && allDifferent
  }

  private var allDifferent: Bool {
    guard case .bytes(let strings) = entries else { return true }
    return zip(sorted, sorted.dropFirst()).allSatisfy { strings[Int($0)] != strings[Int($1)] }
  }

  mutating func statistics(slots: Int, _ indices: [UInt32]) -> PageStatistics {
    var lowest = UInt32.max
    var highest: UInt32 = 0
    for index in indices {
      if index >= next {
        isOutOfOrder = isOutOfOrder || index > next
        next = index + 1
      }
      if rank.isEmpty { continue }
      lowest = min(lowest, rank[Int(index)])
      highest = max(highest, rank[Int(index)])
    }
    var bounds: Bounds?
    if indices.isEmpty {
      bounds = nil
    } else if rank.isEmpty {
      bounds = Bounds(of: entries.gathered(indices), order)
    } else {
      bounds = Bounds(of: entries.gathered([sorted[Int(lowest)], sorted[Int(highest)]]), order)
    }
    return PageStatistics(slots: slots, nulls: slots - indices.count, bounds: bounds)
  }
}

extension Values {
  /// The positions of byte strings in ascending order; empty for other types.
  fileprivate func sortedPositions() -> [UInt32] {
    guard case .bytes(let strings) = self else { return [] }
    return (0..<UInt32(strings.count)).sorted { strings[Int($0)].lexicographicallyPrecedes(strings[Int($1)]) }
  }
}

extension EncodedPage {
  /// A page as it stands in its file. Statistics in its header stay behind: they are of other values.
  fileprivate init(copying page: RawPage) {
    var header = page.header
    switch header.content {
    case .data(var data):
      data.statistics = nil
      header.content = .data(data)
    case .dataV2(var data):
      data.statistics = nil
      header.content = .dataV2(data)
    case .dictionary, .index: break
    }
    #if LOUVER_UNPROTECTED
      if Protection.statistics.isOff { header = page.header }
    #endif
    let head = header.encoded()
    // A header that is as long as before has lost nothing: it can be copied with its page.
    let isWhole = header == page.header && head.count == page.body.lowerBound - page.offset
    pieces = isWhole ? [.stored(page.range)] : [.bytes(head), .stored(page.body)]
    byteCount = head.count + page.body.count
    uncompressedSize = head.count + Int(header.uncompressedSize)
    type = header.type
    encoding = header.valueEncoding ?? .plain
  }
}
