import Codecs
import Columnar
import Testing

@testable import Parquet

@Suite struct ChunkReaderTests {
  /// A leaf of each structure, with its greatest levels.
  private static let fields: [(field: SchemaNode, definition: Int, repetition: Int)] = {
    let type = SchemaNode.Content.leaf(LeafType(.int64))
    let element = SchemaNode("element", .optional, type)
    let inner = SchemaNode("element", .optional, .group(.list, [SchemaNode("list", .repeated, .group(nil, [element]))]))
    return [
      (SchemaNode("flat", .required, type), 0, 0), (SchemaNode("flat", .optional, type), 1, 0),
      (SchemaNode("bare", .repeated, type), 1, 1),
      (SchemaNode("s", .optional, .group(nil, [SchemaNode("x", .optional, type)])), 2, 0),
      (SchemaNode("s", .required, .group(nil, [SchemaNode("x", .required, type)])), 0, 0),
      (SchemaNode("l", .optional, .group(.list, [SchemaNode("list", .repeated, .group(nil, [element]))])), 3, 1),
      (SchemaNode("l", .optional, .group(.list, [SchemaNode("list", .repeated, .group(nil, [inner]))])), 5, 2),
    ]
  }()

  private static let dictionary = (0..<90).map { Int64($0) * 1_000_003 - 7 }

  /// Slots at random: any levels are some rows, as long as the first begins one and lists go on only where they are.
  private func slots(_ count: Int, _ shape: Int, _ generator: inout Generator) -> HandmadeFile.Slots {
    let (field, definition, repetition) = Self.fields[shape]
    let leaf = Schema(fields: [field]).leaves[0]
    var slots = HandmadeFile.Slots()
    for slot in 0..<count {
      let level = generator.below(definition + 1)
      let lists = (0...repetition).filter { list in
        let needed = list == 0 ? 0 : leaf.definitionOfRepetition(list)
        return needed <= level && (list == 0 || slot > 0 && needed <= Int(slots.definition[slot - 1]))
      }
      slots.repetition.append(UInt8(lists[generator.below(lists.count)]))
      slots.definition.append(UInt8(level))
      if slots.definition[slot] == definition { slots.values.append(Self.dictionary[generator.below(90)]) }
    }
    return slots
  }

  /// Levels and values of all runs, one behind the other.
  private func gathered(_ file: ParquetFile) throws -> (slots: HandmadeFile.Slots, runs: Int) {
    let leaf = try #require(file.schema.leaves.first)
    var chunk = try ChunkReader(file: file, rowGroup: 0, leaf: leaf)
    var slots = HandmadeFile.Slots()
    var runs = 0
    while let column = try chunk.next() {
      runs += 1
      switch column.structure {
      case .required(let rows):
        slots.definition += [UInt8](repeating: 0, count: rows)
        slots.repetition += [UInt8](repeating: 0, count: rows)
      case .optional(let validity):
        slots.definition += (0..<validity.count).map { validity[$0] ? 1 : 0 }
        slots.repetition += [UInt8](repeating: 0, count: validity.count)
      case .nested(let levels):
        slots.definition += levels.definition
        slots.repetition +=
          leaf.maxRepetition > 0 ? levels.repetition : [UInt8](repeating: 0, count: levels.rows)
        if leaf.maxRepetition > 0 {
          #expect(levels.repetition.first == 0)
          #expect(levels.rows == levels.repetition.count { $0 == 0 })
        }
      }
      guard case .int64(let values) = column.data.values else { continue }
      slots.values += values
    }
    return (slots, runs)
  }

  @Test(arguments: fields.indices, [CompressionCodec.uncompressed, .zstd])
  func whateverPagesSlotsAreCutIntoRowsComeOutWhole(shape: Int, codec: CompressionCodec) throws {
    let (field, definition, repetition) = Self.fields[shape]
    var generator = Generator(seed: UInt64(shape))
    for _ in 0..<60 {
      let count = generator.below(120)
      let slots = slots(count, shape, &generator)
      var file = HandmadeFile(fields: [field], rowCount: slots.repetition.count { $0 == 0 })
      file.codec = codec
      if codec == .uncompressed { file.appendDictionary(Self.dictionary) }
      var start = 0
      var pages = 0
      while start < count {
        var end = min(count, start + generator.below(30))
        var form = HandmadeFile.Form.allCases[codec == .uncompressed ? generator.below(4) : 2 * generator.below(2)]
        // Rows end with pages of the second form.
        let isVersion2 = form == .version2 || form == .version2Dictionary
        if isVersion2, slots.repetition[start] != 0 { form = .plain }
        if isVersion2 { while end < count, slots.repetition[end] != 0 { end += 1 } }
        try file.append(
          slots.slots(start..<end, maximum: UInt8(definition)), form, maxDefinition: definition,
          maxRepetition: repetition, dictionary: Self.dictionary)
        start = end
        pages += 1
      }
      file.endChunk(valueCount: count)
      let (again, runs) = try gathered(file.open())
      #expect(again.definition == slots.definition)
      #expect(again.repetition == slots.repetition)
      #expect(again.values == slots.values)
      #expect(runs <= pages)
    }
  }

