import Codecs
public import Columnar

/// Reads one column chunk from its first page to its last, a run of whole rows at a time.
public struct ChunkReader {
  public let file: ParquetFile
  public let rowGroup: Int
  public let leaf: Leaf
  public let metadata: ColumnMetadata
  /// The chunk's dictionary, once its page has been read (`loadDictionary`).
  public private(set) var dictionary: Values?

  let habits: WriterHabits
  let decoder: PageDecoder
  private var continuity: ListContinuity
  private var walk: PageWalk
  private var dictionaryPage: RawPage?
  /// Slots and rows that are still to come.
  private(set) var slotsLeft: Int
  private(set) var rowsLeft: Int
  /// Rows of a repeated leaf that may go on in the next page.
  var held: HeldRows?
  /// Rows of the pages that begin at these offsets, all of them whole: of a repeated leaf, once it was asked for.
  private var indexedRows: [Int: Int]?

  /// Without `decodesValues` columns have their structure, and booleans in the place of values.
  ///
  /// - Throws: `ParquetError` (`unsupported`) where the chunk's codec is not known.
  public init(file: ParquetFile, rowGroup: Int, leaf: Leaf, decodesValues: Bool = true) throws {
    try self.init(
      file: file, rowGroup: rowGroup, leaf: leaf, windowSize: PageWalk.wideWindow, decodesValues: decodesValues)
  }

  /// `windowSize` is what is read of the file at once.
  init(file: ParquetFile, rowGroup: Int, leaf: Leaf, windowSize: Int, decodesValues: Bool = true) throws {
    let group = file.metadata.rowGroups[rowGroup]
    guard let metadata = group.columns[leaf.index].metadata,
      let range = metadata.valueCount == 0 ? 0..<0 : metadata.pageRange
    else {
      throw ParquetError.malformed("the column chunk has no pages", at: file.place(rowGroup: rowGroup, leaf: leaf))
    }
    self.file = file
    self.rowGroup = rowGroup
    self.leaf = leaf
    self.metadata = metadata
    habits = WriterHabits(createdBy: file.metadata.createdBy)
    decoder = PageDecoder(leaf: leaf, codec: metadata.codec, habits, decodesValues: decodesValues)
    continuity = ListContinuity(leaf)
    walk = PageWalk(source: file.source, range: range, limits: file.limits, windowSize: windowSize)
    slotsLeft = metadata.valueCount
    rowsLeft = group.rowCount
  }

  /// The next rows; nil behind the last.
  ///
  /// A flat leaf's rows are those of one page. A repeated leaf's row may go over several pages: the last row of a
  /// page is held back until it is known to be whole.
  ///
  /// - Throws: `ParquetError` with the place of the page, or what the source throws.
  public mutating func next() throws -> Column? {
    do {
      guard let page = leaf.maxRepetition == 0 ? try decodeNext()?.page : try nextWholeRows() else {
        guard rowsLeft == 0 else { throw ParquetError.malformed("the pages hold fewer rows than the row group") }
        return nil
      }
      try count(rows: page.structure.rows)
      return Column(leaf: leaf, structure: page.structure, data: page.data)
    } catch let error as ParquetError {
      throw located(error)
    }
  }

  /// Of the rows that `next()` gives those that `selection` selects: one bit for each of as many rows as `peekRows()` says.
  ///
  /// - Throws: as `next()` does.
  public mutating func next(selecting selection: Bitmap) throws -> Column? {
    guard leaf.isFlat else { return try next()?.selected(rows: selection) }
    do {
      guard let page = try decodeNext(selecting: selection)?.page else { return nil }
      try count(rows: selection.count)
      return Column(leaf: leaf, structure: page.structure, data: page.data)
    } catch let error as ParquetError {
      throw located(error)
    }
  }

  /// Rows of what `next()` gives, where that is known without decompressing it: pages of leaves that do not repeat,
  /// and those that the file's offset index tells of. Nil elsewhere and at the end.
  ///
  /// The headers of v2 pages should tell too, but are wrong in real files.
  public mutating func peekRows() throws -> Int? {
    do {
      if leaf.maxRepetition == 0 { return try nextDataPage()?.header.slotCount }
      if indexedRows == nil { indexedRows = try rowsByPageOffset() }
      guard held == nil, let page = try nextDataPage() else { return nil }
      return indexedRows?[page.offset]
    } catch let error as ParquetError {
      throw located(error)
    }
  }

  /// Passes over what `next()` would give, without decompressing it where `peekRows()` tells its rows.
  public mutating func skip() throws {
    guard let rows = try peekRows(), let page = try walk.peek() else {
      _ = try next()
      return
    }
    walk.advance()
    continuity.passOver()
    do throws(ParquetError) {
      try count(slots: page.header.slotCount ?? 0)
      try count(rows: rows)
    } catch {
      throw located(error)
    }
  }

  /// The next page as it stands in the file, whatever it holds; nil behind the chunk's last value.
  /// Not to be mixed with `next()` and `skip()`.
  public mutating func nextRaw() throws -> RawPage? {
    do {
      guard slotsLeft > 0 else { return nil }
      guard let page = try walk.peek() else { throw ParquetError.malformed("the column chunk lacks values") }
      if let slots = page.header.slotCount { try count(slots: slots) }
      if page.header.type == .dictionary { try remember(dictionary: page) }
      walk.advance()
      return page
    } catch let error as ParquetError {
      throw located(error)
    }
  }

