import Columnar
import Engine
import Expressions
import Masking
import Parquet
import Policy
import Testing

/// What its writer had in an encoding of its own choice comes out in one of the same kind.
@Suite struct EncodingTests {
  private static let chosen: [Encoding] = [
    .deltaBinaryPacked, .deltaLengthByteArray, .byteStreamSplit, .deltaLengthByteArray,
  ]

  /// The encodings of each chunk of what becomes of a file, and its values.
  private func rewritten(
    _ file: SampleFile, _ masks: [String: String], where predicate: String? = nil
  ) throws -> (encodings: [[Encoding]], lines: [Substring]) {
    let context = EvaluationContext(nowNanoseconds: 0)
    let rows = try predicate.map { try Predicate(parsing: $0, schema: SampleFile.schema, context: context) }
    let view = VisibleView(
      rows: Set(rows.map { [$0] } ?? []), columns: try masks.mapValues { Set([Restriction(mask: try .parse($0))]) })
    let keys = MaskKeys.bare(try SecretKey(parsing: [UInt8](repeating: 7, count: 32)))
    let out = file.directory.path + "/out-\(UInt64.random(in: .min ... .max)).parquet"
    _ = try Job(source: Source(location: file.path), view: view, keys: keys).write(to: .file(out))
    let written = try ParquetFile(MemorySource(name: out, bytes: readFile(out)))
    var text: [UInt8] = []
    try dump(written) { text += $0 }
    return (
      written.metadata.rowGroups[0].columns.map { $0.metadata?.encodings ?? [] },
      String(decoding: text, as: UTF8.self).split(separator: "\n")
    )
  }

  @Test func recodedNumbersAndTextKeepTheirKindOfEncoding() throws {
    let file = try SampleFile(rows: 400, groupRows: 400, dictionary: false, encodings: Self.chosen)
    let plain = try SampleFile(rows: 400, groupRows: 400, dictionary: false)
    let result = try rewritten(file, [:], where: "id >= 0")
    #expect(result.lines == (try rewritten(plain, [:], where: "id >= 0").lines))
    // Nearly all ids and amounts are distinct: no dictionary is of use for them.
    #expect(result.encodings[0] == [.deltaBinaryPacked])
    #expect(result.encodings[2].contains(.byteStreamSplit))
  }

  @Test func masksOfOtherTypesTakeWhatSuitsTheirs() throws {
    let file = try SampleFile(rows: 400, groupRows: 400, dictionary: false, encodings: Self.chosen)
    let plain = try SampleFile(rows: 400, groupRows: 400, dictionary: false)
    let masks = ["id": "hash", "name": "hash(length=16)", "amount": "round(100)", "tags": "show(last=1)"]
    let result = try rewritten(file, masks)
    #expect(result.lines == (try rewritten(plain, masks).lines))
    #expect(result.encodings[0] == [.plain])
  }

  @Test func whatAWriterLeftPlainStaysPlain() throws {
    let file = try SampleFile(rows: 400, groupRows: 400, dictionary: false)
    #expect(
      try rewritten(file, ["id": "round(2)"]).encodings[0].allSatisfy { $0 == .plain || $0 == .runLengthDictionary })
  }
}
