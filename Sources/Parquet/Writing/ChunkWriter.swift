public import Columnar

/// Writes one column chunk: pages of whole rows, a dictionary where it is of use, statistics and page index.
///
/// Pages, and with them every byte, depend on the rows alone: not on how they were split among calls, nor on whether they came as
/// values or by a dictionary.
public struct ChunkWriter {
  let leaf: Leaf
  let options: ChunkOptions
  private let help: (any PageHelp)?
  private var assembler: ChunkAssembler
  private var compressor: PageCompressor
  private var dictionary: OutputDictionary
  private var dictionaryUse = DictionaryUse()
  /// Nil once it is known whether the dictionary pays.
  private var trial: DictionaryTrial?
  private var page: PendingPage
  private var entryIDs = EntryIDs()
  /// Whether values are still put into the dictionary.
  private var usesDictionary: Bool

  /// `help` makes pages where it has time; the bytes are the same.
  public init(leaf: Leaf, options: ChunkOptions, help: (any PageHelp)? = nil) {
    self.leaf = leaf
    self.options = options
    self.help = help
    assembler = ChunkAssembler(leaf, options)
    compressor = PageCompressor(options)
    dictionary = OutputDictionary(leaf.type.physical)
    page = PendingPage(leaf)
    usesDictionary = options.dictionary && leaf.type.physical != .boolean
    if usesDictionary && options.dictionaryMustPay { trial = DictionaryTrial() }
  }

  /// Appends whole rows; the writer puts their values into the chunk's dictionary while it is of use.
  ///
  /// Rows may come with a dictionary of their own. As long as its number `pool` stays the same, entries have only been added behind
  /// it, and each is looked up once; nil is a dictionary of these rows alone.
  ///
  /// - Throws: `invalidArgument` where the structure does not fit the leaf or the values.
  public mutating func append(_ structure: Structure, _ data: ColumnData, pool: Int? = nil) throws(ParquetError) {
    guard data.have(leaf.type.physical) else { throw invalid("values of another type than their column's") }
    let structure = try PageStructure(structure, leaf, values: data.count)
    var cursor = RowCursor(structure, leaf)
    entryIDs.begin(pool)
    while usesDictionary, !cursor.isAtEnd { try appendInterned(structure, data, &cursor) }
    if cursor.isAtEnd { return }
    let values = data.values
    let costs = ValueCosts(values)
    while !cursor.isAtEnd {
      try open(.values)
      let step = nextStep(cursor, costs)
      page.append(structure, step, values: values)
      cursor.advance(over: step)
      try cutIfFull()
    }
  }

  /// The rows of one step by the dictionary. Where it grows over its limit, the page ends before the row that
  /// does it, and the rest of the chunk goes without.
  private mutating func appendInterned(
    _ structure: PageStructure, _ data: ColumnData, _ cursor: inout RowCursor
  ) throws(ParquetError) {
    try open(.ids)
    var step = nextStep(cursor, .ids)
    let known = dictionary.count
    let ids = intern(data, step.values)
    if ids.count == step.values.count {
      page.append(structure, step, ids: ids[...])
      cursor.advance(over: step)
      return try cutIfFull()
    }
    step = cursor.shortened(step, before: step.values.lowerBound + ids.count, .ids)
    let kept = ids[..<step.values.count]
    dictionary.truncate(to: max(known, kept.reduce(0) { max($0, Int($1) + 1) }))
    if step.rows > 0 {
      page.append(structure, step, ids: kept)
      cursor.advance(over: step)
    }
    try cut()
    try endTrial()
    usesDictionary = false
  }

  /// The ids of values, as many of them as the dictionary still takes.
  private mutating func intern(_ data: ColumnData, _ range: Range<Int>) -> [UInt32] {
    let limit = options.dictionaryByteLimit
    switch data {
    case .plain(let values):
      return dictionary.intern(range == 0..<values.count ? values : values[range], byteLimit: limit)
    case .dictionary(let entries, let indices):
      return entryIDs.intern(entries, indices[range], into: &dictionary, byteLimit: limit)
    }
  }

  /// Makes sure that the pending page holds this kind of content.
  private mutating func open(_ content: PendingPage.Content) throws(ParquetError) {
    if page.content != content && page.rows > 0 { try cut() }
  }

  private func nextStep(_ cursor: RowCursor, _ costs: ValueCosts) -> RowCursor.Step {
    cursor.step(
      rowLimit: options.pageRowLimit - page.rows, byteLimit: options.pageByteLimit - page.bytes, costs)
  }

  private mutating func cutIfFull() throws(ParquetError) {
    if page.rows >= options.pageRowLimit || page.bytes >= options.pageByteLimit { try cut() }
  }

