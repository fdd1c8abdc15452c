import Columnar
import Testing

@testable import Parquet

@Suite struct DictionaryWritingTests {
  private let schema = Shape.required.schema(.string)
  private var leaf: Leaf { schema.leaves[0] }

  private func encodings(_ chunk: EncodedChunk) -> [Encoding] {
    (chunk.metadata.encodingStats ?? []).flatMap { stats in
      [Encoding](repeating: stats.encoding, count: stats.pageType == .dictionary ? 0 : Int(stats.count))
    }
  }

  /// The dictionary that a chunk was written with, and the indices of its rows.
  private func dictionary(of written: WrittenFile) throws -> (entries: Values?, indices: [UInt32]) {
    var reader = try ChunkReader(file: written.file, rowGroup: 0, leaf: written.file.schema.leaves[0])
    var indices: [UInt32] = []
    while let column = try reader.next() {
      if case .dictionary(_, let some) = column.data { indices += some }
    }
    return (try reader.loadDictionary(), indices)
  }

  @Test(arguments: Values.types.filter { $0 != .boolean })
  func entriesAreDistinctAndInTheOrderOfFirstUse(type: PhysicalType) throws {
    for distribution in Distribution.allCases {
      let schema = Shape.required.schema(LeafType(type))
      var writer = ChunkWriter(leaf: schema.leaves[0], options: ChunkOptions(dictionaryMustPay: false))
      let values = Values.generated(type, distribution, count: 3000, seed: 5)
      try writer.append(.required(rows: 1000), .plain(values[0..<1000]))
      try writer.append(.required(rows: 2000), .plain(values[1000..<3000]))
      let written = try WrittenFile(schema, [try writer.finish()], rows: [3000])
      let column = try #require(try written.column())
      #expect(column.data.values.isIdentical(to: values))
      let (entries, indices) = try dictionary(of: written)
      #expect(indices.count == 3000)
      var next: UInt32 = 0
      for index in indices {
        #expect(index <= next)
        next = max(next, index + 1)
      }
      #expect(entries?.count == Int(next))
    }
  }

  @Test func equalValuesAreOneEntryAndDifferentBitsAreTwo() throws {
    let schema = Shape.required.schema(LeafType(.double))
    var writer = ChunkWriter(leaf: schema.leaves[0], options: ChunkOptions(dictionaryMustPay: false))
    try writer.append(.required(rows: 7), .plain(.double([0, -0.0, .nan, 0, .nan, -.nan, 1])))
    let written = try WrittenFile(schema, [try writer.finish()], rows: [7])
    #expect(try dictionary(of: written).indices == [0, 1, 2, 0, 2, 3, 4])
  }

  /// Entries in another order, such as that of the values, tell by their indices what a one-to-one mask hides.
  @Test(
    arguments: [([0, 1, 2], true), ([2, 0, 1], false), ([0, 2, 1], false), ([0, 1, 1], false)] as [([UInt32], Bool)])
  func onlyADictionaryInOrderOfFirstUseIsExchanged(order: [UInt32], isInOrder: Bool) throws {
    // The indices are those of a chunk written in order; its entries are put in another, so that all means what it did.
    let indices = [0, 0, 0] + order + order
    let pages: [ArraySlice<UInt32>] = [indices[0..<4], indices[4..<9]]
    let options = ChunkOptions(codec: .uncompressed)
    var assembler = ChunkAssembler(leaf, options)
    var compressor = PageCompressor(options)
    for page in pages {
      let levels = LevelBytes(leaf, rows: page.count, isNull: false)
      let encoded = try EncodedPage(leaf, levels, .runLengthDictionary, &compressor) { prefix in
        prefix + [2] + RunLengthBitPacked.encode(Array(page).span, width: 2)
      }
      assembler.add(encoded, rows: page.count, PageStatistics(slots: page.count, nulls: 0, bounds: nil))
    }
    assembler.setDictionary(try EncodedPage(dictionary: .bytes(ByteStrings(["a", "b", "c"])), options))
    let file = try WrittenFile(schema, [assembler.finish()], rows: [9]).file
    let exchanged = try DictionaryReplacement.encoded(
      file: file, rowGroup: 0, leaf: leaf, output: leaf, options: options
    ) { _ in .bytes(ByteStrings(["x", "y", "z"])) }
    #expect((exchanged != nil) == isInOrder)
  }

