import Columnar
import Testing

@testable import Parquet

@Suite struct ThriftTests {
  private func decoded<Structure: ThriftStructure>(
    _ bytes: [UInt8], as _: Structure.Type
  ) throws(ParquetError) -> (Structure, position: Int) {
    var reader = ThriftReader(bytes.span, at: 0)
    let structure = try Structure(from: &reader)
    return (structure, reader.position)
  }

  /// What is written reads back as it was, to its last byte, and no part of it reads at all.
  private func expectLaws<Structure: ThriftStructure & Equatable>(_ structure: Structure) throws {
    let bytes = structure.encoded()
    let (again, position) = try decoded(bytes, as: Structure.self)
    #expect(again == structure)
    #expect(position == bytes.count)
    for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 50)) {
      #expect(throws: ParquetError.self) { try decoded(Array(bytes[..<length]), as: Structure.self) }
    }
  }

  @Test(arguments: 0..<15)
  func whatIsWrittenReadsBackAndNoPartOfItReads(seed: Int) throws {
    var generator = Generator(seed: UInt64(seed))
    try expectLaws(generator.fileMetadata())
    try expectLaws(generator.pageHeader())
    try expectLaws(generator.columnIndex())
    try expectLaws(generator.offsetIndex())
  }

  @Test(arguments: 0..<60)
  func randomBytesNeverTrap(seed: Int) {
    var generator = Generator(seed: UInt64(seed) + 1000)
    for _ in 0..<200 {
      let bytes = generator.bytes(generator.below(80))
      _ = try? decoded(bytes, as: FileMetadata.self)
      _ = try? decoded(bytes, as: PageHeader.self)
      _ = try? decoded(bytes, as: ColumnIndex.self)
    }
  }

  @Test func fieldsThatAreNotKnownArePassedOver() throws {
    let header = PageHeader(uncompressedSize: 1, compressedSize: 2, content: .dictionary(.init(valueCount: 3)))
    // Field 100 of each type, before the fields of the header.
    let unknown: [[UInt8]] = [
      [0x01], [0x02], [0x03, 9], [0x04, 9], [0x05, 9], [0x06, 0x89, 9], [0x07, 0, 0, 0, 0, 0, 0, 0, 0],
      [0x08, 2, 1, 2], [0x09, 0x21, 1, 2], [0x0A, 0x18, 1, 7], [0x0B, 1, 0x58, 1, 2, 3, 4], [0x0B, 0],
      [0x0C, 0x1C, 0x11, 0, 0], [0x0D] + [UInt8](repeating: 1, count: 16),
    ]
    for value in unknown {
      let field = [value[0], 0xC8, 0x01] + value.dropFirst()
      // The next field's number is then written in full.
      let rest = header.encoded()
      let bytes = field + [0x05, 0x02] + rest.dropFirst(1)
      let (again, position) = try decoded(bytes, as: PageHeader.self)
      #expect(again == header)
      #expect(position == bytes.count)
    }
  }

  @Test func structuresWithinStructuresEndSomewhere() {
    for opening: [UInt8] in [[0x1C], [0x19, 0x19], [0x1B, 0x01, 0x88]] {
      let bomb = Array(repeatElement(opening, count: 5_000).joined())
      #expect(throws: ParquetError.self) { try decoded(bomb, as: KeyValue.self) }
    }
  }

  @Test func aClaimedLengthReservesNothing() {
    // A list, a string and a map of two billion elements in a few bytes.
    for claim: [UInt8] in [[0x29, 0xF8], [0x28], [0x2B]] {
      let bytes = claim + [0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0x88, 0x00]
      #expect(throws: ParquetError.self) { try decoded(bytes, as: FileMetadata.self) }
    }
  }
}
