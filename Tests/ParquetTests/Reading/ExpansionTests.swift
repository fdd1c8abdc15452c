import Columnar
import Testing

@testable import Parquet

/// Few bytes that stand for very many.
@Suite struct ExpansionTests {
  private static let text = SchemaNode("text", .required, .leaf(LeafType(.byteArray)))

  /// A page whose one run of indices repeats a long value.
  private func file(repeating length: Int, rows: Int) throws -> ParquetFile {
    var file = HandmadeFile(fields: [Self.text], rowCount: rows)
    let value = [UInt8](repeating: 7, count: length)
    file.append(
      .dictionary(.init(valueCount: 1)), (0..<4).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) } + value)
    file.append(
      .data(.init(valueCount: Int32(rows), encoding: .runLengthDictionary)),
      [1] + RunLengthBitPacked.run(of: 0, count: rows, width: 1))
    file.endChunk(valueCount: rows, type: .byteArray)
    return try file.open()
  }

  @Test func aRunOfMoreThanFourGigabytesIsRefused() throws {
    let file = try file(repeating: 100_000, rows: 50_000)
    let error = #expect(throws: ParquetError.self) {
      var reader = try ChunkReader(file: file, rowGroup: 0, leaf: file.schema.leaves[0])
      _ = try reader.next()
    }
    #expect(error?.kind == .limitExceeded)
  }

  /// Four gigabytes less a little: they are there only if something writes them out.
  @Test func aCopyDoesNotWriteRunsOut() throws {
    let file = try file(repeating: 100_000, rows: 42_000)
    let copy = try ChunkCopy(of: file, rowGroup: 0, leaf: file.schema.leaves[0], proving: GroupAgreement(file.schema))
    #expect(copy.proof?.statistics.nullCount == 0)
  }

  /// One row over many pages, each of which is a run.
  @Test func aRowOfRunsIsLimited() throws {
    let list = SchemaNode(
      "list", .required,
      .group(
        .list,
        [
          SchemaNode(
            "list", .repeated,
            .group(
              nil,
              [
                SchemaNode("element", .optional, .leaf(LeafType(.int64)))
              ]))
        ]))
    var file = HandmadeFile(fields: [list], rowCount: 1)
    let slots = 1 << 20
    for page in 0..<80 {
      let repetition =
        page == 0
        ? RunLengthBitPacked.run(of: 0, count: 1, width: 1) + RunLengthBitPacked.run(of: 1, count: slots - 1, width: 1)
        : RunLengthBitPacked.run(of: 1, count: slots, width: 1)
      let definition = RunLengthBitPacked.run(of: 1, count: slots, width: 2)
      file.append(
        .data(.init(valueCount: Int32(slots), encoding: .plain)),
        RunLengthBitPacked.prefixed(repetition) + RunLengthBitPacked.prefixed(definition))
    }
    file.endChunk(valueCount: 80 * slots)
    let opened = try file.open()
    let error = #expect(throws: ParquetError.self) {
      var reader = try ChunkReader(file: opened, rowGroup: 0, leaf: opened.schema.leaves[0])
      while try reader.next() != nil {}
    }
    #expect(error?.kind == .limitExceeded)
  }
}
