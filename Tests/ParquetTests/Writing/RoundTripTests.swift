import Codecs
import Columnar
import Testing

@testable import Parquet

@Suite struct RoundTripTests {
  static let codecs = Codec.allCases.filter { $0 != .lz4Hadoop }

  private func check(
    _ type: LeafType, _ shape: Shape, _ options: ChunkOptions, _ distribution: Distribution, rows: Int, seed: UInt64
  ) throws {
    var generator = Generator(seed: seed)
    let schema = shape.schema(type)
    let (structure, count) = shape.structure(rows: rows, &generator)
    let values = Values.generated(type.physical, distribution, count: count, seed: seed)
    var writer = ChunkWriter(leaf: schema.leaves[0], options: options)
    try writer.append(structure, .plain(values))
    let chunk = try writer.finish()
    let written = try WrittenFile(schema, [chunk, chunk], rows: [rows, rows])
    #expect(written.file.schema == schema)
    for group in 0..<2 {
      let column = try #require(try written.column(group))
      #expect(column.structure == structure)
      #expect(column.data.values.isIdentical(to: values))
    }
  }

  @Test(arguments: Values.types, Shape.allCases)
  func whatIsWrittenIsReadInEveryTypeAndShape(physical: PhysicalType, shape: Shape) throws {
    for (seed, distribution) in Distribution.allCases.enumerated() {
      for version: ChunkOptions.PageVersion in [.v1, .v2] {
        for dictionary in [true, false] {
          let options = ChunkOptions(
            codec: .snappy, pageVersion: version, dictionary: dictionary, dictionaryByteLimit: 500,
            pageByteLimit: 500, pageRowLimit: 60, pageChecksum: dictionary)
          try check(LeafType(physical), shape, options, distribution, rows: 150, seed: UInt64(seed))
        }
      }
    }
  }

  @Test(arguments: codecs, [ChunkOptions.PageVersion.v1, .v2])
  func whatIsWrittenIsReadInEveryCodec(codec: Codec, version: ChunkOptions.PageVersion) throws {
    for (seed, distribution) in Distribution.allCases.enumerated() {
      let options = ChunkOptions(codec: codec, pageVersion: version, pageRowLimit: 500, pageChecksum: true)
      for physical: PhysicalType in [.int64, .byteArray, .double] {
        try check(LeafType(physical), .optional, options, distribution, rows: 1200, seed: UInt64(seed))
      }
    }
  }

  static let encodings: [(Encoding, PhysicalType)] = [
    (.deltaBinaryPacked, .int32), (.deltaBinaryPacked, .int64), (.deltaLengthByteArray, .byteArray),
    (.byteStreamSplit, .double), (.byteStreamSplit, .fixedLengthByteArray(5)), (.runLength, .boolean),
  ]