  /// Decodes the data page that `nextRaw()` gave last; of a flat leaf the rows that are selected.
  mutating func decode(_ raw: RawPage, selecting selection: Bitmap? = nil) throws -> DecodedPage {
    do {
      if decoder.decodesValues, raw.header.valueEncoding?.isDictionary == true { _ = try loadDictionary() }
      let (bytes, range) = try checkedBody(of: raw)
      let page = try decoder.decode(
        raw.header, bytes.rawBytes.extracting(range), dictionary: dictionary, selecting: selection)
      try continuity.check(page.structure)
      return page
    } catch let error as ParquetError {
      throw error.located(file.place(rowGroup: rowGroup, leaf: leaf, offset: raw.offset))
    }
  }

  /// The bytes of a page's body as stored, their checksum proven where there is one.
  public mutating func body(of page: RawPage) throws -> [UInt8] {
    do {
      let (bytes, range) = try checkedBody(of: page)
      return Array(bytes[range])
    } catch let error as ParquetError {
      throw located(error)
    }
  }

  /// The chunk's dictionary, nil where it does not begin with one.
  public mutating func loadDictionary() throws -> Values? {
    do {
      if dictionary == nil, dictionaryPage == nil { _ = try nextDataPage() }
      if dictionary == nil, let page = dictionaryPage { dictionary = try decodeDictionary(page) }
      return dictionary
    } catch let error as ParquetError {
      throw located(error)
    }
  }
}

extension ChunkReader {
  /// Decodes the next data page, and gives what it knows of where rows end.
  mutating func decodeNext(selecting selection: Bitmap? = nil) throws -> (page: DecodedPage, endsRow: Bool)? {
    guard let raw = try nextDataPage() else { return nil }
    let page = try decode(raw, selecting: selection)
    walk.advance()
    try count(slots: raw.header.slotCount ?? 0)
    let indexed = indexedRows?[raw.offset]
    guard indexed == nil || indexed == page.structure.rows else {
      throw ParquetError.malformed("the page has not as many rows as the offset index says")
    }
    return (page, indexed != nil || raw.header.type == .dataV2)
  }

  /// An offset index that makes no sense, as some writers leave behind, tells nothing.
  private func rowsByPageOffset() throws -> [Int: Int] {
    let index: OffsetIndex?
    do {
      index = try file.offsetIndex(rowGroup: rowGroup, leaf: leaf)
    } catch let error as ParquetError where error.kind == .malformed {
      index = nil
    }
    guard let index else { return [:] }
    let ends = index.pages.dropFirst().map(\.firstRow) + [file.metadata.rowGroups[rowGroup].rowCount]
    return Dictionary(zip(index.pages, ends).map { ($0.offset, $1 - $0.firstRow) }) { first, _ in first }
  }

  /// The next data page that has slots; what stands before it is remembered or passed over.
  private mutating func nextDataPage() throws -> RawPage? {
    while slotsLeft > 0 {
      guard let page = try walk.peek() else {
        throw ParquetError.malformed("the pages hold fewer values than the column chunk")
      }
      switch page.header.content {
      case .data, .dataV2:
        let slots = page.header.slotCount ?? 0
        guard slots <= slotsLeft else {
          throw ParquetError.malformed("the pages hold more values than the column chunk")
        }
        if slots > 0 { return page }
      case .dictionary:
        try remember(dictionary: page)
      case .index: break
      }
      walk.advance()
    }
    return nil
  }

  private mutating func remember(dictionary page: RawPage) throws(ParquetError) {
    guard dictionaryPage == nil else { throw .malformed("the column chunk has two dictionaries") }
    dictionaryPage = page
  }

  private mutating func decodeDictionary(_ page: RawPage) throws -> Values? {
    guard case .dictionary(let header) = page.header.content else { return nil }
    let (bytes, range) = try checkedBody(of: page)
    return try decoder.dictionary(header, size: page.header.uncompressedSize, bytes.rawBytes.extracting(range))
  }

  private mutating func checkedBody(of page: RawPage) throws -> (bytes: [UInt8], range: Range<Int>) {
    let body = try walk.body(of: page)
    if let crc = page.header.crc, crc != 0 || !habits.leavesChecksumsZero,
      Codecs.crc32(body.bytes.rawBytes.extracting(body.range)) != crc
    {
      throw ParquetError.malformed("the page's checksum is wrong", at: Place(offset: page.offset))
    }
    return body
  }

  private mutating func count(slots: Int) throws(ParquetError) {
    guard slots <= slotsLeft else { throw .malformed("the pages hold more values than the column chunk") }
    slotsLeft -= slots
  }

  private mutating func count(rows: Int) throws(ParquetError) {
    guard rows <= rowsLeft else { throw .malformed("the pages hold more rows than the row group") }
    rowsLeft -= rows
  }

  private func located(_ error: ParquetError) -> ParquetError {
    error.located(file.place(rowGroup: rowGroup, leaf: leaf, offset: walk.offset))
  }
}
