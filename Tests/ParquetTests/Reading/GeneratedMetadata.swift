import Columnar

@testable import Parquet

/// Structures of the footer with fields there and not there, made from a seed.
extension Generator {
  mutating func maybe<Value>(_ value: (inout Generator) -> Value) -> Value? { below(2) == 0 ? nil : value(&self) }

  mutating func list<Value>(_ count: Int, _ value: (inout Generator) -> Value) -> [Value] {
    (0..<below(count + 1)).map { _ in value(&self) }
  }

  /// Numbers of all magnitudes and both signs.
  mutating func number() -> Int { Int(truncatingIfNeeded: next()) >> below(64) }
  mutating func number32() -> Int32 { Int32(truncatingIfNeeded: next()) >> Int32(below(32)) }
  mutating func flag() -> Bool { below(2) == 0 }
  mutating func blob() -> [UInt8] { bytes(below(40)) }
  mutating func text() -> String { ["", "a", "größe", "名前", "x.y z", String(repeating: "n", count: 300)][below(6)] }

  mutating func statistics() -> Statistics {
    Statistics(
      max: maybe { $0.blob() }, min: maybe { $0.blob() }, nullCount: maybe { $0.number() },
      distinctCount: maybe { $0.number() }, maxValue: maybe { $0.blob() }, minValue: maybe { $0.blob() },
      isMaxValueExact: maybe { $0.flag() }, isMinValueExact: maybe { $0.flag() }, nanCount: maybe { $0.number() })
  }

  mutating func encoding() -> Encoding { Encoding(rawValue: Int32(below(20))) }

  mutating func annotation() -> LogicalAnnotation {
    let units: [TimeUnit] = [.millis, .micros, .nanos]
    let all: [LogicalAnnotation] = [
      .string, .map, .list, .enumeration, .decimal(precision: number32(), scale: number32()), .date,
      .time(units[below(3)], utc: flag()), .timestamp(units[below(3)], utc: flag()),
      .integer(bits: Int8(truncatingIfNeeded: next()), signed: flag()), .unknown, .json, .bson, .uuid, .float16,
      .variant(specificationVersion: maybe { Int8(truncatingIfNeeded: $0.next()) }),
      .geometry(crs: maybe { $0.text() }), .geography(crs: maybe { $0.text() }, algorithm: maybe { $0.number32() }),
      .other(19), .other(Int16.max),
    ]
    return all[below(all.count)]
  }

  mutating func element() -> SchemaElement {
    let repetitions: [Repetition] = [.required, .optional, .repeated]
    return SchemaElement(
      type: maybe { PrimitiveType.allCases[$0.below(8)] }, typeLength: maybe { $0.number32() },
      repetition: maybe { repetitions[$0.below(3)] }, name: text(), childCount: maybe { $0.number32() },
      convertedType: maybe { ConvertedType.allCases[$0.below(ConvertedType.allCases.count)] },
      scale: maybe { $0.number32() }, precision: maybe { $0.number32() }, fieldID: maybe { $0.number32() },
      logicalType: maybe { $0.annotation() })
  }

  mutating func keyValue() -> KeyValue { KeyValue(key: text(), value: maybe { $0.text() }) }

  mutating func geospatial() -> GeospatialStatistics {
    GeospatialStatistics(
      boundingBox: maybe {
        .init(
          x: .init(min: Double($0.number()), max: 0.1), y: .init(min: -.infinity, max: Double($0.number())),
          zMin: $0.maybe { Double($0.number()) }, mMax: $0.maybe { Double($0.number()) })
      }, types: maybe { $0.list(20) { $0.number32() } })
  }