  @Test(arguments: encodings)
  func otherEncodingsAreWrittenWhereAsked(encoding: Encoding, physical: PhysicalType) throws {
    for (seed, distribution) in Distribution.allCases.enumerated() {
      let options = ChunkOptions(dictionary: false, encoding: encoding, pageRowLimit: 150)
      for shape: Shape in [.required, .list] {
        try check(LeafType(physical), shape, options, distribution, rows: 300, seed: UInt64(seed))
      }
    }
    let writer = ChunkWriter(leaf: Shape.required.schema(.string).leaves[0], options: ChunkOptions(codec: .lz4Hadoop))
    #expect(throws: ParquetError.self) {
      var writer = writer
      try writer.append(.required(rows: 1), .plain(.bytes(ByteStrings(["a"]))))
      _ = try writer.finish()
    }
  }

  @Test(arguments: [PhysicalType.boolean, .int64, .float, .byteArray, .fixedLengthByteArray(5)], Shape.allCases)
  func bytesDoNotDependOnHowRowsAreSplit(physical: PhysicalType, shape: Shape) throws {
    for (seed, distribution) in Distribution.allCases.enumerated() {
      var generator = Generator(seed: UInt64(seed))
      let leaf = shape.schema(LeafType(physical)).leaves[0]
      let (structure, count) = shape.structure(rows: 300, &generator)
      let values = Values.generated(physical, distribution, count: count, seed: UInt64(seed) + 50)
      let whole = Column(leaf: leaf, structure: structure, data: .plain(values))
      for (limit, bytes) in [(600, 1000), (1 << 20, 400), (50, 1 << 20)] {
        let options = ChunkOptions(
          codec: .uncompressed, dictionaryByteLimit: limit, pageByteLimit: bytes, pageRowLimit: 80)
        var all = ChunkWriter(leaf: leaf, options: options)
        try all.append(structure, .plain(values))
        let expected = try all.finish()
        for most in [1, 140] {
          var writer = ChunkWriter(leaf: leaf, options: options)
          var row = 0
          var taken: [ChunkPiece] = []
          while row < 300 {
            let end = min(300, row + 1 + generator.below(most))
            let part = whole.rows(row..<end)
            try writer.append(part.structure, part.data)
            row = end
            if most == 140 { taken += try writer.takePages() }
          }
          expectSame(try writer.finish(), taken: taken, as: expected)
        }
      }
    }
  }

  /// The ways that a page's sample may choose, by values that repeat in every manner, and what they may take more.
  @Test func pagesThatChooseTheirWayTakeLittleMoreThanTheDefaultLevel() throws {
    let schema = Shape.required.schema(.string)
    var generator = Generator(seed: 3)
    let words = (0..<300).map { _ in String(generator.next(), radix: 36) }
    let texts: [() -> String] = [
      { words[generator.below(300)] + " " + words[generator.below(300)] + " " + words[generator.below(300)] },
      { "\(words[generator.below(300)])@\(words[generator.below(20)]).example" }, { "\(generator.below(1 << 30))" },
      { String(repeating: "ab", count: generator.below(40)) }, { String(generator.next(), radix: 16) },
    ]
    for text in texts {
      let values = Values.bytes(ByteStrings((0..<60_000).map { _ in text() }))
      var sizes: [Int] = []
      for level in [nil, 3] {
        var writer = ChunkWriter(leaf: schema.leaves[0], options: ChunkOptions(codec: .zstd, level: level))
        try writer.append(.required(rows: 60_000), .plain(values))
        let chunk = try writer.finish()
        sizes.append(chunk.bytes.count)
        let written = try WrittenFile(schema, [chunk], rows: [60_000])
        var reader = try ChunkReader(file: written.file, rowGroup: 0, leaf: schema.leaves[0])
        var start = 0
        while let column = try reader.next() {
          #expect(column.data.values.isIdentical(to: values[start..<start + column.rows]))
          start += column.rows
        }
        #expect(start == 60_000)
      }
      #expect(Double(sizes[0]) <= 1.12 * Double(sizes[1]))
    }
  }

  @Test func rowsThatDoNotFitTheirLeafAreRefused() throws {
    let required = Shape.required.schema(.string).leaves[0]
    let list = Shape.list.schema(.string).leaves[0]
    let one = Values.bytes(ByteStrings(["a"]))
    let validity = Structure.optional(Bitmap(repeating: true, count: 1))
    let levels = Structure.nested(Levels(definition: [3, 3], repetition: [1, 1], rows: 1))
    let wrong: [(Leaf, Structure, Values)] = [
      (required, .required(rows: 2), one), (required, validity, one), (required, .required(rows: 1), .int32([1])),
      (list, validity, one), (list, .required(rows: 1), one), (list, levels, .bytes(ByteStrings(["a", "b"]))),
    ]
    for (leaf, structure, values) in wrong {
      var writer = ChunkWriter(leaf: leaf, options: ChunkOptions())
      #expect(throws: ParquetError.self) { try writer.append(structure, .plain(values)) }
    }
  }
}