  private func file(rows: Int, valueCount: Int, _ pages: (inout HandmadeFile) throws -> Void) throws -> ParquetFile {
    var file = HandmadeFile(fields: [Self.fields[2].field], rowCount: rows)
    try pages(&file)
    file.endChunk(valueCount: valueCount)
    return try file.open()
  }

  private func page(_ repetition: [UInt8]) -> HandmadeFile.Slots {
    .init(
      repetition: repetition, definition: repetition.map { _ in 1 },
      values: repetition.indices.map { Self.dictionary[$0] })
  }

  @Test func countsThatDoNotAgreeAreMalformed() throws {
    let contents: [(rows: Int, values: Int)] = [(2, 4), (1, 3), (3, 3), (2, 2), (0, 3)]
    for (rows, values) in contents {
      let file = try file(rows: rows, valueCount: values) {
        try $0.append(page([0, 1, 0]), .plain, maxDefinition: 1, maxRepetition: 1)
      }
      let error = #expect(throws: ParquetError.self) { try gathered(file) }
      #expect(error?.kind == .malformed)
    }
    let right = try file(rows: 2, valueCount: 3) {
      try $0.append(page([0, 1, 0]), .plain, maxDefinition: 1, maxRepetition: 1)
    }
    #expect(try gathered(right).slots.values.count == 3)
  }

  @Test func pagesBeginningWithinARowNeedAnOpenRow() throws {
    for form in [HandmadeFile.Form.plain, .version2] {
      let broken = try file(rows: 1, valueCount: 2) {
        try $0.append(page([1, 0]), form, maxDefinition: 1, maxRepetition: 1)
      }
      #expect(throws: ParquetError.self) { try gathered(broken) }
    }
    let afterVersion2 = try file(rows: 1, valueCount: 3) {
      try $0.append(page([0, 1]), .version2, maxDefinition: 1, maxRepetition: 1)
      try $0.append(page([1]), .plain, maxDefinition: 1, maxRepetition: 1)
    }
    #expect(throws: ParquetError.self) { try gathered(afterVersion2) }
  }

  @Test func indicesAreProvenBelowTheDictionarysCount() throws {
    for entries in [0, 2] {
      let broken = try file(rows: 3, valueCount: 3) {
        $0.appendDictionary(Array(Self.dictionary[..<entries]))
        try $0.append(
          page([0, 0, 0]), .dictionary, maxDefinition: 1, maxRepetition: 1, dictionary: Self.dictionary)
      }
      #expect(throws: ParquetError.self) { try gathered(broken) }
    }
    let missing = try file(rows: 1, valueCount: 1) {
      try $0.append(page([0]), .dictionary, maxDefinition: 1, maxRepetition: 1, dictionary: Self.dictionary)
    }
    #expect(throws: ParquetError.self) { try gathered(missing) }
  }

  @Test func aSecondDictionaryIsMalformed() throws {
    let broken = try file(rows: 1, valueCount: 1) {
      $0.appendDictionary(Self.dictionary)
      $0.appendDictionary(Self.dictionary)
      try $0.append(page([0]), .dictionary, maxDefinition: 1, maxRepetition: 1, dictionary: Self.dictionary)
    }
    #expect(throws: ParquetError.self) { try gathered(broken) }
  }

  @Test func pagesWithoutSlotsAndIndexPagesArePassedOver() throws {
    let file = try file(rows: 2, valueCount: 2) {
      $0.append(.index, [1, 2, 3])
      try $0.append(.init(), .plain, maxDefinition: 1, maxRepetition: 1)
      try $0.append(page([0]), .plain, maxDefinition: 1, maxRepetition: 1)
      $0.append(.index, [])
      try $0.append(.init(), .version2, maxDefinition: 1, maxRepetition: 1)
      try $0.append(page([0]), .plain, maxDefinition: 1, maxRepetition: 1)
    }
    #expect(try gathered(file).slots.values.count == 2)
  }

  @Test func aChecksumIsProvenWhereThereIsOne() throws {
    let body =
      RunLengthBitPacked.prefixed([2, 0]) + RunLengthBitPacked.prefixed([2, 1]) + [UInt8](repeating: 9, count: 8)
    let right = Codecs.crc32(body.rawBytes)
    for crc in [right, right ^ 1] {
      let file = try file(rows: 1, valueCount: 1) {
        $0.append(.data(.init(valueCount: 1, encoding: .plain)), body, crc: crc)
      }
      if crc == right {
        #expect(try gathered(file).slots.values.count == 1)
      } else {
        #expect(throws: ParquetError.self) { try gathered(file) }
      }
    }
  }