  /// What rows came by must not show: entries that none refers to, their order, and where a dictionary ended.
  @Test(arguments: [PhysicalType.int32, .double, .byteArray, .fixedLengthByteArray(5)], Shape.allCases)
  func rowsAreTheSameBytesWhetherOrNotTheyCameByADictionary(type: PhysicalType, shape: Shape) throws {
    for (seed, distribution) in Distribution.allCases.enumerated() {
      var generator = Generator(seed: UInt64(seed))
      let leaf = shape.schema(LeafType(type)).leaves[0]
      let (structure, count) = shape.structure(rows: 300, &generator)
      let entries = Values.generated(type, distribution, count: 200, seed: UInt64(seed) + 7)
      let indices = (0..<count).map { _ in UInt32(generator.below(generator.below(200) + 1)) }
      let whole = Column(leaf: leaf, structure: structure, data: .dictionary(entries, indices: indices))
      for (limit, mustPay) in [(300, false), (1 << 20, false), (1 << 20, true)] {
        let options = ChunkOptions(dictionaryMustPay: mustPay, dictionaryByteLimit: limit, pageRowLimit: 70)
        var plain = ChunkWriter(leaf: leaf, options: options)
        try plain.append(structure, .plain(entries.gathered(indices)))
        let expected = try plain.finish()
        // By one dictionary in parts, by another in each part, and by turns.
        for manner in 0..<3 {
          var writer = ChunkWriter(leaf: leaf, options: options)
          for (number, start) in stride(from: 0, to: 300, by: 60).enumerated() {
            let part = whole.rows(start..<start + 60)
            let isPlain = manner == 2 && number % 2 == 0
            try writer.append(
              part.structure, isPlain ? .plain(part.data.values) : part.data, pool: manner == 1 ? nil : 1)
          }
          let chunk = try writer.finish()
          #expect(chunk.bytes == expected.bytes)
          #expect(chunk.metadata == expected.metadata)
        }
      }
    }
  }

  /// A dictionary may grow behind its entries, and rows that come by another have nothing to do with it.
  @Test func entriesAreLookedUpInTheDictionaryTheyAreOf() throws {
    var writer = ChunkWriter(leaf: leaf, options: ChunkOptions(dictionaryMustPay: false))
    func append(_ entries: [String], _ indices: [UInt32], pool: Int?) throws {
      let data = ColumnData.dictionary(.bytes(ByteStrings(entries)), indices: indices)
      try writer.append(.required(rows: indices.count), data, pool: pool)
    }
    try append(["a", "b", "unused"], [1, 0], pool: 1)
    try append(["a", "b", "unused", "c"], [3, 1], pool: 1)
    try append(["d", "a"], [0, 1], pool: 2)
    try append(["b"], [0], pool: nil)
    try append(["e"], [0], pool: nil)
    let written = try WrittenFile(schema, [try writer.finish()], rows: [8])
    let column = try #require(try written.column())
    #expect(column.data.values == .bytes(ByteStrings(["b", "a", "c", "b", "d", "a", "b", "e"])))
    #expect(try dictionary(of: written).entries == .bytes(ByteStrings(["b", "a", "c", "d", "e"])))
  }

  /// Masks make NULLs that have no dictionary; those that were there may have one.
  @Test func nullsAreTheSameBytesWhateverTheyCameOf() throws {
    let leaf = Shape.optional.schema(.string).leaves[0]
    let nulls = Structure.optional(Bitmap(repeating: false, count: 30))
    let texts = Structure.optional(Bitmap(repeating: true, count: 2))
    let entries = Values.bytes(ByteStrings(["a", "b"]))
    let chunks = try [ColumnData.dictionary(entries, indices: []), .plain(.bytes(ByteStrings()))].map { none in
      var writer = ChunkWriter(leaf: leaf, options: ChunkOptions(pageRowLimit: 20))
      try writer.append(nulls, none)
      try writer.append(texts, .dictionary(entries, indices: [0, 1]))
      try writer.append(nulls, none)
      return try writer.finish()
    }
    #expect(chunks[0].bytes == chunks[1].bytes)
  }

  @Test func aDictionaryThatGrowsTooLargeIsLeftAtTheRowThatDoesIt() throws {
    let few = (0..<600).map { "few \($0 % 3)" }
    let many = (0..<600).map { "many different values \($0)" }
    var writer = ChunkWriter(leaf: leaf, options: ChunkOptions(dictionaryByteLimit: 1000, pageRowLimit: 200))
    try writer.append(.required(rows: 1200), .plain(.bytes(ByteStrings(few + many))))
    let chunk = try writer.finish()
    #expect(encodings(chunk).filter { $0 == .runLengthDictionary }.count == 4)
    #expect(encodings(chunk).contains(.plain))
    #expect(chunk.offsetIndex.pages[4].firstRow > 600 && chunk.offsetIndex.pages[4].firstRow < 650)
    let column = try #require(try WrittenFile(schema, [chunk], rows: [1200]).column())
    #expect(column.data.values == .bytes(ByteStrings(few + many)))
  }

