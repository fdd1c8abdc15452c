public import Columnar

/// What a file's statistics say of a run of rows of one leaf that does not repeat.
public struct StoredBounds: Sendable {
  /// Rows within the row group.
  public var rows: Range<Int>
  /// One value that none is below or, for the maximum, above; it need not occur. Nil: not known.
  public var minimum: Values?
  public var maximum: Values?
  public var nullCount: Int?
}

extension ParquetFile {
  /// What the footer says of a chunk. Nothing of bounds whose order is not that of the type: early writers compared
  /// bytes and unsigned numbers as signed (parquet.thrift, `Statistics`, `ColumnOrder`).
  public func bounds(rowGroup: Int, leaf: Leaf) -> StoredBounds? {
    let group = metadata.rowGroups[rowGroup]
    guard leaf.maxRepetition == 0, let statistics = group.columns[leaf.index].metadata?.statistics else { return nil }
    let isOrdered = hasTypeOrder(leaf)
    return StoredBounds(
      rows: 0..<group.rowCount,
      minimum: isOrdered ? statistics.minValue.flatMap { Values(bound: $0, of: leaf.type) } : nil,
      maximum: isOrdered ? statistics.maxValue.flatMap { Values(bound: $0, of: leaf.type) } : nil,
      nullCount: statistics.nullCount)
  }

  /// What the page index says of a chunk's pages, in order; nil where there is none that makes sense.
  ///
  /// - Throws: what the source throws.
  public func pageBounds(rowGroup: Int, leaf: Leaf) throws -> [StoredBounds]? {
    guard leaf.maxRepetition == 0, hasTypeOrder(leaf) else { return nil }
    do {
      guard let index = try columnIndex(rowGroup: rowGroup, leaf: leaf),
        let places = try offsetIndex(rowGroup: rowGroup, leaf: leaf)?.pages, places.count == index.nullPages.count
      else { return nil }
      let ends = places.dropFirst().map(\.firstRow) + [metadata.rowGroups[rowGroup].rowCount]
      return zip(places, ends).enumerated().map { page, place in
        let rows = place.0.firstRow..<place.1
        if index.nullPages[page] { return StoredBounds(rows: rows, nullCount: rows.count) }
        return StoredBounds(
          rows: rows, minimum: Values(bound: index.minValues[page], of: leaf.type),
          maximum: Values(bound: index.maxValues[page], of: leaf.type),
          nullCount: index.nullCounts.flatMap { $0.isEmpty ? nil : $0[page] })
      }
    } catch let error as ParquetError where error.kind == .malformed {
      return nil
    }
  }

  private func hasTypeOrder(_ leaf: Leaf) -> Bool {
    guard let orders = metadata.columnOrders, orders.indices.contains(leaf.index) else { return false }
    return orders[leaf.index] == .typeDefined
  }
}

extension Values {
  /// The one value that a bound of a type stands for; nil where the type has no order or the bytes are no such value.
  fileprivate init?(bound bytes: [UInt8], of type: LeafType) {
    guard SortOrder(type) != .undefined else { return nil }
    switch type.physical {
    case .byteArray: self = .bytes(ByteStrings(offsets: [0, UInt32(bytes.count)], bytes: bytes))
    case .boolean:
      guard bytes.count == 1 else { return nil }
      self = .boolean(Bitmap(repeating: bytes[0] != 0, count: 1))
    case .int32, .int64, .int96, .float, .double, .fixedLengthByteArray:
      guard bytes.count == type.physical.byteWidth,
        let value = try? Encodings.decode(.plain, bytes.rawBytes, count: 1, type: type.physical)
      else { return nil }
      self = value
    }
  }
}