  @Test func columnsOfOneListThatDisagreeAreNotPutTogether() throws {
    let type = SchemaNode.Content.leaf(LeafType(.int64))
    let item = SchemaNode.Content.group(nil, [SchemaNode("a", .required, type), SchemaNode("b", .optional, type)])
    let fields = [SchemaNode("items", .repeated, item)]
    let a = HandmadeFile.Slots(repetition: [0, 1, 0], definition: [1, 1, 1], values: [1, 2, 3])
    let others: [(slots: HandmadeFile.Slots, fits: Bool)] = [
      (.init(repetition: [0, 1, 0], definition: [2, 1, 2], values: [4, 5]), true),
      (.init(repetition: [0, 0, 1], definition: [2, 1, 2], values: [4, 5]), false),
      (.init(repetition: [0, 1, 1, 0], definition: [2, 1, 2, 1], values: [4, 5]), false),
      (.init(repetition: [0, 0], definition: [2, 2], values: [4, 5]), false),
      (.init(repetition: [0, 1, 0], definition: [2, 1, 0], values: [4]), false),
    ]
    for (b, fits) in others {
      var file = HandmadeFile(fields: fields, rowCount: 2)
      try file.append(a, .plain, maxDefinition: 1, maxRepetition: 1)
      file.endChunk(valueCount: a.definition.count)
      try file.append(b, .version2, maxDefinition: 2, maxRepetition: 1)
      file.endChunk(valueCount: b.definition.count)
      let opened = try file.open()
      if fits {
        let lines = #"{"items":[{"a":1,"b":4},{"a":2,"b":null}]}"# + "\n" + #"{"items":[{"a":3,"b":5}]}"# + "\n"
        #expect(try dumped(opened) == Array(lines.utf8))
      } else {
        #expect(throws: ParquetError.self) { try dumped(opened) }
      }
    }
  }

  /// Two pages of whole rows with an offset index; the first is said to have `rows`.
  private func indexedFile(rows: Int) throws -> ParquetFile {
    var file = HandmadeFile(fields: [Self.fields[2].field], rowCount: 5)
    let first = file.position
    try file.append(page([0, 1, 0, 0]), .plain, maxDefinition: 1, maxRepetition: 1)
    let second = file.position
    try file.append(page([0, 0, 1]), .plain, maxDefinition: 1, maxRepetition: 1)
    file.endChunk(
      valueCount: 7,
      index: OffsetIndex(pages: [
        PageLocation(offset: first, compressedSize: Int32(second - first), firstRow: 0),
        PageLocation(offset: second, compressedSize: Int32(file.position - second), firstRow: rows),
      ]))
    return try file.open()
  }

  @Test func theOffsetIndexTellsTheRowsOfRepeatedLeaves() throws {
    let file = try indexedFile(rows: 3)
    var chunk = try ChunkReader(file: file, rowGroup: 0, leaf: file.schema.leaves[0])
    #expect(try chunk.peekRows() == 3)
    try chunk.skip()
    #expect(try chunk.peekRows() == 2)
    #expect(try chunk.next()?.rows == 2)
    #expect(try chunk.next() == nil)
  }

  @Test(arguments: [(2, true), (6, false), (-1, false)])
  func anOffsetIndexThatIsWrongMisleadsNobody(rows: Int, isPossible: Bool) throws {
    let file = try indexedFile(rows: rows)
    var chunk = try ChunkReader(file: file, rowGroup: 0, leaf: file.schema.leaves[0])
    #expect(try chunk.peekRows() == (isPossible ? rows : nil))
    if isPossible {
      #expect(throws: ParquetError.self) { try chunk.next() }
    } else {
      #expect(try gathered(file).slots.values.count == 7)
    }
  }

  @Test func textIsProvenValueByValue() throws {
    let leaf = Schema(fields: [SchemaNode("s", .required, .leaf(.string))]).leaves[0]
    let blob = Schema(fields: [SchemaNode("s", .required, .leaf(LeafType(.byteArray)))]).leaves[0]
    let whole = Values.bytes(ByteStrings(["a", "", "größe"]))
    // The two bytes of ö in two values: valid together, neither valid by itself.
    let split = Values.bytes(ByteStrings(offsets: [0, 1, 2], bytes: Array("ö".utf8)))
    let damaged = Values.bytes(ByteStrings(offsets: [0, 1], bytes: [0xFF]))
    #expect(throws: Never.self) { try validateUTF8(whole, leaf: leaf) }
    for values in [split, damaged] {
      #expect(throws: ParquetError.self) { try validateUTF8(values, leaf: leaf) }
      #expect(throws: Never.self) { try validateUTF8(values, leaf: blob) }
    }
  }
}