  @Test func aDictionaryThatDoesNotPayIsGivenUp() throws {
    let strings = ByteStrings((0..<500).map { "\($0)" })
    var writer = ChunkWriter(leaf: leaf, options: ChunkOptions(pageRowLimit: 200))
    try writer.append(.required(rows: 500), .plain(.bytes(strings)))
    let chunk = try writer.finish()
    #expect(encodings(chunk) == [.plain, .plain, .plain])
    #expect(chunk.metadata.dictionaryPageOffset == nil)
    var keeping = ChunkWriter(leaf: leaf, options: ChunkOptions(dictionaryMustPay: false, pageRowLimit: 200))
    try keeping.append(.required(rows: 500), .plain(.bytes(strings)))
    #expect(encodings(try keeping.finish()).allSatisfy { $0 == .runLengthDictionary })
  }

  /// Rows whose values are drawn from some strings, each as often as any other.
  private func drawn(from count: Int, rows: Int, seed: UInt64 = 1) -> [String] {
    var generator = Generator(seed: seed)
    return (0..<rows).map { _ in "\(10_000 + generator.below(count))" }
  }

  private func written(_ values: Values, _ options: ChunkOptions) throws -> EncodedChunk {
    var writer = ChunkWriter(leaf: leaf, options: options)
    try writer.append(.required(rows: values.count), .plain(values))
    return try writer.finish()
  }

  /// A page repeats few of two thousand strings, and ten pages repeat each of them.
  @Test func aDictionaryThatWillPayIsKept() throws {
    let values = Values.bytes(ByteStrings(drawn(from: 2000, rows: 4000)))
    let options = ChunkOptions(pageRowLimit: 400)
    let first = try written(values[0..<400], options)
    #expect(encodings(first) == [.plain])
    let chunk = try written(values, options)
    #expect(encodings(chunk) == [Encoding](repeating: .runLengthDictionary, count: 10))
    #expect(try WrittenFile(schema, [chunk], rows: [4000]).column()?.data.values == values)
  }

  /// New strings become rarer, but not rare enough: it ends after as many pages as are tried.
  @Test func aDictionaryThatHasNotPaidInItsTrialIsGivenUp() throws {
    let others = (2000..<9_600).map { "\(10_000 + $0)" }
    let values = Values.bytes(ByteStrings(drawn(from: 2000, rows: 400) + others))
    let chunk = try written(values, ChunkOptions(pageRowLimit: 400))
    #expect(encodings(chunk) == [Encoding](repeating: .plain, count: 20))
    #expect(chunk.metadata.dictionaryPageOffset == nil)
    #expect(try WrittenFile(schema, [chunk], rows: [8_000]).column()?.data.values == values)
  }

  /// Whenever a chunk ends while its dictionary is tried, it is no larger than without one.
  @Test(arguments: [10, 300, 700, 2000, 20_000])
  func aTriedDictionaryMakesNoChunkLarger(count: Int) throws {
    for rows in [1, 2, 100, 150, 250, 450, 800] {
      let values = Values.bytes(ByteStrings(drawn(from: count, rows: rows, seed: UInt64(rows))))
      let tried = try written(values, ChunkOptions(codec: .uncompressed, pageRowLimit: 100))
      let plain = try written(values, ChunkOptions(codec: .uncompressed, dictionary: false, pageRowLimit: 100))
      // A page of indices needs its width and the heads of its runs, a dictionary its header.
      #expect(tried.byteCount <= plain.byteCount + 8 * tried.offsetIndex.pages.count + 20)
      #expect(try WrittenFile(schema, [tried], rows: [rows]).column()?.data.values == values)
    }
  }

  @Test func booleansAndOtherTypesHaveNoDictionary() throws {
    var writer = ChunkWriter(leaf: leaf, options: ChunkOptions())
    #expect(throws: ParquetError.self) {
      try writer.append(.required(rows: 1), .dictionary(.int32([1]), indices: [0]))
    }
    let schema = Shape.required.schema(LeafType(.boolean))
    var booleans = ChunkWriter(leaf: schema.leaves[0], options: ChunkOptions(dictionaryMustPay: false))
    try booleans.append(.required(rows: 2), .dictionary(.boolean(Bitmap([true, false])), indices: [1, 0]))
    let chunk = try booleans.finish()
    #expect(encodings(chunk) == [.plain])
    let column = try #require(try WrittenFile(schema, [chunk], rows: [2]).column())
    #expect(column.data.values == .boolean(Bitmap([false, true])))
  }
}
