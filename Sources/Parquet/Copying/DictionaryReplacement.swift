import Columnar

/// A column chunk whose dictionary is exchanged while its index pages stay compressed as they are.
///
/// Right only for a mask that is one to one, on a chunk that holds nothing but indices, and whose dictionary has no
/// entry that no row refers to: such an entry would tell of a value that is not there.
public enum DictionaryReplacement {
  /// The chunk with `replace(entries)` in place of its dictionary, as a chunk of the leaf `output`; nil where an
  /// entry is unused or two are equal, a page holds no indices, or pages begin in the middle of a row.
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
    guard rows == file.metadata.rowGroups[rowGroup].rowCount, pages.allUsed, pages.allDifferent else { return nil }
    assembler.setDictionary(try EncodedPage(dictionary: masked, options))
    return assembler.finish()
  }
}

/// Counts which entries of a dictionary the pages use, and what each page's bounds are.
private struct PageTally {
  private let order: SortOrder
  private let entries: Values
  /// Entries in their sort order, and the place in it of each; empty where the type has no order.
  private let sorted: [UInt32]
  private var rank: [UInt32]
  private var used: Bitmap

  init(_ entries: Values, _ leaf: Leaf) {
    self.entries = entries
    order = SortOrder(leaf.type)
    used = Bitmap(repeating: false, count: entries.count)
    sorted = entries.sortedPositions()
    rank = [UInt32](repeating: 0, count: sorted.count)
    for (place, entry) in sorted.enumerated() { rank[Int(entry)] = UInt32(place) }
  }

  var allUsed: Bool { used.isAllSet }

  var allDifferent: Bool {
    guard case .bytes(let strings) = entries else { return true }
    return zip(sorted, sorted.dropFirst()).allSatisfy { strings[Int($0)] != strings[Int($1)] }
  }

  mutating func statistics(slots: Int, _ indices: [UInt32]) -> PageStatistics {
    var lowest = UInt32.max
    var highest: UInt32 = 0
    for index in indices {
      used.set(Int(index), to: true)
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