  mutating func columnMetadata() -> ColumnMetadata {
    ColumnMetadata(
      type: PrimitiveType.allCases[below(8)], encodings: list(20) { $0.encoding() }, path: list(20) { $0.text() },
      codec: CompressionCodec(rawValue: Int32(below(12))), valueCount: number(), totalUncompressedSize: number(),
      totalCompressedSize: number(), keyValueMetadata: maybe { $0.list(3) { $0.keyValue() } },
      dataPageOffset: number(), indexPageOffset: maybe { $0.number() }, dictionaryPageOffset: maybe { $0.number() },
      statistics: maybe { $0.statistics() },
      encodingStats: maybe {
        $0.list(3) {
          PageEncodingStats(pageType: PageType.allCases[$0.below(4)], encoding: $0.encoding(), count: $0.number32())
        }
      }, bloomFilterOffset: maybe { $0.number() }, bloomFilterLength: maybe { $0.number32() },
      sizeStatistics: maybe {
        SizeStatistics(
          unencodedByteArrayBytes: $0.maybe { $0.number() },
          repetitionLevelHistogram: $0.maybe { $0.list(20) { $0.number() } },
          definitionLevelHistogram: $0.maybe { $0.list(20) { $0.number() } })
      }, geospatialStatistics: maybe { $0.geospatial() })
  }

  mutating func rowGroup() -> RowGroup {
    RowGroup(
      columns: list(20) {
        ColumnChunk(
          filePath: $0.maybe { $0.text() }, fileOffset: $0.number(), metadata: $0.maybe { $0.columnMetadata() },
          offsetIndexOffset: $0.maybe { $0.number() }, offsetIndexLength: $0.maybe { $0.number32() },
          columnIndexOffset: $0.maybe { $0.number() }, columnIndexLength: $0.maybe { $0.number32() })
      }, totalByteSize: number(), rowCount: number(),
      sortingColumns: maybe {
        $0.list(3) { SortingColumn(column: $0.number32(), descending: $0.flag(), nullsFirst: $0.flag()) }
      }, fileOffset: maybe { $0.number() }, totalCompressedSize: maybe { $0.number() },
      ordinal: maybe { Int16(truncatingIfNeeded: $0.next()) })
  }

  mutating func fileMetadata() -> FileMetadata {
    let orders: [ColumnOrder] = [.typeDefined, .ieee754Total, .int96Timestamp, .other(7)]
    return FileMetadata(
      version: number32(), schema: list(20) { $0.element() }, rowCount: number(), rowGroups: list(4) { $0.rowGroup() },
      keyValueMetadata: maybe { $0.list(3) { $0.keyValue() } }, createdBy: maybe { $0.text() },
      columnOrders: maybe { $0.list(20) { orders[$0.below(4)] } })
  }

  mutating func pageHeader() -> PageHeader {
    let content: [PageHeader.Content] = [
      .data(
        DataPageHeader(
          valueCount: number32(), encoding: encoding(), definitionLevelEncoding: encoding(),
          repetitionLevelEncoding: encoding(), statistics: maybe { $0.statistics() })),
      .index,
      .dictionary(DictionaryPageHeader(valueCount: number32(), encoding: encoding(), isSorted: maybe { $0.flag() })),
      .dataV2(
        DataPageHeaderV2(
          valueCount: number32(), nullCount: number32(), rowCount: number32(), encoding: encoding(),
          definitionLevelsSize: number32(), repetitionLevelsSize: number32(), isCompressed: maybe { $0.flag() },
          statistics: maybe { $0.statistics() })),
    ]
    return PageHeader(
      uncompressedSize: number32(), compressedSize: number32(),
      crc: maybe { UInt32(truncatingIfNeeded: $0.next()) }, content: content[below(4)])
  }

  mutating func columnIndex() -> ColumnIndex {
    ColumnIndex(
      nullPages: list(20) { $0.flag() }, minValues: list(20) { $0.blob() }, maxValues: list(20) { $0.blob() },
      boundaryOrder: BoundaryOrder.allCases[below(3)], nullCounts: maybe { $0.list(20) { $0.number() } },
      repetitionLevelHistograms: maybe { $0.list(20) { $0.number() } },
      definitionLevelHistograms: maybe { $0.list(20) { $0.number() } },
      nanCounts: maybe { $0.list(20) { $0.number() } })
  }

  mutating func offsetIndex() -> OffsetIndex {
    OffsetIndex(
      pages: list(20) { PageLocation(offset: $0.number(), compressedSize: $0.number32(), firstRow: $0.number()) },
      unencodedByteArrayBytes: maybe { $0.list(20) { $0.number() } })
  }
}
