import Columnar

@testable import Parquet

/// What could be read can be written, and reads back as it was.
func fuzzThrift(_ bytes: [UInt8]) {
  var input = FuzzInput(bytes)
  let kind = input.byte() % 4
  let structure = input.bytes
  switch kind {
  case 0: expectSame(FileMetadata.self, structure)
  case 1: expectSame(PageHeader.self, structure)
  case 2: expectSame(OffsetIndex.self, structure)
  default: expectSame(ColumnIndex.self, structure)
  }
}

private func expectSame<Structure: ThriftStructure>(_: Structure.Type, _ bytes: [UInt8]) {
  var reader = ThriftReader(bytes.span, at: 0)
  guard let structure = try? Structure(from: &reader) else { return }
  guard reader.position <= bytes.count else { violated("a reader stays within its bytes") }
  // Compared as bytes: doubles may be NaN.
  let written = structure.encoded()
  var again = ThriftReader(written.span, at: 0)
  guard let same = try? Structure(from: &again), same.encoded() == written else {
    violated("what is written reads back as it was")
  }
}

/// The bytes are the footer of a file whose pages are all zeros.
func fuzzFooter(_ bytes: [UInt8]) {
  let magic = Array("PAR1".utf8)
  let pages = [UInt8](repeating: 0, count: 256)
  let length = (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> ($0 * 8)) }
  guard let file = openFile(magic + pages + bytes + length + magic) else { return }
  readIndexes(of: file)
  // The schema that was read is one that can be written.
  guard let again = try? Schema(file.schema.elements), again.leaves == file.schema.leaves else {
    violated("a schema comes back from its elements")
  }
}

/// Far below what a user has, so that sizes that are merely claimed show.
let fuzzLimits = ReadLimits(maxPageSize: 1 << 20, maxFooterSize: 1 << 20)

func openFile(_ bytes: [UInt8]) -> ParquetFile? {
  do {
    return try ParquetFile(MemorySource(name: "input", bytes: bytes), limits: fuzzLimits)
  } catch {
    guard error is ParquetError else { violated("only errors of this module") }
    return nil
  }
}

func readIndexes(of file: ParquetFile) {
  for group in file.metadata.rowGroups.indices {
    for leaf in file.schema.leaves {
      _ = try? file.offsetIndex(rowGroup: group, leaf: leaf)
      _ = try? file.columnIndex(rowGroup: group, leaf: leaf)
    }
  }
}
