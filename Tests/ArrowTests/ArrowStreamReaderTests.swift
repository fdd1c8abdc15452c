import Columnar
import Testing

@testable import Arrow

@Suite struct ArrowStreamReaderTests {
  static let samples: [(name: String, schema: Schema, columns: [Column], rows: Int)] = [
    ("flat", SampleColumns.flatSchema, SampleColumns.flatColumns, 3),
    ("nested", SampleColumns.nestedSchema, SampleColumns.nestedColumns, 5),
  ]

  private static func stream(_ schema: Schema, _ columns: [Column], rows: Int) throws -> [UInt8] {
    let writer = try ArrowStreamWriter(schema)
    let rest = columns.map { $0.rows(1..<rows) }
    return try writer.head + writer.batch(columns, rows: rows) + writer.batch(rest, rows: rows - 1) + writer.tail
  }

  @Test(arguments: [0, 1])
  func whatIsReadIsWrittenAgainAsTheSameBytes(sample: Int) throws {
    let (_, schema, columns, rows) = Self.samples[sample]
    let bytes = try Self.stream(schema, columns, rows: rows)
    var reader = try ArrowStreamReader(ArrowMemoryStream(bytes))
    let writer = try ArrowStreamWriter(reader.schema)
    var again = writer.head
    while let batch = try reader.next() { again += try writer.batch(batch.columns, rows: batch.rows) }
    #expect(again + writer.tail == bytes)
  }

  @Test func levelsSurvive() throws {
    let (_, schema, columns, rows) = Self.samples[1]
    var reader = try ArrowStreamReader(ArrowMemoryStream(Self.stream(schema, columns, rows: rows)))
    let batch = try #require(try reader.next())
    #expect(batch.rows == rows)
    for (read, written) in zip(batch.columns, columns) {
      #expect(read.structure == written.structure)
      #expect(
        canonicalText(of: read.data.values, type: read.leaf.type)
          == canonicalText(of: written.data.values, type: written.leaf.type))
    }
  }

  @Test func aStreamOfPyArrowIsRead() throws {
    var reader = try ArrowStreamReader(ArrowMemoryStream(try #require(Base64.decoded(PyArrowStream.base64.utf8))))
    #expect(
      reader.schema.leaves.map { $0.shortPath + ":" + $0.type.name } == [
        "dict:string", "large:string", "seconds:timestamp", "time:time", "millis:date", "fixed:int16", "none:int32",
        "deep.key:string", "deep.value:float32", "dec:decimal",
      ])
    let batch = try #require(try reader.next())
    let texts = batch.columns.map { column in
      let text = canonicalText(of: column.data.values, type: column.leaf.type)
      return (0..<text.count).map { text.string($0) }
    }
    #expect(
      texts == [
        ["x", "y", "x"], ["a", "bc", ""],
        ["1970-01-01T00:00:01.000", "1969-12-31T23:59:58.000", "1970-01-01T00:00:03.000"],
        ["00:00:01.000", "00:00:02.000", "23:59:59.000"], ["1970-01-01", "1969-12-31", "1970-01-04"],
        ["1", "2", "3", "5", "6"], [], ["k", "l", "m"], ["1.5"], ["1.23", "-4.00", "0.01"],
      ])
    guard case .nested(let fixed) = batch.columns[5].structure, case .nested(let deep) = batch.columns[8].structure
    else {
      Issue.record("lists without levels")
      return
    }
    #expect(fixed.definition == [3, 3, 0, 3, 2, 3, 3] && fixed.repetition == [0, 1, 0, 0, 1, 0, 1])
    // [{k: [1.5]}], [], NULL, [{}, {l: NULL, m: []}]
    #expect(deep.definition == [7, 1, 0, 3, 4, 5] && deep.repetition == [0, 0, 0, 0, 1, 2])
    #expect(try reader.next() == nil)
  }

  @Test func truncatedStreamsAreRefusedOrEndEarly() throws {
    let (_, schema, columns, rows) = Self.samples[1]
    let bytes = try Self.stream(schema, columns, rows: rows)
    for length in 0..<bytes.count - 8 { _ = Self.read(Array(bytes[..<length])) }
    #expect(Self.read(Array(bytes[..<(bytes.count - 9)])) == nil)
  }

  @Test func changedBytesNeverDoMoreThanThrow() throws {
    var generator = Randomness(state: 0x5EED)
    let streams =
      try Self.samples.map { try Self.stream($0.schema, $0.columns, rows: $0.rows) }
      + [try #require(Base64.decoded(PyArrowStream.base64.utf8))]
    for stream in streams {
      for _ in 0..<1500 {
        var bytes = stream
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          let interesting: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF, .random(in: 0...255, using: &generator)]
          let at = Int.random(in: 0..<bytes.count, using: &generator)
          bytes[at] = interesting.randomElement(using: &generator)!
        }
        guard let batches = Self.read(bytes) else { continue }
        for batch in batches {
          for column in batch { #expect(column.rows == batch[0].rows) }
        }
      }
    }
  }

  /// All batches, nil where the stream is refused.
  private static func read(_ bytes: [UInt8]) -> [[Column]]? {
    do {
      var reader = try ArrowStreamReader(ArrowMemoryStream(bytes), limits: ArrowLimits(maxCells: 1 << 16))
      var batches: [[Column]] = []
      while let batch = try reader.next() { batches.append(batch.columns) }
      return batches
    } catch {
      #expect(error is ArrowError)
      return nil
    }
  }
}

/// SplitMix64, so that a failure comes again.
struct Randomness: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