  /// The bytes of the data pages that have become full since the last call. They are the caller's to keep: in the
  /// file they follow one another, behind the dictionary that `finish()` may give.
  public mutating func takePages() throws(ParquetError) -> [ChunkPiece] { try assembler.takePages() }

  /// Ends the pending page, if it has rows.
  private mutating func cut() throws(ParquetError) {
    if page.rows == 0 { return }
    let ended = page
    page.clear(leaf)
    guard ended.content == .ids, var trial else { return try add(ended) }
    // Not shared while it takes the page.
    self.trial = nil
    let verdict = trial.verdict(with: ended, dictionary, byteLimit: options.dictionaryByteLimit)
    if verdict == .isOpen { self.trial = trial } else { try end(trial, pays: verdict == .pays) }
  }

  /// Ends the trial of the dictionary with what is known so far.
  private mutating func endTrial() throws(ParquetError) {
    guard let trial else { return }
    self.trial = nil
    try end(trial, pays: trial.pays(dictionary))
  }

  /// Adds the pages that waited: as they are, or as the values that their ids stand for.
  private mutating func end(_ trial: DictionaryTrial, pays: Bool) throws(ParquetError) {
    let values = dictionary.values
    if !pays {
      dictionary = OutputDictionary(leaf.type.physical)
      usesDictionary = false
    }
    for var page in trial.pages {
      if !pays { page.resolve(values) }
      try add(page)
    }
  }

  private mutating func add(_ page: PendingPage) throws(ParquetError) {
    let levels = LevelBytes(leaf, page.structure, values: page.valueCount)
    let order = SortOrder(leaf.type)
    let bounds: Bounds?
    let encoding: Encoding
    var strings: ByteStrings?
    let encode: @Sendable ([UInt8]) throws(ParquetError) -> [UInt8]
    switch page.content {
    case .ids:
      let used = dictionaryUse.distinct(page.ids, dictionaryCount: dictionary.count)
      bounds = Bounds(of: dictionary.values, at: used, order)
      let width = max(1, BitPacking.width(of: UInt64(used.max() ?? 0)))
      let ids = page.ids
      encoding = .runLengthDictionary
      encode = { prefix in prefix + [UInt8(width)] + RunLengthBitPacked.encode(ids.span, width: width) }
    case .values:
      let values = page.values.values
      bounds = Bounds(of: values, order)
      let chosen = options.encoding
      encoding = chosen
      if case .bytes(let values) = values, chosen == .plain { strings = values }
      encode = { prefix throws(ParquetError) in try Encodings.encode(chosen, values, behind: prefix) }
    }
    try add(
      levels, encoding, rows: page.rows,
      PageStatistics(slots: levels.slots, nulls: levels.nulls, bounds: bounds), strings, encode)
  }

  /// Has a page made, by others where that needs nothing of what pages before it decide.
  private mutating func add(
    _ levels: LevelBytes, _ encoding: Encoding, rows: Int, _ statistics: PageStatistics, _ strings: ByteStrings?,
    _ encode: @escaping @Sendable ([UInt8]) throws(ParquetError) -> [UInt8]
  ) throws(ParquetError) {
    if let help, compressor.isDecided(PageCompressor.Content(encoding)) {
      let promised = PromisedPage(help) { [leaf, compressor] () throws(ParquetError) in
        var compressor = compressor
        return try EncodedPage(leaf, levels, encoding, &compressor, strings: strings, encode)
      }
      if let promised { return assembler.add(promised, rows: rows, statistics) }
    }
    let made = try EncodedPage(leaf, levels, encoding, &compressor, strings: strings, encode)
    try assembler.awaitPages()
    assembler.add(made, rows: rows, statistics)
  }

  /// The chunk, once all rows have been appended.
  ///
  /// - Throws: what encoding and compressing the last page and the dictionary throw.
  public consuming func finish() throws(ParquetError) -> EncodedChunk {
    try cut()
    try endTrial()
    try assembler.awaitPages()
    if assembler.hasIndexPages {
      assembler.setDictionary(try EncodedPage(dictionary: dictionary.values, options))
    }
    return assembler.finish()
  }

  private func invalid(_ message: String, _ kind: ErrorKind = .invalidArgument) -> ParquetError {
    ParquetError(kind, message, at: Place(column: leaf.dottedPath))
  }
}

extension ColumnData {
  /// Whether the values are of a type.
  fileprivate func have(_ type: PhysicalType) -> Bool {
    let values =
      switch self {
      case .plain(let values), .dictionary(let values, _): values
      }
    return switch (values, type) {
    case (.boolean, .boolean), (.int32, .int32), (.int64, .int64), (.float, .float), (.double, .double),
      (.bytes, .byteArray):
      true
    case (.fixed(let fixed), _): fixed.width == type.byteWidth
    default: false
    }
  }
}

extension ValueCosts {
  /// What an id counts for: more than it can take.
  static let ids = ValueCosts.each(4)
}
