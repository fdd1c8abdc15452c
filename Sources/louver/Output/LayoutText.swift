import Columnar
import Parquet
import Policy

/// A file's layout in words and as JSON. Statistics hold values of cells and are left out.
enum LayoutText {
  static func text(_ file: ParquetFile) -> String {
    let metadata = file.metadata
    var table = TextTable(
      ["row group", "column", "type", "codec", "encodings", "values", "stored", "bytes", "has"],
      [.right, .left, .left, .left, .left, .right, .right, .right, .left])
    for (number, group) in metadata.rowGroups.enumerated() {
      for (chunk, leaf) in zip(group.columns, file.schema.leaves) {
        guard let column = chunk.metadata else { continue }
        table.append([
          String(number), leaf.shortPath, TypeText.of(leaf), column.codec.description, encodings(column),
          String(column.valueCount), String(column.totalCompressedSize), String(column.totalUncompressedSize),
          extras(chunk, column).joined(separator: ", "),
        ])
      }
    }
    let groups = metadata.rowGroups.count
    let writer = metadata.createdBy.map { ", written by \($0)" } ?? ""
    let head =
      "\(file.source.name): \(file.rowCount) rows in \(groups) row \(groups == 1 ? "group" : "groups")\(writer)"
    let keys = metadataKeys(file).joined(separator: ", ")
    return head.displayed + "\n" + table.text + (keys.isEmpty ? "" : "metadata: \(keys.displayed)\n")
  }

  static func json(_ file: ParquetFile, tag: PolicyTag?) -> JSON {
    let groups = file.metadata.rowGroups.map { group -> JSON in
      let columns = zip(group.columns, file.schema.leaves).compactMap { chunk, leaf -> JSON? in
        chunk.metadata.map { json(chunk, $0, leaf) }
      }
      return ["rows": .integer(Int64(group.rowCount)), "columns": .array(columns)]
    }
    return [
      "path": .string(file.source.name), "rows": .integer(Int64(file.rowCount)),
      "createdBy": file.metadata.createdBy.map { .string($0) } ?? .null,
      "metadataKeys": .array(metadataKeys(file).map { .string($0) }), "rowGroups": .array(groups),
      "policy": tag?.record ?? .null, "signature": tag.map { .string($0.signature.rawValue) } ?? .null,
      "content": tag.map { .string($0.isIntact ? "intact" : "changed") } ?? .null,
      "isCurrent": tag?.isCurrent.map { .bool($0) } ?? .null,
    ]
  }

  private static func json(_ chunk: ColumnChunk, _ column: ColumnMetadata, _ leaf: Leaf) -> JSON {
    [
      "column": .string(leaf.shortPath), "type": .string(TypeText.of(leaf)),
      "codec": .string(column.codec.description),
      "encodings": .array(column.encodings.map { .string($0.description) }),
      "values": .integer(Int64(column.valueCount)), "storedBytes": .integer(Int64(column.totalCompressedSize)),
      "bytes": .integer(Int64(column.totalUncompressedSize)), "dictionary": .bool(column.dictionaryPageOffset != nil),
      "bloomFilter": .bool(column.bloomFilterOffset != nil), "pageIndex": .bool(chunk.offsetIndexOffset != nil),
    ]
  }

  private static func encodings(_ column: ColumnMetadata) -> String {
    column.encodings.map(\.description).joined(separator: ", ")
  }

  private static func extras(_ chunk: ColumnChunk, _ column: ColumnMetadata) -> [String] {
    [
      column.dictionaryPageOffset.map { _ in "dictionary" }, column.statistics.map { _ in "statistics" },
      chunk.offsetIndexOffset.map { _ in "page index" }, column.bloomFilterOffset.map { _ in "bloom filter" },
    ].compactMap { $0 }
  }

  private static func metadataKeys(_ file: ParquetFile) -> [String] {
    (file.metadata.keyValueMetadata ?? []).map(\.key)
  }
}
